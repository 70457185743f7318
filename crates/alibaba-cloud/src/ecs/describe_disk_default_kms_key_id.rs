//! The key of the account's default encryption of disks.

use crate::Done;
use crate::declare::{action, reply};

action! {
    /// Asks for the key that encrypts new disks by default. Source: metadata of ECS, DescribeDiskDefaultKMSKeyId.
    pub struct DescribeDiskDefaultKMSKeyId: Ecs(region_id), Read, 20 seconds -> DiskDefaultKmsKey {
        /// The region.
        region_id: String = "RegionId",
    }
    /// The key of a region.
    new(region_id: String);
}

reply! {
    /// The key of the default encryption.
    #[derive(Default, Eq)]
    pub struct DiskDefaultKmsKey from reply {
        /// The KMS key; absent when there is none.
        kms_key_id: Option<String> = Done::from_reply(reply).map(|_| reply.text("KMSKeyId"))?,
    }
}
