//! How many snapshots a region has and what they take.

use crate::Unreadable;
use crate::declare::{action, reply};

action! {
    /// Asks how many snapshots a region has and how large they are. Source: metadata of ECS, DescribeSnapshotsUsage.
    pub struct DescribeSnapshotsUsage: Ecs(region_id), Read, 26 seconds -> SnapshotsUsage {
        /// The region.
        region_id: String = "RegionId",
    }
    /// The figures of a region.
    new(region_id: String);
}

reply! {
    /// The snapshots of a region in figures.
    #[derive(Copy, Default, Eq)]
    pub struct SnapshotsUsage from reply {
        /// How many there are.
        snapshot_count: u64 = reply.number("SnapshotCount").ok_or(Unreadable::Field("SnapshotCount"))?,
        /// What they take, in bytes; absent when the cloud does not tell.
        snapshot_size: Option<u64> = reply.number("SnapshotSize"),
    }
}
