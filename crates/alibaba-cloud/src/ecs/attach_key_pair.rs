//! Gives instances a key pair to log in with.

use super::AttachmentResult;
use crate::declare::{action, reply};

action! {
    /// Attaches a key pair to Linux instances, in place of an earlier one; in effect after a start or restart.
    /// Source: metadata of ECS, AttachKeyPair.
    pub struct AttachKeyPair: Ecs(region_id), Once, 20 seconds -> AttachedKeyPair {
        /// The region.
        region_id: String = "RegionId",
        /// The key pair.
        key_pair_name: String = "KeyPairName",
        /// 1 to 50 instances.
        instance_ids: Vec<String> = "InstanceIds" json,
    }
    /// A key pair for some instances.
    new(region_id: String, key_pair_name: String, instance_ids: Vec<String>);
}

reply! {
    /// The outcome for each instance: a success as a whole may hide failures of some.
    #[derive(Eq)]
    pub struct AttachedKeyPair from reply {
        /// The key pair.
        key_pair_name: String = reply.required("KeyPairName")?,
        /// How many instances were asked for.
        total_count: Option<u32> = reply.number("TotalCount"),
        /// How many of them failed.
        fail_count: Option<u32> = reply.number("FailCount"),
        /// One answer per instance.
        results: Vec<AttachmentResult> = reply.rows("Results", "Result", AttachmentResult::read),
    }
}
