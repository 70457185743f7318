//! Copies a snapshot to another region.

use super::Tag;
use crate::declare::{action, reply};

action! {
    /// Copies a snapshot. Source: metadata of ECS, CopySnapshot.
    pub struct CopySnapshot: Ecs(region_id), WithClientToken, 15 seconds -> CopiedSnapshot {
        /// The region of the snapshot.
        region_id: String = "RegionId",
        /// The snapshot.
        snapshot_id: String = "SnapshotId",
        /// The region of the copy.
        destination_region_id: String = "DestinationRegionId",
        /// The name of the copy.
        destination_snapshot_name: String = "DestinationSnapshotName",
        /// The description of the copy.
        destination_snapshot_description: String = "DestinationSnapshotDescription",
        /// At most 64 ASCII characters; the same for every repetition of one intended copy.
        client_token: String = "ClientToken",
        /// Days until the copy is released, 1 to 65,536; kept for ever when absent.
        retention_days: Option<u32> = "RetentionDays",
        /// Whether the copy is encrypted.
        encrypted: Option<bool> = "Encrypted",
        /// The KMS key, in the region of the copy.
        kms_key_id: Option<String> = "KMSKeyId",
        /// The resource group.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// At most 20 tags.
        tags: Vec<Tag> = "Tag",
    }
}

reply! {
    /// The copy the cloud has begun to make.
    #[derive(Eq)]
    pub struct CopiedSnapshot from reply {
        /// Its id, in the region of the copy.
        snapshot_id: String = reply.required("SnapshotId")?,
    }
}
