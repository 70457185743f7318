//! A network interface as DescribeNetworkInterfaces returns it.

use jiff::Timestamp;

use super::Tag;
use crate::declare::row;

row! {
    /// A network interface.
    #[derive(Default, Eq)]
    pub struct NetworkInterface from fields {
        /// The interface.
        network_interface_id: String = fields.text("NetworkInterfaceId")?,
        /// The name.
        network_interface_name: Option<String> = fields.text("NetworkInterfaceName"),
        /// The description.
        description: Option<String> = fields.text("Description"),
        /// `Primary` or `Secondary`.
        interface_type: Option<String> = fields.text("Type"),
        /// `Available`, `InUse`, ...; verbatim.
        status: Option<String> = fields.text("Status"),
        /// The instance it is attached to.
        instance_id: Option<String> = fields.text("InstanceId"),
        /// The zone.
        zone_id: Option<String> = fields.text("ZoneId"),
        /// The VPC.
        vpc_id: Option<String> = fields.text("VpcId"),
        /// The vSwitch.
        v_switch_id: Option<String> = fields.text("VSwitchId"),
        /// The security groups.
        security_group_ids: Vec<String> = fields.texts("SecurityGroupIds", "SecurityGroupId"),
        /// The MAC address.
        mac_address: Option<String> = fields.text("MacAddress"),
        /// The primary private address.
        private_ip_address: Option<String> = fields.text("PrivateIpAddress"),
        /// All private IPv4 addresses.
        private_ips: Vec<PrivateIp> = fields.rows("PrivateIpSets", "PrivateIpSet", PrivateIp::read),
        /// The IPv6 addresses.
        ipv6_addresses: Vec<String> = fields.rows("Ipv6Sets", "Ipv6Set", |row| row.text("Ipv6Address")),
        /// The IPv4 prefixes.
        ipv4_prefixes: Vec<String> = fields.rows("Ipv4PrefixSets", "Ipv4PrefixSet", |row| row.text("Ipv4Prefix")),
        /// The IPv6 prefixes.
        ipv6_prefixes: Vec<String> = fields.rows("Ipv6PrefixSets", "Ipv6PrefixSet", |row| row.text("Ipv6Prefix")),
        /// The public address of the primary private one.
        public_ip_address: Option<String> = fields.text_in("AssociatedPublicIp", "PublicIpAddress"),
        /// The id of that public address, when it is an elastic one; verbatim.
        eip_allocation_id: Option<String> = fields.text_in("AssociatedPublicIp", "AllocationId"),
        /// `Standard` or `HighPerformance`: with or without RDMA.
        network_interface_traffic_mode: Option<String> = fields.text("NetworkInterfaceTrafficMode"),
        /// How many queues it has.
        queue_number: Option<u32> = fields.number("QueueNumber"),
        /// How many pairs of queues an RDMA interface has.
        queue_pair_number: Option<u32> = fields.number("QueuePairNumber"),
        /// The number of the interface on its instance; the primary one is 0.
        device_index: Option<u32> = fields.object("Attachment").and_then(|attachment| attachment.number("DeviceIndex")),
        /// The physical network card.
        network_card_index: Option<u32> = fields.object("Attachment").and_then(|attachment| attachment.number("NetworkCardIndex")),
        /// The interface it belongs to, of a trunk; verbatim.
        trunk_network_interface_id: Option<String> = fields.text_in("Attachment", "TrunkNetworkInterfaceId"),
        /// Whether it goes when its instance is released.
        delete_on_release: Option<bool> = fields.flag("DeleteOnRelease"),
        /// Whether the cloud checks that what it sends and receives is its own.
        source_dest_check: Option<bool> = fields.flag("SourceDestCheck"),
        /// Whether a service of the cloud owns it.
        service_managed: Option<bool> = fields.flag("ServiceManaged"),
        /// The owner's account id.
        owner_id: Option<String> = fields.text("OwnerId"),
        /// The service that owns it.
        service_id: Option<String> = fields.text("ServiceID"),
        /// When it was made.
        creation_time: Option<Timestamp> = fields.time("CreationTime"),
        /// The resource group.
        resource_group_id: Option<String> = fields.text("ResourceGroupId"),
        /// The tags.
        tags: Vec<Tag> = fields.tags(),
    }
}

row! {
    /// One private IPv4 address of a network interface.
    #[derive(Default, Eq)]
    pub struct PrivateIp from fields {
        /// The address.
        private_ip_address: String = fields.text("PrivateIpAddress")?,
        /// Whether it is the primary one.
        primary: Option<bool> = fields.flag("Primary"),
        /// The name in the private DNS.
        private_dns_name: Option<String> = fields.text("PrivateDnsName"),
        /// The public address that leads to it.
        public_ip_address: Option<String> = fields.text_in("AssociatedPublicIp", "PublicIpAddress"),
        /// The id of that public address, when it is an elastic one; verbatim.
        eip_allocation_id: Option<String> = fields.text_in("AssociatedPublicIp", "AllocationId"),
    }
}
