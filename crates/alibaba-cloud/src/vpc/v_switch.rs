//! A vSwitch as DescribeVSwitches tells it.

use jiff::Timestamp;

use crate::JsonObject;
use crate::ecs::Tag;

/// A subnet of a VPC in one zone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VSwitch {
    /// The id.
    pub v_switch_id: String,
    /// The name.
    pub v_switch_name: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// `Available` or `Pending`; others verbatim.
    pub status: Option<String>,
    /// The VPC.
    pub vpc_id: Option<String>,
    /// The zone.
    pub zone_id: Option<String>,
    /// The IPv4 range.
    pub cidr_block: Option<String>,
    /// The IPv6 range.
    pub ipv6_cidr_block: Option<String>,
    /// How many addresses are free.
    pub available_ip_address_count: Option<u64>,
    /// Whether it is the default vSwitch of the zone.
    pub is_default: Option<bool>,
    /// When it was made.
    pub creation_time: Option<Timestamp>,
    /// The resource group.
    pub resource_group_id: Option<String>,
    /// The tags.
    pub tags: Vec<Tag>,
}

impl VSwitch {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            v_switch_id: fields.text("VSwitchId")?,
            v_switch_name: fields.text("VSwitchName"),
            description: fields.text("Description"),
            status: fields.text("Status"),
            vpc_id: fields.text("VpcId"),
            zone_id: fields.text("ZoneId"),
            cidr_block: fields.text("CidrBlock"),
            ipv6_cidr_block: fields.text("Ipv6CidrBlock"),
            available_ip_address_count: fields.number("AvailableIpAddressCount"),
            is_default: fields.flag("IsDefault"),
            creation_time: fields.time("CreationTime"),
            resource_group_id: fields.text("ResourceGroupId"),
            tags: fields.tags(),
        })
    }
}
