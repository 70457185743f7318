//! Which names the private DNS knows an instance by.

use crate::JsonObject;
use crate::declare::parameter_group;

parameter_group! {
    /// Names in the private DNS (`PrivateDnsNameOptions`), as they are asked for and as DescribeInstances tells them.
    pub struct PrivateDnsNameOptions {
        /// Whether the name made of the instance id leads to the IPv4 address.
        enable_instance_id_dns_a_record: Option<bool> = "EnableInstanceIdDnsARecord",
        /// Whether the name made of the instance id leads to the IPv6 address.
        enable_instance_id_dns_aaaa_record: Option<bool> = "EnableInstanceIdDnsAAAARecord",
        /// Whether the name made of the address leads to the IPv4 address.
        enable_ip_dns_a_record: Option<bool> = "EnableIpDnsARecord",
        /// Whether the IPv4 address leads to the name made of it.
        enable_ip_dns_ptr_record: Option<bool> = "EnableIpDnsPtrRecord",
        /// `Custom`, `IpBased` or `InstanceIdBased`.
        hostname_type: Option<String> = "HostnameType",
    }
}

impl PrivateDnsNameOptions {
    pub(crate) fn read(fields: JsonObject<'_>) -> Self {
        Self {
            enable_instance_id_dns_a_record: fields.flag("EnableInstanceIdDnsARecord"),
            enable_instance_id_dns_aaaa_record: fields.flag("EnableInstanceIdDnsAAAARecord"),
            enable_ip_dns_a_record: fields.flag("EnableIpDnsARecord"),
            enable_ip_dns_ptr_record: fields.flag("EnableIpDnsPtrRecord"),
            hostname_type: fields.text("HostnameType"),
        }
    }
}
