//! The scenarios beside `small`: large, hostile, empty, restricted.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde_json::Value;
use simulator::Scenario;

use crate::client::{Client, EPOCH, HANGZHOU};

fn scenario(name: &str, seed: u64) -> Client {
    Client::of(Scenario::by_name(name, seed, EPOCH.parse().unwrap()).unwrap())
}

fn id(row: &Value) -> String {
    row["SnapshotId"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_fleet_has_twenty_thousand_snapshots_in_29_regions() {
    let client = scenario("fleet", 7);
    let regions = client.simulator.regions();
    assert_eq!(regions.len(), 29);
    let (mut ids, mut statuses) = (BTreeSet::new(), BTreeSet::new());
    for region in regions {
        let rows = client.snapshots(region.region_id).await;
        let times: Vec<_> = rows
            .iter()
            .map(|row| row["CreationTime"].as_str().unwrap().to_owned())
            .collect();
        assert!(
            times.is_sorted_by(|newer, older| newer >= older),
            "{}",
            region.region_id
        );
        ids.extend(rows.iter().map(id));
        statuses.extend(rows.iter().map(|row| row["Status"].as_str().unwrap().to_owned()));
    }
    assert_eq!(ids.len(), 20_000);
    assert_eq!(statuses.len(), 3, "{statuses:?}");
}

/// What every listing answers in the first regions, as it is sent; in `hostile` that is out of order on purpose.
async fn bytes(name: &str, seed: u64) -> Vec<u8> {
    let client = scenario(name, seed);
    let mut bytes = Vec::new();
    for region in client.simulator.regions().iter().take(3) {
        for (action, size) in [
            ("DescribeSnapshots", "MaxResults"),
            ("DescribeImages", "PageSize"),
            ("DescribeDisks", "PageSize"),
            ("DescribeInstances", "PageSize"),
            ("DescribeSnapshotLinks", "PageSize"),
            ("DescribeSnapshotGroups", "MaxResults"),
            ("DescribeSecurityGroups", "PageSize"),
            ("DescribeVSwitches", "PageSize"),
            ("DescribeKeyPairs", "PageSize"),
        ] {
            let own = [("RegionId", region.region_id), (size, "50"), ("Status", "ALL")];
            let own = if action == "DescribeImages" {
                &own[..]
            } else {
                &own[..2]
            };
            let request = client.request(&client.parameters(action, own));
            bytes.extend_from_slice(client.simulator.handle(request).await.body());
        }
    }
    bytes
}

#[tokio::test]
async fn the_same_seed_gives_the_same_bytes_and_another_gives_others() {
    for name in ["small", "fleet", "huge", "hostile", "new-account", "restricted"] {
        let first = bytes(name, 7).await;
        assert!(first == bytes(name, 7).await, "{name}");
        assert!(first != bytes(name, 8).await, "{name}");
    }
}

#[tokio::test]
async fn a_million_start_at_once_and_any_of_them_is_found_changed_and_deleted() {
    let began = Instant::now();
    let client = scenario("huge", 7);
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    let state: usize = {
        let mut count = 0;
        for region in client.simulator.regions() {
            let own = [
                ("RegionId", region.region_id),
                ("SnapshotType", "user"),
                ("MaxResults", "1"),
            ];
            count += client.call("DescribeSnapshots", &own).await.rows("Snapshots").len();
        }
        count
    };
    assert_eq!(state, 29);
    // A walk over some pages: no row twice, none left out at a deletion.
    let (mut ids, mut token) = (Vec::new(), String::new());
    for page in 0..20 {
        let own = [("MaxResults", "100"), ("NextToken", token.as_str())];
        let answer = client.ecs("DescribeSnapshots", &own).await;
        let rows = answer.rows("Snapshots");
        assert_eq!(rows.len(), 100);
        ids.extend(rows.iter().map(id));
        token = answer.body["NextToken"].as_str().unwrap().to_owned();
        if page == 5 {
            let last = rows.iter().rev().find(|row| row["Usage"] == "none").unwrap();
            let own = [("SnapshotId", last["SnapshotId"].as_str().unwrap())];
            assert_eq!(client.call("DeleteSnapshot", &own).await.status, 200);
        }
    }
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 2_000);

    let some = format!("[\"{}\",\"{}\"]", ids[777], ids[1_500]);
    let found = client
        .ecs("DescribeSnapshots", &[("SnapshotIds", &some)])
        .await
        .rows("Snapshots");
    assert_eq!(found.len(), 2);
    let rename = [
        ("SnapshotId", ids[777].as_str()),
        ("SnapshotName", "renamed"),
        ("Description", "one in a million"),
    ];
    assert_eq!(client.call("ModifySnapshotAttribute", &rename).await.status, 200);
    let found = client
        .ecs("DescribeSnapshots", &[("SnapshotName", "renamed")])
        .await
        .rows("Snapshots");
    assert_eq!((found.len(), id(&found[0])), (1, ids[777].clone()));
    let again = client
        .ecs("DescribeSnapshots", &[("SnapshotIds", &some)])
        .await
        .rows("Snapshots");
    assert_eq!(again.len(), 2, "changed, not doubled");
}

#[tokio::test]
async fn an_image_can_be_made_of_a_snapshot_that_was_never_kept() {
    let client = scenario("huge", 7);
    let own = [
        ("SourceDiskType", "system"),
        ("Status", "accomplished"),
        ("Category", "standard"),
        ("Usage", "none"),
    ];
    let row = client.ecs("DescribeSnapshots", &own).await.rows("Snapshots").remove(0);
    let snapshot = id(&row);
    assert_eq!(
        client.ecs("CreateImage", &[("SnapshotId", &snapshot)]).await.status,
        200
    );
    let ids = format!("[\"{snapshot}\"]");
    let held = client
        .ecs("DescribeSnapshots", &[("SnapshotIds", &ids)])
        .await
        .rows("Snapshots");
    assert_eq!(held[0]["Usage"], "image");
}

#[tokio::test]
async fn hostile_texts_stay_what_they_are_and_rows_are_odd() {
    let client = scenario("hostile", 7);
    let first_kinds: BTreeSet<_> = {
        let mut kinds = BTreeSet::new();
        for _ in 0..108 {
            let response = client
                .simulator
                .handle(client.request(&client.parameters("DescribeRegions", &[])))
                .await;
            let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
            kinds.insert((response.status().as_u16(), kind));
        }
        kinds
    };
    assert!(first_kinds.len() >= 6, "{first_kinds:?}");
    client.simulator.set_faults(Vec::new());
    let rows = client
        .ecs("DescribeSnapshots", &[("MaxResults", "50")])
        .await
        .rows("Snapshots");
    assert!(rows.iter().any(|row| !row.is_object()));
    let names: Vec<_> = rows.iter().filter_map(|row| row["SnapshotName"].as_str()).collect();
    assert!(names.iter().any(|name| name.contains("<script>")), "{names:?}");
    assert!(names.iter().any(|name| name.starts_with('=')));
    assert!(names.iter().any(|name| name.contains('\u{202E}')));
    assert!(names.iter().any(|name| name.chars().count() == 128));
    let statuses = client
        .ecs("DescribeImages", &[("Status", "UnAvailable")])
        .await
        .rows("Images");
    assert_eq!(statuses.len(), 1);
}

#[tokio::test]
async fn a_new_account_has_public_images_and_nothing_else() {
    let client = scenario("new-account", 7);
    for (action, plural) in [
        ("DescribeSnapshots", "Snapshots"),
        ("DescribeDisks", "Disks"),
        ("DescribeInstances", "Instances"),
    ] {
        assert!(client.ecs(action, &[]).await.rows(plural).is_empty(), "{action}");
    }
    let images = client.ecs("DescribeImages", &[("Status", "ALL")]).await.rows("Images");
    assert!(!images.is_empty() && images.iter().all(|row| row["ImageOwnerAlias"] == "system"));
    assert!(
        client
            .call("DescribeVpcs", &[("RegionId", HANGZHOU)])
            .await
            .rows("Vpcs")
            .is_empty()
    );
}

#[tokio::test]
async fn a_filter_by_tag_or_group_reaches_a_thousand_resources() {
    let client = scenario("huge", 7);
    let group = client.ecs("DescribeSnapshots", &[]).await.rows("Snapshots")[0]["ResourceGroupId"].clone();
    let group = group.as_str().unwrap();
    for filter in [("ResourceGroupId", group), ("Tag.2.Key", "env")] {
        let (mut ids, mut token) = (BTreeSet::new(), String::new());
        loop {
            let own = [filter, ("MaxResults", "90"), ("NextToken", &token)];
            let page = client.ecs("DescribeSnapshots", &own).await;
            ids.extend(page.rows("Snapshots").iter().map(id));
            token = page.body["NextToken"].as_str().unwrap().to_owned();
            if token.is_empty() {
                break;
            }
        }
        assert_eq!(ids.len(), 1_000, "{filter:?}");
    }
}
