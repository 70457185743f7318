//! The files of the core: damaged, newer, in use.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use darkroom_core::inventory::{ResourceKey, SyncState};
use darkroom_core::{Darkroom, Problem, ProblemCode};

use crate::harness::{HANGZHOU, Harness};

/// Snapshots of the scenario.
const ALL: u32 = 640;

fn cache_file(harness: &Harness) -> PathBuf {
    harness.folder.path().join("cache/cache.db")
}

fn state_file(harness: &Harness) -> PathBuf {
    harness.folder.path().join("data/state.db")
}

/// Nothing can be told of it when the cache cannot be read, be there such a snapshot or not.
fn some_snapshot() -> ResourceKey {
    ResourceKey {
        account_id: "account".to_owned(),
        region_id: HANGZHOU.to_owned(),
        id: "s-1".to_owned(),
    }
}

fn refusal(harness: &Harness) -> Problem {
    Darkroom::open(harness.settings()).err().expect("not opened")
}

/// The account is still there, the rows are not, and a sync brings them back.
fn expect_rebuilt(harness: &Harness) {
    harness.block_on(async {
        let darkroom = harness.open();
        assert_eq!(darkroom.account_list().await.unwrap().len(), 1);
        assert_eq!(darkroom.total().await, 0);
        darkroom.start();
        darkroom.sync().await;
        assert!(darkroom.total().await > 0);
    });
    assert!(!aside(harness).is_empty());
}

/// Files that were moved aside.
fn aside(harness: &Harness) -> Vec<String> {
    let entries = fs::read_dir(harness.folder.path().join("cache")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with("cache.db.aside-")).collect()
}

#[test]
fn a_cache_that_is_no_database_is_moved_aside_and_built_anew() {
    let harness = Harness::new();
    harness.connect();
    fs::write(
        cache_file(&harness),
        b"this is not a database, and long enough to be looked at as one".repeat(100),
    )
    .unwrap();
    expect_rebuilt(&harness);
}

#[test]
fn a_cache_of_a_newer_darkroom_is_moved_aside_and_built_anew() {
    let harness = Harness::new();
    harness.connect();
    rusqlite::Connection::open(cache_file(&harness))
        .unwrap()
        .pragma_update(None, "user_version", 9_999)
        .unwrap();
    expect_rebuilt(&harness);
}

#[test]
fn damage_met_while_reading_is_told_as_damage_of_the_cache_and_mended_at_once() {
    let harness = Harness::new();
    harness.connect();
    harness.run_idle(async |session| {
        // Everything behind the page of the schema.
        let mut bytes = fs::read(cache_file(&harness)).unwrap();
        bytes[4_096..].fill(0x5a);
        fs::write(cache_file(&harness), bytes).unwrap();
        let problem = session.snapshot_get(some_snapshot()).await.unwrap_err();
        assert_eq!(problem.code, ProblemCode::CacheDamaged);
        let accounts = session.account_list().await.unwrap();
        assert_eq!(accounts.len(), 1, "they are in another file");

        let is_filled = |state: &SyncState| !state.shards.is_empty() && state.never == 0 && !state.running;
        let state = session.sync_until(is_filled).await;
        assert_eq!(state.cache.unwrap().code, ProblemCode::CacheDamaged);
        assert_eq!(session.total().await, ALL);
        session.start();
        session.sync_until(|state| state.cache.is_none()).await;
    });
}

#[test]
fn a_cache_that_cannot_be_used_stops_nothing_else_and_is_tried_again() {
    let harness = Harness::new();
    let folder = harness.folder.path().join("cache");
    fs::write(&folder, b"a file in the way").unwrap();
    harness.run_idle(async |session| {
        session.connect().await;
        assert_eq!(session.account_list().await.unwrap().len(), 1);
        assert!(session.job_list().await.unwrap().is_empty());
        let cache = session.sync_state().await.unwrap().cache.unwrap();
        assert_eq!(
            (cache.code, cache.params["reason"].as_str()),
            (ProblemCode::CacheFailed, "folder")
        );
        let problem = session.snapshot_get(some_snapshot()).await.unwrap_err();
        assert_eq!(problem.code, ProblemCode::CacheFailed);

        fs::remove_file(&folder).unwrap();
        session.wait(Duration::from_secs(10)).await;
        let problem = session.snapshot_get(some_snapshot()).await.unwrap_err();
        assert_eq!(problem.code, ProblemCode::SnapshotGone, "the cache can be read");
        session
            .sync_until(|state| !state.running && state.synced_at.is_some())
            .await;
        assert_eq!(session.total().await, ALL);
    });
}

#[test]
fn a_file_that_was_moved_aside_goes_at_the_next_start() {
    let harness = Harness::new();
    harness.connect();
    fs::write(
        cache_file(&harness),
        b"not a database at all, but long enough".repeat(100),
    )
    .unwrap();
    expect_rebuilt(&harness);
    drop(harness.open());
    assert!(aside(&harness).is_empty());
}

#[test]
fn a_state_of_a_newer_darkroom_is_refused_and_left_alone() {
    let harness = Harness::new();
    harness.connect();
    rusqlite::Connection::open(state_file(&harness))
        .unwrap()
        .pragma_update(None, "user_version", 9_999)
        .unwrap();
    let before = fs::read(state_file(&harness)).unwrap();
    let problem = refusal(&harness);
    assert_eq!(
        (problem.code, problem.params["reason"].as_str()),
        (ProblemCode::StoreFailed, "newer")
    );
    assert_eq!(fs::read(state_file(&harness)).unwrap(), before);
}

#[test]
fn a_state_that_is_damaged_is_refused_and_left_alone() {
    let harness = Harness::new();
    harness.connect();
    fs::write(
        state_file(&harness),
        b"not a database at all, but long enough".repeat(100),
    )
    .unwrap();
    let problem = refusal(&harness);
    assert_eq!(
        (problem.code, problem.params["reason"].as_str()),
        (ProblemCode::StoreFailed, "damaged")
    );
    assert_eq!(problem.params["operation"], "read");
}

#[test]
fn the_store_opens_once_at_a_time() {
    let harness = Harness::new();
    let darkroom = harness.open();
    assert_eq!(refusal(&harness).params["reason"], "inUse");
    drop(darkroom);
    harness.open();
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let harness = Harness::new();
    fs::write(harness.folder.path().join("data"), b"a file in the way").unwrap();
    let problem = refusal(&harness);
    assert_eq!(
        (problem.code, problem.params["reason"].as_str()),
        (ProblemCode::StoreFailed, "folder")
    );
}

#[test]
fn a_cache_that_lacks_a_table_is_moved_aside_and_built_anew() {
    let harness = Harness::new();
    harness.connect();
    rusqlite::Connection::open(cache_file(&harness))
        .unwrap()
        .execute_batch("DROP TABLE rows")
        .unwrap();
    expect_rebuilt(&harness);
}

#[cfg(unix)]
#[test]
fn the_folders_are_the_owners_alone_even_when_somebody_else_made_them() {
    use std::os::unix::fs::PermissionsExt;
    let harness = Harness::new();
    let folders = ["data", "cache"].map(|name| harness.folder.path().join(name));
    for folder in &folders {
        fs::create_dir(folder).unwrap();
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    }
    harness.open();
    for folder in &folders {
        let mode = fs::metadata(folder).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{}", folder.display());
    }
}
