//! The minimal scenario, begun again and again by one simulator; and a job of every step in it and in the practice cloud.

use std::time::Duration;

use serde_json::Value;
use simulator::{ResourceKind, Scenario};

use crate::client::{Client, EPOCH, HANGZHOU};

const REGIONS: [&str; 3] = ["cn-beijing", "cn-shanghai", "ap-southeast-1"];

fn minimal() -> Client {
    Client::of(Scenario::minimal(7, EPOCH.parse().unwrap()))
}

/// Waits until the image satisfies `done`; gives the seconds of the cloud's clock that it took.
async fn until(client: &Client, region_id: &str, image_id: &str, done: impl Fn(&Value) -> bool) -> u64 {
    let own = [("RegionId", region_id), ("ImageId", image_id), ("Status", "ALL")];
    for seconds in 0..120 {
        if done(&client.call("DescribeImages", &own).await.rows("Images")[0]) {
            return seconds;
        }
        client.clock.advance(Duration::from_secs(1));
    }
    panic!("{image_id} never got there");
}

/// Create, check, copy to three regions and share with two accounts; gives the seconds of the cloud's clock.
async fn job(client: &Client, snapshot_id: &str) -> u64 {
    let create = [
        ("SnapshotId", snapshot_id),
        ("ImageName", "whole-job"),
        ("DetectionStrategy", "Standard"),
    ];
    let made = client.ecs("CreateImage", &create).await;
    let image_id = made.body["ImageId"].as_str().unwrap().to_owned();
    let mut seconds = until(client, HANGZHOU, &image_id, |row| row["Status"] == "Available").await;
    seconds += until(client, HANGZHOU, &image_id, |row| {
        row["DetectionOptions"]["Status"] == "Finished"
    })
    .await;
    let mut images = vec![(HANGZHOU, image_id.clone())];
    for region_id in REGIONS {
        let copy = [
            ("ImageId", image_id.as_str()),
            ("DestinationRegionId", region_id),
            ("DestinationImageName", "whole-job"),
        ];
        let copied = client.ecs("CopyImage", &copy).await;
        images.push((region_id, copied.body["ImageId"].as_str().unwrap().to_owned()));
    }
    for (region_id, image_id) in &images {
        seconds += until(client, region_id, image_id, |row| row["Status"] == "Available").await;
        let share = [
            ("RegionId", *region_id),
            ("ImageId", image_id.as_str()),
            ("AddAccount.1", "1800000000000001"),
            ("AddAccount.2", "1800000000000002"),
        ];
        assert_eq!(client.call("ModifyImageSharePermission", &share).await.status, 200);
    }
    seconds
}

#[tokio::test]
async fn a_job_of_every_step_takes_less_than_a_minute() {
    let client = minimal();
    let system = client.id_of(HANGZHOU, "app-01-sys").await;
    let seconds = job(&client, &system).await;
    assert!((5..30).contains(&seconds), "{seconds} s");

    let practice = Client::of(Scenario::small(7, EPOCH.parse().unwrap()).with_pace(60.0));
    let system = practice.id_of(HANGZHOU, "erp-db-01-sys-1123").await;
    let seconds = job(&practice, &system).await;
    assert!((5..60).contains(&seconds), "{seconds} s");
}

#[tokio::test]
async fn a_reset_begins_anew_under_the_same_key_with_ids_of_its_own() {
    let client = minimal();
    let run = |seed: u64| {
        let client = &client;
        async move {
            client.simulator.reset(seed);
            assert!(client.simulator.ledger().is_empty());
            let system = client.id_of(HANGZHOU, "app-01-sys").await;
            job(client, &system).await;
            let records = client.simulator.resources().into_iter();
            let images = records.filter(|record| record.kind == ResourceKind::Image);
            images.map(|record| record.resource_id).collect::<Vec<_>>()
        }
    };
    let first = run(1).await;
    assert_eq!(first.len(), 4, "nothing is left of an earlier run: {first:?}");
    assert_ne!(run(2).await, first);
    assert_eq!(run(1).await, first, "the same seed gives the same ids");
    // Retention of a month must not empty a cloud that is used for long.
    client.advance_minutes(60 * 24 * 400);
    assert_eq!(run(1).await, first);
}

#[tokio::test]
async fn its_landmarks_are_there() {
    let client = minimal();
    let regions = client.call("DescribeRegions", &[]).await.rows("Regions");
    assert_eq!(regions.len(), 4);
    let names = ["app-01-data1", "app-01-sys", "app-01-unfinished", "old-01-sys"];
    let mut here: Vec<_> = client.snapshots(HANGZHOU).await;
    here.sort_by_key(|row| row["SnapshotName"].as_str().unwrap_or_default().to_owned());
    let found: Vec<_> = here.iter().map(|row| row["SnapshotName"].as_str().unwrap()).collect();
    assert_eq!(found, names);
    assert_eq!(here[2]["Status"], "progressing");
    assert_eq!(client.id_of("cn-shanghai", "web-01-sys").await.len(), 22);

    let own = [("RegionId", HANGZHOU), ("ImageOwnerAlias", "self")];
    let images = client.call("DescribeImages", &own).await.rows("Images");
    assert_eq!(images.len(), 1);
    assert_eq!(
        (images[0]["ImageName"].as_str(), images[0]["Status"].as_str()),
        (Some("app-01-base"), Some("Available"))
    );
    let app = [("RegionId", HANGZHOU), ("InstanceName", "app-01")];
    let instances = client.call("DescribeInstances", &app).await.rows("Instances");
    assert_eq!(instances[0]["Status"], "Running");
}
