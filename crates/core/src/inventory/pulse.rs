//! Tells of changes a few times a second at most, and never forgets the last one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

/// At most five a second.
const INTERVAL: Duration = Duration::from_millis(200);

/// A bell that may be rung as often as one likes.
#[derive(Clone)]
pub(super) struct Pulse {
    shared: Arc<Shared>,
}

struct Shared {
    tell: Box<dyn Fn(u64) + Send + Sync>,
    latest: AtomicU64,
    is_due: AtomicBool,
}

impl Pulse {
    /// `tell` is called with the latest value rung.
    pub(super) fn new(tell: impl Fn(u64) + Send + Sync + 'static) -> Self {
        let shared = Shared {
            tell: Box::new(tell),
            latest: AtomicU64::new(0),
            is_due: AtomicBool::new(false),
        };
        Self {
            shared: Arc::new(shared),
        }
    }

    /// Has `value` told within the interval. Call on a tokio runtime.
    pub(super) fn ring(&self, value: u64) {
        self.shared.latest.fetch_max(value, Ordering::SeqCst);
        if !self.shared.is_due.swap(true, Ordering::SeqCst) {
            let shared = self.shared.clone();
            tokio::spawn(async move {
                tokio::time::sleep(INTERVAL).await;
                shared.is_due.store(false, Ordering::SeqCst);
                (shared.tell)(shared.latest.load(Ordering::SeqCst));
            });
        }
    }
}
