//! The one back-off policy: how long to wait before something is tried again.

use std::time::Duration;

/// Exponential back-off: the delay doubles with each retry, up to a limit.
///
/// Randomness is an argument, so that the delays can be tested. `jitter` is a fraction from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    /// The delay before the first retry, with the greatest jitter.
    pub first: Duration,
    /// No delay is longer.
    pub longest: Duration,
}

impl Backoff {
    /// The delay before retry number `retry` (from 0). Half of it is fixed and half is random ("equal jitter"):
    /// callers that failed together do not come back together, and none comes back at once.
    #[must_use]
    pub fn delay(&self, retry: u32, jitter: f64) -> Duration {
        self.ceiling(retry).mul_f64(f64::midpoint(1.0, fraction(jitter)))
    }

    /// The delay before retry number `retry` (from 0), all of it random ("full jitter"): for a few quick retries of one request.
    #[must_use]
    pub fn delay_full_jitter(&self, retry: u32, jitter: f64) -> Duration {
        self.ceiling(retry).mul_f64(fraction(jitter))
    }

    /// The longest delay before retry number `retry` (from 0).
    #[must_use]
    pub fn ceiling(&self, retry: u32) -> Duration {
        let doubled = self.first.saturating_mul(2_u32.saturating_pow(retry));
        doubled.min(self.longest)
    }
}

fn fraction(jitter: f64) -> f64 {
    if jitter.is_finite() {
        jitter.clamp(0.0, 1.0)
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BACKOFF: Backoff = Backoff {
        first: Duration::from_secs(2),
        longest: Duration::from_secs(60),
    };

    #[test]
    fn the_delay_doubles_up_to_the_limit() {
        let ceilings: Vec<u64> = (0..7).map(|retry| BACKOFF.ceiling(retry).as_secs()).collect();
        assert_eq!(ceilings, [2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(BACKOFF.ceiling(u32::MAX), BACKOFF.longest);
    }

    #[test]
    fn jitter_takes_away_half_of_the_delay_or_all_of_it() {
        let seconds = Duration::from_secs;
        assert_eq!(BACKOFF.delay(1, 1.0), seconds(4));
        assert_eq!(BACKOFF.delay(1, 0.0), seconds(2));
        assert_eq!(BACKOFF.delay_full_jitter(1, 0.5), seconds(2));
        assert_eq!(BACKOFF.delay_full_jitter(1, 0.0), Duration::ZERO);
    }

    #[test]
    fn jitter_out_of_range_is_limited() {
        for odd in [f64::NAN, f64::INFINITY, 7.0] {
            assert_eq!(BACKOFF.delay_full_jitter(0, odd), BACKOFF.first);
        }
        assert_eq!(BACKOFF.delay(0, -1.0), BACKOFF.first / 2);
    }
}
