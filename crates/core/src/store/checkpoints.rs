//! Copies the log of a file that is written much at once into the file, by a thread of its own, so that the writing goes on meanwhile.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use alibaba_cloud::Runtime;
use rusqlite::Connection;

use super::worker::Worker;

/// Rows that change between two copies. Fewer wait for the next ones.
const ROWS: u64 = 20_000;

pub(super) struct Checkpoints {
    thread: Worker,
    /// One that has not ended yet.
    is_running: Arc<AtomicBool>,
    /// The rows that had changed when the last one began.
    changed: AtomicU64,
}

impl Checkpoints {
    pub(super) fn start(name: &str, connection: Connection, runtime: &Arc<dyn Runtime>) -> std::io::Result<Self> {
        Ok(Self {
            thread: Worker::start(name, connection, runtime)?,
            is_running: Arc::default(),
            changed: AtomicU64::new(0),
        })
    }

    /// Begins one when enough has changed: `changed` is how many rows have since the file was opened.
    pub(super) fn after(&self, changed: u64) {
        let is_due = changed.saturating_sub(self.changed.load(Ordering::SeqCst)) >= ROWS;
        if is_due && !self.is_running.swap(true, Ordering::SeqCst) {
            self.changed.store(changed, Ordering::SeqCst);
            let is_running = self.is_running.clone();
            self.thread.begin(move |connection| {
                // What cannot be copied stays in the log, which the writer copies when it has become long.
                let _ = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
                is_running.store(false, Ordering::SeqCst);
            });
        }
    }

    pub(super) fn close(&self) {
        self.thread.close();
    }
}
