//! The clock that drives image and snapshot progress, and the one by which a request is authentic.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// Time as the simulated cloud sees it.
pub trait Clock: Send + Sync {
    /// The present moment of the simulated cloud.
    fn now(&self) -> Timestamp;

    /// The time by which requests are authentic: the real one, unless the clients live in a time of their own as well.
    fn authentic_now(&self) -> Timestamp {
        Timestamp::now()
    }

    /// Moves the clock forward; false when this clock cannot be moved. What `POST /_simulator/advance` calls.
    fn try_advance(&self, by: Duration) -> bool {
        let _ = by;
        false
    }
}

/// The real present, plus how far from it the clock was started and moved since.
#[derive(Debug, Default)]
pub struct WallClock {
    ahead: Mutex<SignedDuration>,
}

impl WallClock {
    /// A clock that shows `moment` now and goes on from there.
    pub fn starting_at(moment: Timestamp) -> Self {
        Self {
            ahead: Mutex::new(moment.duration_since(Timestamp::now())),
        }
    }
}

impl Clock for WallClock {
    fn now(&self) -> Timestamp {
        later(
            Timestamp::now(),
            *self.ahead.lock().unwrap_or_else(PoisonError::into_inner),
        )
    }

    fn try_advance(&self, by: Duration) -> bool {
        let mut ahead = self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        *ahead = ahead.saturating_add(signed(by));
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
        *now = later(*now, signed(by));
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

/// Stands still until it is moved, and requests are judged by it as well: for clients that live in its time.
#[derive(Debug)]
pub struct SharedClock(ManualClock);

impl SharedClock {
    /// A clock that shows `now`.
    pub fn new(now: Timestamp) -> Self {
        Self(ManualClock::new(now))
    }
}

impl Clock for SharedClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn authentic_now(&self) -> Timestamp {
        self.0.now()
    }

    fn try_advance(&self, by: Duration) -> bool {
        self.0.try_advance(by)
    }
}

fn signed(by: Duration) -> SignedDuration {
    SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX)
}

fn later(from: Timestamp, by: SignedDuration) -> Timestamp {
    from.checked_add(by).unwrap_or(Timestamp::MAX)
}
