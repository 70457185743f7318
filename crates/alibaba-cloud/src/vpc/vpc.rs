//! A VPC as DescribeVpcs tells it.

use jiff::Timestamp;

use crate::JsonObject;
use crate::ecs::Tag;

/// A virtual private cloud.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vpc {
    /// The id.
    pub vpc_id: String,
    /// The name.
    pub vpc_name: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// `Available` or `Pending`; others verbatim.
    pub status: Option<String>,
    /// The region.
    pub region_id: Option<String>,
    /// The IPv4 range.
    pub cidr_block: Option<String>,
    /// The IPv6 range.
    pub ipv6_cidr_block: Option<String>,
    /// Whether it is the default VPC of the region.
    pub is_default: Option<bool>,
    /// The vSwitches in it.
    pub v_switch_ids: Vec<String>,
    /// The account it belongs to; it may exceed 2^53, hence text.
    pub owner_id: Option<String>,
    /// When it was made.
    pub creation_time: Option<Timestamp>,
    /// The resource group.
    pub resource_group_id: Option<String>,
    /// The tags.
    pub tags: Vec<Tag>,
}

impl Vpc {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            vpc_id: fields.text("VpcId")?,
            vpc_name: fields.text("VpcName"),
            description: fields.text("Description"),
            status: fields.text("Status"),
            region_id: fields.text("RegionId"),
            cidr_block: fields.text("CidrBlock"),
            ipv6_cidr_block: fields.text("Ipv6CidrBlock"),
            is_default: fields.flag("IsDefault"),
            v_switch_ids: fields.texts("VSwitchIds", "VSwitchId"),
            owner_id: fields.text("OwnerId"),
            creation_time: fields.time("CreationTime"),
            resource_group_id: fields.text("ResourceGroupId"),
            tags: fields.tags(),
        })
    }
}
