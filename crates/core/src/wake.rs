//! The one signal for everything that waits for a key, the network, the store or an unlocked account: try again now.

use std::sync::Arc;

use tokio::sync::watch;

/// Sends the signal to everything that waits. A clone shares it.
#[derive(Clone)]
pub(crate) struct Wake {
    count: Arc<watch::Sender<u64>>,
}

impl Default for Wake {
    fn default() -> Self {
        Self {
            count: Arc::new(watch::Sender::new(0)),
        }
    }
}

impl Wake {
    /// Wakes everything that waits.
    pub(crate) fn send(&self) {
        self.count.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Signals from now on.
    pub(crate) fn subscribe(&self) -> watch::Receiver<u64> {
        self.count.subscribe()
    }
}
