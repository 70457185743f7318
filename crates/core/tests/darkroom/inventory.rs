//! The inventory against the simulated cloud: everything is listed, kept, and honest about what could not be asked.

use std::collections::HashSet;

use darkroom_core::account::PRACTICE_ACCOUNT_ID;
use darkroom_core::inventory::{ShardState, SnapshotQuery, SnapshotRow, SyncShard, SyncState};
use darkroom_core::{Change, Darkroom, ProblemCode};
use simulator::{Fault, FaultRule};

use crate::lab::{Lab, change, everything, run, sync_until, synced};

/// Snapshots of the scenario.
const ALL: u32 = 640;

async fn rows(darkroom: &Darkroom, query: SnapshotQuery) -> Vec<SnapshotRow> {
    darkroom.snapshot_window(query, 0, 1_000).await.unwrap().rows
}

async fn total(darkroom: &Darkroom) -> u32 {
    darkroom.snapshot_window(everything(), 0, 0).await.unwrap().total
}

fn fault(action: &str, region_id: Option<&str>, fault: Fault) -> FaultRule {
    FaultRule {
        action: action.to_owned(),
        region_id: region_id.map(str::to_owned),
        nth: None,
        times: None,
        fault,
    }
}

fn forbidden() -> Fault {
    Fault::HttpError {
        status: 403,
        code: "Forbidden.RAM".to_owned(),
        message: "not authorized".to_owned(),
    }
}

fn shard<'a>(state: &'a SyncState, region_id: &str) -> &'a SyncShard {
    state.shards.iter().find(|shard| shard.region_id == region_id).unwrap()
}

fn calls(lab: &Lab, action: &str, region_id: &str) -> usize {
    let entries = lab.simulator.ledger();
    entries
        .iter()
        .filter(|entry| entry.action == action && entry.region_id.as_deref() == Some(region_id))
        .count()
}

#[test]
fn every_page_of_every_region_is_listed_once() {
    let lab = Lab::new();
    run(async {
        let darkroom = lab.connected().await;
        let all = rows(&darkroom, everything()).await;
        assert_eq!(u32::try_from(all.len()).unwrap(), ALL);
        let ids: HashSet<&str> = all.iter().map(|row| row.key.snapshot_id.as_str()).collect();
        assert_eq!(ids.len(), all.len());
        assert!(calls(&lab, "DescribeSnapshots", "cn-hangzhou") > 1, "several pages");
        let state = darkroom.sync_state().await.unwrap();
        assert_eq!(state.shards.len(), lab.simulator.regions().len());
        assert!(
            state
                .shards
                .iter()
                .all(|shard| shard.state == ShardState::Fresh && shard.problem.is_none())
        );
        assert_eq!((state.rows_so_far, state.running), (ALL, false));
        assert!(state.synced_at.is_some());
    });
}

#[test]
fn the_practice_cloud_needs_neither_key_nor_keyring_and_goes_without_a_trace() {
    let lab = Lab::new();
    run(async {
        let darkroom = lab.open();
        lab.secrets.prompt(true);
        assert_eq!(darkroom.practice_open().await.unwrap().id, PRACTICE_ACCOUNT_ID);
        synced(&darkroom).await;
        assert_eq!(total(&darkroom).await, ALL);
    });
    run(async {
        let darkroom = lab.open();
        assert_eq!(darkroom.account_list().await.unwrap().len(), 1, "open is remembered");
        darkroom.practice_close().await.unwrap();
        assert!(darkroom.account_list().await.unwrap().is_empty());
        assert_eq!(total(&darkroom).await, 0);
        assert!(darkroom.sync_state().await.unwrap().shards.is_empty());
    });
    assert!(lab.simulator.ledger().is_empty());
}

#[test]
fn rows_stand_there_after_a_restart_without_network_and_keyring() {
    let lab = Lab::new();
    run(async { lab.connected().await });
    run(async {
        lab.transport.set_offline(true);
        lab.secrets.prompt(true);
        let darkroom = lab.open();
        assert_eq!(total(&darkroom).await, ALL);
        let key = rows(&darkroom, everything()).await.remove(0).key;
        darkroom.snapshot_get(key).await.unwrap();
        let state = darkroom.sync_state().await.unwrap();
        assert!(state.shards.iter().all(|shard| shard.state == ShardState::Fresh));
    });
}

#[test]
fn a_start_reads_again_what_is_older_than_ten_minutes() {
    let lab = Lab::new();
    run(async { lab.connected().await });
    let before = calls(&lab, "DescribeSnapshots", "cn-beijing");
    lab.runtime.shift(11 * 60);
    run(async {
        let darkroom = lab.open();
        let first = darkroom.sync_state().await.unwrap().synced_at;
        darkroom.start();
        sync_until(&darkroom, |state| !state.running && state.synced_at > first).await;
    });
    assert_eq!(calls(&lab, "DescribeSnapshots", "cn-beijing"), before + 1);
}

#[test]
fn a_snapshot_deleted_in_the_cloud_goes_with_the_next_listing() {
    let lab = Lab::new();
    run(async {
        let darkroom = lab.connected().await;
        let spare = SnapshotQuery {
            search: "erp-db-01-data1".to_owned(),
            ..everything()
        };
        let row = rows(&darkroom, spare).await.remove(0);
        lab.simulator
            .delete_snapshot(&row.key.region_id, &row.key.snapshot_id)
            .unwrap();
        assert_eq!(total(&darkroom).await, ALL);

        let mut changes = darkroom.changes();
        let revision = darkroom.snapshot_window(everything(), 0, 0).await.unwrap().revision;
        darkroom.sync_start().await.unwrap();
        change(
            &mut changes,
            |change| matches!(change, Change::Inventory { revision: now } if *now > revision),
        )
        .await;
        synced(&darkroom).await;
        assert_eq!(total(&darkroom).await, ALL - 1);
        assert_eq!(
            darkroom.snapshot_get(row.key).await.unwrap_err().code,
            ProblemCode::SnapshotGone
        );
    });
}

#[test]
fn a_listing_that_finds_nothing_new_changes_nothing() {
    let lab = Lab::new();
    run(async {
        let darkroom = lab.connected().await;
        let before = darkroom.snapshot_window(everything(), 0, 0).await.unwrap().revision;
        darkroom.sync_start().await.unwrap();
        synced(&darkroom).await;
        let after = darkroom.snapshot_window(everything(), 0, 0).await.unwrap().revision;
        assert_eq!(before, after);
    });
}

#[test]
fn a_region_that_refuses_keeps_its_rows_and_says_why_while_the_others_go_on() {
    let lab = Lab::new();
    run(async {
        let darkroom = lab.connected().await;
        let hidden = rows(&darkroom, everything())
            .await
            .into_iter()
            .find(|row| row.key.region_id == "cn-hangzhou")
            .unwrap();
        lab.simulator
            .delete_snapshot("cn-hangzhou", &hidden.key.snapshot_id)
            .ok();
        lab.simulator
            .set_faults(vec![fault("DescribeSnapshots", Some("cn-shanghai"), forbidden())]);
        darkroom.sync_start().await.unwrap();
        let state = synced(&darkroom).await;
        let shanghai = shard(&state, "cn-shanghai");
        assert_eq!(shanghai.state, ShardState::Failed);
        assert!(shanghai.synced_at.is_some(), "when it was last read is still told");
        let problem = shanghai.problem.as_ref().unwrap();
        assert_eq!(problem.code, ProblemCode::AccessDenied);
        assert_eq!(problem.params["action"], "ecs:DescribeSnapshots");
        assert_eq!(problem.provider.as_ref().unwrap().code, "Forbidden.RAM");
        assert!(
            state
                .shards
                .iter()
                .filter(|shard| shard.region_id != "cn-shanghai")
                .all(|shard| shard.state == ShardState::Fresh)
        );
        assert!(
            rows(&darkroom, everything())
                .await
                .iter()
                .any(|row| row.key.region_id == "cn-shanghai")
        );

        lab.simulator.set_faults(Vec::new());
        darkroom.sync_start().await.unwrap();
        let state = synced(&darkroom).await;
        assert_eq!(
            (
                shard(&state, "cn-shanghai").state,
                &shard(&state, "cn-shanghai").problem
            ),
            (ShardState::Fresh, &None)
        );
    });
}

#[test]
fn a_listing_cut_off_in_the_middle_takes_no_row_away() {
    let lab = Lab::new();
    run(async {
        let darkroom = lab.connected().await;
        let cut = FaultRule {
            nth: Some(2),
            times: Some(99),
            ..fault("DescribeSnapshots", Some("cn-hangzhou"), Fault::MalformedBody)
        };
        lab.simulator.set_faults(vec![cut]);
        darkroom.sync_start().await.unwrap();
        let state = synced(&darkroom).await;
        assert_eq!(shard(&state, "cn-hangzhou").state, ShardState::Failed);
        assert_eq!(
            shard(&state, "cn-hangzhou").problem.as_ref().unwrap().code,
            ProblemCode::NotEcsReply
        );
        assert_eq!(total(&darkroom).await, ALL);
    });
}

#[test]
fn without_the_right_to_see_disks_the_snapshots_still_come() {
    let lab = Lab::new();
    run(async {
        let denied = ["DescribeDisks", "DescribeInstances"].map(|action| fault(action, None, forbidden()));
        lab.simulator.set_faults(denied.to_vec());
        let darkroom = lab.connected().await;
        let all = rows(&darkroom, everything()).await;
        assert_eq!(u32::try_from(all.len()).unwrap(), ALL);
        assert!(all.iter().all(|row| row.instance_id.is_none()));
        let state = darkroom.sync_state().await.unwrap();
        let hangzhou = shard(&state, "cn-hangzhou");
        assert_eq!(hangzhou.state, ShardState::Fresh);
        assert_eq!(hangzhou.problem.as_ref().unwrap().params["action"], "ecs:DescribeDisks");
        let detail = darkroom.snapshot_get(all[0].key.clone()).await.unwrap();
        assert_eq!((detail.lanes.len(), detail.missing_disks), (1, 0));
    });
}

#[test]
fn regions_that_cannot_be_listed_are_a_shard_of_their_own() {
    let lab = Lab::new();
    run(async {
        lab.simulator
            .set_faults(vec![fault("DescribeRegions", None, forbidden())]);
        let darkroom = lab.connected().await;
        let state = darkroom.sync_state().await.unwrap();
        assert_eq!(state.shards.len(), 1);
        assert_eq!(
            (state.shards[0].region_id.as_str(), state.shards[0].state),
            ("", ShardState::Failed)
        );
        assert_eq!(state.synced_at, None);

        lab.simulator.set_faults(Vec::new());
        darkroom.sync_start().await.unwrap();
        let state = synced(&darkroom).await;
        assert!(
            state
                .shards
                .iter()
                .all(|shard| shard.state == ShardState::Fresh && !shard.region_id.is_empty())
        );
        assert_eq!(total(&darkroom).await, ALL);
    });
}

#[test]
fn a_throttled_listing_waits_and_comes_to_its_end() {
    let lab = Lab::new();
    run(async {
        let throttle = Fault::Throttle { retry_after_ms: 5 };
        let throttled = FaultRule {
            times: Some(8),
            ..fault("DescribeSnapshots", Some("cn-hangzhou"), throttle)
        };
        lab.simulator.set_faults(vec![throttled]);
        let darkroom = lab.connected().await;
        let state = darkroom.sync_state().await.unwrap();
        assert_eq!(shard(&state, "cn-hangzhou").state, ShardState::Fresh);
        assert_eq!(total(&darkroom).await, ALL);
    });
}

#[test]
fn only_chosen_regions_are_listed_and_shown() {
    let lab = Lab::new();
    run(async {
        let darkroom = lab.connected().await;
        let account = darkroom.account_list().await.unwrap().remove(0);
        let before = calls(&lab, "DescribeSnapshots", "cn-hangzhou");
        darkroom
            .region_choose(account.id.clone(), vec!["cn-shanghai".to_owned()])
            .await
            .unwrap();
        let state = synced(&darkroom).await;
        assert_eq!(state.shards.len(), 1);
        assert!(
            rows(&darkroom, everything())
                .await
                .iter()
                .all(|row| row.key.region_id == "cn-shanghai")
        );
        assert_eq!(calls(&lab, "DescribeSnapshots", "cn-hangzhou"), before);
        let regions = darkroom.region_list(account.id.clone()).await.unwrap();
        assert_eq!(regions.iter().filter(|region| region.chosen).count(), 1);

        let every: Vec<String> = regions.into_iter().map(|region| region.region_id).collect();
        darkroom.region_choose(account.id, every).await.unwrap();
        synced(&darkroom).await;
        assert_eq!(total(&darkroom).await, ALL);
    });
}
