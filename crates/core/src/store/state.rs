//! `state.db`: what must survive. Each table's file brings its own steps; they are put in order here.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::Arc;

use alibaba_cloud::Runtime;

use super::database::{Database, Durability};
use super::error::{Operation, StoreFault, StoreFile};
use super::{
    StoreError, accounts, address_book, attempts, drafts, job_events, jobs, journal, preferences, recipes, regions,
    saved_views, steps,
};

/// In the order of their making. A migration that was released is never changed; a new one goes to the end.
const MIGRATIONS: &[&str] = &[
    accounts::CREATE,
    regions::CREATE,
    journal::CREATE,
    jobs::CREATE,
    steps::CREATE,
    attempts::CREATE,
    job_events::CREATE,
    saved_views::CREATE,
    drafts::CREATE,
    steps::ANY_KIND,
    preferences::CREATE,
    journal::LISTED,
    address_book::CREATE,
    recipes::CREATE,
];

/// Held while the database is open: two processes that both take up the jobs would both send them.
const LOCK_FILE: &str = "state.lock";

/// Opens `state.db` in `folder`, which is made when it is not there.
///
/// # Errors
/// `inUse` while another process, or an earlier opening in this one, has it open.
pub(crate) fn open_state(folder: &Path, runtime: &Arc<dyn Runtime>) -> Result<Database, StoreError> {
    let lock = lock(folder).map_err(|fault| fault.of(StoreFile::State, Operation::Write))?;
    let path = folder.join("state.db");
    Ok(Database::open(&path, StoreFile::State, Durability::Full, MIGRATIONS, runtime)?.holding(lock))
}

fn lock(folder: &Path) -> Result<File, StoreFault> {
    super::folder::make(folder)?;
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join(LOCK_FILE))?;
    match lock.try_lock() {
        Err(TryLockError::WouldBlock) => Err(StoreFault::InUse),
        // A file system without locks is used without one.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(lock),
    }
}
