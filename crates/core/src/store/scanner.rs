//! The thread of the long reads. A newer query of a view replaces an older one that has not finished.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use alibaba_cloud::Runtime;
use rusqlite::{Connection, InterruptHandle};

use super::error::StoreFault;
use super::worker::Worker;
use crate::lock::lock;

/// Which query a long read belongs to.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) struct ScanKey {
    /// What queries that replace each other have in common.
    pub(crate) view: u64,
    /// In what they differ.
    pub(crate) version: u64,
}

pub(super) struct Scanner {
    worker: Worker,
    turns: Arc<Turns>,
}

struct Turns {
    interrupt: InterruptHandle,
    state: Mutex<TurnState>,
}

#[derive(Default)]
struct TurnState {
    /// The newest version of each view, and how many reads of the view wait or run.
    newest: HashMap<u64, (u64, usize)>,
    running: Option<ScanKey>,
}

impl Scanner {
    pub(super) fn start(name: &str, connection: Connection, runtime: &Arc<dyn Runtime>) -> std::io::Result<Self> {
        let turns = Turns {
            interrupt: connection.get_interrupt_handle(),
            state: Mutex::default(),
        };
        Ok(Self {
            worker: Worker::start(name, connection, runtime)?,
            turns: Arc::new(turns),
        })
    }

    pub(super) async fn run<T, F>(&self, key: ScanKey, work: F) -> Result<T, StoreFault>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, StoreFault> + Send + 'static,
    {
        let waiting = Waiting::enter(self.turns.clone(), key);
        let turns = self.turns.clone();
        let result = self.worker.run(true, move |connection| {
            if !turns.begin(key) {
                return Err(StoreFault::Superseded);
            }
            let result = work(connection);
            if turns.end(key) {
                result
            } else {
                Err(StoreFault::Superseded)
            }
        });
        let result = result.await;
        drop(waiting);
        result
    }

    pub(super) fn close(&self) {
        self.worker.close();
    }
}

impl Turns {
    fn is_newest(state: &TurnState, key: ScanKey) -> bool {
        state
            .newest
            .get(&key.view)
            .is_none_or(|(version, _)| *version == key.version)
    }

    fn begin(&self, key: ScanKey) -> bool {
        let mut state = lock(&self.state);
        let is_newest = Self::is_newest(&state, key);
        if is_newest {
            state.running = Some(key);
        }
        is_newest
    }

    fn end(&self, key: ScanKey) -> bool {
        let mut state = lock(&self.state);
        state.running = None;
        Self::is_newest(&state, key)
    }
}

/// A read that waits or runs. Leaves the list when its caller is done with it or gone.
struct Waiting {
    turns: Arc<Turns>,
    key: ScanKey,
}

impl Waiting {
    fn enter(turns: Arc<Turns>, key: ScanKey) -> Self {
        {
            let mut state = lock(&turns.state);
            let (version, count) = state.newest.entry(key.view).or_insert((key.version, 0));
            *version = key.version;
            *count += 1;
            // Interrupted under the lock, so that no other read than the one meant is hit.
            let is_replaced = |running: ScanKey| running.view == key.view && running.version != key.version;
            if state.running.is_some_and(is_replaced) {
                turns.interrupt.interrupt();
            }
        }
        Self { turns, key }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let mut state = lock(&self.turns.state);
        if let Some((_, count)) = state.newest.get_mut(&self.key.view) {
            *count -= 1;
            if *count == 0 {
                state.newest.remove(&self.key.view);
            }
        }
    }
}
