//! A quota as DescribeAccountAttributes returns it.

use jiff::Timestamp;

use crate::declare::row;

row! {
    /// A quota.
    #[derive(Default, Eq)]
    pub struct AccountAttribute from fields {
        /// `max-security-groups`, `max-postpaid-instance-vcpu-count`, ...
        attribute_name: String = fields.text("AttributeName")?,
        /// Its values; several when it differs by zone, type or category.
        values: Vec<AccountAttributeValue> = fields.rows("AttributeValues", "ValueItem", AccountAttributeValue::read),
    }
}

row! {
    /// One value of a quota, and what it holds for.
    #[derive(Default, Eq)]
    pub struct AccountAttributeValue from fields {
        /// The value, verbatim.
        value: Option<String> = fields.text("Value"),
        /// How many.
        count: Option<u64> = fields.number("Count"),
        /// The zone it holds for.
        zone_id: Option<String> = fields.text("ZoneId"),
        /// The instance type it holds for.
        instance_type: Option<String> = fields.text("InstanceType"),
        /// `PrePaid` or `PostPaid`.
        instance_charge_type: Option<String> = fields.text("InstanceChargeType"),
        /// The disk category it holds for.
        disk_category: Option<String> = fields.text("DiskCategory"),
        /// When it ends.
        expired_time: Option<Timestamp> = fields.time("ExpiredTime"),
    }
}
