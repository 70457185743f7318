//! The clock that drives image and snapshot progress. It never decides whether a request is authentic.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

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

/// Runs a number of times faster than real time, from the real present at its creation.
#[derive(Debug)]
pub struct PacedClock {
    began: Timestamp,
    started: Instant,
    pace: f64,
    advanced: Mutex<Duration>,
}

impl PacedClock {
    /// `pace` simulated seconds pass in each real second. A pace that is negative or not a number counts as 0: the
    /// clock then moves only by [`PacedClock::advance`].
    pub fn new(pace: f64) -> Self {
        let pace = if pace.is_finite() && pace > 0.0 { pace } else { 0.0 };
        Self {
            began: Timestamp::now(),
            started: Instant::now(),
            pace,
            advanced: Mutex::default(),
        }
    }

    /// Moves the clock forward.
    pub fn advance(&self, by: Duration) {
        let mut advanced = self.advanced.lock().unwrap_or_else(PoisonError::into_inner);
        *advanced = advanced.saturating_add(by);
    }
}

impl Clock for PacedClock {
    fn now(&self) -> Timestamp {
        let paced = Duration::try_from_secs_f64(self.started.elapsed().as_secs_f64() * self.pace);
        let advanced = *self.advanced.lock().unwrap_or_else(PoisonError::into_inner);
        later(self.began, paced.unwrap_or(Duration::MAX).saturating_add(advanced))
    }

    fn try_advance(&self, by: Duration) -> bool {
        self.advance(by);
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
