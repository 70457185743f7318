//! One page of the snapshots of a region.

use jiff::Timestamp;

use super::{Snapshot, TagFilter};
use crate::declare::{action, page};

action! {
    /// Lists snapshots. Filters are joined by "and". Source: metadata of ECS, DescribeSnapshots.
    pub struct DescribeSnapshots: Ecs(region_id), Read, 30 seconds -> SnapshotPage {
        /// The region.
        region_id: String = "RegionId",
        /// At most 100 snapshot ids; all snapshots when empty.
        snapshot_ids: Vec<String> = "SnapshotIds" json,
        /// Snapshots of this disk.
        disk_id: Option<String> = "DiskId",
        /// Snapshots of the disks of this instance.
        instance_id: Option<String> = "InstanceId",
        /// Snapshots of this name.
        snapshot_name: Option<String> = "SnapshotName",
        /// `progressing`, `accomplished`, `failed` or `all`.
        status: Option<String> = "Status",
        /// `auto`, `user` or `all`.
        snapshot_type: Option<String> = "SnapshotType",
        /// `system` or `data`.
        source_disk_type: Option<String> = "SourceDiskType",
        /// `image`, `disk`, `image_disk` or `none`.
        usage: Option<String> = "Usage",
        /// Snapshots of this resource group; caps the listing at 1,000.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// Snapshots with all of these tags; caps the listing at 1,000.
        tags: Vec<TagFilter> = "Tag",
        /// Snapshots of this chain.
        snapshot_link_id: Option<String> = "SnapshotLinkId",
        /// `Standard`, `Flash` or `archive`.
        category: Option<String> = "Category",
        /// Only encrypted snapshots, or only others; both when absent.
        encrypted: Option<bool> = "Encrypted",
        /// Snapshots encrypted with this key.
        kms_key_id: Option<String> = "KMSKeyId",
        /// Snapshots made at this minute or later.
        created_since: Option<Timestamp> = "CreationStartTime" time_filter,
        /// Snapshots made at this minute or earlier.
        created_until: Option<Timestamp> = "CreationEndTime" time_filter,
        /// Only checks the request; a pass is answered with the error `DryRunOperation`.
        dry_run: bool = "DryRun",
        /// Where the listing goes on.
        next_token: Option<String> = "NextToken" token(100),
    }
    /// All snapshots of a region.
    new(region_id: String);
}

page! {
    /// One page of snapshots.
    #[derive(Eq)]
    pub struct SnapshotPage of DescribeSnapshots by next_token {
        /// The rows, in the cloud's order.
        snapshots: Vec<Snapshot> = "Snapshots" / "Snapshot", id snapshot_id,
    }
}
