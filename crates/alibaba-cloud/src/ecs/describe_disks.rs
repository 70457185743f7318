//! One page of the disks of a region.

use super::{Disk, TagFilter};
use crate::declare::{action, page};

action! {
    /// Lists disks. Source: metadata of ECS, DescribeDisks.
    pub struct DescribeDisks: Ecs(region_id), Read, 30 seconds -> DiskPage {
        /// The region.
        region_id: String = "RegionId",
        /// At most 100 disk ids; all disks when empty.
        disk_ids: Vec<String> = "DiskIds" json,
        /// Disks of this instance.
        instance_id: Option<String> = "InstanceId",
        /// `system`, `data` or `all`.
        disk_type: Option<String> = "DiskType",
        /// Disks of this name.
        disk_name: Option<String> = "DiskName",
        /// Disks of this zone.
        zone_id: Option<String> = "ZoneId",
        /// `cloud_essd`, `cloud_ssd`, ... or `all`.
        category: Option<String> = "Category",
        /// `In_use`, `Available`, ... or `All`.
        status: Option<String> = "Status",
        /// Disks made from this snapshot.
        snapshot_id: Option<String> = "SnapshotId",
        /// Only encrypted disks when true.
        encrypted: Option<bool> = "Encrypted",
        /// Disks encrypted with this key.
        kms_key_id: Option<String> = "KMSKeyId",
        /// Disks of this resource group; caps the listing at 1,000.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// Disks with all of these tags; caps the listing at 1,000.
        tags: Vec<TagFilter> = "Tag",
        /// Only checks the request; a pass is answered with the error `DryRunOperation`.
        dry_run: bool = "DryRun",
        /// Where the listing goes on.
        next_token: Option<String> = "NextToken" token(100),
    }
    /// All disks of a region.
    new(region_id: String);
}

page! {
    /// One page of disks.
    #[derive(Eq)]
    pub struct DiskPage of DescribeDisks by next_token {
        /// The rows, in the cloud's order.
        disks: Vec<Disk> = "Disks" / "Disk", id disk_id,
    }
}
