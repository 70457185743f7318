//! One page of the snapshot chains of a region.

use super::SnapshotLink;
use crate::declare::{action, page};

action! {
    /// Lists snapshot chains, one a disk. Source: metadata of ECS, DescribeSnapshotLinks.
    pub struct DescribeSnapshotLinks: Ecs(region_id), Read, 20 seconds -> SnapshotLinkPage {
        /// The region.
        region_id: String = "RegionId",
        /// Chains of the disks of this instance.
        instance_id: Option<String> = "InstanceId",
        /// At most 100 disk ids; all disks when empty.
        disk_ids: Vec<String> = "DiskIds" json,
        /// At most 100 chain ids; all chains when empty.
        snapshot_link_ids: Vec<String> = "SnapshotLinkIds" json,
        /// Where the listing goes on.
        next_token: Option<String> = "NextToken" token(100),
    }
    /// All chains of a region.
    new(region_id: String);
}

page! {
    /// One page of chains.
    #[derive(Eq)]
    pub struct SnapshotLinkPage of DescribeSnapshotLinks by next_token {
        /// The rows, in the cloud's order.
        snapshot_links: Vec<SnapshotLink> = "SnapshotLinks" / "SnapshotLink", id snapshot_link_id,
    }
}
