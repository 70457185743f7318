//! One page of the VPCs of a region.

use super::Vpc;
use crate::declare::{action, page};
use crate::ecs::TagFilter;

action! {
    /// Lists VPCs. Source: metadata of VPC, DescribeVpcs.
    pub struct DescribeVpcs: Vpc(region_id), Read, 45 seconds -> VpcPage {
        /// The region.
        region_id: String = "RegionId",
        /// At most 20 ids; all VPCs when empty.
        vpc_ids: Vec<String> = "VpcId" comma,
        /// VPCs of this name.
        vpc_name: Option<String> = "VpcName",
        /// Only default VPCs, or only others.
        is_default: Option<bool> = "IsDefault",
        /// VPCs of this resource group.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// VPCs with all of these tags.
        tags: Vec<TagFilter> = "Tag",
        /// Only checks the request; a pass is answered with the error `DryRunOperation`.
        dry_run: bool = "DryRun",
        /// The page, from 1.
        page_number: u32 = "PageNumber" numbered(50),
    }
    /// All VPCs of a region.
    new(region_id: String) {
        page_number: 1,
    };
}

page! {
    /// One page of VPCs.
    #[derive(Eq)]
    pub struct VpcPage of DescribeVpcs by page_number {
        /// The rows, in the cloud's order.
        vpcs: Vec<Vpc> = "Vpcs" / "Vpc", id vpc_id,
    }
}
