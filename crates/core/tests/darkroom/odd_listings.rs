//! Listings that do not go as they should: a silent cloud, one that throttles every page, one that forgets its regions, and an
//! account that is removed meanwhile.

use alibaba_cloud::TransportResponse;
use darkroom_core::ProblemCode;
use darkroom_core::account::PRACTICE_ACCOUNT_ID;
use darkroom_core::inventory::ShardState;
use serde_json::{Value, json};

use crate::harness::{Harness, Reaction, refusal, shard};

/// Snapshots of the scenario.
const ALL: u32 = 640;

#[test]
fn an_account_whose_cloud_is_silent_holds_up_no_other() {
    let harness = Harness::new();
    harness
        .cloud
        .on_every(|parameters| match parameters["Action"].as_str() {
            "GetCallerIdentity" | "DescribeRegions" => Reaction::Forward,
            _ => Reaction::NoAnswer,
        });
    harness.run_idle(async |session| {
        session.save("Finance", &harness.key()).await;
        session
            .sync_until(|state| {
                let loading = state.shards.iter().filter(|shard| shard.state == ShardState::Loading);
                loading.count() >= 8
            })
            .await;
        session.practice_open().await.unwrap();
        let state = session
            .sync_until(|state| {
                let mut practice = state
                    .shards
                    .iter()
                    .filter(|shard| shard.account_id == PRACTICE_ACCOUNT_ID)
                    .peekable();
                practice.peek().is_some() && practice.all(|shard| shard.state == ShardState::Fresh)
            })
            .await;
        assert!(state.running);
    });
}

#[test]
fn a_reply_without_any_region_takes_away_neither_rows_nor_choice() {
    let harness = Harness::new();
    let before = harness.run_idle(async |session| {
        let account = session.connect().await;
        let chosen = vec!["cn-hangzhou".to_owned()];
        session.region_choose(account.id, chosen).await.unwrap();
        session.synced().await;
        session.total().await
    });
    assert!(before > 0);
    let owner = harness.key().account_id;
    harness.cloud.on_every(move |parameters| {
        let body = match parameters["Action"].as_str() {
            "GetCallerIdentity" => json!({"RequestId": "R", "AccountId": owner}),
            "DescribeRegions" => json!({"RequestId": "R", "Regions": {"Region": []}}),
            _ => return Reaction::Answer(403, refusal("Forbidden.RAM")),
        };
        Reaction::Answer(200, body.to_string())
    });
    harness.run_idle(async |session| {
        let state = session.sync().await;
        assert_eq!(state.accounts[0].problem.code, ProblemCode::NotEcsReply);
        assert_eq!(session.total().await, before);
        let account_id = session.account_list().await.unwrap()[0].id.clone();
        let regions = session.region_list(account_id).await.unwrap();
        let chosen: Vec<_> = regions.iter().filter(|region| region.chosen).collect();
        assert_eq!((chosen.len(), chosen[0].region_id.as_str()), (1, "cn-hangzhou"));
    });
}

#[test]
fn a_listing_that_is_throttled_page_after_page_comes_to_its_end() {
    let harness = Harness::new();
    // So often for each page that the sync has to wait three times.
    let mut asked = 0;
    harness.cloud.on("DescribeSnapshots", move |parameters| {
        if parameters["RegionId"] != "cn-hangzhou" {
            return Reaction::Forward;
        }
        asked += 1;
        if asked % 13 == 0 {
            return Reaction::Forward;
        }
        Reaction::Respond(TransportResponse {
            status: 400,
            headers: vec![("x-acs-retry-after".to_owned(), "1".to_owned())],
            body: refusal("Throttling.User").into(),
        })
    });
    harness.run_idle(async |session| {
        session.connect().await;
        session
            .sync_until(|state| shard(state, "cn-hangzhou").state == ShardState::Fresh)
            .await;
        assert_eq!(session.total().await, ALL);
    });
}

#[test]
fn an_account_removed_as_its_listing_begins_leaves_no_shard() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.open();
        for _ in 0..60 {
            darkroom.practice_open().await.unwrap();
            let (begun, closed) = tokio::join!(darkroom.sync_start(), darkroom.practice_close());
            begun.unwrap();
            closed.unwrap();
            let state = darkroom.synced().await;
            assert!(state.shards.is_empty() && state.accounts.is_empty(), "{state:?}");
        }
    });
}

/// The snapshots of the only region are told by a test, from the first listing on. Everything else is empty.
fn listings(harness: &Harness, snapshots: impl Fn(u32) -> Value + Send + 'static) {
    let mut asked = 0;
    harness.cloud.on_every(move |parameters| {
        let mut body = match parameters["Action"].as_str() {
            "GetCallerIdentity" => json!({"AccountId": "1", "Arn": "acs:ram::1:root"}),
            "DescribeRegions" => json!({"Regions": {"Region": [{"RegionId": "cn-hangzhou", "LocalName": "Hangzhou"}]}}),
            "DescribeDisks" => json!({"Disks": {"Disk": []}}),
            "DescribeInstances" => json!({"Instances": {"Instance": []}}),
            "DescribeImages" => json!({"Images": {"Image": []}}),
            _ => {
                asked += 1;
                json!({"Snapshots": {"Snapshot": snapshots(asked)}})
            }
        };
        body["RequestId"] = json!("R");
        Reaction::Answer(200, body.to_string())
    });
}

fn row(id: &str) -> Value {
    json!({"SnapshotId": id, "SnapshotName": id, "Status": "accomplished"})
}

#[test]
fn a_row_that_cannot_be_read_is_not_taken_for_deleted() {
    let harness = Harness::new();
    listings(&harness, |asked| match asked {
        1 => json!([row("s-1"), row("s-2")]),
        2 => json!([row("s-1"), {"SnapshotName": "s-2"}]),
        _ => json!([row("s-1")]),
    });
    harness.run_idle(async |session| {
        session.connect().await;
        let state = session.sync().await;
        assert_eq!((shard(&state, "cn-hangzhou").skipped, session.total().await), (1, 2));
        let state = session.sync().await;
        assert_eq!((shard(&state, "cn-hangzhou").skipped, session.total().await), (0, 1));
    });
}

#[test]
fn an_empty_answer_is_confirmed_before_rows_go() {
    let harness = Harness::new();
    listings(&harness, |asked| match asked {
        1 | 3 => json!([row("s-1"), row("s-2")]),
        _ => json!([]),
    });
    harness.run_idle(async |session| {
        session.connect().await;
        session.sync().await;
        assert_eq!(session.total().await, 2, "the second answer has them");
        session.sync().await;
        assert_eq!(session.total().await, 0, "two empty answers");
    });
}

#[test]
fn a_region_that_had_failed_is_still_failed_after_a_crash_while_it_is_read_again() {
    let harness = Harness::new();
    harness
        .cloud
        .on("DescribeSnapshots", |_| Reaction::Answer(403, refusal("Forbidden.RAM")));
    harness.connect();
    harness.cloud.on("DescribeSnapshots", |_| Reaction::NoAnswer);
    harness.run_idle(async |session| {
        session.sync_start().await.unwrap();
        session
            .sync_until(|state| shard(state, "cn-hangzhou").state == ShardState::Loading)
            .await;
    });
    harness.run_idle(async |session| {
        let state = session.sync_state().await.unwrap();
        let hangzhou = shard(&state, "cn-hangzhou");
        assert_eq!(hangzhou.state, ShardState::Failed);
        assert_eq!(hangzhou.problem.as_ref().unwrap().code, ProblemCode::AccessDenied);
    });
}
