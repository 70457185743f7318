//! One page of the security groups of a region.

use super::{SecurityGroup, TagFilter};
use crate::declare::{action, page};

action! {
    /// Lists security groups. Source: metadata of ECS, DescribeSecurityGroups.
    pub struct DescribeSecurityGroups: Ecs(region_id), Read, 26 seconds -> SecurityGroupPage {
        /// The region.
        region_id: String = "RegionId",
        /// At most 100 ids; all groups when empty.
        security_group_ids: Vec<String> = "SecurityGroupIds" json,
        /// Groups of this VPC.
        vpc_id: Option<String> = "VpcId",
        /// Groups of this name.
        security_group_name: Option<String> = "SecurityGroupName",
        /// `normal` or `enterprise`.
        security_group_type: Option<String> = "SecurityGroupType",
        /// `vpc` or `classic`.
        network_type: Option<String> = "NetworkType",
        /// Groups of this resource group; caps the listing at 1,000.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// Groups with all of these tags; caps the listing at 1,000.
        tags: Vec<TagFilter> = "Tag",
        /// Only checks the request; a pass is answered with the error `DryRunOperation`.
        dry_run: bool = "DryRun",
        /// Where the listing goes on.
        next_token: Option<String> = "NextToken" token(100),
    }
    /// All security groups of a region.
    new(region_id: String);
}

page! {
    /// One page of security groups.
    #[derive(Eq)]
    pub struct SecurityGroupPage of DescribeSecurityGroups by next_token {
        /// The rows, in the cloud's order.
        security_groups: Vec<SecurityGroup> = "SecurityGroups" / "SecurityGroup", id security_group_id,
    }
}
