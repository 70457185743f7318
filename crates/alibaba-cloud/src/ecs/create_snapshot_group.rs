//! Makes snapshots of several disks at one moment.

use super::Tag;
use crate::declare::{action, reply};

action! {
    /// Creates a snapshot-consistent group. Source: metadata of ECS, CreateSnapshotGroup.
    pub struct CreateSnapshotGroup: Ecs(region_id), WithClientToken, 90 seconds -> CreatedSnapshotGroup {
        /// The region.
        region_id: String = "RegionId",
        /// The instance whose disks are meant: all of them, unless `disk_ids` or `exclude_disk_ids` narrow them.
        instance_id: Option<String> = "InstanceId",
        /// The disks; all of the instance when empty.
        disk_ids: Vec<String> = "DiskId" repeated,
        /// Disks of the instance to leave out; not together with `disk_ids`.
        exclude_disk_ids: Vec<String> = "ExcludeDiskId" repeated,
        /// At most 64 ASCII characters; the same for every repetition of one intended group.
        client_token: String = "ClientToken",
        /// The group's name.
        name: Option<String> = "Name",
        /// The description.
        description: Option<String> = "Description",
        /// Whether disks can be made of the snapshots before they are done.
        instant_access: bool = "InstantAccess",
        /// For how many days.
        instant_access_retention_days: Option<u32> = "InstantAccessRetentionDays",
        /// The resource group.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// At most 20 tags.
        tags: Vec<Tag> = "Tag",
    }
    /// A group of no disks yet.
    new(region_id: String, client_token: String);
}

reply! {
    /// The group the cloud has begun to make.
    #[derive(Eq)]
    pub struct CreatedSnapshotGroup from reply {
        /// Its id.
        snapshot_group_id: String = reply.required("SnapshotGroupId")?,
    }
}
