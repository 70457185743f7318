//! How DescribeInstances shows an instance.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::call::to_minute;
use crate::cloud::Instance;
use crate::tags;

/// When what is paid for as it is used expires, 2099-12-31T15:59Z.
pub(super) const NEVER: Timestamp = Timestamp::constant(4_102_415_940, 0);

/// `additional` are the `AdditionalAttributes` asked for, without which their fields are missing.
pub(super) fn render(row: &Instance, now: Timestamp, additional: &[String]) -> Value {
    let asked = |name: &str| additional.iter().any(|asked| asked == name);
    let settings = &row.settings;
    let locks: Vec<_> = row
        .locked_for
        .into_iter()
        .map(|reason| json!({ "LockReason": reason }))
        .collect();
    let eip = settings.eip.as_ref();
    let (cores, threads) = settings.cpu.unwrap_or((i64::from(row.cpu / 2).max(1), 2));
    let mut interface = json!({
        "Type": "Primary",
        "MacAddress": mac_address(row),
        "PrimaryIpAddress": row.private_ip,
        "NetworkInterfaceId": interface_id(row),
    });
    if asked("NETWORK_PRIMARY_ENI_IP") {
        interface["PrivateIpSets"] =
            json!({ "PrivateIpSet": [{ "PrivateIpAddress": row.private_ip, "Primary": true }] });
    }
    let mut shown = json!({
        "InstanceId": row.instance_id,
        "InstanceName": row.name,
        "HostName": row.host_name(),
        "Description": row.description,
        "RegionId": row.region_id,
        "ZoneId": row.zone_id,
        "Status": row.status(now),
        "InstanceType": row.instance_type,
        "InstanceTypeFamily": row.family(),
        "Cpu": row.cpu,
        "Memory": row.memory_mib,
        "ImageId": row.shown_image_id(now),
        "OSType": row.os.os_type,
        "OSName": row.os.name_zh,
        "OSNameEn": row.os.name_en,
        "CreationTime": to_minute(row.created),
        "StartTime": to_minute(row.created),
        "ExpiredTime": to_minute(row.subscribed_until.unwrap_or(NEVER)),
        "AutoReleaseTime": settings.auto_release.map(to_minute).unwrap_or_default(),
        "InstanceChargeType": row.charge_type(),
        "InternetChargeType": settings.internet_charge_type,
        "InternetMaxBandwidthOut": settings.bandwidth_out,
        "InternetMaxBandwidthIn": settings.bandwidth_in,
        "InstanceNetworkType": "vpc",
        "IoOptimized": true,
        "DeviceAvailable": true,
        "DeletionProtection": settings.deletion_protection,
        "Recyclable": false,
        "StoppedMode": row.stopped_mode(now),
        "SpotStrategy": settings.spot_strategy,
        "SpotPriceLimit": settings.spot_price_limit.unwrap_or(0.0),
        "SpotDuration": settings.spot_duration.unwrap_or(0),
        "CreditSpecification": settings.credit_specification.unwrap_or_default(),
        "KeyPairName": row.key_pair_name.as_deref().unwrap_or_default(),
        "ResourceGroupId": row.resource_group_id,
        "SerialNumber": row.instance_id.trim_start_matches("i-"),
        "SecurityGroupIds": { "SecurityGroupId": row.security_group_ids },
        "PublicIpAddress": { "IpAddress": settings.public_ip.iter().collect::<Vec<_>>() },
        "InnerIpAddress": { "IpAddress": [] },
        "EipAddress": {
            "AllocationId": eip.map(|eip| eip.allocation_id.as_str()).unwrap_or_default(),
            "IpAddress": eip.map(|eip| eip.address.as_str()).unwrap_or_default(),
            "InternetChargeType": if eip.is_some() { "PayByTraffic" } else { "" },
        },
        "VpcAttributes": {
            "VpcId": row.vpc_id,
            "VSwitchId": row.vswitch_id,
            "NatIpAddress": "",
            "PrivateIpAddress": { "IpAddress": [row.private_ip] },
        },
        "NetworkInterfaces": { "NetworkInterface": [interface] },
        "OperationLocks": { "LockReason": locks },
        "CpuOptions": { "CoreCount": cores, "ThreadsPerCore": threads, "Numa": settings.numa.as_deref().unwrap_or("ON") },
        "ImageOptions": { "LoginAsNonRoot": settings.login_as_non_root },
        "HibernationOptions": { "Configured": false },
        "DedicatedHostAttribute": { "DedicatedHostId": "", "DedicatedHostName": "" },
        "DedicatedInstanceAttribute": { "Tenancy": "", "Affinity": "" },
        "EcsCapacityReservationAttr": { "CapacityReservationId": "", "CapacityReservationPreference": "" },
        "DeploymentSetId": "",
        "HpcClusterId": "",
    });
    if let Some(eip) = eip {
        shown["EipAddress"]["Bandwidth"] = json!(eip.bandwidth);
    }
    if asked("META_OPTIONS") {
        let options = &settings.metadata;
        shown["MetadataOptions"] = json!({
            "HttpEndpoint": options.endpoint,
            "HttpTokens": options.tokens,
            "HttpPutResponseHopLimit": options.hop_limit,
        });
    }
    if let Some(topology) = settings.topology.filter(|_| asked("CPU_OPTIONS_TOPOLOGY_TYPE")) {
        shown["CpuOptions"]["TopologyType"] = json!(topology);
    }
    if !row.tags.is_empty() {
        shown["Tags"] = tags::render(&row.tags);
    }
    shown
}

/// The id of the primary network interface, which follows from that of the instance.
pub(super) fn interface_id(row: &Instance) -> String {
    row.instance_id.replacen("i-", "eni-", 1)
}

/// Its MAC address follows from the private address.
pub(super) fn mac_address(row: &Instance) -> String {
    let mut numbers = row
        .private_ip
        .split('.')
        .map(|part| part.parse::<u8>().unwrap_or_default());
    let mut next = || numbers.next().unwrap_or_default();
    let (_, second, third, fourth) = (next(), next(), next(), next());
    format!("00:16:3e:{second:02x}:{third:02x}:{fourth:02x}")
}
