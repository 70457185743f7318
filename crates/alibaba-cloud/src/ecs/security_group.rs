//! A security group as DescribeSecurityGroups returns it.

use jiff::Timestamp;

use super::Tag;
use crate::declare::row;

row! {
    /// A security group.
    #[derive(Default, Eq)]
    pub struct SecurityGroup from fields {
        /// The id.
        security_group_id: String = fields.text("SecurityGroupId")?,
        /// The name.
        security_group_name: Option<String> = fields.text("SecurityGroupName"),
        /// The description.
        description: Option<String> = fields.text("Description"),
        /// `normal` or `enterprise`.
        security_group_type: Option<String> = fields.text("SecurityGroupType"),
        /// The VPC; absent in the classic network.
        vpc_id: Option<String> = fields.text("VpcId"),
        /// When it was made.
        creation_time: Option<Timestamp> = fields.time("CreationTime"),
        /// The resource group.
        resource_group_id: Option<String> = fields.text("ResourceGroupId"),
        /// Whether another cloud service runs it, so that nothing may be added to it.
        service_managed: Option<bool> = fields.flag("ServiceManaged"),
        /// The tags.
        tags: Vec<Tag> = fields.tags(),
    }
}
