//! DeleteInstances: what prevents it, and which disks go along.

use jiff::SignedDuration;
use serde_json::json;

use super::power;
use crate::call::{Answer, Call, fields};
use crate::client_token::{self, MISMATCH};
use crate::cloud::Disk;
use crate::ledger::Effect;
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    client_token::once(call, MISMATCH, |call| {
        let ids = power::instance_ids(call, region_id)?;
        if ids.is_empty() {
            let message = "The specified instanceIds is not valid.";
            return Err(Refusal::new(403, "InvalidInstanceIds.ValueNotSupported", message));
        }
        for id in &ids {
            check(call, region_id, id)?;
        }
        power::stop_if_dry_run(call)?;
        for id in ids {
            delete(call, region_id, &id);
        }
        Ok(fields(json!({})))
    })
}

fn check(call: &Call<'_>, region_id: &str, id: &str) -> Result<(), Refusal> {
    let refuse = |code: &str, message: &str| Err(Refusal::new(403, code, message));
    let Some(instance) = call.cloud.instance(region_id, id) else {
        return Ok(());
    };
    let seconds = call.cloud.open_questions.instances.initializing_seconds;
    let initializing = SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX));
    if call.now.duration_since(instance.created) < call.cloud.paced(initializing) {
        let message = "The specified instance status does not support this operation.";
        return refuse("IncorrectInstanceStatus.Initializing", message);
    }
    if instance.settings.deletion_protection {
        let message = "The operation is not allowed due to deletion protection.";
        return refuse("InvalidOperation.DeletionProtection", message);
    }
    if let Some(until) = instance.subscribed_until {
        let terminates = call.parameters.boolean("TerminateSubscription")? == Some(true);
        if until > call.now || !terminates {
            let message = "The operation is not permitted due to charge type of the instance.";
            return refuse("ChargeTypeViolation", message);
        }
    }
    let is_forced = call.parameters.boolean("Force")? == Some(true);
    if instance.status(call.now) != "Stopped" && !is_forced {
        let message = "The current status of the resource does not support this operation.";
        return refuse("IncorrectInstanceStatus", message);
    }
    Ok(())
}

/// Deletes the instance with the disks that go along; the others stay, detached.
fn delete(call: &mut Call<'_>, region_id: &str, id: &str) {
    for disk in call.cloud.disks_of(id) {
        if disk.settings.delete_with_instance {
            release(call, &disk);
            continue;
        }
        let mut disks = call.cloud.disks.iter_mut();
        if let Some(row) = disks.find(|row| row.disk_id == disk.disk_id) {
            row.instance_id = None;
            row.device = String::new();
        }
        call.effects.push(Effect::DiskModified {
            region_id: region_id.to_owned(),
            disk_id: disk.disk_id,
        });
    }
    call.cloud.instances.retain(|row| row.instance_id != id);
    call.effects.push(Effect::InstanceDeleted {
        region_id: region_id.to_owned(),
        instance_id: id.to_owned(),
    });
}

/// Deletes a disk, and its automatic snapshots when they go along; what an image holds stays.
pub(super) fn release(call: &mut Call<'_>, disk: &Disk) {
    let region_id = disk.region_id.to_owned();
    if disk.settings.delete_auto_snapshot {
        let snapshots = call.cloud.snapshots.iter();
        let automatic = snapshots.filter(|row| row.snapshot_type == "timer" && *row.source_disk_id == *disk.disk_id);
        let ids: Vec<_> = automatic.map(|row| row.snapshot_id.clone()).collect();
        for snapshot_id in ids {
            let deleted = super::delete_snapshot(call.cloud, Some(&region_id), &snapshot_id, true, call.now);
            call.effects.extend(deleted.ok());
        }
    }
    call.cloud.disks.retain(|row| row.disk_id != disk.disk_id);
    if let Some(policy_id) = &disk.auto_snapshot_policy_id {
        call.cloud.left_policies.push((disk.region_id, policy_id.clone()));
    }
    call.effects.push(Effect::DiskDeleted {
        region_id,
        disk_id: disk.disk_id.clone(),
    });
}
