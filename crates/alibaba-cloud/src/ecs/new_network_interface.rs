//! A network interface of instances to be made.

use crate::declare::parameter_group;

parameter_group! {
    /// A network interface of instances to be made (`NetworkInterface.N`); replaces `v_switch_id` and the security groups.
    pub struct NewNetworkInterface {
        /// The vSwitch.
        v_switch_id: Option<String> = "VSwitchId",
        /// The security groups.
        security_group_ids: Vec<String> = "SecurityGroupIds" repeated,
        /// An existing interface to attach; only for a single instance.
        network_interface_id: Option<String> = "NetworkInterfaceId",
        /// The name.
        network_interface_name: Option<String> = "NetworkInterfaceName",
        /// The description.
        description: Option<String> = "Description",
        /// The private address; the choice of the cloud when absent.
        primary_ip_address: Option<String> = "PrimaryIpAddress",
        /// `Primary` or `Secondary`.
        instance_type: Option<String> = "InstanceType",
        /// `Standard` or `HighPerformance`: with or without RDMA.
        network_interface_traffic_mode: Option<String> = "NetworkInterfaceTrafficMode",
        /// How many queues it has.
        queue_number: Option<u32> = "QueueNumber",
        /// How many pairs of queues an RDMA interface has.
        queue_pair_number: Option<u32> = "QueuePairNumber",
        /// The depth of its inbound queues.
        rx_queue_size: Option<u32> = "RxQueueSize",
        /// The depth of its outbound queues.
        tx_queue_size: Option<u32> = "TxQueueSize",
        /// The physical network card.
        network_card_index: Option<u32> = "NetworkCardIndex",
        /// How many secondary private IPv4 addresses it gets.
        secondary_private_ip_address_count: Option<u32> = "SecondaryPrivateIpAddressCount",
        /// How many IPv6 addresses the primary one gets, 1 to 10.
        ipv6_address_count: Option<u32> = "Ipv6AddressCount",
        /// At most 10 IPv6 addresses of the primary one.
        ipv6_addresses: Vec<String> = "Ipv6Address" repeated,
        /// Whether the cloud checks that what it sends and receives is its own.
        source_dest_check: Option<bool> = "SourceDestCheck",
        /// Whether it goes when its instance is released.
        delete_on_release: Option<bool> = "DeleteOnRelease",
    }
}
