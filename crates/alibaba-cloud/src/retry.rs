//! Which failed requests are sent again, and after what delay. Throttling is not here: see `throttle`.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::{Backoff, Error, FailureKind, Unreadable};

/// A request is sent once, and then again at most this often.
pub(crate) const MAX_RETRIES: u32 = 3;

const RETRIES: Backoff = Backoff {
    first: Duration::from_millis(100),
    longest: Duration::from_millis(400),
};

/// The retry budget that all calls of an account share, and the cost of one retry. Successful calls fill it again. It stops the
/// retries when everything fails, because then four requests instead of one make it worse.
const TOKENS: u32 = 500;
const COST: u32 = 14;

/// The delay before retry number `retry` (from 0), or nothing when another attempt is pointless.
/// A delay that the cloud asks for is kept exactly.
pub(crate) fn delay(error: &Error, retry: u32, jitter: f64) -> Option<Duration> {
    if retry >= MAX_RETRIES {
        return None;
    }
    match error.kind() {
        FailureKind::Transient | FailureKind::ServerFault => {}
        // A body that broke off inside an otherwise sound connection.
        FailureKind::NotTheCloud if is_cut_off(error) => {}
        _ => return None,
    }
    let asked = error.retry_after();
    Some(asked.unwrap_or_else(|| RETRIES.delay_full_jitter(retry, jitter)))
}

fn is_cut_off(error: &Error) -> bool {
    matches!(
        error,
        Error::Unreadable {
            status: 200,
            reason: Unreadable::NotJson,
            ..
        }
    )
}

/// What is left to spend on retries.
pub(crate) struct RetryBudget(AtomicU32);

impl Default for RetryBudget {
    fn default() -> Self {
        Self(AtomicU32::new(TOKENS))
    }
}

impl RetryBudget {
    /// Pays for one retry, if that can be afforded.
    pub(crate) fn spend(&self) -> bool {
        let pay = |left: u32| left.checked_sub(COST);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, pay).is_ok()
    }

    /// A call has succeeded: its retries, or a little when it needed none, come back.
    pub(crate) fn restore(&self, retries: u32) {
        let gain = if retries == 0 { 1 } else { COST * retries };
        let gain = |left: u32| Some(left.saturating_add(gain).min(TOKENS));
        // Always succeeds: the closure gives a value.
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, gain);
    }
}
