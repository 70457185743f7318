//! Gives instances a RAM role.

use super::AttachmentResult;
use crate::declare::{action, reply};

action! {
    /// Attaches a RAM role to instances. Source: metadata of ECS, AttachInstanceRamRole.
    pub struct AttachInstanceRamRole: Ecs(region_id), Once, 20 seconds -> AttachedInstanceRamRole {
        /// The region.
        region_id: String = "RegionId",
        /// The role.
        ram_role_name: String = "RamRoleName",
        /// The instances.
        instance_ids: Vec<String> = "InstanceIds" json,
        /// A policy that narrows what the role may do.
        policy: Option<String> = "Policy",
    }
    /// A role for some instances.
    new(region_id: String, ram_role_name: String, instance_ids: Vec<String>);
}

reply! {
    /// The outcome for each instance: a success as a whole may hide failures of some.
    #[derive(Eq)]
    pub struct AttachedInstanceRamRole from reply {
        /// The role.
        ram_role_name: String = reply.required("RamRoleName")?,
        /// How many instances were asked for.
        total_count: Option<u32> = reply.number("TotalCount"),
        /// How many of them failed.
        fail_count: Option<u32> = reply.number("FailCount"),
        /// One answer per instance.
        results: Vec<AttachmentResult> =
            reply.rows("AttachInstanceRamRoleResults", "AttachInstanceRamRoleResult", AttachmentResult::read),
    }
}
