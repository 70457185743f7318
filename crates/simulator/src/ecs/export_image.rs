//! ExportImage: the checks, and the task that carries it out.

use jiff::SignedDuration;
use serde_json::json;

use super::own_image;
use crate::call::{Answer, Call, fields};
use crate::cloud::Task;
use crate::ledger::Effect;
use crate::refusal::Refusal;

/// The one role the service exports with. Source: help page ExportImage.
const ROLE: &str = "AliyunECSImageExportDefaultRole";
const MOST_DISKS: usize = 5;
const MOST_GIB: i64 = 500;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let image = own_image(call, region_id)?;
    let refuse = |status, code: &str, message: &str| Err(Refusal::new(status, code, message));
    let bucket = call.required("OSSBucket")?;
    let is_bucket = (3..=63).contains(&bucket.len())
        && bucket
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !bucket.starts_with('-')
        && !bucket.ends_with('-');
    if !is_bucket {
        let message = "The specified OSS bucket does not exist in this region.";
        return refuse(400, "InvalidOSSBucket.NotFound", message);
    }
    let prefix = call.parameters.get("OSSPrefix").unwrap_or("a");
    if prefix.chars().count() > 30 || !prefix.chars().all(|letter| letter.is_ascii_alphanumeric()) {
        let message = "The specified OSSPrefix format is wrongly formed.";
        return refuse(400, "InvalidOSSPrefix.Malformed", message);
    }
    call.one_of("ImageFormat", &["raw", "vhd", "qcow2", "vmdk", "vdi"], || {
        let message = "The specified Image Format is wrongly formed.";
        Refusal::new(400, "InvalidImageFormat.Malformed", message)
    })?;
    let has_role = call.cloud.roles.iter().any(|role| role.name() == ROLE);
    if !has_role || call.parameters.get("RoleName").is_some_and(|asked| asked != ROLE) {
        let message = "ECS service account Have no right to access your OSS.please attach a role of access your oss to \
            ECS service account.";
        return refuse(403, "NoSetRoletoECSServiceAcount", message);
    }
    if image.status(call.now) != "Available" {
        return refuse(400, "IncorrectImageStatus", "The specified Image is not available.");
    }
    if image.is_encrypted() {
        let message = "The specified Image contains encrypted snapshots, do not support export.";
        return refuse(400, "ImageNotSupported", message);
    }
    let is_large = image.mappings.iter().any(|mapping| mapping.size_gib > MOST_GIB);
    if image.mappings.len() > MOST_DISKS || is_large {
        let message = "The amount or size of disks of the image exceeds the limit.";
        return refuse(400, "InvalidImage.DiskAmountOrSize", message);
    }
    let (image_id, gib) = (image.image_id.clone(), image.total_gib());
    let is_exporting = call
        .cloud
        .tasks
        .iter()
        .any(|task| task.resource_id == image_id && task.status(call.now) == "Processing");
    if is_exporting {
        return refuse(403, "ImageIsExporting", "The specified Image is exporting.");
    }
    call.stop_if_dry_run()?;
    let task_id = call.cloud.new_id("t", region_id);
    let needed = call.cloud.paced(SignedDuration::from_secs(600 + gib.saturating_mul(6)));
    call.cloud.tasks.push(Task {
        task_id: task_id.clone(),
        region_id,
        action: "ExportImage",
        resource_id: image_id,
        created: call.this_second(),
        needed,
        cancelled: None,
    });
    call.effects.push(Effect::TaskCreated {
        region_id: region_id.to_owned(),
        task_id: task_id.clone(),
    });
    Ok(fields(json!({ "TaskId": task_id, "RegionId": region_id })))
}
