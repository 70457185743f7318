//! The time line of an instance: its disks as lanes, and which snapshots belong to one moment. Pure: rows in, picture out.

use std::cmp::Reverse;

use super::{DiskLane, Frame, SnapshotKey, SnapshotRow};
use crate::image::rules::SAME_MOMENT_SECONDS;

/// Days the lanes span.
pub(super) const LANE_DAYS: u32 = 14;
const MILLISECONDS_A_DAY: i64 = 86_400_000;
const MOMENT: i64 = SAME_MOMENT_SECONDS * 1_000;

/// A disk of the instance with its snapshots in the span of the lanes, oldest first.
pub(super) struct Disk {
    pub(super) disk_id: String,
    pub(super) device: Option<String>,
    pub(super) disk_type: String,
    pub(super) snapshots: Vec<SnapshotRow>,
}

/// The snapshots taken together with one of them.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Moment {
    /// Of other disks, in the order of the disks.
    pub(super) keys: Vec<SnapshotKey>,
    /// Disks without a snapshot in this moment.
    pub(super) missing_disks: u32,
    /// Longest distance to one of `keys`, seconds.
    pub(super) spread_seconds: u32,
}

/// The days the lanes show: up to now, or around a snapshot that is older than that.
pub(super) fn span(created_at: i64, now: i64) -> (i64, i64) {
    let days = i64::from(LANE_DAYS) * MILLISECONDS_A_DAY;
    if created_at >= now - days {
        (now - days, now.max(created_at))
    } else {
        (created_at - days / 2, created_at + days / 2)
    }
}

/// One lane a disk.
pub(super) fn lanes(disks: &[Disk]) -> Vec<DiskLane> {
    let lanes = disks.iter().map(|disk| DiskLane {
        disk_id: disk.disk_id.clone(),
        device: disk
            .device
            .as_deref()
            .map(|device| device.trim_start_matches("/dev/").to_owned()),
        disk_type: disk.disk_type.clone(),
        frames: disk.snapshots.iter().map(frame).collect(),
    });
    lanes.collect()
}

fn frame(row: &SnapshotRow) -> Frame {
    Frame {
        snapshot_id: row.key.snapshot_id.clone(),
        name: row.name.clone(),
        created_at: row.created_at,
        status: row.status.clone(),
    }
}

/// The moment of `row`: measured from its system-disk snapshot when there is one near enough, else from `row` itself.
pub(super) fn moment(row: &SnapshotRow, disks: &[Disk]) -> Moment {
    let is_system = |disk: &&Disk| disk.disk_type == "system";
    let anchor = if row.disk_type == "system" {
        row.created_at
    } else {
        let system = disks
            .iter()
            .find(is_system)
            .and_then(|disk| nearest(disk, row.created_at));
        system.map_or(row.created_at, |system| system.created_at)
    };
    let mut moment = Moment::default();
    for disk in disks.iter().filter(|disk| disk.disk_id != row.source_disk_id) {
        match nearest(disk, anchor) {
            Some(other) => {
                let seconds = (other.created_at - row.created_at).unsigned_abs().div_ceil(1_000);
                moment.spread_seconds = moment.spread_seconds.max(u32::try_from(seconds).unwrap_or(u32::MAX));
                moment.keys.push(other.key.clone());
            }
            None => moment.missing_disks += 1,
        }
    }
    moment
}

/// The snapshot of the disk nearest to `at` within one moment; failed ones hold nothing.
fn nearest(disk: &Disk, at: i64) -> Option<&SnapshotRow> {
    let gap = |row: &&SnapshotRow| (row.created_at - at).abs();
    let near = disk
        .snapshots
        .iter()
        .filter(|row| row.status != "failed" && gap(row) <= MOMENT);
    near.min_by_key(|row| (gap(row), Reverse(row.created_at)))
}
