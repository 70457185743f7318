//! Gives disks a policy of automatic snapshots.

use crate::Done;
use crate::declare::action;

action! {
    /// Applies a policy to disks, in place of an earlier one. Its parameters begin with small letters.
    /// Source: metadata of ECS, ApplyAutoSnapshotPolicy.
    pub struct ApplyAutoSnapshotPolicy: Ecs(region_id), Once, 15 seconds -> Done {
        /// The region.
        region_id: String = "regionId",
        /// The policy.
        auto_snapshot_policy_id: String = "autoSnapshotPolicyId",
        /// The disks.
        disk_ids: Vec<String> = "diskIds" json,
    }
    /// A policy for some disks.
    new(region_id: String, auto_snapshot_policy_id: String, disk_ids: Vec<String>);
}
