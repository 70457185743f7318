//! The time line of an instance, one per disk, and which snapshots were taken together. Pure: rows in, picture out.

use std::cmp::Reverse;

use super::{DiskTimeline, ResourceKey, SnapshotRow, TimelineSnapshot};
use crate::milliseconds::{DAY, SECOND};

/// Snapshots at most this far from the system-disk snapshot were taken together with it, seconds.
pub const SAME_MOMENT_SECONDS: i64 = 60;

/// Days that the time lines span.
pub(super) const TIMELINE_DAYS: u32 = 14;

/// A disk of the instance with its snapshots in the span of the time line, oldest first.
pub(super) struct Disk {
    pub(super) disk_id: String,
    pub(super) device: Option<String>,
    pub(super) disk_type: String,
    pub(super) snapshots: Vec<SnapshotRow>,
}

/// The snapshots taken together with one of them.
#[derive(Debug, Default, PartialEq)]
pub(super) struct SameMoment {
    /// Of other disks, in the order of the disks.
    pub(super) keys: Vec<ResourceKey>,
    /// Disks without a snapshot of the same time.
    pub(super) missing_disks: u32,
    /// Longest distance to one of `keys`, seconds.
    pub(super) spread_seconds: u32,
}

/// The days that the time lines show: up to now, or around a snapshot that is older than that.
pub(super) fn span(created_at: Option<i64>, now: i64) -> (i64, i64) {
    let days = i64::from(TIMELINE_DAYS) * DAY;
    match created_at {
        None => (now - days, now),
        Some(at) if at >= now - days => (now - days, now.max(at)),
        Some(at) => (at - days / 2, at + days / 2),
    }
}

/// One time line per disk.
pub(super) fn timelines(disks: &[Disk]) -> Vec<DiskTimeline> {
    let timelines = disks.iter().map(|disk| DiskTimeline {
        disk_id: disk.disk_id.clone(),
        device: disk
            .device
            .as_deref()
            .map(|device| device.trim_start_matches("/dev/").to_owned()),
        disk_type: disk.disk_type.clone(),
        snapshots: disk.snapshots.iter().filter_map(timeline_snapshot).collect(),
    });
    timelines.collect()
}

/// `None` when its time is unknown.
fn timeline_snapshot(row: &SnapshotRow) -> Option<TimelineSnapshot> {
    Some(TimelineSnapshot {
        snapshot_id: row.key.id.clone(),
        name: row.name.clone(),
        created_at: row.created_at?,
        status: row.status.clone(),
    })
}

/// The snapshots taken together with `row`: near its system-disk snapshot when there is one near enough, else near `row` itself. None
/// when the time of `row` is unknown.
pub(super) fn same_moment(row: &SnapshotRow, disks: &[Disk]) -> SameMoment {
    let mut same_moment = SameMoment::default();
    let Some(created_at) = row.created_at else {
        return same_moment;
    };
    let is_system = |disk: &&Disk| disk.disk_type == "system";
    let anchor = if row.disk_type == "system" {
        created_at
    } else {
        let system = disks.iter().find(is_system).and_then(|disk| nearest(disk, created_at));
        system.and_then(|system| system.created_at).unwrap_or(created_at)
    };
    for disk in disks.iter().filter(|disk| disk.disk_id != row.source_disk_id) {
        match nearest(disk, anchor) {
            Some(other) => {
                let gap = other.created_at.unwrap_or(created_at) - created_at;
                let seconds = gap.unsigned_abs().div_ceil(SECOND.unsigned_abs());
                let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
                same_moment.spread_seconds = same_moment.spread_seconds.max(seconds);
                same_moment.keys.push(other.key.clone());
            }
            None => same_moment.missing_disks += 1,
        }
    }
    same_moment
}

/// The snapshot of the disk nearest to `at` that was taken together with it; failed ones hold nothing.
fn nearest(disk: &Disk, at: i64) -> Option<&SnapshotRow> {
    let near = disk.snapshots.iter().filter(|row| row.status != "failed");
    let near = near.filter_map(|row| Some(((row.created_at? - at).abs(), row)));
    let near = near.filter(|(gap, _)| *gap <= SAME_MOMENT_SECONDS * SECOND);
    let (_, row) = near.min_by_key(|(gap, row)| (*gap, Reverse(row.created_at)))?;
    Some(row)
}

/// The newest moment of an instance: the newest snapshot of its system disk with those taken together with it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct NewestMoment {
    /// The system disk's first.
    pub(super) keys: Vec<ResourceKey>,
    pub(super) at: Option<i64>,
    pub(super) missing_disks: u32,
    pub(super) spread_seconds: u32,
}

/// Nothing when the system disk has no snapshot in the span.
pub(super) fn newest_moment(disks: &[Disk]) -> NewestMoment {
    let system = disks.iter().filter(|disk| disk.disk_type == "system");
    let snapshots = system.flat_map(|disk| &disk.snapshots);
    let newest = snapshots
        .filter(|row| row.status != "failed")
        .max_by_key(|row| row.created_at);
    let Some(newest) = newest else {
        return NewestMoment::default();
    };
    let others = same_moment(newest, disks);
    NewestMoment {
        keys: std::iter::once(newest.key.clone()).chain(others.keys).collect(),
        at: newest.created_at,
        missing_disks: others.missing_disks,
        spread_seconds: others.spread_seconds,
    }
}
