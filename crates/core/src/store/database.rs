//! One SQLite file: a thread that writes, threads that read, and the migrations that bring its schema up to date.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use alibaba_cloud::Runtime;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::StoreError;
use super::checkpoints::Checkpoints;
use super::error::{Operation, StoreFault, StoreFile};
use super::worker::Worker;

/// How much a commit is worth.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Durability {
    /// A commit survives a power cut.
    Full,
    /// A commit may be lost in a power cut, never half of it.
    Normal,
}

/// Pages of 4 KiB that the log of a file of [`Durability::Normal`] may hold before the writer waits until they are copied into the file.
/// Most are copied by then, see [`Checkpoints`].
const WAL_PAGES: i64 = 25_000;
/// Memory for pages of such a file, by connection: its rows are written once and read a few at a time.
const CACHE_KIB: i64 = 2 * 1_024;

/// A SQLite file in WAL mode. Clones share its threads; the last one closes the file.
#[derive(Clone)]
pub(crate) struct Database {
    file: StoreFile,
    writer: Arc<Worker>,
    /// Of a file of [`Durability::Normal`].
    checkpoints: Option<Arc<Checkpoints>>,
    reader: Arc<Worker>,
    /// Last, so that the file is closed before the lock is let go.
    _lock: Option<Arc<File>>,
}

impl Database {
    /// Opens or makes the file and applies the migrations it lacks, all in one transaction.
    ///
    /// `migrations` are batches of SQL in the order of their making; `PRAGMA user_version` counts the ones applied, so a migration
    /// that was released is never changed and new ones go to the end.
    ///
    /// # Errors
    /// `newer` when the file knows more migrations than this program; SQLite's own errors.
    pub(crate) fn open(
        path: &Path,
        file: StoreFile,
        durability: Durability,
        migrations: &[&str],
        runtime: &Arc<dyn Runtime>,
    ) -> Result<Self, StoreError> {
        Self::try_open(path, file, durability, migrations, runtime).map_err(|fault| fault.of(file, Operation::Read))
    }

    fn try_open(
        path: &Path,
        file: StoreFile,
        durability: Durability,
        migrations: &[&str],
        runtime: &Arc<dyn Runtime>,
    ) -> Result<Self, StoreFault> {
        let mut writer = connect(path, durability)?;
        migrate(&mut writer, migrations)?;
        let name = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or_default();
        let checkpoints = match durability {
            Durability::Full => None,
            Durability::Normal => {
                let connection = connect(path, durability)?;
                let checkpoints = Checkpoints::start(&format!("{name}-checkpoints"), connection, runtime)?;
                Some(Arc::new(checkpoints))
            }
        };
        Ok(Self {
            file,
            checkpoints,
            writer: Arc::new(Worker::start(&format!("{name}-writer"), writer, runtime)?),
            reader: Arc::new(Worker::start(
                &format!("{name}-reader"),
                read_only(path, durability)?,
                runtime,
            )?),
            _lock: None,
        })
    }

    /// The same database, which keeps `lock` until its last clone goes.
    pub(crate) fn holding(self, lock: File) -> Self {
        Self {
            _lock: Some(Arc::new(lock)),
            ..self
        }
    }

    /// Runs `work` in a write transaction of its own and commits it; an error rolls everything back. Writes happen one after another
    /// in the order of the calls, and happen even when the caller stops waiting.
    ///
    /// # Errors
    /// SQLite's own, or `stopped` when `work` panicked or the thread is gone.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    {
        let checkpoints = self.checkpoints.clone();
        let done = self.writer.run(false, move |connection| {
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = work(&transaction)?;
            transaction.commit()?;
            if let Some(checkpoints) = checkpoints {
                checkpoints.after(connection.total_changes());
            }
            Ok(value)
        });
        done.await.map_err(|fault| fault.of(self.file, Operation::Write))
    }

    /// Runs a short `work` on a reading connection, in one transaction, so that it sees one state of the file. It is left out when
    /// the caller stops waiting before it began.
    ///
    /// # Errors
    /// As [`Database::write`].
    pub(crate) async fn read<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let done = self.reader.run(true, move |connection| {
            let transaction = connection.transaction()?;
            Ok(work(&transaction)?)
        });
        done.await.map_err(|fault| fault.of(self.file, Operation::Read))
    }

    /// As [`Database::read`], and blocks: for what must be known before anything begins.
    ///
    /// # Errors
    /// As [`Database::write`].
    pub(crate) fn read_blocking<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let done = self.reader.run_blocking(move |connection| Ok(work(connection)?));
        done.map_err(|fault| fault.of(self.file, Operation::Read))
    }

    /// Closes the file after the work that waits. Blocks until it is closed; later work is answered with `stopped`.
    pub(crate) fn close(&self) {
        self.reader.close();
        if let Some(checkpoints) = &self.checkpoints {
            checkpoints.close();
        }
        self.writer.close();
    }
}

fn connect(path: &Path, durability: Durability) -> Result<Connection, StoreFault> {
    let connection = Connection::open(path)?;
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    let synchronous = match durability {
        Durability::Full => "full",
        Durability::Normal => "normal",
    };
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "fullfsync", durability == Durability::Full)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    if durability == Durability::Normal {
        // A first listing writes much at once: fewer copies from the log into the file.
        connection.pragma_update(None, "wal_autocheckpoint", WAL_PAGES)?;
        connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    }
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

fn read_only(path: &Path, durability: Durability) -> Result<Connection, StoreFault> {
    let connection = connect(path, durability)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

fn migrate(connection: &mut Connection, migrations: &[&str]) -> Result<(), StoreFault> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
    if found > known {
        return Err(StoreFault::Newer { found, known });
    }
    for migration in migrations.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(migration)?;
    }
    if found < known {
        transaction.pragma_update(None, "user_version", known)?;
    }
    transaction.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::mpsc;

    use super::*;

    fn database(folder: &tempfile::TempDir) -> Database {
        let path = folder.path().join("test.db");
        let migrations = ["CREATE TABLE numbers (value INTEGER NOT NULL) STRICT;"];
        let runtime: Arc<dyn Runtime> = Arc::new(alibaba_cloud::SystemRuntime);
        Database::open(&path, StoreFile::Cache, Durability::Normal, &migrations, &runtime).unwrap()
    }

    #[tokio::test]
    async fn what_is_written_much_at_once_is_copied_into_the_file_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let database = database(&folder);
        let size = || std::fs::metadata(folder.path().join("test.db")).unwrap().len();
        let before = size();
        let numbers = "WITH RECURSIVE all_numbers (value) AS
            (SELECT 1 UNION ALL SELECT value + 1 FROM all_numbers WHERE value < ?1)
            INSERT INTO numbers SELECT value FROM all_numbers";
        let few = database.write(move |transaction| transaction.execute(numbers, [10_000]));
        few.await.unwrap();
        database.read(|_| Ok(())).await.unwrap();
        assert_eq!(size(), before);
        let many = database.write(move |transaction| transaction.execute(numbers, [10_000]));
        many.await.unwrap();
        for _ in 0..1_000 {
            if size() > before {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        panic!("it stays in the log");
    }

    #[tokio::test]
    async fn a_read_whose_caller_is_gone_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let database = database(&folder);
        let (release, released) = mpsc::channel::<()>();
        let first = {
            let database = database.clone();
            tokio::spawn(async move {
                let waits = move |_: &Connection| {
                    let _ = released.recv();
                    Ok(())
                };
                database.read(waits).await
            })
        };
        tokio::task::yield_now().await;
        let (ran, has_run) = mpsc::channel::<()>();
        let abandoned = {
            let database = database.clone();
            tokio::spawn(async move { database.read(move |_| Ok(ran.send(()))).await.map(drop) })
        };
        tokio::task::yield_now().await;
        abandoned.abort();
        let _ = abandoned.await;
        release.send(()).unwrap();
        first.await.unwrap().unwrap();
        database.read(|_| Ok(())).await.unwrap();
        assert!(has_run.try_recv().is_err(), "nobody waited for it");
    }
}
