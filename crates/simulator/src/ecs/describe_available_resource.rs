//! DescribeAvailableResource: what can be had in which zone.

use serde_json::{Value, json};

use super::describe_zones::DISK_CATEGORIES;
use crate::call::{Answer, Call, fields};
use crate::cloud::{INSTANCE_TYPES, zones};
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
    let in_stock = |value: &str| json!({ "Value": value, "Status": "Available", "StatusCategory": "WithStock" });
    let disks = |least: i64| {
        let sized = |category: &&str| {
            let mut disk = in_stock(category);
            disk["Min"] = json!(least);
            disk["Max"] = json!(32_768);
            disk["Unit"] = json!("GiB");
            disk
        };
        DISK_CATEGORIES.iter().map(sized).collect()
    };
    let supported: Vec<Value> = match destination.unwrap_or_default() {
        "InstanceType" => INSTANCE_TYPES
            .iter()
            .filter(|kind| {
                asked_type.is_none_or(|asked| asked == kind.id)
                    && cores.is_none_or(|cores| f64::from(kind.cpu) == cores)
                    && memory.is_none_or(|memory| f64::from(kind.memory_gib) == memory)
            })
            .map(|kind| in_stock(kind.id))
            .collect(),
        "SystemDisk" => disks(20),
        "DataDisk" => disks(10),
        "Network" => vec![in_stock("vpc")],
        "IoOptimized" => vec![in_stock("optimized")],
        _ => Vec::new(),
    };
    let zones: Vec<_> = zones(region_id)
        .into_iter()
        .filter(|zone_id| parameters.get("ZoneId").is_none_or(|asked| asked == zone_id))
        .map(|zone_id| {
            json!({
                "ZoneId": zone_id,
                "RegionId": region_id,
                "Status": "Available",
                "StatusCategory": "WithStock",
                "AvailableResources": { "AvailableResource": [{
                    "Type": destination,
                    "SupportedResources": { "SupportedResource": supported },
                }] },
            })
        })
        .collect();
    Ok(fields(json!({ "AvailableZones": { "AvailableZone": zones } })))
}
