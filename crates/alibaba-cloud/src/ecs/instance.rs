//! An instance as DescribeInstances returns it.

use jiff::Timestamp;

use super::Tag;
use crate::JsonObject;
use crate::declare::row;

row! {
    /// An instance.
    #[derive(Eq)]
    pub struct Instance from fields {
        /// The instance id.
        instance_id: String = fields.text("InstanceId")?,
        /// The instance's name.
        instance_name: Option<String> = fields.text("InstanceName"),
        /// The description.
        description: Option<String> = fields.text("Description"),
        /// `Running`, `Stopped`, ...; verbatim.
        status: Option<String> = fields.text("Status"),
        /// The operating system, in Chinese.
        os_name: Option<String> = fields.text("OSName"),
        /// The operating system, in English.
        os_name_en: Option<String> = fields.text("OSNameEn"),
        /// `windows` or `linux`.
        os_type: Option<String> = fields.text("OSType"),
        /// The image it was made from.
        image_id: Option<String> = fields.text("ImageId"),
        /// The instance type.
        instance_type: Option<String> = fields.text("InstanceType"),
        /// The number of vCPUs.
        cpu: Option<u32> = fields.number("Cpu"),
        /// The memory, in MiB.
        memory: Option<u64> = fields.number("Memory"),
        /// The host name inside.
        host_name: Option<String> = fields.text("HostName"),
        /// `vpc` or `classic`.
        instance_network_type: Option<String> = fields.text("InstanceNetworkType"),
        /// The VPC.
        vpc_id: Option<String> = fields.text_in("VpcAttributes", "VpcId"),
        /// The vSwitch.
        v_switch_id: Option<String> = fields.text_in("VpcAttributes", "VSwitchId"),
        /// `PrePaid` or `PostPaid`.
        instance_charge_type: Option<String> = fields.text("InstanceChargeType"),
        /// The zone.
        zone_id: Option<String> = fields.text("ZoneId"),
        /// When it was made.
        creation_time: Option<Timestamp> = fields.time("CreationTime"),
        /// The resource group.
        resource_group_id: Option<String> = fields.text("ResourceGroupId"),
        /// The region, when the cloud repeats it.
        region_id: Option<String> = fields.text("RegionId"),
        /// The private addresses in the VPC.
        private_ip_addresses: Vec<String> = private_ip_addresses(fields),
        /// The public addresses, the elastic one included.
        public_ip_addresses: Vec<String> = public_ip_addresses(fields),
        /// The security groups.
        security_group_ids: Vec<String> = fields.texts("SecurityGroupIds", "SecurityGroupId"),
        /// The key pair it is logged in with.
        key_pair_name: Option<String> = fields.text("KeyPairName"),
        /// When it was last started.
        start_time: Option<Timestamp> = fields.time("StartTime"),
        /// When a subscription ends.
        expired_time: Option<Timestamp> = fields.time("ExpiredTime"),
        /// When a pay-as-you-go instance is released by itself.
        auto_release_time: Option<Timestamp> = fields.time("AutoReleaseTime"),
        /// Why it is locked: `financial`, `security`, `Recycling`, ...; verbatim.
        lock_reasons: Vec<String> = fields.rows("OperationLocks", "LockReason", |row| row.text("LockReason")),
        /// Whether it is protected against release.
        deletion_protection: Option<bool> = fields.flag("DeletionProtection"),
        /// The tags.
        tags: Vec<Tag> = fields.tags(),
        /// Every field the cloud sent: one JSON object, as the cloud wrote it.
        raw: String = fields.to_json(),
    }
}

fn private_ip_addresses(fields: JsonObject<'_>) -> Vec<String> {
    let vpc = fields.object("VpcAttributes");
    vpc.map(|vpc| vpc.texts("PrivateIpAddress", "IpAddress"))
        .unwrap_or_default()
}

fn public_ip_addresses(fields: JsonObject<'_>) -> Vec<String> {
    let mut addresses = fields.texts("PublicIpAddress", "IpAddress");
    addresses.extend(fields.text_in("EipAddress", "IpAddress"));
    addresses
}
