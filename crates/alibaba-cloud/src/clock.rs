//! The difference between this machine's clock and the cloud's: the one that requests are signed with, learned when the cloud refuses a
//! timestamp, and the one that its replies show.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// A difference below this is no reason for a refusal.
const MIN_OFFSET_SECONDS: i64 = 60;

/// A `Date` outside 2020 to 2100 is not believed.
const BELIEVABLE_SECONDS: std::ops::Range<i64> = 1_577_836_800..4_102_444_800;

/// Seconds to add to the local clock.
#[derive(Debug, Default)]
pub(crate) struct ClockOffset {
    signing: AtomicI64,
    measured: Mutex<Option<i64>>,
}

impl ClockOffset {
    pub(crate) fn get(&self) -> SignedDuration {
        SignedDuration::from_secs(self.signing.load(Ordering::Relaxed))
    }

    /// The cloud's time, as far as is known.
    pub(crate) fn correct(&self, local: Timestamp) -> Timestamp {
        local.checked_add(self.get()).unwrap_or(local)
    }

    /// Learns from the `Date` header of a refusal, when it is believable and would make a difference.
    pub(crate) fn learn(&self, date: Option<&str>, local: Timestamp) {
        let Some(offset) = offset(date, local) else {
            return;
        };
        let change = offset - self.signing.load(Ordering::Relaxed);
        if change.abs() >= MIN_OFFSET_SECONDS {
            self.signing.store(offset, Ordering::Relaxed);
        }
    }

    /// Measures the difference by the `Date` header of a reply. Requests are signed as before.
    pub(crate) fn measure(&self, date: Option<&str>, local: Timestamp) {
        if let Some(offset) = offset(date, local) {
            *self.measured.lock().unwrap_or_else(PoisonError::into_inner) = Some(offset);
        }
    }

    /// The difference by the last reply, exact to the second and the time the reply took.
    pub(crate) fn measured(&self) -> Option<SignedDuration> {
        let measured = *self.measured.lock().unwrap_or_else(PoisonError::into_inner);
        measured.map(SignedDuration::from_secs)
    }
}

/// The difference by a believable `Date` header.
fn offset(date: Option<&str>, local: Timestamp) -> Option<i64> {
    let date = jiff::fmt::rfc2822::parse(date?).ok()?;
    let cloud = date.timestamp().as_second();
    BELIEVABLE_SECONDS.contains(&cloud).then(|| cloud - local.as_second())
}
