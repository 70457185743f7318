//! A VPC as DescribeVpcs returns it.

use jiff::Timestamp;

use crate::declare::row;
use crate::ecs::Tag;

row! {
    /// A virtual private cloud.
    #[derive(Default, Eq)]
    pub struct Vpc from fields {
        /// The id.
        vpc_id: String = fields.text("VpcId")?,
        /// The name.
        vpc_name: Option<String> = fields.text("VpcName"),
        /// The description.
        description: Option<String> = fields.text("Description"),
        /// `Available` or `Pending`; others verbatim.
        status: Option<String> = fields.text("Status"),
        /// The region.
        region_id: Option<String> = fields.text("RegionId"),
        /// The IPv4 range.
        cidr_block: Option<String> = fields.text("CidrBlock"),
        /// The IPv6 range.
        ipv6_cidr_block: Option<String> = fields.text("Ipv6CidrBlock"),
        /// Whether it is the default VPC of the region.
        is_default: Option<bool> = fields.flag("IsDefault"),
        /// The vSwitches in it.
        v_switch_ids: Vec<String> = fields.texts("VSwitchIds", "VSwitchId"),
        /// The account it belongs to; it may exceed 2^53, hence text.
        owner_id: Option<String> = fields.text("OwnerId"),
        /// When it was made.
        creation_time: Option<Timestamp> = fields.time("CreationTime"),
        /// The resource group.
        resource_group_id: Option<String> = fields.text("ResourceGroupId"),
        /// The tags.
        tags: Vec<Tag> = fields.tags(),
    }
}
