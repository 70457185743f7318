//! Listings that do not go as they should: a silent cloud, one that throttles every page, one that forgets its regions, and an
//! account that is removed meanwhile.

use alibaba_cloud::TransportResponse;
use darkroom_core::ProblemCode;
use darkroom_core::account::PRACTICE_ACCOUNT_ID;
use darkroom_core::inventory::ShardState;

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
            _ => Reaction::Silence,
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
            "GetCallerIdentity" => serde_json::json!({"RequestId": "R", "AccountId": owner}),
            "DescribeRegions" => serde_json::json!({"RequestId": "R", "Regions": {"Region": []}}),
            _ => return Reaction::Answer(403, refusal("Forbidden.RAM")),
        };
        Reaction::Answer(200, body.to_string())
    });
    harness.run_idle(async |session| {
        let state = session.sync().await;
        assert_eq!(
            shard(&state, "").problem.as_ref().unwrap().code,
            ProblemCode::NotEcsReply
        );
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
        let state = session.sync_state().await.unwrap();
        assert_eq!(shard(&state, "cn-hangzhou").state, ShardState::Fresh);
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
            assert!(state.shards.is_empty(), "{:?}", state.shards);
        }
    });
}
