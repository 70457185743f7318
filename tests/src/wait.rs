//! Waiting for a state of the world. Nothing here waits for time to pass.

use std::thread;
use std::time::{Duration, Instant};

/// How long a state may take to come about before the test fails.
pub const TIMEOUT: Duration = Duration::from_secs(30);

const BETWEEN_LOOKS: Duration = Duration::from_millis(40);

/// Looks until `look` finds something.
///
/// # Panics
/// When nothing was found within [`TIMEOUT`]; the message names `what`.
pub fn wait_until<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    wait_at_most(TIMEOUT, what, look)
}

/// As [`wait_until`], with another timeout.
pub fn wait_at_most<T>(timeout: Duration, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + timeout;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(
            Instant::now() < deadline,
            "waited {} s in vain for {what}",
            timeout.as_secs()
        );
        thread::sleep(BETWEEN_LOOKS);
    }
}
