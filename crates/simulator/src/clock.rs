//! The clock that drives image and snapshot progress. It never decides whether a request is authentic.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// Time as the simulated cloud sees it.
pub trait Clock: Send + Sync {
    /// The present moment of the simulated cloud.
    fn now(&self) -> Timestamp;

    /// Moves the clock forward; false when this clock cannot be moved. What `POST /_simulator/advance` calls.
    fn try_advance(&self, by: Duration) -> bool {
        let _ = by;
        false
    }
}

/// The real present, plus what it was moved forward by.
#[derive(Debug, Default)]
pub struct WallClock {
    advanced: Mutex<Duration>,
}

impl Clock for WallClock {
    fn now(&self) -> Timestamp {
        later(
            Timestamp::now(),
            *self.advanced.lock().unwrap_or_else(PoisonError::into_inner),
        )
    }

    fn try_advance(&self, by: Duration) -> bool {
        let mut advanced = self.advanced.lock().unwrap_or_else(PoisonError::into_inner);
        *advanced = advanced.saturating_add(by);
        true
    }
}

/// Stands still until it is moved. For tests.
#[derive(Debug)]
pub struct ManualClock(Mutex<Timestamp>);

impl ManualClock {
    /// A clock that shows `now`.
    pub fn new(now: Timestamp) -> Self {
        Self(Mutex::new(now))
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now = later(*now, by);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn try_advance(&self, by: Duration) -> bool {
        self.advance(by);
        true
    }
}

fn later(from: Timestamp, by: Duration) -> Timestamp {
    let by = SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX);
    from.checked_add(by).unwrap_or(Timestamp::MAX)
}
