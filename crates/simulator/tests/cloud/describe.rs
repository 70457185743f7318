//! Listings: regions, filters, paging, default status.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::client::{Client, HANGZHOU};

/// What every row of a filtered listing fulfils, and no other row does.
type Expected = fn(&Value) -> bool;

fn ids(rows: &[Value], field: &str) -> BTreeSet<String> {
    rows.iter().map(|row| row[field].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn regions_come_with_their_real_endpoint_and_in_the_language_asked_for() {
    let client = Client::small();
    let find = |rows: Vec<Value>| rows.into_iter().find(|row| row["RegionId"] == HANGZHOU).unwrap();
    let regions = client.call("DescribeRegions", &[]).await.rows("Regions");
    assert_eq!(regions.len(), 10);
    let region = find(regions);
    assert_eq!(region["RegionEndpoint"], "ecs.cn-hangzhou.aliyuncs.com");
    assert_eq!(region["LocalName"], "华东1（杭州）");
    let english = client.call("DescribeRegions", &[("AcceptLanguage", "en-US")]).await;
    assert_eq!(find(english.rows("Regions"))["LocalName"], "China (Hangzhou)");
    let unknown = client.call("DescribeRegions", &[("AcceptLanguage", "tlh")]).await;
    assert_eq!(
        (unknown.status, unknown.code()),
        (404, "InvalidAcceptLanguage.NotFound")
    );
}

#[tokio::test]
async fn an_unknown_region_is_refused_by_every_listing() {
    let client = Client::small();
    for action in [
        "DescribeSnapshots",
        "DescribeImages",
        "DescribeInstances",
        "CreateImage",
    ] {
        let answer = client.call(action, &[("RegionId", "cn-atlantis")]).await;
        assert_eq!(
            (answer.status, answer.code()),
            (404, "InvalidRegionId.NotFound"),
            "{action}"
        );
        assert_eq!(client.call(action, &[]).await.code(), "MissingParameter", "{action}");
    }
    assert!(
        client
            .call("DescribeSnapshots", &[("RegionId", "eu-central-1")])
            .await
            .rows("Snapshots")
            .is_empty()
    );
}

#[tokio::test]
async fn an_action_has_its_own_words_for_a_region_that_is_missing_or_unknown() {
    let client = Client::small();
    let table = [
        (
            "DescribeDisks",
            (400, "MissingParamter.RegionId"),
            (400, "InvalidRegion.NotFound"),
        ),
        (
            "DescribeSecurityGroups",
            (400, "MissingParameter.RegionId"),
            (404, "InvalidRegionId.NotFound"),
        ),
        (
            "DescribeSnapshotLinks",
            (400, "MissingParameter"),
            (400, "InvalidRegionId"),
        ),
        (
            "DescribeSnapshotsUsage",
            (400, "MissingParameter"),
            (403, "InvalidParam.RegionId"),
        ),
        (
            "DescribeTasks",
            (400, "MissingParameter"),
            (400, "InvalidRegionId.NotFound"),
        ),
        (
            "ListTagResources",
            (404, "MissingParameter.RegionId"),
            (404, "InvalidRegionId.NotFound"),
        ),
    ];
    for (action, missing, unknown) in table {
        let answer = client.call(action, &[]).await;
        assert_eq!((answer.status, answer.code()), missing, "{action}");
        let answer = client.call(action, &[("RegionId", "cn-atlantis")]).await;
        assert_eq!((answer.status, answer.code()), unknown, "{action}");
    }
}

#[tokio::test]
async fn tokens_walk_over_every_snapshot_once() {
    let client = Client::small();
    let first = client.ecs("DescribeSnapshots", &[("MaxResults", "7")]).await;
    assert_eq!(first.rows("Snapshots").len(), 7);
    assert_eq!(first.body["TotalCount"], 0, "not valid in this scheme");
    let all = client.snapshots(HANGZHOU).await;
    assert_eq!(ids(&all, "SnapshotId").len(), all.len());
    let by_number = client
        .ecs("DescribeSnapshots", &[("PageNumber", "1"), ("PageSize", "100")])
        .await;
    assert_eq!(by_number.body["TotalCount"], all.len());
    let page = by_number.rows("Snapshots");
    assert_eq!(page.as_slice(), &all[..100], "newest first in both schemes");
}

#[tokio::test]
async fn a_walk_survives_a_deletion_and_foreign_tokens_are_refused() {
    let client = Client::small();
    let first = client.ecs("DescribeSnapshots", &[("MaxResults", "5")]).await;
    let last = first.rows("Snapshots")[4]["SnapshotId"].as_str().unwrap().to_owned();
    let token = first.body["NextToken"].as_str().unwrap().to_owned();
    let expected = client
        .ecs("DescribeSnapshots", &[("MaxResults", "5"), ("NextToken", &token)])
        .await;
    client.simulator.delete_snapshot(HANGZHOU, &last).unwrap();
    let again = client
        .ecs("DescribeSnapshots", &[("MaxResults", "5"), ("NextToken", &token)])
        .await;
    assert_eq!(again.rows("Snapshots"), expected.rows("Snapshots"));
    let foreign = client.ecs("DescribeDisks", &[("NextToken", &token)]).await;
    assert_eq!((foreign.status, foreign.code()), (400, "InvalidParameter"));
    assert_eq!(client.ecs("DescribeSnapshots", &[("NextToken", "§")]).await.status, 400);
}

#[tokio::test]
async fn page_sizes_are_refused_or_moved_into_range_as_documented() {
    let client = Client::small();
    for (name, value) in [
        ("MaxResults", "101"),
        ("MaxResults", "0"),
        ("PageSize", "101"),
        ("PageNumber", "0"),
        ("PageSize", "x"),
    ] {
        let answer = client.ecs("DescribeSnapshots", &[(name, value)]).await;
        assert_eq!(
            (answer.status, answer.code()),
            (400, "InvalidParameter"),
            "{name}={value}"
        );
    }
    for action in ["DescribeDisks", "DescribeInstances"] {
        let answer = client.ecs(action, &[("MaxResults", "1")]).await;
        assert_eq!(answer.body["PageSize"], 10, "{action} raises a small MaxResults");
    }
    assert_eq!(
        client.ecs("DescribeDisks", &[("MaxResults", "9999")]).await.body["PageSize"],
        500
    );
    assert_eq!(
        client.ecs("DescribeInstances", &[("MaxResults", "9999")]).await.body["PageSize"],
        100
    );
    assert_eq!(
        client.ecs("DescribeImages", &[("PageSize", "101")]).await.code(),
        "InvalidParameter"
    );
}

#[tokio::test]
async fn snapshot_filters_narrow_and_are_anded() {
    let client = Client::small();
    let all = client.snapshots(HANGZHOU).await;
    let checks: [(&str, &str, Expected); 9] = [
        ("Status", "progressing", |row| row["Status"] == "progressing"),
        ("SnapshotType", "auto", |row| row["SnapshotType"] == "timer"),
        ("SnapshotType", "user", |row| row["SnapshotType"] == "user"),
        ("SourceDiskType", "System", |row| row["SourceDiskType"] == "system"),
        ("Usage", "image", |row| row["Usage"] == "image"),
        ("Category", "Standard", |row| row["Category"] == "standard"),
        ("Encrypted", "true", |row| row["Encrypted"] == true),
        ("Tag.1.Key", "app", |row| {
            row["Tags"]["Tag"].to_string().contains("\"app\"")
        }),
        ("SnapshotName", "erp-db-00-final-sys", |row| {
            row["SnapshotName"] == "erp-db-00-final-sys"
        }),
    ];
    for (name, value, expected) in checks {
        let answer = client
            .ecs("DescribeSnapshots", &[(name, value), ("PageSize", "100")])
            .await;
        let count = all.iter().filter(|row| expected(row)).count();
        assert_eq!(answer.body["TotalCount"], count, "{name}={value}");
        assert!(answer.rows("Snapshots").iter().all(expected), "{name}={value}");
    }
    let two = ["SnapshotId", "SourceDiskId"].map(|field| all[3][field].as_str().unwrap().to_owned());
    let list = format!("[\"{}\",\"s-unknown\"]", two[0]);
    let filter = [("SnapshotIds", list.as_str()), ("DiskId", two[1].as_str())];
    assert_eq!(
        client.ecs("DescribeSnapshots", &filter).await.rows("Snapshots").len(),
        1
    );
    let tagged = [
        ("Tag.1.Key", "env"),
        ("Tag.1.Value", "test"),
        ("Tag.2.Key", "app"),
        ("Tag.2.Value", "build"),
    ];
    assert_eq!(
        client.ecs("DescribeSnapshots", &tagged).await.rows("Snapshots").len(),
        4
    );
}

#[tokio::test]
async fn filters_out_of_range_are_refused_by_code() {
    let client = Client::small();
    let many = format!("[{}]", vec!["\"s-x\""; 101].join(","));
    for (name, value, status, code) in [
        ("Status", "done", 404, "InvalidStatus.NotFound"),
        ("SnapshotType", "weekly", 404, "InvalidSnapshotType.NotFound"),
        ("SourceDiskType", "root", 404, "InvalidSourceDiskType"),
        ("Usage", "some", 404, "InvalidUsage"),
        ("Category", "gold", 403, "InvalidSnapshotCategory.Malformed"),
        ("SnapshotIds", many.as_str(), 403, "InvalidSnapshotIds.Malformed"),
        ("SnapshotIds", "s-x", 400, "InvalidParameter"),
        ("Tag.1.Value", "prod", 400, "InvalidTag.Mismatch"),
        ("DryRun", "true", 400, "DryRunOperation"),
    ] {
        let answer = client.ecs("DescribeSnapshots", &[(name, value)]).await;
        assert_eq!((answer.status, answer.code()), (status, code), "{name}={value}");
    }
}

#[tokio::test]
async fn only_available_images_are_listed_unless_a_status_is_sent() {
    let client = Client::small();
    let names = async |own: &[(&str, &str)]| {
        let mut filter = vec![("ImageOwnerAlias", "self"), ("PageSize", "100")];
        filter.extend_from_slice(own);
        ids(&client.ecs("DescribeImages", &filter).await.rows("Images"), "ImageName")
    };
    let available = names(&[]).await;
    assert!(available.contains("erp-db-golden") && !available.contains("erp-db-weekly"));
    assert_eq!(
        names(&[("Status", "Creating")]).await,
        BTreeSet::from(["erp-db-weekly".to_owned()])
    );
    let every = names(&[(
        "Status",
        "Creating,Waiting,Available,UnAvailable,CreateFailed,Deprecated",
    )])
    .await;
    assert_eq!(every, names(&[("Status", "ALL")]).await);
    assert_eq!(every.len(), available.len() + 1);
    assert_eq!(
        client.ecs("DescribeImages", &[("Status", "ALL,Creating")]).await.code(),
        "InvalidParamter"
    );
    assert_eq!(
        client.ecs("DescribeImages", &[("Usable", "true")]).await.code(),
        "MissingParameter"
    );
    let deprecated = [("RegionId", "cn-shanghai"), ("Status", "Deprecated")];
    assert_eq!(
        client.call("DescribeImages", &deprecated).await.rows("Images")[0]["ImageName"],
        "bi-worker-base"
    );
}

#[tokio::test]
async fn image_filters_narrow() {
    let client = Client::small();
    let find = async |own: &[(&str, &str)]| client.ecs("DescribeImages", own).await.rows("Images");
    let golden = find(&[("ImageName", "erp-db-golden")]).await.remove(0);
    assert_eq!(
        golden["DiskDeviceMappings"]["DiskDeviceMapping"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
    assert_eq!(golden["Usage"], "instance");
    let snapshot = golden["DiskDeviceMappings"]["DiskDeviceMapping"][1]["SnapshotId"]
        .as_str()
        .unwrap();
    assert_eq!(find(&[("SnapshotId", snapshot)]).await, std::slice::from_ref(&golden));
    assert_eq!(
        find(&[("ImageId", golden["ImageId"].as_str().unwrap())]).await,
        std::slice::from_ref(&golden)
    );
    assert_eq!(find(&[("ImageFamily", "app-node-base")]).await.len(), 2);
    assert_eq!(find(&[("Tag.1.Key", "app"), ("Tag.1.Value", "erp")]).await.len(), 1);
    assert!(
        !find(&[("ImageOwnerAlias", "system"), ("OSType", "windows")])
            .await
            .is_empty()
    );
    let alias = client.ecs("DescribeImages", &[("ImageOwnerAlias", "me")]).await;
    assert_eq!(
        (alias.status, alias.code()),
        (400, "InvalidImageOwnerAlias.ValueNotSupported")
    );
}

#[tokio::test]
async fn disks_and_instances_join_with_snapshots() {
    let client = Client::small();
    let instance = client
        .ecs("DescribeInstances", &[("InstanceName", "erp-db-*")])
        .await
        .rows("Instances")
        .remove(0);
    let id = instance["InstanceId"].as_str().unwrap();
    let disks = client.ecs("DescribeDisks", &[("InstanceId", id)]).await.rows("Disks");
    assert_eq!(disks.len(), 4);
    let snapshots = client
        .ecs("DescribeSnapshots", &[("InstanceId", id), ("PageSize", "100")])
        .await
        .rows("Snapshots");
    assert!(ids(&snapshots, "SourceDiskId").is_subset(&ids(&disks, "DiskId")));
    let ids_filter = format!("[\"{id}\"]");
    assert_eq!(
        client
            .ecs("DescribeInstances", &[("InstanceIds", &ids_filter)])
            .await
            .rows("Instances")
            .len(),
        1
    );
    let detached = client
        .ecs("DescribeDisks", &[("Status", "Available")])
        .await
        .rows("Disks");
    assert_eq!(detached.len(), 1);
    assert_eq!(detached[0]["InstanceId"], "");
    let stopped = client
        .ecs("DescribeInstances", &[("Status", "Stopped")])
        .await
        .rows("Instances");
    assert_eq!(stopped[0]["InstanceName"], "ci-win-04");
}
