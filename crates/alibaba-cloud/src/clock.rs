//! The difference between this machine's clock and the cloud's, learned when the cloud refuses a timestamp.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// A difference below this is no reason for a refusal.
const MIN_OFFSET_SECONDS: i64 = 60;

/// A `Date` outside 2020 to 2100 is not believed.
const BELIEVABLE_SECONDS: std::ops::Range<i64> = 1_577_836_800..4_102_444_800;

/// Seconds to add to the local clock.
#[derive(Debug, Default)]
pub(crate) struct ClockOffset(AtomicI64);

impl ClockOffset {
    pub(crate) fn get(&self) -> SignedDuration {
        SignedDuration::from_secs(self.0.load(Ordering::Relaxed))
    }

    /// The cloud's time, as far as is known.
    pub(crate) fn correct(&self, local: Timestamp) -> Timestamp {
        local.checked_add(self.get()).unwrap_or(local)
    }

    /// Learns from the `Date` header of a refusal, when it is believable and would make a difference.
    pub(crate) fn learn(&self, date: Option<&str>, local: Timestamp) {
        let Some(date) = date.and_then(|date| jiff::fmt::rfc2822::parse(date).ok()) else {
            return;
        };
        let cloud = date.timestamp().as_second();
        let offset = cloud - local.as_second();
        let change = offset - self.0.load(Ordering::Relaxed);
        if BELIEVABLE_SECONDS.contains(&cloud) && change.abs() >= MIN_OFFSET_SECONDS {
            self.0.store(offset, Ordering::Relaxed);
        }
    }
}
