//! `cache.db`: the inventory. What is in it can be asked of the cloud again, so a file that cannot be used is moved aside.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use alibaba_cloud::Runtime;

use super::database::{Database, Durability};
use super::{StoreError, disks, instances, shards, snapshots};

/// In the order of their making. A released step is never changed; a new one goes to the end.
const STEPS: &[&str] = &[shards::CREATE, disks::CREATE, instances::CREATE, snapshots::CREATE];
/// Tables that must answer, or the file counts as damaged.
const TABLES: [&str; 6] = ["shards", "revision", "disks", "instances", "snapshots", "records"];

const FILE: &str = "cache.db";
/// Left beside a file in which damage was met while it was in use.
const DAMAGE_MARK: &str = "cache.db.damaged";

/// Opens `cache.db` in `folder`, which is made when it is not there. A damaged file, or one of a newer Darkroom, is moved aside
/// under a name with the time (milliseconds since the epoch) in it and a new one is begun.
pub(crate) fn open_cache(folder: &Path, runtime: &Arc<dyn Runtime>) -> Result<Database, StoreError> {
    super::folder::make(folder)?;
    let path = folder.join(FILE);
    let mark = folder.join(DAMAGE_MARK);
    let opened = if mark.exists() {
        None
    } else {
        Some(open(&path, runtime))
    };
    match opened {
        Some(Err(error)) if !error.is_damage() && !matches!(error, StoreError::Newer { .. }) => Err(error),
        Some(Ok(database)) => Ok(database),
        Some(Err(_)) | None => {
            move_aside(&path, runtime.now().as_millisecond())?;
            let _ = std::fs::remove_file(&mark);
            open(&path, runtime)
        }
    }
}

/// Remembers that the file is damaged, so that the next start begins a new one.
pub(crate) fn mark_damaged(folder: &Path) {
    let _ = std::fs::write(folder.join(DAMAGE_MARK), b"");
}

fn open(path: &Path, runtime: &Arc<dyn Runtime>) -> Result<Database, StoreError> {
    let database = Database::open(path, Durability::Normal, STEPS, runtime)?;
    let connection = rusqlite::Connection::open(path)?;
    for table in TABLES {
        if !connection.table_exists(None, table)? {
            return Err(StoreError::Incomplete);
        }
        connection
            .prepare(&format!("SELECT * FROM {table} LIMIT 1"))?
            .exists([])?;
    }
    shards::settle(&connection)?;
    Ok(database)
}

fn move_aside(path: &Path, now: i64) -> Result<(), StoreError> {
    for suffix in ["", "-wal", "-shm"] {
        let from = suffixed(path, suffix);
        if from.exists() {
            std::fs::rename(&from, suffixed(path, &format!(".aside-{now}{suffix}")))?;
        }
    }
    Ok(())
}

fn suffixed(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
