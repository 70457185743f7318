//! One SQLite file: a thread that writes, a thread that reads, and the steps that bring its schema up to date.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use alibaba_cloud::Runtime;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::oneshot;

use super::StoreError;

/// How much a commit is worth.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Durability {
    /// A commit survives a power cut.
    Full,
    /// A commit may be lost in a power cut, never half of it.
    Normal,
}

/// A SQLite file in WAL mode. Clones share its two threads; the last one closes the file.
#[derive(Clone)]
pub(crate) struct Database {
    writer: Arc<Worker>,
    reader: Arc<Worker>,
    /// Last, so that the file is closed before the lock is let go.
    _lock: Option<Arc<File>>,
}

impl Database {
    /// Opens or makes the file and applies the schema steps it lacks, all in one transaction.
    ///
    /// `steps` are batches of SQL in the order of their making; `PRAGMA user_version` counts the ones applied, so a step that was
    /// released is never changed and new ones go to the end.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when the file knows more steps than this program; SQLite's own errors.
    pub(crate) fn open(
        path: &Path,
        durability: Durability,
        steps: &[&str],
        runtime: &Arc<dyn Runtime>,
    ) -> Result<Self, StoreError> {
        let mut writer = connect(path, durability)?;
        migrate(&mut writer, steps)?;
        let reader = connect(path, durability)?;
        reader.pragma_update(None, "query_only", true)?;
        let name = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or_default();
        Ok(Self {
            writer: Arc::new(Worker::start(&format!("{name}-writer"), writer, runtime)?),
            reader: Arc::new(Worker::start(&format!("{name}-reader"), reader, runtime)?),
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
    /// SQLite's own, or [`StoreError::Stopped`] when `work` panicked or the thread is gone.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    {
        self.writer
            .run(move |connection| {
                let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
                let value = work(&transaction)?;
                transaction.commit()?;
                Ok(value)
            })
            .await
    }

    /// Runs `work` on the reading connection, in one transaction, so that it sees one state of the file.
    ///
    /// # Errors
    /// As [`Database::write`].
    pub(crate) async fn read<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        self.reader
            .run(move |connection| {
                let transaction = connection.transaction()?;
                work(&transaction)
            })
            .await
    }
}

fn connect(path: &Path, durability: Durability) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(
        None,
        "synchronous",
        if durability == Durability::Full {
            "full"
        } else {
            "normal"
        },
    )?;
    connection.pragma_update(None, "fullfsync", durability == Durability::Full)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

fn migrate(connection: &mut Connection, steps: &[&str]) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let known = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    for step in steps.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(step)?;
    }
    if found < known {
        transaction.pragma_update(None, "user_version", known)?;
    }
    transaction.commit()?;
    Ok(())
}

type Work = Box<dyn FnOnce(&mut Connection) + Send>;

/// A thread that owns a connection and does one piece of work after another.
struct Worker {
    queue: Option<mpsc::Sender<Work>>,
    thread: Option<JoinHandle<()>>,
    runtime: Arc<dyn Runtime>,
}

impl Worker {
    fn start(name: &str, mut connection: Connection, runtime: &Arc<dyn Runtime>) -> Result<Self, StoreError> {
        let (queue, works) = mpsc::channel::<Work>();
        let thread = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            for work in works {
                // A panic in one piece of work rolls its transaction back and must not take the others with it.
                let _ = catch_unwind(AssertUnwindSafe(|| work(&mut connection)));
            }
        })?;
        Ok(Self {
            queue: Some(queue),
            thread: Some(thread),
            runtime: runtime.clone(),
        })
    }

    async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let queue = self.queue.as_ref().ok_or(StoreError::Stopped)?;
        let outside_work = self.runtime.outside_work();
        queue
            .send(Box::new(move |connection| {
                let _outside_work = outside_work;
                let _ = answer.send(work(connection));
            }))
            .map_err(|_| StoreError::Stopped)?;
        Ok(answered.await.map_err(|_| StoreError::Stopped)??)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != std::thread::current().id()
        {
            let _ = thread.join();
        }
    }
}
