//! DescribeResourcesModification: which types an instance can have instead of its own, and which categories its system disk.

use serde_json::{Value, json};

use super::describe_available_resource::resource;
use super::disk_rules::CATEGORIES;
use crate::call::{Answer, Call, fields};
use crate::cloud::{INSTANCE_TYPES, Instance, InstanceType};
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    if parameters.get("DestinationResource").is_none() {
        let message = "The input parameter DestinationResource that is mandatory for processing this request is not \
            supplied.";
        return Err(Refusal::new(400, "Invalid.Param", message));
    }
    let destination = call.one_of("DestinationResource", &["InstanceType", "SystemDisk"], || {
        let message = "The specified DestinationResource is not valid.";
        Refusal::new(404, "Invalid.DestinationResource", message)
    })?;
    let operations = ["Upgrade", "Downgrade", "RenewDowngrade", "RenewModify"];
    let operation = call.one_of("OperationType", &operations, || {
        let message = "The specified operationType is not valid.";
        Refusal::new(400, "Invalid.OperationType", message)
    })?;
    let instance = parameters
        .get("ResourceId")
        .and_then(|id| call.cloud.instance(region_id, id));
    let instance = instance.ok_or_else(|| {
        let message = "The specified ResourceId is not found in our records.";
        Refusal::new(404, "InvalidResourceId.NotFound", message)
    })?;
    let is_elsewhere = parameters.get("ZoneId").is_some_and(|asked| asked != instance.zone_id);
    let (cores, memory) = (parameters.number("Cores")?, parameters.number("Memory")?);
    let is_asked = |kind: &InstanceType| {
        parameters.get("InstanceType").is_none_or(|asked| asked == kind.id)
            && cores.is_none_or(|cores| f64::from(kind.cpu) == cores)
            && memory.is_none_or(|memory| f64::from(kind.memory_gib) == memory)
    };
    let supported: Vec<Value> = if destination == Some("InstanceType") {
        let kinds = INSTANCE_TYPES.iter();
        kinds
            .filter(|kind| is_asked(kind) && fits(call, instance, kind, operation))
            .map(|kind| resource(kind.id, call.cloud.supply.stock_word(&instance.zone_id, kind.id)))
            .collect()
    } else {
        let kind = instance.kind();
        let categories = CATEGORIES.iter();
        categories
            .filter(|category| kind.is_some_and(|kind| kind.takes(category)))
            .map(|category| resource(category, "WithStock"))
            .collect()
    };
    let zone = json!({
        "ZoneId": instance.zone_id,
        "RegionId": region_id,
        "Status": "Available",
        "StatusCategory": "WithStock",
        "AvailableResources": { "AvailableResource": [{
            "Type": destination,
            "SupportedResources": { "SupportedResource": supported },
        }] },
    });
    let zones: Vec<_> = Some(zone).into_iter().filter(|_| !is_elsewhere).collect();
    Ok(fields(json!({ "AvailableZones": { "AvailableZone": zones } })))
}

/// Whether the instance can become of this type: its image starts there and its disks stay attached. A subscription goes up
/// or down as asked; otherwise every other type will do.
fn fits(call: &Call<'_>, instance: &Instance, kind: &InstanceType, operation: Option<&str>) -> bool {
    let image = call.cloud.image(instance.region_id, &instance.image_id);
    let disks = call.cloud.disks_of(&instance.instance_id);
    let is_smaller = (kind.cpu, kind.memory_gib * 1_024) < (instance.cpu, instance.memory_mib);
    let is_along = match operation {
        _ if instance.subscribed_until.is_none() => true,
        Some("Downgrade" | "RenewDowngrade") => is_smaller,
        Some("RenewModify") => true,
        _ => !is_smaller,
    };
    kind.id != instance.instance_type
        && is_along
        && image.is_none_or(|image| kind.fits(image))
        && disks.iter().all(|disk| kind.takes(disk.category))
}
