//! `cache.db`: the inventory. What is in it can be asked of the cloud again, so a file that is damaged is replaced at once, and one
//! that cannot be used stops nothing else.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use alibaba_cloud::{Backoff, Runtime};
use rusqlite::{Connection, Transaction};

use super::database::{Database, Durability};
use super::error::{Operation, StoreFault, StoreFile};
use super::{StoreError, rows, shards};
use crate::lock::lock;
use crate::milliseconds::SECOND;
use crate::{Problem, ProblemCode};

/// In the order of their making. A migration that was released is never changed; a new one goes to the end.
const MIGRATIONS: &[&str] = &[shards::CREATE, rows::CREATE];
/// Tables that must answer, or the file counts as damaged.
const TABLES: [&str; 3] = ["places", "shards", "rows"];
/// A file that cannot be used is tried again after this time at the earliest.
const TRY_AGAIN_AFTER: i64 = 5 * SECOND;
/// A damaged file is replaced at once. When new files are damaged before they are full, the disk is at fault: each next one is begun
/// later, so that nobody asks the cloud for everything again and again.
const DAMAGED_AGAIN: Backoff = Backoff {
    first: Duration::from_secs(10),
    longest: Duration::from_secs(30 * 60),
};

const FILE: &str = "cache.db";

/// The inventory's file. A clone shares everything.
#[derive(Clone)]
pub(crate) struct Cache {
    shared: Arc<Shared>,
}

struct Shared {
    folder: PathBuf,
    runtime: Arc<dyn Runtime>,
    state: Mutex<State>,
    on_new_file: OnceLock<Box<dyn Fn() + Send + Sync>>,
}

struct State {
    database: Option<Database>,
    /// Grows with each file that is begun, so that work begun on an old file is not written into a new one.
    epoch: u64,
    /// Why the file cannot be used, or that the one before was damaged.
    problem: Option<Problem>,
    is_opening: bool,
    tried_at: i64,
    /// How long after `tried_at` the file is tried again, milliseconds.
    wait: i64,
    /// Files that were found damaged since one was last full.
    damaged: u32,
}

impl Cache {
    /// Opens `cache.db` in `folder`, which is made when it is not there. A file that is damaged, or that a newer Darkroom wrote, is
    /// moved aside and a new one is begun. When no file can be used, [`Cache::problem`] says why, and later uses try again.
    pub(crate) fn open(folder: PathBuf, runtime: Arc<dyn Runtime>) -> Self {
        let opened = open_or_replace(&folder, &runtime);
        let (database, problem) = match opened {
            Ok((database, problem)) => (Some(database), problem),
            Err(error) => (None, Some(Problem::from(error))),
        };
        let state = State {
            database,
            epoch: 1,
            problem,
            is_opening: false,
            tried_at: runtime.now().as_millisecond(),
            wait: TRY_AGAIN_AFTER,
            damaged: 0,
        };
        Self {
            shared: Arc::new(Shared {
                folder,
                runtime,
                state: Mutex::new(state),
                on_new_file: OnceLock::new(),
            }),
        }
    }

    /// Has `listener` called whenever an empty file has taken the place of another. Only the first listener counts.
    pub(crate) fn on_new_file(&self, listener: impl Fn() + Send + Sync + 'static) {
        let _ = self.shared.on_new_file.set(Box::new(listener));
    }

    /// Why the file cannot be used, or that it was damaged and is being filled again.
    pub(crate) fn problem(&self) -> Option<Problem> {
        lock(&self.shared.state).problem.clone()
    }

    /// The new file holds everything again. `true` when there had been a damaged one.
    pub(crate) fn forget_damage(&self) -> bool {
        let mut state = lock(&self.shared.state);
        if state.database.is_none() {
            return false;
        }
        state.damaged = 0;
        state.problem.take().is_some()
    }

    /// Which file is in use now.
    pub(crate) fn epoch(&self) -> u64 {
        lock(&self.shared.state).epoch
    }

    pub(super) async fn read<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let (database, epoch) = self.database().await?;
        self.checked(epoch, database.read(work).await)
    }

    /// `work` is told the epoch of the file it writes into.
    pub(super) async fn write<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>, u64) -> rusqlite::Result<T> + Send + 'static,
    {
        let (database, epoch) = self.database().await?;
        let written = database.write(move |transaction| work(transaction, epoch)).await;
        self.checked(epoch, written)
    }

    async fn database(&self) -> Result<(Database, u64), Problem> {
        if let Some(found) = self.current()? {
            return Ok(found);
        }
        let cache = self.clone();
        let opened = tokio::task::spawn_blocking(move || cache.replace(None)).await;
        opened.map_err(|_| Problem::new(ProblemCode::CacheFailed))?;
        self.current()?.ok_or_else(|| Problem::new(ProblemCode::CacheFailed))
    }

    /// `None` when the file should be tried again now.
    fn current(&self) -> Result<Option<(Database, u64)>, Problem> {
        let now = self.now();
        let mut state = lock(&self.shared.state);
        if let Some(database) = &state.database {
            return Ok(Some((database.clone(), state.epoch)));
        }
        let tried_lately = (state.tried_at..state.tried_at + state.wait).contains(&now);
        match &state.problem {
            Some(problem) if state.is_opening || tried_lately => Err(problem.clone()),
            _ => {
                state.is_opening = true;
                Ok(None)
            }
        }
    }

    fn checked<T>(&self, epoch: u64, result: Result<T, StoreError>) -> Result<T, Problem> {
        if let Err(error) = &result
            && error.is_damage()
        {
            self.replace_damaged(epoch, Problem::from(error));
        }
        Ok(result?)
    }

    /// Begins a new file, at once or after a while, unless that was done since `epoch`.
    fn replace_damaged(&self, epoch: u64, problem: Problem) {
        let now = self.now();
        let (damaged, is_first) = {
            let mut state = lock(&self.shared.state);
            if state.epoch != epoch {
                return;
            }
            let Some(damaged) = state.database.take() else {
                return;
            };
            state.is_opening = true;
            state.problem = Some(problem);
            state.tried_at = now;
            let is_first = state.damaged == 0;
            let wait = DAMAGED_AGAIN.delay(state.damaged.saturating_sub(1), self.shared.runtime.jitter());
            state.wait = i64::try_from(wait.as_millis()).unwrap_or(TRY_AGAIN_AFTER);
            state.damaged = state.damaged.saturating_add(1);
            (damaged, is_first)
        };
        let cache = self.clone();
        tokio::task::spawn_blocking(move || {
            if is_first {
                cache.replace(Some(damaged));
            } else {
                cache.put_aside(damaged);
            }
        });
    }

    /// Begins a new file in the place of the one in use. What was begun on that one ends with a problem.
    ///
    /// # Errors
    /// Why no file can be used.
    pub(crate) async fn clear(&self) -> Result<(), Problem> {
        // While the new file is being made, nobody makes another one.
        let meanwhile = Problem::new(ProblemCode::CacheFailed)
            .with("reason", "busy")
            .with("operation", "read");
        let used = {
            let mut state = lock(&self.shared.state);
            if let Some(problem) = state.problem.clone().filter(|_| state.is_opening) {
                return Err(problem);
            }
            state.is_opening = true;
            state.problem = Some(meanwhile);
            state.database.take()
        };
        let cache = self.clone();
        let cleared = tokio::task::spawn_blocking(move || {
            let Some(used) = used else {
                return cache.replace(None);
            };
            cache.replace(Some(used));
            remove_aside(&cache.shared.folder);
        });
        cleared.await.map_err(|_| Problem::new(ProblemCode::CacheFailed))?;
        self.current().map(|_| ())
    }

    /// Moves a damaged file away and begins no new one yet. Blocks.
    fn put_aside(&self, damaged: Database) {
        damaged.close();
        drop(damaged);
        remove_aside(&self.shared.folder);
        // One that cannot be moved is met again when the file is tried again.
        let _ = move_aside(&self.shared.folder, self.now());
        lock(&self.shared.state).is_opening = false;
    }

    /// Opens the file, in the place of a damaged one if there is one. Blocks.
    fn replace(&self, damaged: Option<Database>) {
        let folder = &self.shared.folder;
        let runtime = &self.shared.runtime;
        let opened = match damaged {
            Some(damaged) => {
                damaged.close();
                drop(damaged);
                replace_file(folder, runtime).map(|database| (database, None))
            }
            None => open_or_replace(folder, runtime),
        };
        {
            let mut state = lock(&self.shared.state);
            state.is_opening = false;
            state.tried_at = self.now();
            state.wait = TRY_AGAIN_AFTER;
            match opened {
                Ok((database, problem)) => {
                    state.database = Some(database);
                    state.epoch += 1;
                    let was_damaged = |known: &Problem| known.code == ProblemCode::CacheDamaged;
                    state.problem = problem.or(state.problem.take().filter(was_damaged));
                }
                Err(error) => {
                    state.problem = Some(Problem::from(error));
                    return;
                }
            }
        }
        if let Some(listener) = self.shared.on_new_file.get() {
            listener();
        }
    }

    fn now(&self) -> i64 {
        self.shared.runtime.now().as_millisecond()
    }
}

/// The file as it is, or a new one with the reason when the old one was damaged.
fn open_or_replace(folder: &Path, runtime: &Arc<dyn Runtime>) -> Result<(Database, Option<Problem>), StoreError> {
    match open(folder, runtime) {
        Ok(database) => {
            remove_aside(folder);
            Ok((database, None))
        }
        Err(error) if error.is_damage() || error.is_newer() => {
            let problem = error.is_damage().then(|| Problem::from(&error));
            Ok((replace_file(folder, runtime)?, problem))
        }
        Err(error) => Err(error),
    }
}

fn replace_file(folder: &Path, runtime: &Arc<dyn Runtime>) -> Result<Database, StoreError> {
    // Of several damaged files one is enough to look into.
    remove_aside(folder);
    move_aside(folder, runtime.now().as_millisecond())
        .map_err(|error| StoreFault::from(error).of(StoreFile::Cache, Operation::Write))?;
    open(folder, runtime)
}

fn open(folder: &Path, runtime: &Arc<dyn Runtime>) -> Result<Database, StoreError> {
    super::folder::make(folder).map_err(|error| StoreFault::from(error).of(StoreFile::Cache, Operation::Write))?;
    let path = folder.join(FILE);
    let database = Database::open(&path, StoreFile::Cache, Durability::Normal, MIGRATIONS, runtime)?;
    check(&path).map_err(|fault| fault.of(StoreFile::Cache, Operation::Read))?;
    Ok(database)
}

fn check(path: &Path) -> Result<(), StoreFault> {
    let connection = Connection::open(path)?;
    for table in TABLES {
        if !connection.table_exists(None, table)? {
            return Err(StoreFault::Incomplete);
        }
        connection
            .prepare(&format!("SELECT * FROM {table} LIMIT 1"))?
            .exists([])?;
    }
    Ok(())
}

fn move_aside(folder: &Path, now: i64) -> std::io::Result<()> {
    for suffix in ["", "-wal", "-shm"] {
        let from = folder.join(format!("{FILE}{suffix}"));
        if from.exists() {
            std::fs::rename(from, folder.join(format!("{}{now}{suffix}", aside_prefix())))?;
        }
    }
    Ok(())
}

fn remove_aside(folder: &Path) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        if entry.file_name().to_string_lossy().starts_with(&aside_prefix()) {
            // One that cannot be removed is tried at the next start.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn aside_prefix() -> String {
    format!("{FILE}.aside-")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use jiff::{SignedDuration, Timestamp};
    use rusqlite::ffi;

    use super::*;

    struct Clock(Mutex<Timestamp>);

    impl Clock {
        fn advance(&self, seconds: i64) {
            *lock(&self.0) += SignedDuration::from_secs(seconds);
        }
    }

    impl Runtime for Clock {
        fn now(&self) -> Timestamp {
            *lock(&self.0)
        }

        fn nonce(&self) -> String {
            String::new()
        }

        fn jitter(&self) -> f64 {
            1.0
        }
    }

    async fn meet_damage(cache: &Cache) {
        let corrupt = ffi::Error::new(ffi::SQLITE_CORRUPT);
        let read = cache.read(move |_| Err::<(), _>(rusqlite::Error::SqliteFailure(corrupt, None)));
        assert_eq!(read.await.unwrap_err().code, ProblemCode::CacheDamaged);
    }

    async fn until_opened_or_closed(cache: &Cache) {
        while lock(&cache.shared.state).is_opening {
            tokio::task::yield_now().await;
        }
    }

    /// The epoch of the file that a read finds.
    async fn found(cache: &Cache) -> Result<u64, ProblemCode> {
        cache.read(|_| Ok(())).await.map_err(|problem| problem.code)?;
        Ok(cache.epoch())
    }

    #[tokio::test]
    async fn a_file_that_is_damaged_again_before_it_is_full_is_replaced_later_each_time() {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(Clock(Mutex::new("2026-11-28T04:00:00Z".parse().unwrap())));
        let cache = Cache::open(folder.path().to_owned(), clock.clone());
        meet_damage(&cache).await;
        until_opened_or_closed(&cache).await;
        assert_eq!(found(&cache).await, Ok(2), "the first at once");
        for (epoch, seconds) in [(2, 10), (3, 20), (4, 40)] {
            meet_damage(&cache).await;
            until_opened_or_closed(&cache).await;
            assert!(!folder.path().join(FILE).exists());
            clock.advance(seconds / 2 - 1);
            assert_eq!(found(&cache).await, Err(ProblemCode::CacheDamaged), "{seconds}");
            clock.advance(seconds);
            assert_eq!(found(&cache).await, Ok(epoch + 1), "{seconds}");
        }
        assert!(cache.forget_damage());
        meet_damage(&cache).await;
        until_opened_or_closed(&cache).await;
        assert_eq!(found(&cache).await, Ok(6), "at once after a full one");
    }
}
