//! Whether subscriptions renew themselves.

use super::InstanceAutoRenewal;
use crate::declare::{action, page};

action! {
    /// Asks whether subscription instances renew themselves. Source: metadata of ECS, DescribeInstanceAutoRenewAttribute.
    pub struct DescribeInstanceAutoRenewAttribute: Ecs(region_id), Read, 26 seconds -> InstanceAutoRenewalPage {
        /// The region.
        region_id: String = "RegionId",
        /// At most 100 instances.
        instance_ids: Vec<String> = "InstanceId" comma,
        /// `AutoRenewal`, `Normal` or `NotRenewal`.
        renewal_status: Option<String> = "RenewalStatus",
        /// The page, from 1.
        page_number: u32 = "PageNumber" numbered(100),
    }
    /// The renewal of some instances.
    new(region_id: String, instance_ids: Vec<String>) {
        page_number: 1,
    };
}

page! {
    /// One page of renewals.
    #[derive(Eq)]
    pub struct InstanceAutoRenewalPage of DescribeInstanceAutoRenewAttribute by page_number {
        /// The rows, in the cloud's order.
        instance_auto_renewals: Vec<InstanceAutoRenewal> = "InstanceRenewAttributes" / "InstanceRenewAttribute", id instance_id,
    }
}
