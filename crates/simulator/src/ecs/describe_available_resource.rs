//! DescribeAvailableResource: what can be had in which zone.

use serde_json::{Value, json};

use super::describe_zones::DISK_CATEGORIES;
use super::disk_rules::{CATEGORIES, Class};
use crate::call::{Answer, Call, fields};
use crate::cloud::{INSTANCE_TYPES, InstanceType, zones};
use crate::refusal::Refusal;

const DESTINATIONS: [&str; 7] = [
    "Zone",
    "IoOptimized",
    "InstanceType",
    "Network",
    "ddh",
    "SystemDisk",
    "DataDisk",
];

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    if parameters.get("DestinationResource").is_none() {
        let message = "The input parameter DestinationResource that is mandatory for processing this request is not \
            supplied.";
        return Err(Refusal::new(400, "Invalid.Param", message));
    }
    let destination = call.one_of("DestinationResource", &DESTINATIONS, || {
        let message = "The specified DestinationResource is not valid.";
        Refusal::new(404, "Invalid.DestinationResource", message)
    })?;
    call.one_of("InstanceChargeType", &["PrePaid", "PostPaid"], || {
        let message = "The specified InstanceChargeType is not valid.";
        Refusal::new(400, "Invalid.InstanceChargeType", message)
    })?;
    let asked_type = parameters.get("InstanceType");
    if asked_type.is_some() && (parameters.get("Cores").is_some() || parameters.get("Memory").is_some()) {
        let message = "The specified 'InstanceType' and 'Cores','Memory' are not blank at the same time.";
        return Err(Refusal::new(403, "InvalidParam.TypeAndCpuMem.Conflict", message));
    }
    let (cores, memory) = (parameters.number("Cores")?, parameters.number("Memory")?);
    let kind = asked_type.and_then(InstanceType::find);
    let is_system = destination == Some("SystemDisk");
    let rows: Vec<_> = zones(region_id)
        .into_iter()
        .filter(|zone_id| parameters.get("ZoneId").is_none_or(|asked| asked == zone_id))
        .map(|zone_id| {
            let word = |kind: &InstanceType| call.cloud.supply.stock_word(&zone_id, kind.id);
            let supported: Vec<Value> = match destination.unwrap_or_default() {
                "InstanceType" => INSTANCE_TYPES
                    .iter()
                    .filter(|kind| {
                        asked_type.is_none_or(|asked| asked == kind.id)
                            && cores.is_none_or(|cores| f64::from(kind.cpu) == cores)
                            && memory.is_none_or(|memory| f64::from(kind.memory_gib) == memory)
                    })
                    .map(|kind| resource(kind.id, word(kind)))
                    .collect(),
                "SystemDisk" | "DataDisk" => CATEGORIES
                    .iter()
                    .filter(|category| match kind {
                        Some(kind) => kind.takes(category),
                        None => DISK_CATEGORIES.contains(category),
                    })
                    .map(|category| disk(category, is_system, kind.map_or("WithStock", word)))
                    .collect(),
                "Network" => vec![resource("vpc", "WithStock")],
                "IoOptimized" => vec![resource("optimized", "WithStock")],
                _ => Vec::new(),
            };
            let zone_word = kind.map_or("WithStock", word);
            json!({
                "ZoneId": zone_id,
                "RegionId": region_id,
                "Status": status(zone_word),
                "StatusCategory": zone_word,
                "AvailableResources": { "AvailableResource": [{
                    "Type": destination,
                    "SupportedResources": { "SupportedResource": supported },
                }] },
            })
        })
        .collect();
    Ok(fields(json!({ "AvailableZones": { "AvailableZone": rows } })))
}

fn status(word: &str) -> &'static str {
    if word == "WithoutStock" { "SoldOut" } else { "Available" }
}

/// A resource and its `StatusCategory`.
pub(super) fn resource(value: &str, word: &str) -> Value {
    json!({ "Value": value, "Status": status(word), "StatusCategory": word })
}

fn disk(category: &'static str, is_system: bool, word: &str) -> Value {
    let class = Class {
        category,
        level: None,
        provisioned_iops: None,
        bursting: None,
    };
    let (least, most) = class.sizes(is_system);
    let mut disk = resource(category, word);
    disk["Min"] = json!(if is_system { least.max(20) } else { least });
    disk["Max"] = json!(most);
    disk["Unit"] = json!("GiB");
    disk
}
