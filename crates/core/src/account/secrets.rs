//! The keyring as the core uses it: one thread makes every call, and nobody waits longer than the deadline.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock, mpsc};
use std::time::Duration;

use alibaba_cloud::{Credentials, Runtime};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::oneshot;

use super::{SecretError, SecretStore, secret_item};
use crate::{Problem, ProblemCode};

/// After this long a caller gets `KeyringWaiting`. The call itself goes on.
pub(super) const DEADLINE: Duration = Duration::from_secs(3);

type KeyringCall = Box<dyn FnOnce(&dyn SecretStore) + Send>;
type Listener = Box<dyn Fn() + Send + Sync>;

/// The way to the [`SecretStore`].
#[derive(Clone)]
pub(super) struct Secrets {
    queue: mpsc::Sender<KeyringCall>,
    /// A person who dismissed the prompt is not shown it again each time a job tries.
    is_dismissed: Arc<AtomicBool>,
    on_late_answer: Arc<OnceLock<Listener>>,
    runtime: Arc<dyn Runtime>,
}

impl Secrets {
    /// Starts the thread. An open prompt may block it without end, so nobody joins it.
    pub(super) fn new(store: Arc<dyn SecretStore>, runtime: Arc<dyn Runtime>) -> Self {
        let (queue, calls) = mpsc::channel::<KeyringCall>();
        // Without a thread the queue is closed, and every call says that the keyring failed.
        let _ = std::thread::Builder::new().name("keyring".to_owned()).spawn(move || {
            for call in calls {
                let store = &store;
                let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| call(store.as_ref())));
            }
        });
        Self {
            queue,
            is_dismissed: Arc::default(),
            on_late_answer: Arc::default(),
            runtime,
        }
    }

    /// Has `listener` called whenever the keyring has done what was asked after the caller has given up: the prompt was answered.
    /// Only the first listener counts.
    pub(super) fn on_late_answer(&self, listener: impl Fn() + Send + Sync + 'static) {
        let _ = self.on_late_answer.set(Box::new(listener));
    }

    /// Writes the key pair, reads it back and compares.
    pub(super) async fn put(&self, id: &str, credentials: Credentials) -> Result<(), Problem> {
        let id = id.to_owned();
        self.run(move |store| put(store, &id, &secret_item::encode(&credentials)?))
            .await
    }

    /// Writes a text, reads it back and compares.
    pub(super) async fn put_text(&self, id: &str, text: SecretString) -> Result<(), Problem> {
        let id = id.to_owned();
        self.run(move |store| put(store, &id, &text)).await
    }

    /// Reads the key pair. After a dismissed prompt none is opened until [`Secrets::allow_prompt`]; a keyring that was unlocked by
    /// another program is noticed.
    pub(super) async fn get(&self, id: &str) -> Result<Credentials, Problem> {
        Ok(secret_item::decode(&self.get_text(id).await?)?)
    }

    /// Reads a text, as [`Secrets::get`].
    pub(super) async fn get_text(&self, id: &str) -> Result<SecretString, Problem> {
        let id = id.to_owned();
        let is_dismissed = self.is_dismissed.clone();
        let found = self.run(move |store| {
            if is_dismissed.load(Ordering::SeqCst) {
                store.probe()?;
            }
            let read = store.get(&id);
            is_dismissed.store(matches!(read, Err(SecretError::Dismissed)), Ordering::SeqCst);
            match read? {
                Some(item) => Ok(Some(item)),
                // Some keyrings without any collection say that there is no such item.
                None => store.probe().map(|()| None),
            }
        });
        found.await?.ok_or_else(|| Problem::new(ProblemCode::SecretMissing))
    }

    /// A person asks for something: the next read may open a prompt.
    pub(super) fn allow_prompt(&self) {
        self.is_dismissed.store(false, Ordering::SeqCst);
    }

    /// Removes the key pair.
    pub(super) async fn delete(&self, id: &str) -> Result<(), Problem> {
        let id = id.to_owned();
        self.run(move |store| delete(store, &id)).await
    }

    /// Removes the key pair, and waits for the answer to a prompt however long it takes.
    pub(super) async fn delete_to_the_end(&self, id: &str) -> Result<(), Problem> {
        let id = id.to_owned();
        let answered = self.begin(move |store| delete(store, &id))?;
        match answered.await {
            Ok(result) => Ok(result?),
            Err(_) => Err(SecretError::Failed.into()),
        }
    }

    /// Writes, reads and removes an item of its own.
    pub(super) async fn test(&self, id: &str) -> Result<(), Problem> {
        let id = id.to_owned();
        let tested = self.run(move |store| {
            let written = put(store, &id, &SecretString::from("test"));
            written.and(delete(store, &id))
        });
        tested.await
    }

    /// Whose keyring it is; `None` when it does not tell in time.
    pub(super) async fn name(&self) -> Option<String> {
        self.run(|store| Ok(store.name())).await.ok().flatten()
    }

    /// Whether secrets can be kept.
    pub(super) async fn probe(&self) -> Result<(), Problem> {
        self.run(|store| store.probe()).await
    }

    async fn run<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&dyn SecretStore) -> Result<T, SecretError> + Send + 'static,
    {
        match tokio::time::timeout(DEADLINE, self.begin(work)?).await {
            Ok(Ok(result)) => Ok(result?),
            Ok(Err(_)) => Err(SecretError::Failed.into()),
            Err(_) => Err(Problem::new(ProblemCode::KeyringWaiting)),
        }
    }

    /// Puts a call into the queue. A call whose caller has given up before it begins is left out: its next try is in the queue already.
    fn begin<T, F>(&self, work: F) -> Result<oneshot::Receiver<Result<T, SecretError>>, SecretError>
    where
        T: Send + 'static,
        F: FnOnce(&dyn SecretStore) -> Result<T, SecretError> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let outside_work = self.runtime.outside_work();
        let on_late_answer = self.on_late_answer.clone();
        let call: KeyringCall = Box::new(move |store| {
            let _outside_work = outside_work;
            if answer.is_closed() {
                return;
            }
            let result = work(store);
            let is_done = result.is_ok();
            if answer.send(result).is_err()
                && is_done
                && let Some(listener) = on_late_answer.get()
            {
                listener();
            }
        });
        self.queue.send(call).map_err(|_| SecretError::Failed)?;
        Ok(answered)
    }
}

fn put(store: &dyn SecretStore, id: &str, item: &SecretString) -> Result<(), SecretError> {
    store.put(id, item)?;
    match store.get(id)? {
        Some(read) if read.expose_secret() == item.expose_secret() => Ok(()),
        _ => Err(SecretError::Altered),
    }
}

/// A locked keyring may not show what it holds; only an open one can say that nothing is left.
fn delete(store: &dyn SecretStore, id: &str) -> Result<(), SecretError> {
    store.delete(id)?;
    store.probe()
}
