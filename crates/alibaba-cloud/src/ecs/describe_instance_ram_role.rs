//! The RAM roles of instances.

use super::InstanceRamRole;
use crate::declare::{action, page};

action! {
    /// Asks for the RAM roles of instances, or for the instances with a role. Source: metadata of ECS, DescribeInstanceRamRole.
    pub struct DescribeInstanceRamRole: Ecs(region_id), Read, 20 seconds -> InstanceRamRolePage {
        /// The region.
        region_id: String = "RegionId",
        /// At most 50 instances.
        instance_ids: Vec<String> = "InstanceIds" json,
        /// Instances with this role.
        ram_role_name: Option<String> = "RamRoleName",
        /// The page, from 1.
        page_number: u32 = "PageNumber" numbered(50),
    }
    /// The roles of some instances.
    new(region_id: String, instance_ids: Vec<String>) {
        page_number: 1,
    };
}

page! {
    /// One page of roles.
    #[derive(Eq)]
    pub struct InstanceRamRolePage of DescribeInstanceRamRole by page_number {
        /// The rows, in the cloud's order.
        instance_ram_roles: Vec<InstanceRamRole> = "InstanceRamRoleSets" / "InstanceRamRoleSet", id instance_id,
    }
}
