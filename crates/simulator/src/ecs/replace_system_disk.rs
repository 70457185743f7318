//! ReplaceSystemDisk: a stopped instance gets a new system disk from another image. The old disk is gone for good; its
//! snapshots stay.

use serde_json::json;

use super::{encryption, launch, launch_disks};
use crate::call::{Answer, Call, fields};
use crate::client_token::{self, MISMATCH};
use crate::cloud::{Disk, Image};
use crate::ledger::Effect;
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    client_token::once(call, MISMATCH, |call| {
        let (old, image) = read(call)?;
        let size_gib = call.parameters.integer("SystemDisk.Size")?;
        launch_disks::check_system_size(size_gib, &image)?;
        let size_gib = size_gib.unwrap_or_else(|| image.system_gib().max(40));
        let system = image.mappings.iter().find(|mapping| mapping.disk_type == "system");
        let (region_id, old_id) = (old.region_id.to_owned(), old.disk_id.clone());
        let instance_id = old.instance_id.clone().unwrap_or_default();
        // Unless another key is asked for, the new disk is as encrypted as the snapshot it comes from, whatever the old one was.
        let source_snapshot_id = system.and_then(|mapping| mapping.snapshot_id.clone());
        let source = source_snapshot_id
            .as_deref()
            .and_then(|id| call.cloud.snapshot(None, id, call.now));
        let kms_key_id = source.and_then(|row| row.kms_key_id.as_deref().map(str::to_owned));
        let encrypted = call.parameters.boolean("Encrypted")? == Some(true);
        let asked_key = encryption::asked(call, old.region_id, encrypted, call.parameters.get("KMSKeyId"), 403)?;
        let no_pair = "The specified KeyPairName does not exist.";
        let key_pair_name = launch::key_pair_name(call, old.region_id, &image, (400, no_pair))?;
        let disk_id = call.cloud.new_id("d", old.region_id);
        let new = Disk {
            disk_id: disk_id.clone(),
            size_gib,
            image_id: image.image_id.clone(),
            source_snapshot_id,
            kms_key_id: asked_key.or(kms_key_id),
            created: call.this_second(),
            ..old
        };
        call.cloud.disks.retain(|disk| disk.disk_id != old_id);
        call.cloud.disks.push(new);
        let mut instances = call.cloud.instances.iter_mut();
        if let Some(instance) = instances.find(|instance| instance.instance_id == instance_id) {
            instance.image_id = image.image_id;
            instance.os = image.os;
            instance.key_pair_name = key_pair_name.or_else(|| instance.key_pair_name.take());
        }
        call.effects.extend([
            Effect::DiskDeleted {
                region_id: region_id.clone(),
                disk_id: old_id,
            },
            Effect::DiskCreated {
                region_id: region_id.clone(),
                disk_id: disk_id.clone(),
            },
            Effect::InstanceModified { region_id, instance_id },
        ]);
        Ok(fields(json!({ "DiskId": disk_id })))
    })
}

/// The disk to be replaced and the image to replace it from.
fn read(call: &Call<'_>) -> Result<(Disk, Image), Refusal> {
    let refuse = |status, code: &str, message: &str| Refusal::new(status, code, message);
    let instance_id = call.required("InstanceId")?;
    let home = call.home_region()?;
    let mut instances = call.cloud.instances.iter();
    let instance = instances
        .find(|row| row.instance_id == instance_id && home.is_none_or(|home| home == row.region_id))
        .ok_or_else(|| {
            refuse(
                404,
                "InvalidInstanceId.NotFound",
                "The specified InstanceId does not exist.",
            )
        })?;
    let image_id = call.parameters.get("ImageId").ok_or_else(|| {
        let message = "The input parameter \"ImageId\" that is mandatory for processing this request is not supplied.";
        refuse(400, "MissingParameter", message)
    })?;
    let image = launch::launchable(call, instance.region_id, image_id)?;
    launch::check_password(call, image)?;
    if image.mappings.iter().any(|mapping| mapping.disk_type == "data") {
        let message = "The specified image contains the snapshot of the data disk,does not support this operation.";
        return Err(refuse(400, "OperationDenied", message));
    }
    if instance.status(call.now) != "Stopped" {
        let message = "The current status of the resource does not support this operation.";
        return Err(refuse(403, "IncorrectInstanceStatus", message));
    }
    let mut disks = call.cloud.disks_of(instance_id).into_iter();
    let system = disks.find(|disk| disk.disk_type == "system").ok_or_else(|| {
        let message = "The specified instance has no system disk.";
        refuse(400, "InvalidInstance.NotFoundSystemDisk", message)
    })?;
    let mut snapshots = call.cloud.snapshots.iter();
    if snapshots.any(|row| *row.source_disk_id == *system.disk_id && row.status(call.now) == "progressing") {
        let message = "The operation is denied due to a snapshot of the specified disk is not completed yet.";
        return Err(refuse(403, "DiskCreatingSnapshot", message));
    }
    Ok((system, image.clone()))
}
