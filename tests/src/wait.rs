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
pub fn wait_at_most<T>(timeout: Duration, what: &str, look: impl FnMut() -> Option<T>) -> T {
    found_within(timeout, look).unwrap_or_else(|| panic!("waited {} s in vain for {what}", timeout.as_secs()))
}

/// Looks until `look` finds something, or until the timeout.
pub fn found_within<T>(timeout: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + timeout;
    loop {
        let found = look();
        if found.is_some() || Instant::now() >= deadline {
            return found;
        }
        thread::sleep(BETWEEN_LOOKS);
    }
}
