//! CreateSnapshotGroup: snapshots of several disks of one moment, all of them ESSDs of one zone.

use serde_json::json;

use super::create_snapshot::{self, Details};
use super::image_text;
use crate::call::{Answer, Call, fields};
use crate::client_token;
use crate::cloud::{Disk, SnapshotGroup};
use crate::ledger::Effect;
use crate::refusal::Refusal;
use crate::tags;

const MISMATCH: (u16, &str, &str) = (403, "IdempotentParameterMismatch", "The specified clientToken is used.");
/// Source: play-book EBS disk snapshots.
const MOST_DISKS: usize = 16;
const MOST_GIB: i64 = 32 * 1_024;
const ESSDS: [&str; 3] = ["cloud_essd", "cloud_auto", "cloud_essd_entry"];

fn refuse<T>(status: u16, code: &str, message: &str) -> Result<T, Refusal> {
    Err(Refusal::new(status, code, message))
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    client_token::once(call, MISMATCH, |call| {
        let parameters = call.parameters;
        let invalid = |name: &'static str, code: &'static str| {
            move |_| Refusal::new(400, code, format!("The specified {name} is invalid."))
        };
        let name =
            image_text::snapshot_name(parameters, "Name", 400).map_err(invalid("Name", "InvalidParameter.Name"))?;
        let description = image_text::description(parameters, "Description")
            .map_err(invalid("Description", "InvalidParameter.Description"))?;
        let tags = tags::for_new_resource(parameters)?;
        let resource_group_id = match parameters.get("ResourceGroupId") {
            Some(_) => call.resource_group_id()?,
            None => String::new(),
        };
        let disks = disks(call, region_id)?;
        for disk in &disks {
            create_snapshot::check(call, disk)?;
        }
        let snapshot_group_id = call.cloud.new_id("ssg", region_id);
        let details = Details {
            name: name.clone(),
            description: description.clone(),
            retention_days: None,
            category: "standard",
            tags: tags.clone(),
            resource_group_id: Some(resource_group_id).filter(|id| !id.is_empty()),
        };
        let instance_id = disks.iter().find_map(|disk| disk.instance_id.clone());
        let own_group_id = disks.first().map(|disk| disk.resource_group_id.clone());
        let mut snapshot_ids = Vec::new();
        for disk in disks {
            snapshot_ids.push(create_snapshot::begin(call, disk, details.clone()));
        }
        let group = SnapshotGroup {
            snapshot_group_id: snapshot_group_id.clone(),
            region_id,
            instance_id: parameters
                .get("InstanceId")
                .map(str::to_owned)
                .or(instance_id)
                .unwrap_or_default(),
            name: name.unwrap_or_default(),
            description,
            created: call.this_second(),
            resource_group_id: details.resource_group_id.or(own_group_id).unwrap_or_default(),
            snapshot_ids,
            tags,
        };
        call.cloud.snapshot_groups.push(group);
        call.effects.push(Effect::SnapshotGroupCreated {
            region_id: region_id.to_owned(),
            snapshot_group_id: snapshot_group_id.clone(),
        });
        Ok(fields(json!({ "SnapshotGroupId": snapshot_group_id })))
    })
}

/// The disks asked for: those of the instance, without the excluded ones, or those named.
fn disks(call: &Call<'_>, region_id: &str) -> Result<Vec<Disk>, Refusal> {
    let named = call.parameters.list("DiskId")?;
    let excluded = call.parameters.list("ExcludeDiskId")?;
    if !named.is_empty() && !excluded.is_empty() {
        let message = "The use of parameter 'ExcludeDiskIds' and 'DiskIds' at the same time is not supported.";
        return refuse(400, "InvalidParam.ExcludeDiskIdsAndDiskIds.Conflict", message);
    }
    let instance_id = call.parameters.get("InstanceId");
    if instance_id.is_some_and(|id| call.cloud.instance(region_id, id).is_none()) {
        return refuse(
            404,
            "InvalidInstanceId.NotFound",
            "The specified InstanceId does not exist.",
        );
    }
    let disks = if named.is_empty() {
        let Some(instance_id) = instance_id else {
            return refuse(
                400,
                "MissingParamter.InstanceId",
                "The specified InstanceId should not be null.",
            );
        };
        let mut disks = call.cloud.disks_of(instance_id);
        if !excluded.iter().all(|id| disks.iter().any(|disk| disk.disk_id == *id)) {
            return refuse(404, "InvalidDiskId.NotFound", "The specified DiskId does not exist.");
        }
        disks.retain(|disk| !excluded.contains(&disk.disk_id));
        disks
    } else {
        let find = |id: &String| {
            let mut disks = call.cloud.disks.iter();
            let found = disks.find(|disk| disk.region_id == region_id && disk.disk_id == *id);
            found.cloned().ok_or_else(|| {
                let message = "The specified DiskId does not exist.";
                Refusal::new(404, "InvalidDiskId.NotFound", message)
            })
        };
        named.iter().map(find).collect::<Result<_, _>>()?
    };
    check(instance_id, &disks)?;
    Ok(disks)
}

fn check(instance_id: Option<&str>, disks: &[Disk]) -> Result<(), Refusal> {
    let Some(first) = disks.first() else {
        return refuse(
            403,
            "InvalidInstance.NoDisk",
            "There is no disk mounted on the instance.",
        );
    };
    if disks.len() > MOST_DISKS {
        let message = "The number of all disks in the request exceeds.";
        return refuse(403, "NumberExceed.TooManyDisks", message);
    }
    if disks.iter().map(|disk| disk.size_gib).sum::<i64>() > MOST_GIB {
        let message = "The capacity of all disks in the request exceeds.";
        return refuse(403, "CapacityExceed.TooManyDisks", message);
    }
    for disk in disks {
        if !ESSDS.contains(&disk.category) {
            let message = "The specified device type is not supported.";
            return refuse(403, "IncorrectDiskType.NotSupport", message);
        }
        if disk.zone_id != first.zone_id {
            let message = "The specified disks are not in the same availability zone.";
            return refuse(400, "InvalidDiskIds.NotInSameZone", message);
        }
        if disk.instance_id.is_none() {
            let message = "The specified disk has never been attached to any instance.";
            return refuse(403, "IncorrectDiskStatus.NeverAttached", message);
        }
        if instance_id.is_some() && disk.instance_id.as_deref() != instance_id {
            let message = "The specified parameter diskid is not supported.";
            return refuse(403, "DiskId.ValueNotSupported", message);
        }
    }
    Ok(())
}
