//! One page of the policies of automatic snapshots of a region.

use super::{AutoSnapshotPolicy, TagFilter};
use crate::declare::{action, page};

action! {
    /// Lists policies of automatic snapshots. Source: metadata of ECS, DescribeAutoSnapshotPolicyEx.
    pub struct DescribeAutoSnapshotPolicyEx: Ecs(region_id), Read, 26 seconds -> AutoSnapshotPolicyPage {
        /// The region.
        region_id: String = "RegionId",
        /// One policy.
        auto_snapshot_policy_id: Option<String> = "AutoSnapshotPolicyId",
        /// Policies of this name.
        auto_snapshot_policy_name: Option<String> = "AutoSnapshotPolicyName",
        /// Policies of this resource group.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// Policies with all of these tags.
        tags: Vec<TagFilter> = "Tag",
        /// The page, from 1.
        page_number: u32 = "PageNumber" numbered(100),
    }
    /// All policies of a region.
    new(region_id: String) {
        page_number: 1,
    };
}

page! {
    /// One page of policies.
    #[derive(Eq)]
    pub struct AutoSnapshotPolicyPage of DescribeAutoSnapshotPolicyEx by page_number {
        /// The rows, in the cloud's order.
        auto_snapshot_policies: Vec<AutoSnapshotPolicy> = "AutoSnapshotPolicies" / "AutoSnapshotPolicy", id auto_snapshot_policy_id,
    }
}
