//! Rows that are not finished are asked for by their ids until they are: those that others make too, and however many there are.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use darkroom_core::inventory::{ResourceKey, ShardState};
use serde_json::{Value, json};

use crate::harness::{Harness, Parameters, Reaction, Session, everything, shard};

const REGION: &str = "cn-hangzhou";

/// One region with these images and snapshots; a request that names some is answered by `named`.
fn cloud(
    harness: &Harness,
    images: Value,
    snapshots: Value,
    mut named: impl FnMut(&str, Vec<String>) -> Value + Send + 'static,
) {
    harness.cloud.on_every(move |parameters| {
        let listing = |list: &str, row: &str, rows: Value| json!({list: {row: rows}});
        let mut body = match parameters["Action"].as_str() {
            "GetCallerIdentity" => json!({"AccountId": "1", "Arn": "acs:ram::1:root"}),
            "DescribeRegions" => json!({"Regions": {"Region": [{"RegionId": REGION, "LocalName": "Hangzhou"}]}}),
            "DescribeDisks" => listing("Disks", "Disk", json!([])),
            "DescribeInstances" => listing("Instances", "Instance", json!([])),
            "DescribeImages" => match ids(parameters, "ImageId") {
                Some(ids) => listing("Images", "Image", named("images", ids)),
                None if parameters.get("ImageOwnerAlias").is_some_and(|owner| owner == "others") => {
                    listing("Images", "Image", json!([]))
                }
                None => listing("Images", "Image", images.clone()),
            },
            _ => match ids(parameters, "SnapshotIds") {
                Some(ids) => listing("Snapshots", "Snapshot", named("snapshots", ids)),
                None => listing("Snapshots", "Snapshot", snapshots.clone()),
            },
        };
        body["RequestId"] = json!("R-1");
        Reaction::Answer(200, body.to_string())
    });
}

fn ids(parameters: &Parameters, name: &str) -> Option<Vec<String>> {
    let ids = parameters.get(name)?;
    Some(
        ids.split(',')
            .map(|id| id.trim_matches(['[', ']', '"', ' ']).to_owned())
            .collect(),
    )
}

async fn key(session: &Session, id: &str) -> ResourceKey {
    ResourceKey {
        account_id: session.account_list().await.unwrap()[0].id.clone(),
        region_id: REGION.to_owned(),
        id: id.to_owned(),
    }
}

#[test]
fn an_image_that_somebody_else_makes_is_followed_until_it_is_finished() {
    let harness = Harness::new();
    let image = |status: &str, progress: &str| json!([{"ImageId": "m-1", "Status": status, "Progress": progress}]);
    let mut asked = 0;
    cloud(&harness, image("Creating", "10%"), json!([]), move |_, ids| {
        assert_eq!(ids, ["m-1"]);
        asked += 1;
        if asked == 1 {
            image("Creating", "60%")
        } else {
            image("Available", "100%")
        }
    });
    harness.run(async |session| {
        session.connect().await;
        session.window_visible(false);
        let begun = harness.clock.elapsed();
        let key = key(&session, "m-1").await;
        let mut seen = Vec::new();
        while seen.last() != Some(&("Available".to_owned(), Some(100))) {
            let row = session.image_get(key.clone()).await.unwrap().row;
            let now = (row.status, row.progress);
            if seen.last() != Some(&now) {
                seen.push(now);
            }
            session.wait(Duration::from_secs(1)).await;
            assert!(harness.clock.elapsed() - begun < Duration::from_secs(130), "{seen:?}");
        }
        let progress: Vec<_> = seen.into_iter().map(|(_, progress)| progress).collect();
        assert_eq!(progress, [Some(10), Some(60), Some(100)]);
    });
}

#[test]
fn of_many_unfinished_snapshots_each_is_asked_for() {
    let harness = Harness::new();
    let snapshot = |id: &str| json!({"SnapshotId": id, "Status": "progressing"});
    let all: Vec<String> = (0..230).map(|number| format!("s-{number:03}")).collect();
    let listed: Vec<Value> = all.iter().map(|id| snapshot(id)).collect();
    let asked = Arc::new(Mutex::new(BTreeSet::new()));
    let of_cloud = asked.clone();
    cloud(&harness, json!([]), json!(listed), move |_, ids| {
        assert!(ids.len() <= 100);
        let rows: Vec<Value> = ids.iter().map(|id| snapshot(id)).collect();
        of_cloud.lock().unwrap().extend(ids);
        json!(rows)
    });
    harness.run(async |session| {
        session.connect().await;
        session.window_visible(false);
        session
            .sync_until(|state| shard(state, REGION).state == ShardState::Fresh)
            .await;
        session
            .wait_until("all of them", || asked.lock().unwrap().len() == all.len())
            .await;
    });
}

#[test]
fn a_snapshot_whose_disk_is_not_told_has_a_time_line_of_itself_alone() {
    let harness = Harness::new();
    let snapshot = |id: &str, minute: u32| json!({"SnapshotId": id, "Status": "accomplished", "CreationTime": format!("2026-11-22T10:{minute:02}:00Z")});
    cloud(
        &harness,
        json!([]),
        json!([snapshot("s-1", 1), snapshot("s-2", 2)]),
        |_, _| json!([]),
    );
    harness.run_idle(async |session| {
        session.connect().await;
        assert_eq!(session.rows(everything()).await.len(), 2);
        let detail = session.snapshot_get(key(&session, "s-1").await).await.unwrap();
        let [timeline] = &detail.timelines[..] else {
            panic!("{:?}", detail.timelines);
        };
        let of_line: Vec<&str> = timeline
            .snapshots
            .iter()
            .map(|snapshot| &*snapshot.snapshot_id)
            .collect();
        assert_eq!(of_line, ["s-1"]);
    });
}
