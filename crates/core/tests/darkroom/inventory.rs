//! The inventory against the simulated cloud: everything is listed, kept, and honest about what could not be asked.

use std::collections::HashSet;
use std::time::Duration;

use darkroom_core::account::PRACTICE_ACCOUNT_ID;
use darkroom_core::inventory::{AccountPart, ShardKind, ShardState, SyncState, WordField};
use darkroom_core::view::{Filter, ViewSpec};
use darkroom_core::{Change, ProblemCode};
use simulator::{Fault, FaultRule};

use crate::harness::{Harness, always, change, everything, forbidden, matching, shard, shard_of};

/// Snapshots of the scenario.
const ALL: u32 = 640;

fn calls(harness: &Harness, action: &str, region_id: &str) -> usize {
    let entries = harness.cloud.simulator.ledger();
    entries
        .iter()
        .filter(|entry| entry.action == action && entry.region_id.as_deref() == Some(region_id))
        .count()
}

#[test]
fn every_page_of_every_region_is_listed_once() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let all = darkroom.rows(everything()).await;
        assert_eq!(u32::try_from(all.len()).unwrap(), ALL);
        let ids: HashSet<&str> = all.iter().map(|row| row.key.id.as_str()).collect();
        assert_eq!(ids.len(), all.len());
        assert!(calls(&harness, "DescribeSnapshots", "cn-hangzhou") > 1, "several pages");
        let state = darkroom.sync_state().await.unwrap();
        assert_eq!(state.shards.len(), 5 * harness.cloud.simulator.regions().len());
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
fn rows_so_far_count_each_row_once_though_reading_never_pauses() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        darkroom.sync_start().await.unwrap();
        // Some regions have been read by then, others have not.
        darkroom.sync_until(|state| state.rows_so_far > 0).await;
        darkroom.sync_start().await.unwrap();
        assert_eq!(darkroom.synced().await.rows_so_far, ALL);
        let calls_before = calls(&harness, "DescribeSnapshots", "cn-hangzhou");
        darkroom.sync_start().await.unwrap();
        let begun = darkroom.sync_state().await.unwrap();
        assert!(
            begun.running && begun.rows_so_far < ALL,
            "counted from the start: {begun:?}"
        );
        assert_eq!(darkroom.synced().await.rows_so_far, ALL);
        assert!(calls(&harness, "DescribeSnapshots", "cn-hangzhou") > calls_before);
    });
}

#[test]
fn the_practice_cloud_needs_neither_key_nor_keyring_and_goes_without_a_trace() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.open();
        harness.secrets.prompt(true);
        assert_eq!(darkroom.practice_open().await.unwrap().id, PRACTICE_ACCOUNT_ID);
        darkroom.synced().await;
        assert_eq!(darkroom.total().await, ALL);
    });
    harness.block_on(async {
        let darkroom = harness.open();
        assert_eq!(darkroom.account_list().await.unwrap().len(), 1, "open is remembered");
        darkroom.practice_close().await.unwrap();
        assert!(darkroom.account_list().await.unwrap().is_empty());
        assert_eq!(darkroom.total().await, 0);
        assert!(darkroom.sync_state().await.unwrap().shards.is_empty());
    });
    assert!(harness.cloud.simulator.ledger().is_empty());
}

#[test]
fn rows_stand_there_after_a_restart_without_network_and_keyring() {
    let harness = Harness::new();
    harness.connect();
    harness.block_on(async {
        harness.cloud.set_offline(true);
        harness.secrets.prompt(true);
        let darkroom = harness.open();
        assert_eq!(darkroom.total().await, ALL);
        let key = darkroom.rows(everything()).await.remove(0).key;
        darkroom.snapshot_get(key).await.unwrap();
        let state = darkroom.sync_state().await.unwrap();
        assert!(state.shards.iter().all(|shard| shard.state == ShardState::Fresh));
    });
}

#[test]
fn a_start_reads_again_what_is_older_than_ten_minutes() {
    let harness = Harness::new();
    harness.connect();
    let before = calls(&harness, "DescribeSnapshots", "cn-beijing");
    harness.clock.advance(Duration::from_secs(11 * 60));
    harness.block_on(async {
        let darkroom = harness.open();
        let first = darkroom.sync_state().await.unwrap().synced_at;
        darkroom.start();
        darkroom
            .sync_until(|state| !state.running && state.synced_at > first)
            .await;
    });
    assert_eq!(calls(&harness, "DescribeSnapshots", "cn-beijing"), before + 1);
}

#[test]
fn a_snapshot_deleted_in_the_cloud_goes_with_the_next_listing() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let row = darkroom.rows(matching("erp-db-01-data1")).await.remove(0);
        harness
            .cloud
            .simulator
            .delete_snapshot(&row.key.region_id, &row.key.id)
            .unwrap();
        assert_eq!(darkroom.total().await, ALL);

        let mut changes = darkroom.changes();
        let revision = darkroom.window(everything()).await.revision;
        darkroom.sync_start().await.unwrap();
        change(
            &mut changes,
            |change| matches!(change, Change::Inventory { revision: now, .. } if *now > revision),
        )
        .await;
        darkroom.synced().await;
        assert_eq!(darkroom.total().await, ALL - 1);
        assert_eq!(
            darkroom.snapshot_get(row.key).await.unwrap_err().code,
            ProblemCode::SnapshotGone
        );
    });
}

#[test]
fn a_listing_that_finds_nothing_new_changes_nothing() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        // Until every snapshot is finished.
        darkroom.wait(Duration::from_secs(24 * 3_600)).await;
        darkroom.sync().await;
        let before = darkroom.window(everything()).await.revision;
        darkroom.sync().await;
        let after = darkroom.window(everything()).await.revision;
        assert_eq!(before, after);
    });
}

#[test]
fn a_region_that_refuses_keeps_its_rows_and_says_why_while_the_others_go_on() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let deleted = darkroom.rows(matching("erp-db-01-data1")).await.remove(0).key;
        assert_eq!(deleted.region_id, "cn-hangzhou");
        let simulator = &harness.cloud.simulator;
        simulator.delete_snapshot("cn-hangzhou", &deleted.id).unwrap();
        harness
            .cloud
            .simulator
            .set_faults(vec![always("DescribeSnapshots", Some("cn-shanghai"), forbidden())]);
        let state = darkroom.sync().await;
        let shanghai = shard(&state, "cn-shanghai");
        assert_eq!((shanghai.state, state.failed), (ShardState::Failed, 1));
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
        let rows = darkroom.rows(everything()).await;
        assert!(rows.iter().any(|row| row.key.region_id == "cn-shanghai"));
        assert!(rows.iter().all(|row| row.key != deleted), "the others were read anew");

        harness.cloud.simulator.set_faults(Vec::new());
        let state = darkroom.sync().await;
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
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let cut = FaultRule {
            nth: Some(2),
            times: Some(99),
            ..always("DescribeSnapshots", Some("cn-hangzhou"), Fault::MalformedBody)
        };
        harness.cloud.simulator.set_faults(vec![cut]);
        let state = darkroom.sync().await;
        assert_eq!(shard(&state, "cn-hangzhou").state, ShardState::Failed);
        assert_eq!(
            shard(&state, "cn-hangzhou").problem.as_ref().unwrap().code,
            ProblemCode::NotEcsReply
        );
        assert_eq!(darkroom.total().await, ALL);
    });
}

#[test]
fn without_the_right_to_see_disks_the_snapshots_still_come() {
    let harness = Harness::new();
    harness.block_on(async {
        let denied = ["DescribeDisks", "DescribeInstances"].map(|action| always(action, None, forbidden()));
        harness.cloud.simulator.set_faults(denied.to_vec());
        let darkroom = harness.connected().await;
        let all = darkroom.rows(everything()).await;
        assert_eq!(u32::try_from(all.len()).unwrap(), ALL);
        assert!(all.iter().all(|row| row.instance_id.is_none()));
        let state = darkroom.sync_state().await.unwrap();
        assert_eq!(shard(&state, "cn-hangzhou").state, ShardState::Fresh);
        let disks = shard_of(&state, "cn-hangzhou", ShardKind::Disks);
        assert_eq!(disks.state, ShardState::Failed);
        assert_eq!(disks.problem.as_ref().unwrap().params["action"], "ecs:DescribeDisks");
        let detail = darkroom.snapshot_get(all[0].key.clone()).await.unwrap();
        assert_eq!((detail.timelines.len(), detail.missing_disks), (1, None));
    });
}

#[test]
fn regions_that_cannot_be_listed_are_a_failure_of_the_account() {
    let harness = Harness::new();
    harness.block_on(async {
        harness
            .cloud
            .simulator
            .set_faults(vec![always("DescribeRegions", None, forbidden())]);
        let darkroom = harness.connected().await;
        let state = darkroom.sync_state().await.unwrap();
        assert!(state.shards.is_empty());
        let failure = &state.accounts[0];
        assert_eq!(failure.part, AccountPart::Regions);
        assert_eq!(failure.problem.code, ProblemCode::AccessDenied);
        assert_eq!(state.synced_at, None);

        harness.cloud.simulator.set_faults(Vec::new());
        let state = darkroom.sync().await;
        assert!(state.accounts.is_empty());
        assert!(state.shards.iter().all(|shard| shard.state == ShardState::Fresh));
        assert_eq!(darkroom.total().await, ALL);
    });
}

#[test]
fn a_throttled_listing_waits_and_comes_to_its_end() {
    let harness = Harness::new();
    harness.block_on(async {
        let throttle = Fault::Throttle { retry_after_ms: 5 };
        let throttled = FaultRule {
            times: Some(8),
            ..always("DescribeSnapshots", Some("cn-hangzhou"), throttle)
        };
        harness.cloud.simulator.set_faults(vec![throttled]);
        let darkroom = harness.connected().await;
        darkroom
            .sync_until(|state| shard(state, "cn-hangzhou").state == ShardState::Fresh)
            .await;
        assert_eq!(darkroom.total().await, ALL);
    });
}

#[test]
fn only_chosen_regions_are_listed_and_shown() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        let account = darkroom.account_list().await.unwrap().remove(0);
        let before = calls(&harness, "DescribeSnapshots", "cn-hangzhou");
        darkroom
            .region_choose(account.id.clone(), vec!["cn-shanghai".to_owned()])
            .await
            .unwrap();
        let state = darkroom.synced().await;
        assert_eq!(state.shards.len(), 5);
        assert!(
            darkroom
                .rows(everything())
                .await
                .iter()
                .all(|row| row.key.region_id == "cn-shanghai")
        );
        assert_eq!(calls(&harness, "DescribeSnapshots", "cn-hangzhou"), before);
        let regions = darkroom.region_list(account.id.clone()).await.unwrap();
        assert_eq!(regions.iter().filter(|region| region.chosen).count(), 1);

        let every: Vec<String> = regions.into_iter().map(|region| region.region_id).collect();
        darkroom.region_choose(account.id, every).await.unwrap();
        darkroom.synced().await;
        assert_eq!(darkroom.total().await, ALL);
    });
}

#[test]
fn a_region_that_fails_ages_the_figure() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.connected().await;
        darkroom.wait(Duration::from_secs(3 * 86_400)).await;
        let simulator = &harness.cloud.simulator;
        simulator.set_faults(vec![always("DescribeSnapshots", Some("cn-shanghai"), forbidden())]);
        let state = darkroom.sync().await;
        assert_eq!(state.synced_at, shard(&state, "cn-shanghai").synced_at);
        assert!(state.synced_at < shard(&state, "cn-hangzhou").synced_at);
        assert_eq!((state.failed, state.never, state.throttled), (1, 0, 0));

        simulator.set_faults(vec![always("DescribeSnapshots", None, forbidden())]);
        let state = darkroom.sync().await;
        assert_eq!(usize::try_from(state.failed).unwrap(), simulator.regions().len());
        assert_eq!(state.synced_at, shard(&state, "cn-shanghai").synced_at);
    });
}

#[test]
fn regions_that_were_never_read_are_counted() {
    let harness = Harness::new();
    harness.block_on(async {
        let simulator = &harness.cloud.simulator;
        simulator.set_faults(vec![always("DescribeSnapshots", None, forbidden())]);
        let darkroom = harness.connected().await;
        let state = darkroom.sync_state().await.unwrap();
        let regions = u32::try_from(simulator.regions().len()).unwrap();
        assert_eq!((state.running, state.synced_at), (false, None));
        assert_eq!((state.never, state.failed), (regions, regions));
    });
}

#[test]
fn an_account_without_network_says_so_itself_and_is_read_again_when_it_returns() {
    let harness = Harness::new();
    harness.connect();
    harness.clock.advance(Duration::from_secs(11 * 60));
    harness.cloud.set_offline(true);
    harness.run(async |session| {
        let first = session.sync_state().await.unwrap().synced_at;
        let state = session.sync_until(|state| !state.accounts.is_empty()).await;
        assert_eq!(state.accounts[0].part, AccountPart::Everything);
        assert_eq!(state.accounts[0].problem.code, ProblemCode::EndpointUnreachable);
        assert_eq!((state.failed, state.synced_at), (0, first));

        harness.cloud.set_offline(false);
        let state = session
            .sync_until(|state| !state.running && state.synced_at > first)
            .await;
        assert!(state.accounts.is_empty());
    });
}

#[test]
fn an_account_is_read_once_the_keyring_is_unlocked() {
    let harness = Harness::new();
    harness.connect();
    harness.clock.advance(Duration::from_secs(11 * 60));
    harness.secrets.prompt(true);
    harness.run(async |session| {
        let first = session.sync_state().await.unwrap().synced_at;
        let state = session.sync_until(|state| !state.accounts.is_empty()).await;
        assert_eq!(state.accounts[0].problem.code, ProblemCode::KeyringWaiting);
        harness.secrets.prompt(false);
        session
            .sync_until(|state| state.accounts.is_empty() && !state.running && state.synced_at > first)
            .await;
    });
}

#[test]
fn rows_are_read_again_at_an_interval_while_the_window_is_visible_and_not_while_it_is_hidden() {
    let harness = Harness::new();
    harness.connect();
    harness.run(async |session| {
        let before = calls(&harness, "DescribeSnapshots", "cn-beijing");
        session.window_visible(false);
        session.wait(Duration::from_secs(60 * 60)).await;
        assert_eq!(calls(&harness, "DescribeSnapshots", "cn-beijing"), before);
        session.window_visible(true);
        session.wait(Duration::from_secs(12 * 60)).await;
        assert_eq!(calls(&harness, "DescribeSnapshots", "cn-beijing"), before + 3);
    });
}

#[test]
fn an_unfinished_snapshot_is_followed_until_it_is_finished() {
    let harness = Harness::new();
    harness.connect();
    harness.run(async |session| {
        session.window_visible(false);
        let unfinished = ViewSpec {
            filters: vec![Filter::Words {
                field: WordField::Status,
                any_of: vec!["progressing".to_owned()],
            }],
            ..everything()
        };
        let row = session.rows(unfinished).await.remove(0);
        let listed = calls(&harness, "DescribeDisks", &row.key.region_id);
        let mut changes = session.changes();
        while session.snapshot_get(row.key.clone()).await.unwrap().row.status == "progressing" {
            change(&mut changes, |change| matches!(change, Change::Inventory { .. })).await;
        }
        let now = calls(&harness, "DescribeDisks", &row.key.region_id);
        assert_eq!(now, listed, "without reading everything again");
    });
}

#[test]
fn a_kind_that_is_throttled_says_so_within_seconds_and_holds_up_no_other() {
    let harness = Harness::new();
    let throttle = Fault::Throttle { retry_after_ms: 60_000 };
    let faults = vec![always("DescribeDisks", Some("cn-hangzhou"), throttle)];
    harness.cloud.simulator.set_faults(faults);
    harness.run_idle(async |session| {
        session.save("Finance", &harness.key()).await;
        let begun = harness.clock.elapsed();
        let is_throttled = |state: &SyncState| {
            let mut shards = state.shards.iter();
            shards.any(|shard| shard.state == ShardState::Throttled) && !state.running
        };
        let state = session.sync_until(is_throttled).await;
        assert!(harness.clock.elapsed() - begun < Duration::from_secs(10));
        assert_eq!(shard(&state, "cn-hangzhou").state, ShardState::Fresh);
        assert_eq!(session.total().await, ALL);
        let disks = shard_of(&state, "cn-hangzhou", ShardKind::Disks);
        assert_eq!(disks.state, ShardState::Throttled);
        assert_eq!(disks.problem.as_ref().unwrap().params["action"], "ecs:DescribeDisks");
        assert_eq!(state.throttled, 0, "its snapshots are not throttled");
    });
}
