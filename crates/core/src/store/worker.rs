//! A thread that owns a connection and does one piece of work after another.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use alibaba_cloud::Runtime;
use rusqlite::Connection;
use tokio::sync::oneshot;

use super::error::StoreFault;

type Task = Box<dyn FnOnce(&mut Option<Connection>) + Send>;

/// The thread. Dropping it ends the thread after the work that waits.
pub(super) struct Worker {
    queue: Option<mpsc::Sender<Task>>,
    thread: Option<JoinHandle<()>>,
    runtime: Arc<dyn Runtime>,
}

impl Worker {
    pub(super) fn start(name: &str, connection: Connection, runtime: &Arc<dyn Runtime>) -> std::io::Result<Self> {
        let (queue, works) = mpsc::channel::<Task>();
        let thread = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            let mut connection = Some(connection);
            for work in works {
                // A panic in one piece of work rolls its transaction back and must not end the thread.
                let _ = catch_unwind(AssertUnwindSafe(|| work(&mut connection)));
            }
        })?;
        Ok(Self {
            queue: Some(queue),
            thread: Some(thread),
            runtime: runtime.clone(),
        })
    }

    /// Runs `work` after the work that waits already. With `only_if_awaited` it is left out when the caller has stopped waiting.
    pub(super) async fn run<T, F>(&self, only_if_awaited: bool, work: F) -> Result<T, StoreFault>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, StoreFault> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let outside_work = self.runtime.outside_work();
        self.send(Box::new(move |connection| {
            let _outside_work = outside_work;
            if let Some(connection) = connection
                && !(only_if_awaited && answer.is_closed())
            {
                let _ = answer.send(work(connection));
            }
        }))?;
        answered.await.map_err(|_| StoreFault::Stopped)?
    }

    /// As [`Worker::run`], and blocks until it is done.
    pub(super) fn run_blocking<T, F>(&self, work: F) -> Result<T, StoreFault>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, StoreFault> + Send + 'static,
    {
        let (answer, answered) = mpsc::channel();
        self.begin(move |connection| drop(answer.send(work(connection))));
        answered.recv().map_err(|_| StoreFault::Stopped)?
    }

    /// Has `work` done after the work that waits already; nobody waits for it.
    pub(super) fn begin(&self, work: impl FnOnce(&mut Connection) + Send + 'static) {
        let _ = self.send(Box::new(move |connection| {
            if let Some(connection) = connection {
                work(connection);
            }
        }));
    }

    /// Closes the connection after the work that waits, and returns when it is closed. Later work is answered with `Stopped`.
    pub(super) fn close(&self) {
        let (done, closed) = mpsc::channel();
        let close: Task = Box::new(move |connection| {
            drop(connection.take());
            let _ = done.send(());
        });
        if self.send(close).is_ok() {
            let _ = closed.recv();
        }
    }

    fn send(&self, work: Task) -> Result<(), StoreFault> {
        let queue = self.queue.as_ref().ok_or(StoreFault::Stopped)?;
        queue.send(work).map_err(|_| StoreFault::Stopped)
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
