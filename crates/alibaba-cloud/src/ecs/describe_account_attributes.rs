//! The quotas of the account in a region.

use super::AccountAttribute;
use crate::declare::{action, page};

action! {
    /// Asks for quotas. Source: metadata of ECS, DescribeAccountAttributes.
    pub struct DescribeAccountAttributes: Ecs(region_id), Read, 20 seconds -> AccountAttributeList {
        /// The region.
        region_id: String = "RegionId",
        /// Quotas of this zone.
        zone_id: Option<String> = "ZoneId",
        /// At most 30 names, such as `max-postpaid-instance-vcpu-count`; all quotas when empty.
        attribute_names: Vec<String> = "AttributeName" repeated,
    }
    /// All quotas of a region.
    new(region_id: String);
}

page! {
    /// The quotas.
    #[derive(Eq)]
    pub struct AccountAttributeList {
        /// The quotas, in the cloud's order.
        account_attributes: Vec<AccountAttribute> = "AccountAttributeItems" / "AccountAttributeItem",
    }
}
