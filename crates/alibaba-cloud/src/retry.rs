//! How long to wait before a read is sent again, and when not to.

use std::time::Duration;

use crate::{Error, FailureKind, Unreadable};

/// A read is sent at most once, and then again this often.
pub(crate) const MAX_RETRIES: u32 = 3;

const BASE: Duration = Duration::from_millis(100);
const THROTTLED_BASE: Duration = Duration::from_millis(500);
const CAP: Duration = Duration::from_secs(20);

/// The delay before retry number `retry` (from 0), or nothing when another try is pointless.
/// `jitter` is a fraction from 0 to 1 of the exponential delay; a wait asked for by the cloud is kept exactly.
pub(crate) fn delay(error: &Error, retry: u32, jitter: f64) -> Option<Duration> {
    if retry >= MAX_RETRIES {
        return None;
    }
    let base = match error.kind() {
        FailureKind::Throttled => THROTTLED_BASE,
        FailureKind::Transient | FailureKind::ServerFault => BASE,
        // A body that broke off inside an otherwise sound connection.
        FailureKind::NotTheCloud if is_cut_off(error) => BASE,
        _ => return None,
    };
    if let Some(asked) = error.retry_after() {
        return Some(asked);
    }
    let ceiling = base.saturating_mul(2_u32.saturating_pow(retry)).min(CAP);
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
