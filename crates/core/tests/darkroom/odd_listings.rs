//! Listings that do not go as they should: a silent cloud, one that throttles every page, one that forgets its regions, and an
//! account that is removed meanwhile.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use alibaba_cloud::{BoxFuture, Transport, TransportError, TransportRequest, TransportResponse};
use darkroom_core::account::PRACTICE_ACCOUNT_ID;
use darkroom_core::inventory::{ShardState, SyncShard, SyncState};
use darkroom_core::{Darkroom, ProblemCode, Settings};

use crate::lab::cloud::{ScriptedTransport, SimulatedTransport};
use crate::lab::{Lab, everything, run, sync_until, synced};

/// Snapshots of the scenario.
const ALL: u32 = 640;

async fn connected(settings: Settings, lab: &Lab) -> Darkroom {
    let darkroom = Darkroom::open(settings).unwrap();
    darkroom
        .account_save("request-1".to_owned(), lab.form("Finance"))
        .await
        .unwrap();
    darkroom
}

async fn total(darkroom: &Darkroom) -> u32 {
    darkroom.snapshot_window(everything(), 0, 0).await.unwrap().total
}

fn shard<'a>(state: &'a SyncState, region_id: &str) -> &'a SyncShard {
    state.shards.iter().find(|shard| shard.region_id == region_id).unwrap()
}

/// A cloud that tells its regions and owner and then falls silent.
struct Silent(Arc<SimulatedTransport>);

impl Transport for Silent {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        let body = String::from_utf8_lossy(&request.body);
        let answers = ["Action=GetCallerIdentity", "Action=DescribeRegions"];
        if answers.iter().any(|action| body.contains(action)) {
            self.0.send(request)
        } else {
            Box::pin(std::future::pending())
        }
    }
}

#[test]
fn an_account_whose_cloud_is_silent_holds_up_no_other() {
    let lab = Lab::new();
    let settings = Settings {
        transport: Arc::new(Silent(lab.transport.clone())),
        ..lab.settings()
    };
    run(async {
        let darkroom = connected(settings, &lab).await;
        sync_until(&darkroom, |state| {
            let loading = state.shards.iter().filter(|shard| shard.state == ShardState::Loading);
            loading.count() >= 8
        })
        .await;
        darkroom.practice_open().await.unwrap();
        let state = sync_until(&darkroom, |state| {
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
    let lab = Lab::new();
    run(async {
        let darkroom = connected(lab.settings(), &lab).await;
        synced(&darkroom).await;
        let account_id = darkroom.account_list().await.unwrap()[0].id.clone();
        darkroom
            .region_choose(account_id, vec!["cn-hangzhou".to_owned()])
            .await
            .unwrap();
        synced(&darkroom).await;
    });
    let before = run(async { total(&lab.open()).await });
    assert!(before > 0);
    let owner = lab.key().account_id;
    let empty = ScriptedTransport(Box::new(move |parameters| {
        let body = match parameters.get("Action") {
            "GetCallerIdentity" => serde_json::json!({"RequestId": "R", "AccountId": owner}),
            "DescribeRegions" => serde_json::json!({"RequestId": "R", "Regions": {"Region": []}}),
            _ => {
                return (
                    403,
                    r#"{"RequestId":"R","Code":"Forbidden.RAM","Message":"no"}"#.to_owned(),
                );
            }
        };
        (200, body.to_string())
    }));
    let settings = Settings {
        transport: Arc::new(empty),
        ..lab.settings()
    };
    run(async {
        let darkroom = Darkroom::open(settings).unwrap();
        darkroom.sync_start().await.unwrap();
        let state = synced(&darkroom).await;
        assert_eq!(
            shard(&state, "").problem.as_ref().unwrap().code,
            ProblemCode::NotEcsReply
        );
        assert_eq!(total(&darkroom).await, before);
        let account_id = darkroom.account_list().await.unwrap()[0].id.clone();
        let regions = darkroom.region_list(account_id).await.unwrap();
        let chosen: Vec<_> = regions.iter().filter(|region| region.chosen).collect();
        assert_eq!((chosen.len(), chosen[0].region_id.as_str()), (1, "cn-hangzhou"));
    });
}

/// A cloud that throttles the snapshots of a region so often for each page that the sync has to wait three times.
struct Throttling {
    cloud: Arc<SimulatedTransport>,
    asked: AtomicU32,
}

impl Transport for Throttling {
    fn send(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        let body = String::from_utf8_lossy(&request.body);
        let is_asked = body.contains("Action=DescribeSnapshots") && body.contains("RegionId=cn-hangzhou");
        if !is_asked || self.asked.fetch_add(1, Ordering::SeqCst) % 13 == 12 {
            return self.cloud.send(request);
        }
        let throttled = TransportResponse {
            status: 400,
            headers: vec![("x-acs-retry-after".to_owned(), "1".to_owned())],
            body: br#"{"RequestId":"R","Code":"Throttling.User","Message":"slow down"}"#
                .as_slice()
                .into(),
        };
        Box::pin(std::future::ready(Ok(throttled)))
    }
}

#[test]
fn a_listing_that_is_throttled_page_after_page_comes_to_its_end() {
    let lab = Lab::new();
    let settings = Settings {
        transport: Arc::new(Throttling {
            cloud: lab.transport.clone(),
            asked: AtomicU32::new(0),
        }),
        ..lab.settings()
    };
    run(async {
        let darkroom = connected(settings, &lab).await;
        let state = synced(&darkroom).await;
        assert_eq!(shard(&state, "cn-hangzhou").state, ShardState::Fresh);
        assert_eq!(total(&darkroom).await, ALL);
    });
}

#[test]
fn an_account_removed_as_its_listing_begins_leaves_no_shard() {
    let lab = Lab::new();
    run(async {
        let darkroom = lab.open();
        for _ in 0..60 {
            darkroom.practice_open().await.unwrap();
            let (begun, closed) = tokio::join!(darkroom.sync_start(), darkroom.practice_close());
            begun.unwrap();
            closed.unwrap();
            let state = synced(&darkroom).await;
            assert!(state.shards.is_empty(), "{:?}", state.shards);
        }
    });
}
