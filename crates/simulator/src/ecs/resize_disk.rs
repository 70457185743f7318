//! ResizeDisk: a disk grows, online at once, otherwise when its instance starts or reboots.

use serde_json::json;

use super::disk_rules::Class;
use crate::call::{Answer, Call, fields};
use crate::client_token::{self, MISMATCH};
use crate::cloud::Disk;
use crate::instance_questions::ResizeOnline;
use crate::ledger::Effect;
use crate::refusal::Refusal;

fn refuse<T>(status: u16, code: &str, message: &str) -> Result<T, Refusal> {
    Err(Refusal::new(status, code, message))
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    client_token::once(call, MISMATCH, |call| {
        let disk = super::any_disk(call)?.clone();
        let size_gib = call
            .parameters
            .integer("NewSize")?
            .ok_or_else(|| Refusal::missing("NewSize"))?;
        let mode = call.one_of("Type", &["offline", "online"], || {
            Refusal::new(400, "InvalidParam.Type", "The specified type is not supported.")
        })?;
        check_size(&disk, size_gib)?;
        let instance_id = disk.instance_id.as_deref().unwrap_or_default();
        let instance = call.cloud.instance(disk.region_id, instance_id);
        let status = instance.map(|instance| instance.status(call.now));
        let is_subscribed = instance.is_some_and(|instance| instance.subscribed_until.is_some());
        let mut snapshots = call.cloud.snapshots.iter();
        if snapshots.any(|row| *row.source_disk_id == *disk.disk_id && row.status(call.now) == "progressing") {
            let message = "The operation is denied due to a snapshot of the specified disk is not completed yet.";
            return refuse(403, "DiskCreatingSnapshot", message);
        }
        let mut waits = status == Some("Running");
        if mode == Some("online") {
            if status != Some("Running") {
                let message = "The status of instance to which the disk attachs must be running when resizing online.";
                return refuse(403, "InvalidInstanceStatus.NotRunning", message);
            }
            waits = match call.cloud.open_questions.instances.resize_online {
                ResizeOnline::Done => false,
                ResizeOnline::NeedsReboot => true,
                ResizeOnline::TypeUnsupported => {
                    let message = "The instance type of the specified instance does not support resize online.";
                    return refuse(403, "InvalidOperation.InstanceTypeNotSupportOnlineResize", message);
                }
            };
        } else if status.is_some_and(|status| !["Running", "Stopped"].contains(&status)) {
            let message = "The current status of the resource does not support this operation.";
            return refuse(403, "IncorrectInstanceStatus", message);
        }
        let mut disks = call.cloud.disks.iter_mut();
        if let Some(row) = disks.find(|row| row.disk_id == disk.disk_id) {
            if waits {
                row.pending_gib = Some(size_gib);
            } else {
                row.size_gib = size_gib;
            }
        }
        call.effects.push(Effect::DiskModified {
            region_id: disk.region_id.to_owned(),
            disk_id: disk.disk_id,
        });
        if !is_subscribed {
            return Ok(fields(json!({})));
        }
        let order_id = call.cloud.randomness.digits(15);
        Ok(fields(json!({ "OrderId": order_id })))
    })
}

fn check_size(disk: &Disk, size_gib: i64) -> Result<(), Refusal> {
    if size_gib <= disk.pending_gib.unwrap_or(disk.size_gib) {
        let message = "Specified new disk size is less than the original disk size.";
        return refuse(403, "InvalidDiskSize.TooSmall", message);
    }
    let (_, most) = Class::of(disk).sizes(disk.disk_type == "system");
    if size_gib > most {
        let message = "Specified new disk size is beyond the permitted range.";
        return refuse(403, "InvalidDiskSize.TooLarge", message);
    }
    Ok(())
}
