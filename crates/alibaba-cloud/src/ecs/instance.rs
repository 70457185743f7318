//! An instance as DescribeInstances returns it.

use jiff::Timestamp;

use super::{InstanceCpuOptions, InstanceMetadataOptions, InstanceNetworkInterface, PrivateDnsNameOptions, Tag};
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
        /// The public addresses that belong to the instance itself; without the elastic one.
        own_public_ip_addresses: Vec<String> = fields.texts("PublicIpAddress", "IpAddress"),
        /// The elastic address.
        eip_address: Option<String> = fields.text_in("EipAddress", "IpAddress"),
        /// The id of the elastic address.
        eip_allocation_id: Option<String> = fields.text_in("EipAddress", "AllocationId"),
        /// `PayByBandwidth` or `PayByTraffic`.
        internet_charge_type: Option<String> = fields.text("InternetChargeType"),
        /// Outbound bandwidth, in Mbit/s; 0 without a public address of its own.
        internet_max_bandwidth_out: Option<u32> = fields.number("InternetMaxBandwidthOut"),
        /// Inbound bandwidth, in Mbit/s.
        internet_max_bandwidth_in: Option<u32> = fields.number("InternetMaxBandwidthIn"),
        /// The network interfaces.
        network_interfaces: Vec<InstanceNetworkInterface> = fields.rows("NetworkInterfaces", "NetworkInterface", InstanceNetworkInterface::read),
        /// Names in the private DNS.
        private_dns_name_options: Option<PrivateDnsNameOptions> = fields.object("PrivateDnsNameOptions").map(PrivateDnsNameOptions::read),
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
        /// `StopCharging`, `KeepCharging` or `Not-applicable`: what a stopped instance costs.
        stopped_mode: Option<String> = fields.text("StoppedMode"),
        /// `Standard` or `Unlimited`, of a burstable type.
        credit_specification: Option<String> = fields.text("CreditSpecification"),
        /// `NoSpot`, `SpotWithPriceLimit` or `SpotAsPriceGo`.
        spot_strategy: Option<String> = fields.text("SpotStrategy"),
        /// The highest price per hour of a spot instance, as the text of the number the cloud sent.
        spot_price_limit: Option<String> = fields.text("SpotPriceLimit"),
        /// The protected time of a spot instance, in hours.
        spot_duration: Option<u32> = fields.number("SpotDuration"),
        /// `Terminate` or `Stop`: what becomes of an interrupted spot instance.
        spot_interruption_behavior: Option<String> = fields.text("SpotInterruptionBehavior"),
        /// The deployment set.
        deployment_set_id: Option<String> = fields.text("DeploymentSetId"),
        /// The group within the deployment set.
        deployment_set_group_no: Option<u32> = fields.number("DeploymentSetGroupNo"),
        /// The HPC cluster.
        hpc_cluster_id: Option<String> = fields.text("HpcClusterId"),
        /// The dedicated host.
        dedicated_host_id: Option<String> = fields.text_in("DedicatedHostAttribute", "DedicatedHostId"),
        /// The cluster of dedicated hosts.
        dedicated_host_cluster_id: Option<String> = fields.text_in("DedicatedHostAttribute", "DedicatedHostClusterId"),
        /// `default` or `host`: whether it runs on a dedicated host.
        tenancy: Option<String> = fields.text_in("DedicatedInstanceAttribute", "Tenancy"),
        /// `default` or `host`: whether it stays on that dedicated host.
        affinity: Option<String> = fields.text_in("DedicatedInstanceAttribute", "Affinity"),
        /// The elasticity assurance or capacity reservation it takes its capacity from.
        capacity_reservation_id: Option<String> = fields.text_in("EcsCapacityReservationAttr", "CapacityReservationId"),
        /// Which reserved capacity it uses, verbatim.
        capacity_reservation_preference: Option<String> = fields.text_in("EcsCapacityReservationAttr", "CapacityReservationPreference"),
        /// The vCPUs.
        cpu_options: Option<InstanceCpuOptions> = fields.object("CpuOptions").and_then(InstanceCpuOptions::read),
        /// How it reads its metadata.
        metadata_options: Option<InstanceMetadataOptions> = fields.object("MetadataOptions").and_then(InstanceMetadataOptions::read),
        /// Whether its user is `ecs-user` and not `root`.
        login_as_non_root: Option<bool> = fields.object("ImageOptions").and_then(|options| options.flag("LoginAsNonRoot")),
        /// Whether it can hibernate.
        hibernation_configured: Option<bool> = fields.object("HibernationOptions").and_then(|options| options.flag("Configured")),
        /// `enabled` or `disabled`: the precise clock (PTP).
        ptp_status: Option<String> = fields.text_in("ClockOptions", "PtpStatus"),
        /// Whether UEFI Secure Boot is on.
        enable_secure_boot: Option<bool> = fields.object("SecurityOptions").and_then(|options| options.flag("EnableSecureBoot")),
        /// Whether it is I/O optimised.
        io_optimized: Option<bool> = fields.flag("IoOptimized"),
        /// The family of the instance type.
        instance_type_family: Option<String> = fields.text("InstanceTypeFamily"),
        /// How many local disks it has.
        local_storage_amount: Option<u32> = fields.number("LocalStorageAmount"),
        /// The size of its local disks together, in GiB.
        local_storage_capacity: Option<u64> = fields.number("LocalStorageCapacity"),
        /// How many GPUs it has.
        gpu_amount: Option<u32> = fields.number("GPUAmount"),
        /// The kind of GPUs.
        gpu_spec: Option<String> = fields.text("GPUSpec"),
        /// The serial number; licences may be bound to it.
        serial_number: Option<String> = fields.text("SerialNumber"),
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
