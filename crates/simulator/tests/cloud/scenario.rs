//! The data of `small`: deterministic, believable, with the promised landmarks.

use std::collections::BTreeSet;

use serde_json::Value;
use simulator::Scenario;

use crate::client::{Client, EPOCH, HANGZHOU};

const REGIONS: [&str; 3] = [HANGZHOU, "cn-shanghai", "cn-shenzhen"];

async fn everything(client: &Client) -> Vec<Value> {
    let mut all = Vec::new();
    for region in REGIONS {
        all.extend(client.snapshots(region).await);
        for (action, plural) in [
            ("DescribeImages", "Images"),
            ("DescribeDisks", "Disks"),
            ("DescribeInstances", "Instances"),
        ] {
            let own = [
                ("RegionId", region),
                ("PageSize", "100"),
                ("Status", if plural == "Images" { "ALL" } else { "" }),
            ];
            all.extend(client.call(action, &own).await.rows(plural));
        }
    }
    all
}

#[tokio::test]
async fn the_same_seed_and_epoch_give_the_same_data() {
    let (first, second) = (Client::small(), Client::small());
    assert_eq!(everything(&first).await, everything(&second).await);
    assert_eq!(first.key.access_key_secret, second.key.access_key_secret);
    let other = Client::of(Scenario::small(8, EPOCH.parse().unwrap()));
    assert_ne!(everything(&first).await, everything(&other).await);
    assert_ne!(first.key.access_key_id, other.key.access_key_id);
    assert!(Scenario::by_name("small", 7, EPOCH.parse().unwrap()).is_some());
    assert!(Scenario::by_name("enormous", 7, EPOCH.parse().unwrap()).is_none());
}

#[tokio::test]
async fn there_are_640_snapshots_of_every_kind_in_three_regions() {
    for seed in [1, 7, 4242] {
        let client = Client::of(Scenario::small(seed, EPOCH.parse().unwrap()));
        let mut all = Vec::new();
        for region in REGIONS {
            let rows = client.snapshots(region).await;
            assert!(rows.len() > 60, "{region}: {}", rows.len());
            all.extend(rows);
        }
        assert_eq!(all.len(), 640);
        let ids: BTreeSet<_> = all.iter().map(|row| row["SnapshotId"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), 640);
        let values = |field: &str| -> BTreeSet<String> {
            all.iter()
                .filter_map(|row| row[field].as_str().map(str::to_owned))
                .collect()
        };
        let set = |values: &[&str]| -> BTreeSet<String> { values.iter().map(|value| (*value).to_owned()).collect() };
        assert_eq!(values("Status"), set(&["accomplished", "failed", "progressing"]));
        assert_eq!(values("SnapshotType"), set(&["timer", "user"]));
        assert_eq!(values("Category"), set(&["archive", "standard"]));
        assert_eq!(values("Usage"), set(&["none", "image", "disk", "image_disk"]));
        assert!(all.iter().any(|row| row.get("SnapshotName").is_none()));
        assert!(all.iter().any(|row| {
            row["SnapshotName"]
                .as_str()
                .is_some_and(|name| name.starts_with("SAS_Agentless_"))
        }));
        assert!(all.iter().any(|row| {
            row["SnapshotName"]
                .as_str()
                .is_some_and(|name| name.starts_with("auto2.0_20261123_sp-"))
        }));
        assert!(all.iter().filter(|row| row["Encrypted"] == true).count() > 20);
    }
}

#[tokio::test]
async fn the_landmark_moment_is_complete_but_for_the_fourth_disk() {
    let client = Client::small();
    let instance = client
        .ecs("DescribeInstances", &[("InstanceName", "erp-db-01")])
        .await
        .rows("Instances")
        .remove(0);
    let id = instance["InstanceId"].as_str().unwrap();
    assert!(id.starts_with("i-bp1") && id.len() == 22);
    let mut disks = client.ecs("DescribeDisks", &[("InstanceId", id)]).await.rows("Disks");
    disks.sort_by_key(|disk| disk["Device"].as_str().unwrap().to_owned());
    let sizes: Vec<_> = disks
        .iter()
        .map(|disk| (disk["Device"].as_str().unwrap(), disk["Size"].as_i64().unwrap()))
        .collect();
    assert_eq!(
        sizes,
        [
            ("/dev/xvda", 100),
            ("/dev/xvdb", 500),
            ("/dev/xvdc", 200),
            ("/dev/xvdd", 300)
        ]
    );
    for (name, created, disk) in [
        ("erp-db-01-sys-1123", "2026-11-23T02:00:00Z", 0),
        ("erp-db-01-data1-1123", "2026-11-23T02:00:01Z", 1),
        ("erp-db-01-data2-1123", "2026-11-23T02:00:02Z", 2),
        ("erp-db-01-backup-1123", "2026-11-22T17:00:00Z", 3),
    ] {
        let snapshot = client.snapshot_named(HANGZHOU, name).await;
        assert_eq!(snapshot["CreationTime"], created, "{name}");
        assert_eq!(snapshot["SourceDiskId"], disks[disk]["DiskId"], "{name}");
        assert_eq!(snapshot["Status"], "accomplished");
        assert_eq!(snapshot["Usage"], "none");
        assert_eq!(snapshot["RetentionDays"], 30);
    }
}

#[tokio::test]
async fn snapshots_of_released_disks_remain() {
    let client = Client::small();
    let snapshot = client.snapshot_named(HANGZHOU, "erp-db-00-final-sys").await;
    let disk = format!("[\"{}\"]", snapshot["SourceDiskId"].as_str().unwrap());
    assert!(
        client
            .ecs("DescribeDisks", &[("DiskIds", &disk)])
            .await
            .rows("Disks")
            .is_empty()
    );
}

#[tokio::test]
async fn unfinished_snapshots_move_and_finish() {
    let client = Client::small();
    let before = client.snapshot_named(HANGZHOU, "web-gw-02-pre-patch").await;
    assert_eq!(
        (before["Status"].as_str(), before["Progress"].as_str()),
        (Some("progressing"), Some("9%"))
    );
    client.advance_minutes(20);
    let during = client.snapshot_named(HANGZHOU, "web-gw-02-pre-patch").await;
    assert_eq!(
        (during["Progress"].as_str(), during["RemainTime"].as_i64()),
        (Some("57%"), Some(18 * 60))
    );
    client.advance_minutes(20);
    let after = client.snapshot_named(HANGZHOU, "web-gw-02-pre-patch").await;
    assert_eq!(
        (after["Status"].as_str(), after["Progress"].as_str()),
        (Some("accomplished"), Some("100%"))
    );
}

#[tokio::test]
async fn retention_releases_what_no_image_holds() {
    let client = Client::small();
    let held = client.id_of(HANGZHOU, "erp-db-01-sys-1123").await;
    assert_eq!(client.ecs("CreateImage", &[("SnapshotId", &held)]).await.status, 200);
    client.advance_minutes(31 * 24 * 60);
    client.snapshot_named(HANGZHOU, "erp-db-01-sys-1123").await;
    let released = client
        .ecs("DescribeSnapshots", &[("SnapshotName", "erp-db-01-data1-1123")])
        .await;
    assert!(released.rows("Snapshots").is_empty());
}

#[tokio::test]
async fn the_landmarks_stand_whatever_the_seed_and_the_hour() {
    for (seed, epoch, today) in [
        (1, "2026-11-23T15:59:59Z", "1123"),
        (2, "2026-12-31T23:30:00.75Z", "1231"),
        (3, "2028-03-01T00:00:00Z", "0301"),
    ] {
        let client = Client::of(Scenario::small(seed, epoch.parse().unwrap()));
        for disk in ["sys", "data1", "data2"] {
            let snapshot = client
                .snapshot_named(HANGZHOU, &format!("erp-db-01-{disk}-{today}"))
                .await;
            assert_eq!(snapshot["Usage"], "none", "{epoch}");
        }
        for (region, expected) in [
            (
                HANGZHOU,
                &[
                    "app-node-base-v13",
                    "app-node-base-v14",
                    "ci-runner-win2022",
                    "erp-db-golden",
                    "erp-db-weekly",
                    "portal-golden",
                    "web-gw-base",
                ][..],
            ),
            (
                "cn-shanghai",
                &["bi-worker-base", "edge-base", "web-gw-base", "订单服务-基准-v3"],
            ),
            ("cn-shenzhen", &["oa-import-test", "财务系统-基准"]),
        ] {
            let filter = [("RegionId", region), ("ImageOwnerAlias", "self"), ("Status", "ALL")];
            let images = client.call("DescribeImages", &filter).await.rows("Images");
            let mut names: Vec<_> = images
                .iter()
                .map(|image| image["ImageName"].as_str().unwrap())
                .collect();
            names.sort_unstable();
            assert_eq!(names, expected, "{epoch}");
            let mappings = |image: &Value| {
                image["DiskDeviceMappings"]["DiskDeviceMapping"]
                    .as_array()
                    .unwrap()
                    .len()
            };
            let golden = images.iter().find(|image| image["ImageName"] == "erp-db-golden");
            assert!(golden.is_none_or(|image| mappings(image) == 3), "{epoch}");
        }
    }
}
