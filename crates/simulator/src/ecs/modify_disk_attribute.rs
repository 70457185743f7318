//! ModifyDiskAttribute: what becomes of disks and their snapshots, and what disks are called.

use serde_json::json;

use super::image_text;
use crate::call::{Answer, Call, fields};
use crate::ledger::Effect;
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let parameters = call.parameters;
    let refuse = |status, code: &str, message: &str| Err(Refusal::new(status, code, message));
    let mut ids = parameters.list("DiskIds")?;
    if let Some(single) = parameters.get("DiskId") {
        if !ids.is_empty() {
            let message = "Specified parameter DiskId and DiskIds conflict, only one can be chosen.";
            return refuse(400, "ParameterConflict.DiskIdAndDiskIds", message);
        }
        ids.push(single.to_owned());
    }
    if ids.is_empty() {
        let message = "Specified parameter DiskId or DiskIds is missing.";
        return refuse(400, "MissingParameter.DiskIdOrDiskIds", message);
    }
    let home = match parameters.get("RegionId").map(|_| call.region_id()) {
        None => None,
        Some(Ok(region_id)) => Some(region_id),
        Some(Err(_)) => {
            let message = "The specified RegionId is not valid.";
            return refuse(400, "InvalidRegionId.MalFormed", message);
        }
    };
    let name = parameters.get("DiskName");
    if name.is_some_and(|name| !image_text::is_plain_name(name)) {
        let message = "The specified disk name is wrongly formed.";
        return refuse(400, "InvalidDiskName.Malformed", message);
    }
    let description = match parameters.get("Description") {
        None => None,
        Some(_) => Some(
            image_text::description(parameters, "Description").map_err(|refusal| Refusal { status: 404, ..refusal })?,
        ),
    };
    let delete_with_instance = parameters.boolean("DeleteWithInstance")?;
    let delete_auto_snapshot = parameters.boolean("DeleteAutoSnapshot")?;
    let enable_auto_snapshot = parameters.boolean("EnableAutoSnapshot")?;
    let bursting = parameters.boolean("BurstingEnabled")?;
    let flags = [
        delete_with_instance,
        delete_auto_snapshot,
        enable_auto_snapshot,
        bursting,
    ];
    if name.is_none() && description.is_none() && flags.iter().all(Option::is_none) {
        let message = "No attribute to be modified in this request.";
        return refuse(400, "NoAttributeToModify", message);
    }
    for id in &ids {
        let mut disks = call.cloud.disks.iter();
        let disk = disks.find(|row| row.disk_id == *id && home.is_none_or(|home| home == row.region_id));
        let Some(disk) = disk else {
            return refuse(404, "InvalidDiskId.NotFound", "The specified disk does not exist.");
        };
        if bursting == Some(true) && disk.category != "cloud_auto" {
            let message = "The specified disk category does not support bursting enabled.";
            return refuse(400, "BurstingEnabledForDiskCategoryUnsupported", message);
        }
    }
    for row in call.cloud.disks.iter_mut().filter(|row| ids.contains(&row.disk_id)) {
        if let Some(name) = name {
            name.clone_into(&mut row.name);
        }
        let settings = &mut row.settings;
        settings.description = description.clone().unwrap_or_else(|| settings.description.clone());
        settings.delete_with_instance = delete_with_instance.unwrap_or(settings.delete_with_instance);
        settings.delete_auto_snapshot = delete_auto_snapshot.unwrap_or(settings.delete_auto_snapshot);
        settings.enable_auto_snapshot = enable_auto_snapshot.unwrap_or(settings.enable_auto_snapshot);
        settings.bursting = bursting.or(settings.bursting);
        call.effects.push(Effect::DiskModified {
            region_id: row.region_id.to_owned(),
            disk_id: row.disk_id.clone(),
        });
    }
    Ok(fields(json!({})))
}
