//! ModifyDiskSpec: another category or performance level, by a task that takes its time.

use jiff::SignedDuration;
use serde_json::json;

use super::disk_rules::{CATEGORIES, Class, LEVELS};
use crate::call::{Answer, Call, fields};
use crate::cloud::{Disk, DiskChange, Task};
use crate::ledger::Effect;
use crate::refusal::Refusal;

/// Categories upwards. Source: help page ModifyDiskSpec.
const UPWARDS: [&str; 5] = [
    "cloud_efficiency",
    "cloud_essd_entry",
    "cloud_ssd",
    "cloud_auto",
    "cloud_essd",
];
const LASTS: SignedDuration = SignedDuration::from_mins(3);

fn refuse<T>(status: u16, code: &str, message: &str) -> Result<T, Refusal> {
    Err(Refusal::new(status, code, message))
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let disk = super::any_disk(call)?.clone();
    let class = read(call, &disk)?;
    check(call, &disk, &class)?;
    call.stop_if_dry_run()?;
    let task_id = call.cloud.new_id("t", disk.region_id);
    let needed = call.cloud.paced(LASTS);
    let is_subscribed = is_subscribed(call, &disk);
    call.cloud.tasks.push(Task {
        task_id: task_id.clone(),
        region_id: disk.region_id,
        action: "ModifyDiskSpec",
        resource_id: disk.disk_id.clone(),
        objects: Vec::new(),
        created: call.this_second(),
        needed,
        cancelled: None,
    });
    let until = call.this_second().checked_add(needed).unwrap_or(call.now);
    let mut disks = call.cloud.disks.iter_mut();
    if let Some(row) = disks.find(|row| row.disk_id == disk.disk_id) {
        row.changes = Some(DiskChange {
            at: until,
            category: class.category,
            performance_level: class.level,
            provisioned_iops: class.provisioned_iops,
            bursting: class.bursting,
        });
    }
    let region_id = disk.region_id.to_owned();
    call.effects.extend([
        Effect::TaskCreated {
            region_id: region_id.clone(),
            task_id: task_id.clone(),
        },
        Effect::DiskModified {
            region_id,
            disk_id: disk.disk_id,
        },
    ]);
    let mut answer = fields(json!({ "TaskId": task_id }));
    if is_subscribed {
        answer.insert("OrderId", call.cloud.randomness.digits(15));
    }
    Ok(answer)
}

fn is_subscribed(call: &Call<'_>, disk: &Disk) -> bool {
    let instance_id = disk.instance_id.as_deref().unwrap_or_default();
    let instance = call.cloud.instance(disk.region_id, instance_id);
    instance.is_some_and(|instance| instance.subscribed_until.is_some())
}

/// What the disk is to become.
fn read(call: &Call<'_>, disk: &Disk) -> Result<Class, Refusal> {
    let now = Class::of(disk);
    let category = call.one_of("DiskCategory", &CATEGORIES, || {
        let message = "The specified parameter \"DiskCategory\" is not valid.";
        Refusal::new(400, "InvalidDiskCategory.ValueNotSupported", message)
    })?;
    let category = category.unwrap_or(now.category);
    let level = call.one_of("PerformanceLevel", &LEVELS, || {
        let message = "The specified parameter PerformanceLevel is not valid.";
        Refusal::new(400, "InvalidPerformanceLevel.Malformed", message)
    })?;
    if level.is_some() && category != "cloud_essd" {
        let message = "The specified parameter PerformanceLevel should be null when DiskCategory is not cloud_essd.";
        return refuse(400, "InvalidPerformanceLevelParam.Mismatch", message);
    }
    let iops = call.parameters.integer("ProvisionedIops")?;
    let is_auto = category == "cloud_auto";
    if iops.is_some() && !is_auto {
        let message = "The specified disk category does not support provisioned iops.";
        return refuse(400, "ProvisionedIopsForDiskCategoryUnsupported", message);
    }
    Ok(Class {
        category,
        level: (category == "cloud_essd").then(|| level.or(now.level).unwrap_or("PL1")),
        provisioned_iops: is_auto.then(|| iops.or(now.provisioned_iops).unwrap_or(0)),
        bursting: is_auto.then(|| now.bursting.unwrap_or(false)),
    })
}

fn check(call: &Call<'_>, disk: &Disk, class: &Class) -> Result<(), Refusal> {
    let now = Class::of(disk);
    if *class == now {
        let message = "There is no change between the parameters transmitted and the current.";
        return refuse(403, "NoChangeInDiskCategoryAndPerformanceLevel", message);
    }
    if disk.pending_gib.is_some() {
        let message = "The instance has not been restarted after a previous disk expansion.";
        return refuse(403, "OperationDenied.DiskExpansionUnfinished", message);
    }
    if disk.changes.is_some() {
        let message = "There is a cooling period after the disk is successfully modified.";
        return refuse(403, "DiskInCoolingPeriod", message);
    }
    let place = |category: &str| UPWARDS.iter().position(|known| *known == category);
    if place(class.category) < place(now.category) {
        let message = "The current disk category of the resource does not support this operation.";
        return refuse(403, "InvalidDiskCategory.ValueNotSupported", message);
    }
    let is_lower = class.category == now.category && class.level < now.level;
    if is_lower && is_subscribed(call, disk) {
        let message = "Downgrade operation for prepay resource is not supported.";
        return refuse(403, "Downgrade.NotSupported", message);
    }
    if is_lower && class.level == Some("PL0") {
        let message = "Specified new performance level is lower than the original performance level.";
        return refuse(403, "InvalidPerformanceLevel.TooLow", message);
    }
    if disk.size_gib < class.sizes(disk.disk_type == "system").0 {
        let message = "The specified PerformanceLevel and disk size do not match.";
        return refuse(403, "OperationDenied.PerformanceLevelNotMatch", message);
    }
    let instance_id = disk.instance_id.as_deref().unwrap_or_default();
    let kind = call
        .cloud
        .instance(disk.region_id, instance_id)
        .and_then(|instance| instance.kind());
    if kind.is_some_and(|kind| !kind.takes(class.category)) {
        let message = "The instanceType of the specified instance does not support this disk category.";
        return refuse(403, "InvalidInstanceType.NotSupportDiskCategory", message);
    }
    Ok(())
}
