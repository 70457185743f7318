//! Snapshots: how they come, change, travel and go.

use serde_json::Value;

use crate::client::{Case, Client, HANGZHOU};

const SHANGHAI: &str = "cn-shanghai";

async fn disk(client: &Client, name: &str) -> String {
    let rows = client.ecs("DescribeDisks", &[("DiskName", name)]).await.rows("Disks");
    rows[0]["DiskId"].as_str().unwrap().to_owned()
}

async fn snapshot(client: &Client, region: &str, id: &str) -> Option<Value> {
    let ids = format!("[\"{id}\"]");
    let answer = client
        .call("DescribeSnapshots", &[("RegionId", region), ("SnapshotIds", &ids)])
        .await;
    answer.rows("Snapshots").into_iter().next()
}

#[tokio::test]
async fn a_snapshot_of_a_disk_progresses_and_belongs_to_its_chain() {
    let client = Client::small();
    let disk = disk(&client, "erp-db-01-xvda").await;
    let own = [
        ("DiskId", disk.as_str()),
        ("SnapshotName", "by hand"),
        ("RetentionDays", "3"),
        ("ClientToken", "one"),
        ("Tag.1.Key", "why"),
    ];
    let made = client.call("CreateSnapshot", &own).await;
    let id = made.body["SnapshotId"].as_str().unwrap();
    assert_eq!(client.call("CreateSnapshot", &own).await.body["SnapshotId"], id);
    let changed = client
        .call("CreateSnapshot", &[("DiskId", &disk), ("ClientToken", "one")])
        .await;
    assert_eq!((changed.status, changed.code()), (403, "IdempotentParameterMismatch"));
    let begun = snapshot(&client, HANGZHOU, id).await.unwrap();
    assert_eq!(
        (&begun["Status"], &begun["Progress"]),
        (&"progressing".into(), &"0%".into())
    );
    assert!(begun["RemainTime"].as_i64().unwrap() > 60);
    client.advance_minutes(5);
    let done = snapshot(&client, HANGZHOU, id).await.unwrap();
    assert_eq!(
        (&done["Status"], &done["Progress"]),
        (&"accomplished".into(), &"100%".into())
    );
    let ids = format!("[\"{disk}\"]");
    let links = client
        .ecs("DescribeSnapshotLinks", &[("DiskIds", &ids)])
        .await
        .rows("SnapshotLinks");
    assert_eq!(links.len(), 1);
    assert_eq!(links[0]["SnapshotLinkId"], done["SnapshotLinkId"]);
    assert_eq!(links[0]["TotalCount"], 15, "fourteen nights and this one");
    client.advance_minutes(60 * 24 * 3);
    assert!(snapshot(&client, HANGZHOU, id).await.is_none(), "its retention is over");
}

#[tokio::test]
async fn eleven_at_once_are_one_too_many() {
    let client = Client::small();
    let disk = disk(&client, "erp-db-01-xvdb").await;
    for _ in 0..10 {
        assert_eq!(client.call("CreateSnapshot", &[("DiskId", &disk)]).await.status, 200);
    }
    let refused = client.call("CreateSnapshot", &[("DiskId", &disk)]).await;
    assert_eq!(
        (refused.status, refused.code()),
        (403, "IncorrectDiskStatus.CreatingSnapshot")
    );
    client.advance_minutes(60);
    assert_eq!(client.call("CreateSnapshot", &[("DiskId", &disk)]).await.status, 200);
}

#[tokio::test]
async fn create_snapshot_refuses_as_documented() {
    let client = Client::small();
    let disk = disk(&client, "erp-db-01-xvda").await;
    let cases: [Case; 6] = [
        (&[], 400, "MissingParameter"),
        (&[("DiskId", "d-none")], 404, "InvalidDiskId.NotFound"),
        (
            &[("DiskId", &disk), ("SnapshotName", "auto-mine")],
            400,
            "InvalidSnapshotName.Malformed",
        ),
        (
            &[("DiskId", &disk), ("RetentionDays", "65537")],
            400,
            "InvalidRetentionDays.Malformed",
        ),
        (
            &[("DiskId", &disk), ("Category", "gold")],
            403,
            "InvalidSnapshotCategory.Malformed",
        ),
        (
            &[("DiskId", &disk), ("Description", "http://x")],
            404,
            "InvalidDescription.Malformed",
        ),
    ];
    for (own, status, code) in cases {
        let answer = client.call("CreateSnapshot", own).await;
        assert_eq!((answer.status, answer.code()), (status, code));
    }
    assert!(client.simulator.ledger().iter().all(|entry| entry.effects.is_empty()));
}

#[tokio::test]
async fn what_stands_in_the_way_of_a_deletion() {
    let client = Client::small();
    let held = client.id_of(HANGZHOU, "app-node-base-v13").await;
    for force in ["false", "true"] {
        let answer = client
            .call("DeleteSnapshot", &[("SnapshotId", &held), ("Force", force)])
            .await;
        assert_eq!((answer.status, answer.code()), (403, "SnapshotCreatedImage"));
    }
    let all = client.snapshots(HANGZHOU).await;
    let of_disk = all.iter().find(|row| row["Usage"] == "disk").unwrap();
    let of_disk = of_disk["SnapshotId"].as_str().unwrap();
    let answer = client.call("DeleteSnapshot", &[("SnapshotId", of_disk)]).await;
    assert_eq!((answer.status, answer.code()), (403, "SnapshotCreatedDisk"));
    let force = [("SnapshotId", of_disk), ("Force", "true")];
    assert_eq!(client.call("DeleteSnapshot", &force).await.status, 200);
    let progressing = client.id_of(HANGZHOU, "web-gw-02-pre-patch").await;
    let cancel = [("SnapshotId", progressing.as_str())];
    assert_eq!(
        client.call("DeleteSnapshot", &cancel).await.status,
        200,
        "unfinished: cancelled"
    );
    let gone = client.call("DeleteSnapshot", &cancel).await;
    assert_eq!((gone.status, gone.code()), (404, "InvalidSnapshotId.NotFound"));
}

#[tokio::test]
async fn attributes_change_and_retention_only_grows() {
    let client = Client::small();
    let id = client.id_of(HANGZHOU, "erp-db-01-sys-1123").await;
    let modify = |own: &[(&'static str, &'static str)]| {
        let mut parameters = vec![("SnapshotId".to_owned(), id.clone())];
        parameters.extend(
            own.iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        let client = &client;
        async move {
            let own: Vec<_> = parameters
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            client.call("ModifySnapshotAttribute", &own).await
        }
    };
    assert_eq!(modify(&[]).await.code(), "NoAttributeToModify");
    let shorter = modify(&[("RetentionDays", "29")]).await;
    assert_eq!(
        (shorter.status, shorter.code()),
        (400, "InvalidOperation.DecreaseRetentionDaysUnsupported")
    );
    client.advance_minutes(1);
    assert_eq!(
        modify(&[("RetentionDays", "60"), ("SnapshotName", "kept longer")])
            .await
            .status,
        200
    );
    let row = client.snapshot_named(HANGZHOU, "kept longer").await;
    assert_eq!(row["LastModifiedTime"], "2026-11-23T10:01:00Z");
    assert_ne!(row["CreationTime"], row["LastModifiedTime"]);
    assert_eq!(
        (&row["RetentionDays"], &row["SnapshotId"]),
        (&60.into(), &id.as_str().into())
    );
}

#[tokio::test]
async fn a_copy_lives_in_its_region_and_the_rules_of_copying_hold() {
    let client = Client::small();
    let id = client.id_of(HANGZHOU, "erp-db-01-sys-1123").await;
    let base = [
        ("RegionId", HANGZHOU),
        ("SnapshotId", id.as_str()),
        ("DestinationSnapshotName", "copy"),
        ("DestinationSnapshotDescription", "far away"),
    ];
    let copy = |more: &[(&'static str, &'static str)]| {
        let own: Vec<_> = base.iter().copied().chain(more.iter().copied()).collect();
        let client = &client;
        async move { client.call("CopySnapshot", &own).await }
    };
    let same = copy(&[("DestinationRegionId", HANGZHOU)]).await;
    assert_eq!(
        (same.status, same.code()),
        (403, "InvalidOperation.NotSupportCopyInSameRegion")
    );
    let nowhere = copy(&[("DestinationRegionId", "cn-atlantis")]).await;
    assert_eq!(nowhere.code(), "InvalidRegionId.NotExists");
    let made = copy(&[("DestinationRegionId", SHANGHAI)]).await;
    let copied = made.body["SnapshotId"].as_str().unwrap();
    let again = copy(&[("DestinationRegionId", SHANGHAI)]).await;
    assert_eq!(again.code(), "InvalidOperation.UnfinishedCrossRegionCopy");
    let source = client.call("DeleteSnapshot", &[("SnapshotId", &id)]).await;
    assert_eq!(source.code(), "Operation.Conflict", "it is being copied");
    client.advance_minutes(30);
    let row = snapshot(&client, SHANGHAI, copied).await.unwrap();
    assert_eq!(
        (&row["Status"], &row["SourceSnapshotId"]),
        (&"accomplished".into(), &id.as_str().into())
    );
    assert!(snapshot(&client, HANGZHOU, copied).await.is_none());

    let encrypted = client.id_of("cn-shenzhen", "财务系统-月结前").await;
    let own = [
        ("RegionId", "cn-shenzhen"),
        ("SnapshotId", encrypted.as_str()),
        ("DestinationRegionId", HANGZHOU),
        ("DestinationSnapshotName", "plain"),
        ("DestinationSnapshotDescription", "plain"),
    ];
    let plain = client.call("CopySnapshot", &own).await;
    assert_eq!(
        (plain.status, plain.code()),
        (403, "InvalidEncrypted.NotSupportDecrypt")
    );
}

#[tokio::test]
async fn usage_counts_a_region() {
    let client = Client::small();
    let usage = client.ecs("DescribeSnapshotsUsage", &[]).await.body;
    assert_eq!(usage["SnapshotCount"], client.snapshots(HANGZHOU).await.len());
    assert!(usage["SnapshotSize"].as_i64().unwrap() > 1 << 40);
    let nowhere = client
        .call("DescribeSnapshotsUsage", &[("RegionId", "cn-atlantis")])
        .await;
    assert_eq!((nowhere.status, nowhere.code()), (403, "InvalidParam.RegionId"));
}

#[tokio::test]
async fn groups_hold_all_disks_of_one_moment() {
    let client = Client::small();
    let own = [("RegionId", SHANGHAI), ("MaxResults", "100")];
    let groups = client.call("DescribeSnapshotGroups", &own).await.rows("SnapshotGroups");
    assert!(!groups.is_empty());
    for group in &groups {
        let members = group["Snapshots"]["Snapshot"].as_array().unwrap();
        let systems = members.iter().filter(|row| row["SourceDiskType"] == "system").count();
        assert_eq!((members.len(), systems), (3, 1));
    }
    let none = client
        .call(
            "DescribeSnapshotGroups",
            &[("RegionId", SHANGHAI), ("Status.1", "failed")],
        )
        .await;
    assert!(none.rows("SnapshotGroups").is_empty());
    let wrong = client
        .call("DescribeSnapshotGroups", &[("RegionId", SHANGHAI), ("Status.1", "x")])
        .await;
    assert_eq!((wrong.status, wrong.code()), (403, "InvalidStatus.ValueNotSupported"));
}
