//! How long to wait before a request is sent again, and when not to. Throttling is not here: see `pace`.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::{Error, FailureKind, Unreadable};

/// A request is sent once, and then again at most this often.
pub(crate) const MAX_RETRIES: u32 = 3;

const BASE: Duration = Duration::from_millis(100);

/// What all calls of an account may spend on retries before one succeeds, and what a retry costs:
/// when nothing works any more, trying everything four times makes it worse.
const TOKENS: u32 = 500;
const COST: u32 = 14;

/// The delay before retry number `retry` (from 0), or nothing when another try is pointless.
/// `jitter` is a fraction from 0 to 1 of the exponential delay; a wait asked for by the cloud is kept exactly.
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
    if let Some(asked) = error.retry_after() {
        return Some(asked);
    }
    let ceiling = BASE * 2_u32.pow(retry);
    let fraction = if jitter.is_finite() {
        jitter.clamp(0.0, 1.0)
    } else {
        1.0
    };
    Some(ceiling.mul_f64(fraction))
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
