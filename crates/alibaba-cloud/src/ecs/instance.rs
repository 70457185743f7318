//! An instance as DescribeInstances tells it.

use jiff::Timestamp;

use super::Tag;
use crate::JsonObject;

/// An instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// The instance id.
    pub instance_id: String,
    /// The instance's name.
    pub instance_name: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// `Running`, `Stopped`, ...; verbatim.
    pub status: Option<String>,
    /// The operating system, in Chinese.
    pub os_name: Option<String>,
    /// The operating system, in English.
    pub os_name_en: Option<String>,
    /// `windows` or `linux`.
    pub os_type: Option<String>,
    /// The image it was made from.
    pub image_id: Option<String>,
    /// The instance type.
    pub instance_type: Option<String>,
    /// The number of vCPUs.
    pub cpu: Option<u32>,
    /// The memory, in MiB.
    pub memory: Option<u64>,
    /// The host name inside.
    pub host_name: Option<String>,
    /// `vpc` or `classic`.
    pub instance_network_type: Option<String>,
    /// The VPC.
    pub vpc_id: Option<String>,
    /// The vSwitch.
    pub v_switch_id: Option<String>,
    /// `PrePaid` or `PostPaid`.
    pub instance_charge_type: Option<String>,
    /// The zone.
    pub zone_id: Option<String>,
    /// When it was made.
    pub creation_time: Option<Timestamp>,
    /// The resource group.
    pub resource_group_id: Option<String>,
    /// The region, when the cloud repeats it.
    pub region_id: Option<String>,
    /// The private addresses in the VPC.
    pub private_ip_addresses: Vec<String>,
    /// The public addresses, the elastic one included.
    pub public_ip_addresses: Vec<String>,
    /// The security groups.
    pub security_group_ids: Vec<String>,
    /// The key pair it is logged in with.
    pub key_pair_name: Option<String>,
    /// When it was last started.
    pub start_time: Option<Timestamp>,
    /// When a subscription ends.
    pub expired_time: Option<Timestamp>,
    /// Whether it is protected against release.
    pub deletion_protection: Option<bool>,
    /// The tags.
    pub tags: Vec<Tag>,
}

impl Instance {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        let vpc = fields.object("VpcAttributes");
        Some(Self {
            instance_id: fields.text("InstanceId")?,
            instance_name: fields.text("InstanceName"),
            description: fields.text("Description"),
            status: fields.text("Status"),
            os_name: fields.text("OSName"),
            os_name_en: fields.text("OSNameEn"),
            os_type: fields.text("OSType"),
            image_id: fields.text("ImageId"),
            instance_type: fields.text("InstanceType"),
            cpu: fields.number("Cpu"),
            memory: fields.number("Memory"),
            host_name: fields.text("HostName"),
            instance_network_type: fields.text("InstanceNetworkType"),
            vpc_id: vpc.and_then(|vpc| vpc.text("VpcId")),
            v_switch_id: vpc.and_then(|vpc| vpc.text("VSwitchId")),
            instance_charge_type: fields.text("InstanceChargeType"),
            zone_id: fields.text("ZoneId"),
            creation_time: fields.time("CreationTime"),
            resource_group_id: fields.text("ResourceGroupId"),
            region_id: fields.text("RegionId"),
            private_ip_addresses: vpc
                .map(|vpc| vpc.texts("PrivateIpAddress", "IpAddress"))
                .unwrap_or_default(),
            public_ip_addresses: public_ip_addresses(fields),
            security_group_ids: fields.texts("SecurityGroupIds", "SecurityGroupId"),
            key_pair_name: fields.text("KeyPairName"),
            start_time: fields.time("StartTime"),
            expired_time: fields.time("ExpiredTime"),
            deletion_protection: fields.flag("DeletionProtection"),
            tags: fields.tags(),
        })
    }
}

fn public_ip_addresses(fields: JsonObject<'_>) -> Vec<String> {
    let mut addresses = fields.texts("PublicIpAddress", "IpAddress");
    addresses.extend(
        fields
            .object("EipAddress")
            .and_then(|address| address.text("IpAddress")),
    );
    addresses
}
