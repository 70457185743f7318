//! DescribeInstances: filters, paging, and how an instance is shown.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::time_range::TimeRange;
use crate::call::{Answer, Call, to_minute};
use crate::cloud::Instance;
use crate::paging::{self, Limits, Row};
use crate::pattern;
use crate::refusal::Refusal;
use crate::tags::{self, TagFilter};

const LIMITS: Limits = Limits {
    listing: "DescribeInstances",
    default_results: 10,
    most_results: 100,
    clamps_results: true,
    has_numbers: true,
};
/// When what is paid for as it is used expires, 2099-12-31T15:59Z.
const NEVER: Timestamp = Timestamp::constant(4_102_415_940, 0);

impl Row for &Instance {
    fn position(&self) -> (Timestamp, &str) {
        (self.created, &self.instance_id)
    }
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    let ids = parameters.json_list("InstanceIds")?;
    if ids.as_ref().is_some_and(|ids| ids.len() > 100) {
        return Err(Refusal::invalid("InstanceIds"));
    }
    let statuses = ["Pending", "Running", "Starting", "Stopping", "Stopped"];
    let status = call.one_of("Status", &statuses, || {
        Refusal::new(404, "InvalidStatus.NotFound", "The specified Status is not found.")
    })?;
    let charged = call.one_of("InstanceChargeType", &["PostPaid", "PrePaid"], || {
        let message = "The InstanceChargeType does not exist in our records.";
        Refusal::new(404, "InvalidInstanceChargeType.NotFound", message)
    })?;
    let network = call.one_of("InstanceNetworkType", &["vpc", "classic"], || {
        let message = "The specified InstanceNetworkType is not found.";
        Refusal::new(404, "InvalidNetworkType.NotFound", message)
    })?;
    let reasons = [
        "financial",
        "security",
        "Recycling",
        "dedicatedhostfinancial",
        "refunded",
    ];
    let locked = call.one_of("LockReason", &reasons, || {
        Refusal::new(
            404,
            "InvalidLockReason.NotFound",
            "The specified LockReason is not found.",
        )
    })?;
    let addresses = parameters.json_list("PrivateIpAddresses")?;
    let mut has_others = !parameters.list("Ipv6Address")?.is_empty();
    // In the metadata's example this one is no list.
    has_others |= parameters.get("RdmaIpAddresses").is_some();
    for name in ["PublicIpAddresses", "EipAddresses", "InnerIpAddresses"] {
        has_others |= parameters.json_list(name)?.is_some();
    }
    let traffic = call.one_of("InternetChargeType", &["PayByBandwidth", "PayByTraffic"], || {
        let message = "The specified InternetChargeType is not valid.";
        Refusal::new(404, "InvalidInternetChargeType.ValueNotSupported", message)
    })?;
    let is_fast = parameters.boolean("IoOptimized")?;
    let endpoint = call.one_of("HttpEndpoint", &["enabled", "disabled"], || {
        Refusal::invalid("HttpEndpoint")
    })?;
    let metadata_tokens = call.one_of("HttpTokens", &["optional", "required"], || {
        Refusal::invalid("HttpTokens")
    })?;
    let filter = "Invalid filter.";
    let [created, expires] = TimeRange::read(parameters, ["Creation", "Expired"], [filter, filter])?;
    let tags = TagFilter::read(parameters)?;
    call.stop_if_dry_run()?;

    let now = call.now;
    let is = |name: &str, value: &str| parameters.get(name).is_none_or(|asked| asked == value);
    let rows = call
        .cloud
        .instances
        .iter()
        .filter(|row| {
            row.region_id == region_id
                && row.created <= now
                && ids.as_ref().is_none_or(|ids| ids.contains(&row.instance_id))
                && is("ZoneId", &row.zone_id)
                && is("VpcId", &row.vpc_id)
                && is("VSwitchId", &row.vswitch_id)
                && is("SecurityGroupId", &row.security_group_id)
                && is("ImageId", &row.image_id)
                && is("InstanceType", row.instance_type)
                && is("ResourceGroupId", &row.resource_group_id)
                && is("KeyPairName", row.key_pair_name.as_deref().unwrap_or_default())
                && parameters
                    .get("InstanceName")
                    .is_none_or(|asked| pattern::matches(asked, &row.name))
                && status.is_none_or(|status| status == row.status(now))
                && parameters
                    .get("InstanceTypeFamily")
                    .is_none_or(|asked| asked == family(row))
                && addresses.as_ref().is_none_or(|asked| asked.contains(&row.private_ip))
                // Nothing here is outside of a network, has an address of another kind, or is set otherwise.
                && traffic != Some("PayByBandwidth")
                && is_fast != Some(false)
                && endpoint != Some("disabled")
                && metadata_tokens != Some("required")
                && charged.is_none_or(|asked| asked == charge_type(row))
                && locked.is_none_or(|asked| row.locked_for == Some(asked))
                && network != Some("classic")
                && !has_others
                && created.holds(row.created)
                && expires.holds(row.subscribed_until.unwrap_or(NEVER))
                && tags.accepts(&row.tags)
        })
        .collect();
    let (rows, mut fields) = paging::page(parameters, rows, LIMITS)?;
    let rows: Vec<_> = rows.into_iter().map(|row| render(row, now)).collect();
    fields.insert("Instances".to_owned(), json!({ "Instance": rows }));
    Ok(fields)
}

fn family(row: &Instance) -> &str {
    row.instance_type
        .rsplit_once('.')
        .map_or(row.instance_type, |(family, _)| family)
}

fn charge_type(row: &Instance) -> &'static str {
    match row.subscribed_until {
        Some(_) => "PrePaid",
        None => "PostPaid",
    }
}

fn render(row: &Instance, now: Timestamp) -> Value {
    let locks: Vec<_> = row
        .locked_for
        .into_iter()
        .map(|reason| json!({ "LockReason": reason }))
        .collect();
    let mut shown = json!({
        "InstanceId": row.instance_id,
        "InstanceName": row.name,
        "HostName": row.name,
        "Description": row.description,
        "RegionId": row.region_id,
        "ZoneId": row.zone_id,
        "Status": row.status(now),
        "InstanceType": row.instance_type,
        "InstanceTypeFamily": family(row),
        "Cpu": row.cpu,
        "Memory": row.memory_mib,
        "ImageId": row.image_id,
        "OSType": row.os.os_type,
        "OSName": row.os.name_zh,
        "OSNameEn": row.os.name_en,
        "CreationTime": to_minute(row.created),
        "StartTime": to_minute(row.created),
        "ExpiredTime": to_minute(row.subscribed_until.unwrap_or(NEVER)),
        "AutoReleaseTime": "",
        "InstanceChargeType": charge_type(row),
        "InternetChargeType": "PayByTraffic",
        "InternetMaxBandwidthOut": 0,
        "InternetMaxBandwidthIn": -1,
        "InstanceNetworkType": "vpc",
        "IoOptimized": true,
        "DeviceAvailable": true,
        "DeletionProtection": true,
        "Recyclable": false,
        "StoppedMode": if row.status(now) == "Stopped" { "StopCharging" } else { "Not-applicable" },
        "SpotStrategy": "NoSpot",
        "KeyPairName": row.key_pair_name.as_deref().unwrap_or_default(),
        "ResourceGroupId": row.resource_group_id,
        "SerialNumber": row.instance_id.trim_start_matches("i-"),
        "SecurityGroupIds": { "SecurityGroupId": [row.security_group_id] },
        "PublicIpAddress": { "IpAddress": [] },
        "InnerIpAddress": { "IpAddress": [] },
        "EipAddress": { "AllocationId": "", "IpAddress": "", "InternetChargeType": "" },
        "VpcAttributes": {
            "VpcId": row.vpc_id,
            "VSwitchId": row.vswitch_id,
            "NatIpAddress": "",
            "PrivateIpAddress": { "IpAddress": [row.private_ip] },
        },
        "NetworkInterfaces": { "NetworkInterface": [{ "Type": "Primary", "PrimaryIpAddress": row.private_ip }] },
        "OperationLocks": { "LockReason": locks },
        "MetadataOptions": { "HttpEndpoint": "enabled", "HttpTokens": "optional", "HttpPutResponseHopLimit": 0 },
        "CpuOptions": { "CoreCount": row.cpu / 2, "ThreadsPerCore": 2, "Numa": "ON" },
    });
    if !row.tags.is_empty() {
        shown["Tags"] = tags::render(&row.tags);
    }
    shown
}
