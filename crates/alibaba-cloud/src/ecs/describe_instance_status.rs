//! One page of the states of instances.

use super::InstanceStatus;
use crate::declare::{action, page};

action! {
    /// Lists the states of instances, and nothing else of them. Source: metadata of ECS, DescribeInstanceStatus.
    pub struct DescribeInstanceStatus: Ecs(region_id), Read, 26 seconds -> InstanceStatusPage {
        /// The region.
        region_id: String = "RegionId",
        /// Instances of this zone.
        zone_id: Option<String> = "ZoneId",
        /// At most 100 instance ids; all instances when empty.
        instance_ids: Vec<String> = "InstanceId" repeated,
        /// The page, from 1.
        page_number: u32 = "PageNumber" numbered(50),
    }
    /// The states of all instances of a region.
    new(region_id: String) {
        page_number: 1,
    };
}

page! {
    /// One page of states.
    #[derive(Eq)]
    pub struct InstanceStatusPage of DescribeInstanceStatus by page_number {
        /// The rows, in the cloud's order.
        instance_statuses: Vec<InstanceStatus> = "InstanceStatuses" / "InstanceStatus", id instance_id,
    }
}
