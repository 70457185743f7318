//! One page of the network interfaces of a region.

use super::{NetworkInterface, TagFilter};
use crate::declare::{action, page};

action! {
    /// Lists network interfaces. Source: metadata of ECS, DescribeNetworkInterfaces.
    pub struct DescribeNetworkInterfaces: Ecs(region_id), Read, 26 seconds -> NetworkInterfacePage {
        /// The region.
        region_id: String = "RegionId",
        /// Interfaces of this instance.
        instance_id: Option<String> = "InstanceId",
        /// At most 1,000 interface ids; all interfaces when empty.
        network_interface_ids: Vec<String> = "NetworkInterfaceId" repeated,
        /// Interfaces of this name.
        network_interface_name: Option<String> = "NetworkInterfaceName",
        /// `Primary` or `Secondary`.
        interface_type: Option<String> = "Type",
        /// `Available`, `Attaching`, `InUse`, `Detaching` or `Deleting`.
        status: Option<String> = "Status",
        /// Interfaces of this VPC.
        vpc_id: Option<String> = "VpcId",
        /// Interfaces of this vSwitch.
        v_switch_id: Option<String> = "VSwitchId",
        /// Interfaces of this security group.
        security_group_id: Option<String> = "SecurityGroupId",
        /// The interface with this primary private address.
        primary_ip_address: Option<String> = "PrimaryIpAddress",
        /// Interfaces with any of these private addresses; at most 100.
        private_ip_addresses: Vec<String> = "PrivateIpAddress" repeated,
        /// Interfaces with any of these IPv6 addresses.
        ipv6_addresses: Vec<String> = "Ipv6Address" repeated,
        /// Whether a service of the cloud owns them.
        service_managed: Option<bool> = "ServiceManaged",
        /// Interfaces of this resource group; caps the listing at 1,000.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// Interfaces with all of these tags; caps the listing at 1,000.
        tags: Vec<TagFilter> = "Tag",
        /// Where the listing goes on.
        next_token: Option<String> = "NextToken" token(100),
    }
    /// All network interfaces of a region.
    new(region_id: String);
}

page! {
    /// One page of network interfaces.
    #[derive(Eq)]
    pub struct NetworkInterfacePage of DescribeNetworkInterfaces by next_token {
        /// The rows, in the cloud's order.
        network_interfaces: Vec<NetworkInterface> = "NetworkInterfaceSets" / "NetworkInterfaceSet", id network_interface_id,
    }
}
