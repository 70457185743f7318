//! Makes a snapshot of a disk.

use super::Tag;
use crate::declare::{action, reply};

action! {
    /// Creates a snapshot. Source: metadata of ECS, CreateSnapshot.
    pub struct CreateSnapshot: Ecs(region_id), WithClientToken, 90 seconds -> CreatedSnapshot {
        /// The region of the disk; it selects the host and is no parameter.
        region_id: String,
        /// The disk.
        disk_id: String = "DiskId",
        /// At most 64 ASCII characters; the same for every repetition of one intended snapshot.
        client_token: String = "ClientToken",
        /// The snapshot's name; not beginning with `auto`.
        snapshot_name: Option<String> = "SnapshotName",
        /// The description.
        description: Option<String> = "Description",
        /// Days until it is released, 1 to 65,536; kept for ever when absent.
        retention_days: Option<u32> = "RetentionDays",
        /// `standard` or `flash`.
        category: Option<String> = "Category",
        /// The resource group.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// At most 20 tags.
        tags: Vec<Tag> = "Tag",
    }
    /// A snapshot without name, tags or options.
    new(region_id: String, disk_id: String, client_token: String);
}

reply! {
    /// The snapshot the cloud has begun to make.
    #[derive(Eq)]
    pub struct CreatedSnapshot from reply {
        /// Its id.
        snapshot_id: String = reply.required("SnapshotId")?,
    }
}
