//! A security group as DescribeSecurityGroups tells it.

use jiff::Timestamp;

use super::Tag;
use crate::JsonObject;

/// A security group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityGroup {
    /// The id.
    pub security_group_id: String,
    /// The name.
    pub security_group_name: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// `normal` or `enterprise`.
    pub security_group_type: Option<String>,
    /// The VPC; absent in the classic network.
    pub vpc_id: Option<String>,
    /// When it was made.
    pub creation_time: Option<Timestamp>,
    /// The resource group.
    pub resource_group_id: Option<String>,
    /// Whether another cloud service runs it, so that nothing may be added to it.
    pub service_managed: Option<bool>,
    /// The tags.
    pub tags: Vec<Tag>,
}

impl SecurityGroup {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            security_group_id: fields.text("SecurityGroupId")?,
            security_group_name: fields.text("SecurityGroupName"),
            description: fields.text("Description"),
            security_group_type: fields.text("SecurityGroupType"),
            vpc_id: fields.text("VpcId"),
            creation_time: fields.time("CreationTime"),
            resource_group_id: fields.text("ResourceGroupId"),
            service_managed: fields.flag("ServiceManaged"),
            tags: fields.tags(),
        })
    }
}
