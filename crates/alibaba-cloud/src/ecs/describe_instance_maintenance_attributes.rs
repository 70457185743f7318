//! What happens to instances when their host is maintained.

use super::InstanceMaintenance;
use crate::declare::{action, page};

action! {
    /// Asks what happens when a host is maintained. Source: metadata of ECS, DescribeInstanceMaintenanceAttributes.
    pub struct DescribeInstanceMaintenanceAttributes: Ecs(region_id), Read, 20 seconds -> InstanceMaintenancePage {
        /// The region.
        region_id: String = "RegionId",
        /// At most 100 instances; all instances when empty.
        instance_ids: Vec<String> = "InstanceId" repeated,
        /// The page, from 1.
        page_number: u32 = "PageNumber" numbered(100),
    }
    /// The maintenance of some instances.
    new(region_id: String, instance_ids: Vec<String>) {
        page_number: 1,
    };
}

page! {
    /// One page of maintenance attributes.
    #[derive(Eq)]
    pub struct InstanceMaintenancePage of DescribeInstanceMaintenanceAttributes by page_number {
        /// The rows, in the cloud's order.
        instance_maintenances: Vec<InstanceMaintenance> = "MaintenanceAttributes" / "MaintenanceAttribute", id instance_id,
    }
}
