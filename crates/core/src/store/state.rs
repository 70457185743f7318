//! `state.db`: what must survive. Each table's file brings its own steps; they are put in order here.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::Arc;

use alibaba_cloud::Runtime;

use super::database::{Database, Durability};
use super::{StoreError, accounts, attempts, job_events, jobs, journal, regions};

/// In the order of their making. A released step is never changed; a new one goes to the end.
const STEPS: &[&str] = &[
    accounts::CREATE,
    regions::CREATE,
    journal::CREATE,
    jobs::CREATE,
    attempts::CREATE,
    job_events::CREATE,
];

/// Held while the database is open: two processes that both take up the jobs would both send them.
const LOCK_FILE: &str = "state.lock";

/// Opens `state.db` in `folder`, which is made when it is not there.
///
/// # Errors
/// [`StoreError::InUse`] while another process, or an earlier opening in this one, has it open.
pub(crate) fn open_state(folder: &Path, runtime: &Arc<dyn Runtime>) -> Result<Database, StoreError> {
    super::folder::make(folder)?;
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(folder.join(LOCK_FILE))?;
    if let Err(TryLockError::WouldBlock) = lock.try_lock() {
        return Err(StoreError::InUse);
    }
    // A file system without locks is used without one.
    Ok(Database::open(&folder.join("state.db"), Durability::Full, STEPS, runtime)?.holding(lock))
}
