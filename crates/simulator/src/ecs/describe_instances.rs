//! DescribeInstances: filters, paging, and how an instance is shown.

use jiff::Timestamp;
use serde_json::json;

use super::instance_row::{self, NEVER};
use super::time_range::TimeRange;
use crate::call::{Answer, Call};
use crate::cloud::Instance;
use crate::paging::{self, Limits, Row};
use crate::pattern;
use crate::refusal::Refusal;
use crate::tags::TagFilter;

const LIMITS: Limits = Limits {
    listing: "DescribeInstances",
    default_results: 10,
    most_results: 100,
    clamps_results: true,
    has_numbers: true,
};

/// `AdditionalAttributes` there are.
const ADDITIONAL: [&str; 3] = ["META_OPTIONS", "CPU_OPTIONS_TOPOLOGY_TYPE", "NETWORK_PRIMARY_ENI_IP"];

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
    has_others |= parameters.json_list("InnerIpAddresses")?.is_some();
    let public = parameters.json_list("PublicIpAddresses")?;
    let elastic = parameters.json_list("EipAddresses")?;
    let additional = parameters.list("AdditionalAttributes")?;
    if !additional.iter().all(|asked| ADDITIONAL.contains(&asked.as_str())) {
        return Err(Refusal::invalid("AdditionalAttributes"));
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
                && parameters
                    .get("SecurityGroupId")
                    .is_none_or(|asked| row.security_group_ids.iter().any(|id| id == asked))
                && is("ImageId", row.shown_image_id(now))
                && is("InstanceType", row.instance_type)
                && is("ResourceGroupId", &row.resource_group_id)
                && is("KeyPairName", row.key_pair_name.as_deref().unwrap_or_default())
                && parameters
                    .get("InstanceName")
                    .is_none_or(|asked| pattern::matches(asked, &row.name))
                && status.is_none_or(|status| status == row.status(now))
                && parameters
                    .get("InstanceTypeFamily")
                    .is_none_or(|asked| asked == row.family())
                && addresses.as_ref().is_none_or(|asked| asked.contains(&row.private_ip))
                && is_of(&public, row.settings.public_ip.as_ref())
                && is_of(&elastic, row.settings.eip.as_ref().map(|eip| &eip.address))
                // Nothing here is outside of a network or has an address of another kind.
                && is_fast != Some(false)
                && traffic.is_none_or(|asked| asked == row.settings.internet_charge_type)
                && endpoint.is_none_or(|asked| asked == row.settings.metadata.endpoint)
                && metadata_tokens.is_none_or(|asked| asked == row.settings.metadata.tokens)
                && charged.is_none_or(|asked| asked == row.charge_type())
                && locked.is_none_or(|asked| row.locked_for == Some(asked))
                && network != Some("classic")
                && !has_others
                && created.holds(row.created)
                && expires.holds(row.subscribed_until.unwrap_or(NEVER))
                && tags.accepts(&row.tags)
        })
        .collect();
    let (rows, mut fields) = paging::page(parameters, rows, LIMITS)?;
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| instance_row::render(row, now, &additional))
        .collect();
    fields.insert("Instances".to_owned(), json!({ "Instance": rows }));
    Ok(fields)
}

/// Whether an address is among those asked for.
fn is_of(asked: &Option<Vec<String>>, address: Option<&String>) -> bool {
    asked
        .as_ref()
        .is_none_or(|asked| address.is_some_and(|address| asked.contains(address)))
}
