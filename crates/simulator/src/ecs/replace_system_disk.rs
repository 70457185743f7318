//! ReplaceSystemDisk: a stopped instance gets a new system disk from another image. The old disk is gone for good; its
//! snapshots stay.

use jiff::SignedDuration;
use serde_json::json;

use super::delete_instances::release;
use super::{encryption, launch, launch_disks, launch_names};
use crate::call::{Answer, Call, fields};
use crate::client_token::{self, MISMATCH};
use crate::cloud::{Disk, Image, Instance};
use crate::ledger::Effect;
use crate::refusal::Refusal;

/// How long the new disk is filled, while the instance still shows its old image.
const FILLING: SignedDuration = SignedDuration::from_secs(60);

fn refuse<T>(status: u16, code: &str, message: &str) -> Result<T, Refusal> {
    Err(Refusal::new(status, code, message))
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    client_token::once(call, MISMATCH, |call| {
        let (instance, image) = read(call)?;
        let old = system_disk(call, &instance)?;
        let size_gib = size(call, &image, &old)?;
        let system = image.mappings.iter().find(|mapping| mapping.disk_type == "system");
        let source_snapshot_id = system.and_then(|mapping| mapping.snapshot_id.clone());
        let kms_key_id = kms_key_id(call, &old, source_snapshot_id.as_deref())?;
        let no_pair = "The specified KeyPairName does not exist.";
        let key_pair_name = launch::key_pair_name(call, old.region_id, &image, (400, no_pair))?;
        let questions = call.cloud.open_questions.instances;
        let until = call.now.checked_add(call.cloud.paced(FILLING)).unwrap_or(call.now);
        let disk_id = call.cloud.new_id("d", old.region_id);
        let new = Disk {
            disk_id: disk_id.clone(),
            size_gib,
            image_id: image.image_id.clone(),
            source_snapshot_id,
            kms_key_id,
            created: call.this_second(),
            auto_snapshot_policy_id: old
                .auto_snapshot_policy_id
                .clone()
                .filter(|_| questions.replace_keeps_policy),
            reinits_until: Some(until),
            pending_gib: None,
            changes: None,
            ..old.clone()
        };
        release(call, &old);
        call.cloud.disks.push(new);
        let mut instances = call.cloud.instances.iter_mut();
        if let Some(row) = instances.find(|row| row.instance_id == instance.instance_id) {
            row.replaced = Some((row.image_id.clone(), until));
            row.image_id = image.image_id;
            row.os = image.os;
            let kept = row.key_pair_name.take().filter(|_| questions.replace_keeps_key_pair);
            row.key_pair_name = key_pair_name.or(kept);
            if questions.replace_starts {
                let running = until.checked_add(SignedDuration::from_secs(30)).unwrap_or(until);
                row.transitions = vec![("Stopped", until), ("Starting", running)];
                row.final_status = "Running";
            }
        }
        let region_id = old.region_id.to_owned();
        call.effects.extend([
            Effect::DiskCreated {
                region_id: region_id.clone(),
                disk_id: disk_id.clone(),
            },
            Effect::InstanceModified {
                region_id,
                instance_id: instance.instance_id,
            },
        ]);
        Ok(fields(json!({ "DiskId": disk_id })))
    })
}

/// The instance, which must be ready for it, and the image to replace its system disk from.
fn read(call: &Call<'_>) -> Result<(Instance, Image), Refusal> {
    let instance = super::any_instance(call)?;
    let Some(image_id) = call.parameters.get("ImageId") else {
        let message = "The input parameter \"ImageId\" that is mandatory for processing this request is not supplied.";
        return refuse(400, "MissingParameter", message);
    };
    let image = launch::launchable(call, instance.region_id, image_id)?;
    launch::check_password(call, image)?;
    let refuses_full = call.cloud.open_questions.instances.replace_refuses_full_images;
    if refuses_full && image.mappings.iter().any(|mapping| mapping.disk_type == "data") {
        let message = "The specified image contains the snapshot of the data disk,does not support this operation.";
        return refuse(400, "OperationDenied", message);
    }
    let is_stopped = instance.status(call.now) == "Stopped" && instance.stopped_mode(call.now) != "StopCharging";
    if !is_stopped {
        let message = "The current status of the resource does not support this operation.";
        return refuse(403, "IncorrectInstanceStatus", message);
    }
    if instance.locked_for.is_some() {
        let message = "The specified operation is denied as your prepay instance is expired (prepay mode) or in \
            arrears (afterpay mode).";
        return refuse(403, "InstanceExpiredOrInArrears", message);
    }
    if let Some(kind) = instance.kind() {
        if !kind.runs(&image.architecture) {
            let message = "The specified instanceType is not supported by the image architecture.";
            return refuse(400, "InvalidInstanceType.NotSupported", message);
        }
        if !kind.fits(image) {
            let message = "The specified image does not support the specified instance type.";
            return refuse(400, "InvalidParameter.Conflict", message);
        }
    }
    let is_windows = image.os.os_type == "windows";
    if is_windows && launch_names::host_name(instance.host_name(), true).is_err() {
        let message = "The hostname of the current instance can not be applied to the image you choose.";
        return refuse(403, "InvalidHostname.MismatchImage", message);
    }
    Ok((instance.clone(), image.clone()))
}

fn system_disk(call: &Call<'_>, instance: &Instance) -> Result<Disk, Refusal> {
    let mut disks = call.cloud.disks_of(&instance.instance_id).into_iter();
    let Some(system) = disks.find(|disk| disk.disk_type == "system") else {
        let message = "The specified instance has no system disk.";
        return refuse(400, "InvalidInstance.NotFoundSystemDisk", message);
    };
    if system.status(call.now) != "In_use" {
        let message = "The current disk status does not support this operation.";
        return refuse(403, "IncorrectDiskStatus", message);
    }
    let mut snapshots = call.cloud.snapshots.iter();
    if snapshots.any(|row| *row.source_disk_id == *system.disk_id && row.status(call.now) == "progressing") {
        let message = "The operation is denied due to a snapshot of the specified disk is not completed yet.";
        return refuse(403, "DiskCreatingSnapshot", message);
    }
    Ok(system)
}

/// It cannot shrink, neither below the image nor below what it was.
fn size(call: &Call<'_>, image: &Image, old: &Disk) -> Result<i64, Refusal> {
    let asked = call.parameters.integer("SystemDisk.Size")?;
    launch_disks::check_system_size(asked, image)?;
    match asked {
        None => Ok(image.system_gib().max(40).max(old.size_gib)),
        Some(asked) if asked < old.size_gib => {
            let message = "The specified parameter SystemDisk.Size is invalid.";
            refuse(400, "InvalidSystemDiskSize.ValueNotSupported", message)
        }
        Some(asked) => Ok(asked),
    }
}

/// Unless another key is asked for, the new disk is as encrypted as the snapshot it comes from, whatever the old one was.
fn kms_key_id(call: &Call<'_>, old: &Disk, source: Option<&str>) -> Result<Option<String>, Refusal> {
    let encrypted = call.parameters.boolean("Encrypted")? == Some(true);
    let asked = encryption::asked(call, old.region_id, encrypted, call.parameters.get("KMSKeyId"), 403)?;
    let source = source.and_then(|id| call.cloud.snapshot(None, id, call.now));
    let key_id = asked.or_else(|| source.and_then(|row| row.kms_key_id.as_deref().map(str::to_owned)));
    if key_id.is_none() && call.cloud.open_questions.instances.default_encryption {
        let message = "The specified parameter Encrypted must be true when default encryption is enabled.";
        return refuse(403, "InvalidEncrypted.DefaultEncryptionUnsupported", message);
    }
    Ok(key_id)
}
