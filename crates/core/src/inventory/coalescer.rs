//! Joins many notifications into a few per second, and never loses the last one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

/// At most five notifications a second.
const INTERVAL: Duration = Duration::from_millis(200);

/// Calls a listener some time after it was notified, once for all notifications until then.
#[derive(Clone)]
pub(super) struct Coalescer {
    shared: Arc<Shared>,
}

struct Shared {
    listener: Box<dyn Fn(u64) + Send + Sync>,
    latest: AtomicU64,
    is_due: AtomicBool,
}

impl Coalescer {
    /// `listener` is called with the greatest value so far.
    pub(super) fn new(listener: impl Fn(u64) + Send + Sync + 'static) -> Self {
        let shared = Shared {
            listener: Box::new(listener),
            latest: AtomicU64::new(0),
            is_due: AtomicBool::new(false),
        };
        Self {
            shared: Arc::new(shared),
        }
    }

    /// Has the listener called within the interval. Call on a tokio runtime.
    pub(super) fn notify(&self, value: u64) {
        self.shared.latest.fetch_max(value, Ordering::SeqCst);
        if !self.shared.is_due.swap(true, Ordering::SeqCst) {
            let shared = self.shared.clone();
            tokio::spawn(async move {
                tokio::time::sleep(INTERVAL).await;
                shared.is_due.store(false, Ordering::SeqCst);
                (shared.listener)(shared.latest.load(Ordering::SeqCst));
            });
        }
    }
}
