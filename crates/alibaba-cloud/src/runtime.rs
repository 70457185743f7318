//! Time and randomness, injected so that signatures and retries can be repeated exactly in a test.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// The sources of time and randomness of a client.
pub trait Runtime: Send + Sync {
    /// The current time.
    fn now(&self) -> jiff::Timestamp;

    /// The time since a moment of this run, by a clock that nobody can set. While the computer sleeps it stands still or goes on, as
    /// the operating system has it.
    fn steady(&self) -> Duration {
        BEGIN.elapsed()
    }

    /// A SignatureNonce that has never been used before.
    fn nonce(&self) -> String;

    /// A fraction from 0 to 1, by which a retry delay is multiplied.
    fn jitter(&self) -> f64;

    /// Called before work begins on a thread that the async runtime knows nothing of, such as a database's. The value is dropped
    /// after the answer was handed over. A virtual clock stands still in between; the real one needs nothing.
    fn outside_work(&self) -> Box<dyn Send> {
        Box::new(())
    }
}

/// The system clock and the operating system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRuntime;

impl Runtime for SystemRuntime {
    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::now()
    }

    fn nonce(&self) -> String {
        uuid::Uuid::new_v4().to_string()
    }

    fn jitter(&self) -> f64 {
        fastrand::f64()
    }
}
