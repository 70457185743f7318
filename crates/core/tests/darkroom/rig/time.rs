//! Time that only a test moves, for the program and for the cloud.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use alibaba_cloud::Runtime;
use jiff::{SignedDuration, Timestamp};

/// Starts at the real time, for the cloud checks timestamps against it, and moves on by hand.
pub struct Time {
    began: Timestamp,
    elapsed: Mutex<Duration>,
}

impl Time {
    pub fn new() -> Self {
        Self {
            began: Timestamp::now(),
            elapsed: Mutex::default(),
        }
    }

    pub fn advance(&self, by: Duration) {
        *self.elapsed.lock().unwrap() += by;
    }

    /// As when the clock of the computer is corrected.
    pub fn turn_back(&self, by: Duration) {
        *self.elapsed.lock().unwrap() -= by;
    }

    pub fn elapsed(&self) -> Duration {
        *self.elapsed.lock().unwrap()
    }
}

impl Runtime for Time {
    fn now(&self) -> Timestamp {
        self.began + SignedDuration::try_from(self.elapsed()).unwrap()
    }

    fn nonce(&self) -> String {
        uuid::Uuid::new_v4().to_string()
    }

    fn jitter(&self) -> f64 {
        0.5
    }
}

/// The cloud lives in the same time.
pub struct CloudClock(pub Arc<Time>);

impl simulator::Clock for CloudClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }
}
