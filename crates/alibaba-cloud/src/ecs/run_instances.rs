//! Makes instances from an image.

use secrecy::SecretString;

use super::{CpuOptions, NewDataDisk, NewNetworkInterface, NewSystemDisk, PrivateDnsNameOptions, Tag};
use crate::declare::{action, reply};
use crate::{JsonObject, Unreadable};

action! {
    /// Creates and starts instances. Costs money from then on. Source: metadata of ECS, RunInstances.
    pub struct RunInstances: Ecs(region_id), WithClientToken, 90 seconds -> StartedInstanceSet {
        /// The region.
        region_id: String = "RegionId",
        /// The image.
        image_id: Option<String> = "ImageId",
        /// The family whose newest image is used; instead of the image.
        image_family: Option<String> = "ImageFamily",
        /// The instance type.
        instance_type: String = "InstanceType",
        /// At most 64 ASCII characters; the same for every repetition of one intended launch.
        client_token: String = "ClientToken",
        /// How many, 1 to 100; one when absent.
        amount: Option<u32> = "Amount",
        /// How many at least; none are made when there cannot be so many.
        min_amount: Option<u32> = "MinAmount",
        /// The zone; that of the vSwitch when absent.
        zone_id: Option<String> = "ZoneId",
        /// The vSwitch.
        v_switch_id: Option<String> = "VSwitchId",
        /// The security group.
        security_group_id: Option<String> = "SecurityGroupId",
        /// The security groups; instead of the single one.
        security_group_ids: Vec<String> = "SecurityGroupIds" repeated,
        /// The private address of the first.
        private_ip_address: Option<String> = "PrivateIpAddress",
        /// The network interfaces.
        network_interfaces: Vec<NewNetworkInterface> = "NetworkInterface",
        /// How many IPv6 addresses the primary interface gets, 1 to 10.
        ipv6_address_count: Option<u32> = "Ipv6AddressCount",
        /// At most 10 IPv6 addresses of the primary interface; only for a single instance.
        ipv6_addresses: Vec<String> = "Ipv6Address" repeated,
        /// How many queues the primary interface has.
        network_interface_queue_number: Option<u32> = "NetworkInterfaceQueueNumber",
        /// Whether larger packets (jumbo frames) are sent; they are when absent.
        enable_jumbo_frame: Option<bool> = "NetworkOptions.EnableJumboFrame",
        /// Whether the traffic within the VPC is encrypted.
        enable_network_encryption: Option<bool> = "NetworkOptions.EnableNetworkEncryption",
        /// How the bandwidth is divided between network and storage.
        bandwidth_weighting: Option<String> = "NetworkOptions.BandwidthWeighting",
        /// The name; may number the instances, such as `web-[1,3]`.
        instance_name: Option<String> = "InstanceName",
        /// The host name inside; may number as the name does.
        host_name: Option<String> = "HostName",
        /// One exact host name per instance; instead of the single one.
        host_names: Vec<String> = "HostNames" repeated,
        /// Which names the private DNS knows the instances by.
        private_dns_name_options: PrivateDnsNameOptions = "PrivateDnsNameOptions",
        /// Adds a number to equal names.
        unique_suffix: bool = "UniqueSuffix",
        /// The description.
        description: Option<String> = "Description",
        /// The system disk.
        system_disk: NewSystemDisk = "SystemDisk",
        /// At most 16 data disks beside those of the image.
        data_disks: Vec<NewDataDisk> = "DataDisk",
        /// The storage set.
        storage_set_id: Option<String> = "StorageSetId",
        /// At most so many partitions in the storage set.
        storage_set_partition_number: Option<u32> = "StorageSetPartitionNumber",
        /// The key pair to log in with, on Linux.
        key_pair_name: Option<String> = "KeyPairName",
        /// The password to log in with.
        password: Option<SecretString> = "Password" secret,
        /// Uses the image's own password.
        password_inherit: bool = "PasswordInherit",
        /// Whether the user is `ecs-user` and not `root`.
        login_as_non_root: Option<bool> = "ImageOptions.LoginAsNonRoot",
        /// The user data, in Base64, at most 32 KiB before.
        user_data: Option<SecretString> = "UserData" secret,
        /// The RAM role of the instances.
        ram_role_name: Option<String> = "RamRoleName",
        /// `enabled` or `disabled`: whether instances can read their metadata.
        http_endpoint: Option<String> = "HttpEndpoint",
        /// `optional` or `required`: `required` allows only the hardened mode.
        http_tokens: Option<String> = "HttpTokens",
        /// How many network hops the answer with a token may take; not open to all accounts.
        http_put_response_hop_limit: Option<u32> = "HttpPutResponseHopLimit",
        /// `Active` or `Deactive`: Security Center inside.
        security_enhancement_strategy: Option<String> = "SecurityEnhancementStrategy",
        /// `vTPM`: trusted start.
        trusted_system_mode: Option<String> = "SecurityOptions.TrustedSystemMode",
        /// `Enclave`, `TDX`, ...: confidential computing.
        confidential_computing_mode: Option<String> = "SecurityOptions.ConfidentialComputingMode",
        /// Whether UEFI Secure Boot is on.
        enable_secure_boot: Option<bool> = "SecurityOptions.EnableSecureBoot",
        /// `PayByBandwidth` or `PayByTraffic`.
        internet_charge_type: Option<String> = "InternetChargeType",
        /// Outbound bandwidth, in Mbit/s; above 0 gives each instance a public address.
        internet_max_bandwidth_out: Option<u32> = "InternetMaxBandwidthOut",
        /// Inbound bandwidth, in Mbit/s.
        internet_max_bandwidth_in: Option<u32> = "InternetMaxBandwidthIn",
        /// `none` or `optimized`.
        io_optimized: Option<String> = "IoOptimized",
        /// `Standard` or `Unlimited`, of a burstable type.
        credit_specification: Option<String> = "CreditSpecification",
        /// The vCPUs, where they are not those of the instance type.
        cpu_options: CpuOptions = "CpuOptions",
        /// The placement on the processors (NUMA); deprecated.
        numa: Option<String> = "CpuOptions.Numa",
        /// `enabled` or `disabled`: the precise clock (PTP).
        ptp_status: Option<String> = "ClockOptions.PtpStatus",
        /// Whether it can hibernate; not open to all accounts.
        hibernation_configured: Option<bool> = "HibernationOptions.Configured",
        /// `PrePaid` or `PostPaid`; `PostPaid` when absent.
        instance_charge_type: Option<String> = "InstanceChargeType",
        /// For how many of `period_unit`, of a subscription.
        period: Option<u32> = "Period",
        /// `Week` or `Month`.
        period_unit: Option<String> = "PeriodUnit",
        /// Whether the subscription renews itself.
        auto_renew: Option<bool> = "AutoRenew",
        /// For how many of `period_unit` it renews itself.
        auto_renew_period: Option<u32> = "AutoRenewPeriod",
        /// Whether the order is paid at once.
        auto_pay: Option<bool> = "AutoPay",
        /// `NoSpot`, `SpotWithPriceLimit` or `SpotAsPriceGo`.
        spot_strategy: Option<String> = "SpotStrategy",
        /// The protected time of a spot instance, in hours.
        spot_duration: Option<u32> = "SpotDuration",
        /// The highest price per hour, as decimal text.
        spot_price_limit: Option<String> = "SpotPriceLimit",
        /// `Terminate` or `Stop`: what becomes of an interrupted spot instance.
        spot_interruption_behavior: Option<String> = "SpotInterruptionBehavior",
        /// When they are released, as `yyyy-MM-ddTHH:mm:ssZ`.
        auto_release_time: Option<String> = "AutoReleaseTime",
        /// Whether they are protected against release.
        deletion_protection: Option<bool> = "DeletionProtection",
        /// The deployment set.
        deployment_set_id: Option<String> = "DeploymentSetId",
        /// The group within the deployment set.
        deployment_set_group_no: Option<u32> = "DeploymentSetGroupNo",
        /// The HPC cluster.
        hpc_cluster_id: Option<String> = "HpcClusterId",
        /// The dedicated host.
        dedicated_host_id: Option<String> = "DedicatedHostId",
        /// The cluster of dedicated hosts.
        dedicated_host_cluster_id: Option<String> = "SchedulerOptions.DedicatedHostClusterId",
        /// `default` or `host`: whether it runs on a dedicated host.
        tenancy: Option<String> = "Tenancy",
        /// `default` or `host`: whether it stays on that dedicated host.
        affinity: Option<String> = "Affinity",
        /// `Open`, `Target` or `None`: which reserved capacity is used.
        private_pool_match_criteria: Option<String> = "PrivatePoolOptions.MatchCriteria",
        /// The elasticity assurance or capacity reservation.
        private_pool_id: Option<String> = "PrivatePoolOptions.Id",
        /// The resource group.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// At most 20 tags.
        tags: Vec<Tag> = "Tag",
        /// Only checks the request; a pass is answered with the error `DryRunOperation`.
        dry_run: bool = "DryRun",
    }
    /// One instance with neither image nor network yet.
    new(region_id: String, instance_type: String, client_token: String);
}

reply! {
    /// The instances the cloud has begun to make.
    #[derive(Default, Eq)]
    pub struct StartedInstanceSet from reply {
        /// Their ids.
        instance_ids: Vec<String> = instance_ids(reply)?,
        /// The order, of a subscription.
        order_id: Option<String> = reply.text("OrderId"),
        /// What is to be paid, as the text of the number the cloud sent.
        trade_price: Option<String> = reply.text("TradePrice"),
    }
}

/// Plain ids, or a whole JSON array of ids in one text: both have been seen.
fn instance_ids(reply: JsonObject<'_>) -> Result<Vec<String>, Unreadable> {
    let texts = reply.texts("InstanceIdSets", "InstanceIdSet");
    let ids = texts.into_iter().flat_map(|text| match serde_json::from_str(&text) {
        Ok(ids) => ids,
        Err(_) => vec![text],
    });
    let ids: Vec<String> = ids.collect();
    if ids.is_empty() {
        return Err(Unreadable::Field("InstanceIdSets"));
    }
    Ok(ids)
}
