//! A rule of a security group as DescribeSecurityGroupAttribute returns it.

use jiff::Timestamp;

use crate::declare::row;

row! {
    /// A rule of a security group.
    #[derive(Default, Eq)]
    pub struct SecurityGroupRule from fields {
        /// The id of the rule; empty for very old rules.
        security_group_rule_id: String = fields.text("SecurityGroupRuleId").unwrap_or_default(),
        /// `ingress` or `egress`.
        direction: Option<String> = fields.text("Direction"),
        /// `Accept` or `Drop`.
        policy: Option<String> = fields.text("Policy"),
        /// From 1, which goes first, to 100.
        priority: Option<String> = fields.text("Priority"),
        /// `TCP`, `UDP`, `ICMP`, `GRE` or `ALL`; verbatim.
        ip_protocol: Option<String> = fields.text("IpProtocol"),
        /// The ports there, such as `80/80`; `-1/-1` for all.
        port_range: Option<String> = fields.text("PortRange"),
        /// The ports of the sender.
        source_port_range: Option<String> = fields.text("SourcePortRange"),
        /// The list of ports.
        port_range_list_id: Option<String> = fields.text("PortRangeListId"),
        /// The name of that list.
        port_range_list_name: Option<String> = fields.text("PortRangeListName"),
        /// `internet` or `intranet`.
        nic_type: Option<String> = fields.text("NicType"),
        /// The senders, as IPv4 addresses.
        source_cidr_ip: Option<String> = fields.text("SourceCidrIp"),
        /// The senders, as IPv6 addresses.
        ipv6_source_cidr_ip: Option<String> = fields.text("Ipv6SourceCidrIp"),
        /// The senders, as a security group.
        source_group_id: Option<String> = fields.text("SourceGroupId"),
        /// The name of that group.
        source_group_name: Option<String> = fields.text("SourceGroupName"),
        /// The account of that group.
        source_group_owner_account: Option<String> = fields.text("SourceGroupOwnerAccount"),
        /// The senders, as a prefix list.
        source_prefix_list_id: Option<String> = fields.text("SourcePrefixListId"),
        /// The name of that list.
        source_prefix_list_name: Option<String> = fields.text("SourcePrefixListName"),
        /// The receivers, as IPv4 addresses.
        dest_cidr_ip: Option<String> = fields.text("DestCidrIp"),
        /// The receivers, as IPv6 addresses.
        ipv6_dest_cidr_ip: Option<String> = fields.text("Ipv6DestCidrIp"),
        /// The receivers, as a security group.
        dest_group_id: Option<String> = fields.text("DestGroupId"),
        /// The name of that group.
        dest_group_name: Option<String> = fields.text("DestGroupName"),
        /// The account of that group.
        dest_group_owner_account: Option<String> = fields.text("DestGroupOwnerAccount"),
        /// The receivers, as a prefix list.
        dest_prefix_list_id: Option<String> = fields.text("DestPrefixListId"),
        /// The name of that list.
        dest_prefix_list_name: Option<String> = fields.text("DestPrefixListName"),
        /// The description.
        description: Option<String> = fields.text("Description"),
        /// When it was made.
        create_time: Option<Timestamp> = fields.time("CreateTime"),
    }
}
