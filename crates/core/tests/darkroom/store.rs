//! The files of the core: damaged, newer, in use.

use std::fs;
use std::path::PathBuf;

use darkroom_core::{Darkroom, Problem, ProblemCode};

use crate::lab::{Lab, everything, run, synced};

fn cache_file(lab: &Lab) -> PathBuf {
    lab.folder.path().join("cache/cache.db")
}

fn state_file(lab: &Lab) -> PathBuf {
    lab.folder.path().join("data/state.db")
}

fn refusal(lab: &Lab) -> Problem {
    Darkroom::open(lab.settings()).err().expect("not opened")
}

/// The account is still there, the rows are not, and a sync brings them back.
fn expect_rebuilt(lab: &Lab) {
    run(async {
        let darkroom = lab.open();
        assert_eq!(darkroom.account_list().await.unwrap().len(), 1);
        assert_eq!(darkroom.snapshot_window(everything(), 0, 1).await.unwrap().total, 0);
        darkroom.start();
        darkroom.sync_start().await.unwrap();
        synced(&darkroom).await;
        assert!(darkroom.snapshot_window(everything(), 0, 1).await.unwrap().total > 0);
    });
    let names = fs::read_dir(lab.folder.path().join("cache")).unwrap();
    let names: Vec<String> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(
        names.iter().any(|name| name.starts_with("cache.db.aside-")),
        "{names:?}"
    );
}

#[test]
fn a_cache_that_is_no_database_is_moved_aside_and_built_anew() {
    let lab = Lab::new();
    run(lab.connected());
    fs::write(
        cache_file(&lab),
        b"this is not a database, and long enough to be looked at as one".repeat(100),
    )
    .unwrap();
    expect_rebuilt(&lab);
}

#[test]
fn a_cache_of_a_newer_darkroom_is_moved_aside_and_built_anew() {
    let lab = Lab::new();
    run(lab.connected());
    rusqlite::Connection::open(cache_file(&lab))
        .unwrap()
        .pragma_update(None, "user_version", 9_999)
        .unwrap();
    expect_rebuilt(&lab);
}

#[test]
fn damage_met_while_reading_is_remembered_for_the_next_start() {
    let lab = Lab::new();
    run(lab.connected());
    let file = cache_file(&lab);
    let mut bytes = fs::read(&file).unwrap();
    // Everything behind the schema, the small tables and their first pages.
    let from = bytes.len() / 4;
    bytes[from..].fill(0x5a);
    fs::write(&file, bytes).unwrap();
    run(async {
        // Already seen at the opening, or only when the rows are read.
        let Ok(darkroom) = Darkroom::open(lab.settings()) else {
            panic!("opens")
        };
        if let Err(problem) = darkroom.snapshot_window(everything(), 0, 1_000).await {
            assert_eq!(
                (problem.code, problem.params["reason"].as_str()),
                (ProblemCode::StoreFailed, "damaged")
            );
        }
    });
    expect_rebuilt(&lab);
}

#[test]
fn a_state_of_a_newer_darkroom_is_refused_and_left_alone() {
    let lab = Lab::new();
    run(lab.connected());
    rusqlite::Connection::open(state_file(&lab))
        .unwrap()
        .pragma_update(None, "user_version", 9_999)
        .unwrap();
    let before = fs::read(state_file(&lab)).unwrap();
    let problem = refusal(&lab);
    assert_eq!(
        (problem.code, problem.params["reason"].as_str()),
        (ProblemCode::StoreFailed, "newer")
    );
    assert_eq!(fs::read(state_file(&lab)).unwrap(), before);
}

#[test]
fn a_state_that_is_damaged_is_refused_and_left_alone() {
    let lab = Lab::new();
    run(lab.connected());
    fs::write(state_file(&lab), b"not a database at all, but long enough".repeat(100)).unwrap();
    let problem = refusal(&lab);
    assert_eq!(
        (problem.code, problem.params["reason"].as_str()),
        (ProblemCode::StoreFailed, "damaged")
    );
}

#[test]
fn the_store_opens_once_at_a_time() {
    let lab = Lab::new();
    let darkroom = lab.open();
    assert_eq!(refusal(&lab).params["reason"], "inUse");
    drop(darkroom);
    lab.open();
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let lab = Lab::new();
    fs::write(lab.folder.path().join("data"), b"a file in the way").unwrap();
    let problem = refusal(&lab);
    assert_eq!(
        (problem.code, problem.params["reason"].as_str()),
        (ProblemCode::StoreFailed, "folder")
    );
}

#[test]
fn a_cache_that_lacks_a_table_is_moved_aside_and_built_anew() {
    let lab = Lab::new();
    run(lab.connected());
    rusqlite::Connection::open(cache_file(&lab))
        .unwrap()
        .execute_batch("DROP TABLE records")
        .unwrap();
    expect_rebuilt(&lab);
}

#[cfg(unix)]
#[test]
fn the_folders_are_the_owners_alone_even_when_somebody_else_made_them() {
    use std::os::unix::fs::PermissionsExt;
    let lab = Lab::new();
    let folders = ["data", "cache"].map(|name| lab.folder.path().join(name));
    for folder in &folders {
        fs::create_dir(folder).unwrap();
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    }
    lab.open();
    for folder in &folders {
        let mode = fs::metadata(folder).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{}", folder.display());
    }
}
