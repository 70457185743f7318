//! One page of the vSwitches of a region.

use super::VSwitch;
use crate::declare::{action, page};
use crate::ecs::TagFilter;

action! {
    /// Lists vSwitches. Source: metadata of VPC, DescribeVSwitches.
    pub struct DescribeVSwitches: Vpc(region_id), Read, 20 seconds -> VSwitchPage {
        /// The region.
        region_id: String = "RegionId",
        /// vSwitches of this VPC.
        vpc_id: Option<String> = "VpcId",
        /// This vSwitch.
        v_switch_id: Option<String> = "VSwitchId",
        /// vSwitches of this name.
        v_switch_name: Option<String> = "VSwitchName",
        /// vSwitches of this zone.
        zone_id: Option<String> = "ZoneId",
        /// Only default vSwitches, or only others.
        is_default: Option<bool> = "IsDefault",
        /// vSwitches of this resource group.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// vSwitches with all of these tags.
        tags: Vec<TagFilter> = "Tag",
        /// Only checks the request; a pass is answered with the error `DryRunOperation`.
        dry_run: bool = "DryRun",
        /// The page, from 1.
        page_number: u32 = "PageNumber" numbered(50),
    }
    /// All vSwitches of a region.
    new(region_id: String) {
        page_number: 1,
    };
}

page! {
    /// One page of vSwitches.
    #[derive(Eq)]
    pub struct VSwitchPage of DescribeVSwitches by page_number {
        /// The rows, in the cloud's order.
        v_switches: Vec<VSwitch> = "VSwitches" / "VSwitch", id v_switch_id,
    }
}
