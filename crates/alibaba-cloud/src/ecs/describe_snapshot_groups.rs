//! One page of the snapshot-consistent groups of a region.

use super::{SnapshotGroup, TagFilter};
use crate::declare::{action, page};

action! {
    /// Lists groups of snapshots that were taken at one moment. Source: metadata of ECS, DescribeSnapshotGroups.
    pub struct DescribeSnapshotGroups: Ecs(region_id), Read, 26 seconds -> SnapshotGroupPage {
        /// The region.
        region_id: String = "RegionId",
        /// Groups of the disks of this instance.
        instance_id: Option<String> = "InstanceId",
        /// Groups of this name.
        name: Option<String> = "Name",
        /// At most 10 group ids; all groups when empty.
        snapshot_group_ids: Vec<String> = "SnapshotGroupId" repeated,
        /// `progressing`, `accomplished` or `failed`; every status when empty.
        status: Vec<String> = "Status" repeated,
        /// Groups of this resource group.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// Groups with all of these tags.
        tags: Vec<TagFilter> = "Tag",
        /// Where the listing goes on.
        next_token: Option<String> = "NextToken" token(100),
    }
    /// All groups of a region.
    new(region_id: String);
}

page! {
    /// One page of groups.
    #[derive(Eq)]
    pub struct SnapshotGroupPage of DescribeSnapshotGroups by next_token {
        /// The rows, in the cloud's order.
        snapshot_groups: Vec<SnapshotGroup> = "SnapshotGroups" / "SnapshotGroup", id snapshot_group_id,
    }
}
