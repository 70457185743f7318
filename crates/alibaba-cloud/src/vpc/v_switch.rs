//! A vSwitch as DescribeVSwitches returns it.

use jiff::Timestamp;

use crate::declare::row;
use crate::ecs::Tag;

row! {
    /// A subnet of a VPC in one zone.
    #[derive(Default, Eq)]
    pub struct VSwitch from fields {
        /// The id.
        v_switch_id: String = fields.text("VSwitchId")?,
        /// The name.
        v_switch_name: Option<String> = fields.text("VSwitchName"),
        /// The description.
        description: Option<String> = fields.text("Description"),
        /// `Available` or `Pending`; others verbatim.
        status: Option<String> = fields.text("Status"),
        /// The VPC.
        vpc_id: Option<String> = fields.text("VpcId"),
        /// The zone.
        zone_id: Option<String> = fields.text("ZoneId"),
        /// The IPv4 range.
        cidr_block: Option<String> = fields.text("CidrBlock"),
        /// The IPv6 range.
        ipv6_cidr_block: Option<String> = fields.text("Ipv6CidrBlock"),
        /// How many addresses are free.
        available_ip_address_count: Option<u64> = fields.number("AvailableIpAddressCount"),
        /// Whether it is the default vSwitch of the zone.
        is_default: Option<bool> = fields.flag("IsDefault"),
        /// When it was made.
        creation_time: Option<Timestamp> = fields.time("CreationTime"),
        /// The resource group.
        resource_group_id: Option<String> = fields.text("ResourceGroupId"),
        /// The tags.
        tags: Vec<Tag> = fields.tags(),
    }
}
