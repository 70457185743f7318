//! Snapshots and how they change over time.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{Os, Tags};

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum State {
    Accomplished,
    /// Accomplished once this long has passed since the creation.
    Progressing(SignedDuration),
    /// Stopped at this percentage.
    Failed(i64),
}

/// What a copied snapshot is a copy of.
#[derive(Debug, Clone)]
pub(crate) struct CopyOf {
    pub(crate) region_id: &'static str,
    pub(crate) snapshot_id: String,
    /// The copied image it came with; empty when it was copied by itself.
    pub(crate) image_id: String,
}

/// A snapshot. Values that all snapshots of a disk share are stored once, because a listing reads thousands of rows.
#[derive(Debug, Clone)]
pub(crate) struct Snapshot {
    pub(crate) snapshot_id: String,
    pub(crate) region_id: &'static str,
    pub(crate) link_id: Arc<str>,
    pub(crate) name: Option<String>,
    pub(crate) description: String,
    pub(crate) created: Timestamp,
    /// When an attribute or a tag was last changed; none when never.
    pub(crate) modified: Option<Timestamp>,
    pub(crate) state: State,
    pub(crate) source_disk_id: Arc<str>,
    pub(crate) source_disk_type: &'static str,
    pub(crate) source_disk_gib: i64,
    /// `user` or `timer`.
    pub(crate) snapshot_type: &'static str,
    /// `standard`, `archive` or `flash`.
    pub(crate) category: &'static str,
    pub(crate) retention_days: Option<i64>,
    pub(crate) kms_key_id: Option<Arc<str>>,
    pub(crate) used_by_disk: bool,
    pub(crate) copied_from: Option<CopyOf>,
    pub(crate) resource_group_id: Arc<str>,
    pub(crate) tags: Arc<Tags>,
    /// What the disk held. The API does not show it; an image made from the snapshot inherits it.
    pub(crate) os: Os,
}

impl Snapshot {
    pub(crate) fn status(&self, now: Timestamp) -> &'static str {
        match self.state {
            State::Failed(_) => "failed",
            State::Progressing(needed) if now.duration_since(self.created) < needed => "progressing",
            State::Progressing(_) | State::Accomplished => "accomplished",
        }
    }

    /// Percent done, 0 to 100.
    pub(crate) fn progress(&self, now: Timestamp) -> i64 {
        match self.state {
            State::Accomplished => 100,
            State::Failed(percent) => percent,
            State::Progressing(needed) => percent_of(now.duration_since(self.created), needed),
        }
    }

    /// Seconds left while in progress, else 0.
    pub(crate) fn remain_time(&self, now: Timestamp) -> i64 {
        match self.state {
            State::Progressing(needed) => (needed - now.duration_since(self.created)).as_secs().max(0),
            _ => 0,
        }
    }

    /// `Usage` as DescribeSnapshots shows it.
    pub(crate) fn usage(&self, held: &HashSet<&str>) -> &'static str {
        match (held.contains(self.snapshot_id.as_str()), self.used_by_disk) {
            (true, true) => "image_disk",
            (true, false) => "image",
            (false, true) => "disk",
            (false, false) => "none",
        }
    }

    /// What it takes up so far: some third of the disk.
    pub(crate) fn stored_bytes(&self, now: Timestamp) -> i64 {
        self.source_disk_gib.saturating_mul(1 << 30) / 100 * 38 * self.progress(now) / 100
    }

    /// Whether it is there at `now`: made by then, and not released by retention, which leaves what an image holds.
    pub(crate) fn exists(&self, held: &HashSet<&str>, now: Timestamp) -> bool {
        self.created <= now && (!self.is_past_retention(now) || held.contains(self.snapshot_id.as_str()))
    }

    /// How long a snapshot of a disk of this size takes: about four minutes for 100 GiB, never under half a minute.
    pub(crate) fn duration(disk_gib: i64) -> SignedDuration {
        SignedDuration::from_secs(30 + disk_gib.max(0).saturating_mul(2))
    }

    pub(crate) fn is_past_retention(&self, now: Timestamp) -> bool {
        self.retention_days
            .is_some_and(|days| now.duration_since(self.created) >= SignedDuration::from_hours(days.saturating_mul(24)))
    }
}

/// How far `elapsed` is on the way to `needed`, in percent.
pub(super) fn percent_of(elapsed: SignedDuration, needed: SignedDuration) -> i64 {
    let (elapsed, needed) = (elapsed.as_millis().max(0), needed.as_millis().max(1));
    i64::try_from((elapsed.saturating_mul(100) / needed).min(100)).unwrap_or(100)
}
