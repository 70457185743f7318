//! A network interface as DescribeInstances returns it within an instance.

use crate::declare::row;

row! {
    /// A network interface of an instance, in short. DescribeNetworkInterfaces tells all of it.
    #[derive(Default, Eq)]
    pub struct InstanceNetworkInterface from fields {
        /// The interface.
        network_interface_id: String = fields.text("NetworkInterfaceId")?,
        /// `Primary` or `Secondary`.
        interface_type: Option<String> = fields.text("Type"),
        /// The MAC address.
        mac_address: Option<String> = fields.text("MacAddress"),
        /// The primary private address.
        primary_ip_address: Option<String> = fields.text("PrimaryIpAddress"),
        /// All private IPv4 addresses.
        private_ip_addresses: Vec<String> = fields.rows("PrivateIpSets", "PrivateIpSet", |row| row.text("PrivateIpAddress")),
        /// The IPv6 addresses.
        ipv6_addresses: Vec<String> = fields.rows("Ipv6Sets", "Ipv6Set", |row| row.text("Ipv6Address")),
        /// The IPv4 prefixes.
        ipv4_prefixes: Vec<String> = fields.rows("Ipv4PrefixSets", "Ipv4PrefixSet", |row| row.text("Ipv4Prefix")),
        /// The IPv6 prefixes.
        ipv6_prefixes: Vec<String> = fields.rows("Ipv6PrefixSets", "Ipv6PrefixSet", |row| row.text("Ipv6Prefix")),
    }
}
