//! DescribeAccountAttributes: quotas of the account.

use serde_json::{Value, json};

use crate::call::{Answer, Call, fields};
use crate::cloud::zones;
use crate::refusal::Refusal;

/// What an account may have that is not limited otherwise.
const VCPUS: u64 = 1_000;
const SECURITY_GROUPS: u64 = 800;
const DISK_GIB: u64 = 200_000;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let zone_id = call.parameters.get("ZoneId");
    if zone_id.is_some_and(|asked| !zones(region_id).iter().any(|zone_id| zone_id == asked)) {
        let message = "The specified parameter ZoneId is not valid.";
        return Err(Refusal::new(403, "Invalid.Parameter", message));
    }
    let asked = call.parameters.list("AttributeName")?;
    let vcpus = call.cloud.supply.vcpu_quota.unwrap_or(VCPUS);
    let used = call.cloud.used_vcpus(region_id);
    let attributes = [
        ("max-security-groups", SECURITY_GROUPS.to_string()),
        ("max-postpaid-instance-vcpu-count", vcpus.to_string()),
        ("used-postpaid-instance-vcpu-count", used.to_string()),
        ("max-postpaid-yundisk-capacity", DISK_GIB.to_string()),
    ];
    let items: Vec<Value> = attributes
        .iter()
        .filter(|(name, _)| asked.is_empty() || asked.iter().any(|asked| asked == name))
        .map(|(name, value)| json!({ "AttributeName": name, "AttributeValues": { "ValueItem": [{ "Value": value }] } }))
        .collect();
    Ok(fields(
        json!({ "AccountAttributeItems": { "AccountAttributeItem": items } }),
    ))
}
