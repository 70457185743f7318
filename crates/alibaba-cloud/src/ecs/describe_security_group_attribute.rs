//! A security group and its rules.

use super::SecurityGroupRule;
use crate::declare::{action, page};

action! {
    /// Asks for the rules of a security group. Source: metadata of ECS, DescribeSecurityGroupAttribute.
    pub struct DescribeSecurityGroupAttribute: Ecs(region_id), Read, 140 seconds -> SecurityGroupRulePage {
        /// The region.
        region_id: String = "RegionId",
        /// The security group.
        security_group_id: String = "SecurityGroupId",
        /// `egress`, `ingress` or `all`; all when absent.
        direction: Option<String> = "Direction",
        /// `internet` or `intranet`; matters for groups outside a VPC.
        nic_type: Option<String> = "NicType",
        /// `snapshotPolicyIds`: also tells the snapshot policies of the group.
        attribute: Option<String> = "Attribute",
        /// Where the listing goes on.
        next_token: Option<String> = "NextToken" token(500),
    }
    /// All rules of a security group.
    new(region_id: String, security_group_id: String);
}

page! {
    /// One page of rules, and the group.
    #[derive(Eq)]
    pub struct SecurityGroupRulePage of DescribeSecurityGroupAttribute by next_token {
        /// The rules, in the cloud's order.
        rules: Vec<SecurityGroupRule> = "Permissions" / "Permission", id security_group_rule_id,
        /// The security group.
        security_group_id: Option<String> = |reply| reply.text("SecurityGroupId"),
        /// Its name.
        security_group_name: Option<String> = |reply| reply.text("SecurityGroupName"),
        /// The description.
        description: Option<String> = |reply| reply.text("Description"),
        /// The VPC.
        vpc_id: Option<String> = |reply| reply.text("VpcId"),
        /// `Accept` or `Drop`: whether its instances reach each other.
        inner_access_policy: Option<String> = |reply| reply.text("InnerAccessPolicy"),
        /// Its snapshot policies, when asked for.
        snapshot_policy_ids: Vec<String> = |reply| reply.texts("SnapshotPolicyIds", "SnapshotPolicyId"),
    }
}
