//! ExportImage: the checks, and the task that carries it out.

use jiff::SignedDuration;
use serde_json::json;

use super::{oss_bucket, own_image};
use crate::call::{Answer, Call, fields};
use crate::cloud::Task;
use crate::ledger::Effect;
use crate::refusal::Refusal;

/// The one role the service exports with. Source: help page ExportImage.
const ROLE: &str = "AliyunECSImageExportDefaultRole";
const MOST_DISKS: usize = 5;
const MOST_GIB: i64 = 500;
/// Where ImageFormat can be given. Source: help page ExportImage.
const FORMAT_REGIONS: [&str; 9] = [
    "ap-northeast-1",
    "ap-southeast-5",
    "eu-central-1",
    "me-east-1",
    "us-east-1",
    "eu-west-1",
    "ap-southeast-1",
    "ap-southeast-3",
    "us-west-1",
];
/// How long a week of exports is.
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let image = own_image(call, region_id)?;
    let refuse = |status, code: &str, message: &str| Err(Refusal::new(status, code, message));
    let bucket = call.required("OSSBucket")?;
    oss_bucket::check(bucket, region_id)?;
    let prefix = call.parameters.get("OSSPrefix").unwrap_or_default();
    if prefix.len() > 30 || !prefix.chars().all(|letter| letter.is_ascii_alphanumeric()) {
        let message = "The specified OSSPrefix format is wrongly formed.";
        return refuse(400, "InvalidOSSPrefix.Malformed", message);
    }
    let format = call.one_of("ImageFormat", &["raw", "vhd", "qcow2", "vmdk", "vdi"], || {
        let message = "The specified Image Format is wrongly formed.";
        Refusal::new(400, "InvalidImageFormat.Malformed", message)
    })?;
    let format = format.unwrap_or("raw");
    if format != "raw" && !FORMAT_REGIONS.contains(&region_id) {
        let message = "The specified image format is not supported in current region.";
        return refuse(400, "InvalidImageFormat.RegionNotSupported", message);
    }
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
    let questions = call.cloud.open_questions;
    if questions.exports_refuse_data_disks && image.mappings.len() > 1 {
        let message = "The specified image contains the snapshot of the data disk,does not support this operation.";
        return refuse(400, "OperationDenied", message);
    }
    let is_large = image.mappings.iter().any(|mapping| mapping.size_gib > MOST_GIB);
    if image.mappings.len() > MOST_DISKS || is_large {
        let message = "The amount or size of disks of the image exceeds the limit.";
        return refuse(400, "InvalidImage.DiskAmountOrSize", message);
    }
    let (image_id, gib) = (image.image_id.clone(), image.total_gib());
    let disks = image.mappings.iter().map(|mapping| mapping.disk_type);
    let objects = objects(prefix, &image_id, format, disks);
    let exports = call.cloud.tasks.iter();
    let exports = exports.filter(|task| task.action == "ExportImage" && task.region_id == region_id);
    let is_at_work = |task: &&Task| task.status(call.now) == "Processing";
    if exports
        .clone()
        .filter(is_at_work)
        .any(|task| task.resource_id == image_id)
    {
        return refuse(403, "ImageIsExporting", "The specified Image is exporting.");
    }
    let reached = |most: Option<u64>, count: usize| most.is_some_and(|most| count as u64 >= most);
    if reached(questions.exports_at_once, exports.clone().filter(is_at_work).count()) {
        let message = "The number of images that are being exported exceeds the quota.";
        return refuse(403, "ConcurrentQuotaExceed.ExportImage", message);
    }
    let this_week = exports.filter(|task| call.now.duration_since(task.created) < WEEK);
    if reached(questions.exports_a_week, this_week.count()) {
        let message = "The number of images that were exported in a week exceeds the quota.";
        return refuse(403, "WeeklyQuotaExceed.ExportImage", message);
    }
    call.stop_if_dry_run()?;
    let task_id = call.cloud.new_id("t", region_id);
    let needed = call.cloud.paced(SignedDuration::from_secs(600 + gib.saturating_mul(6)));
    call.cloud.tasks.push(Task {
        task_id: task_id.clone(),
        region_id,
        action: "ExportImage",
        resource_id: image_id,
        objects,
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

/// Names of the objects, one for each disk. Only the form of the first is documented.
fn objects<'a>(prefix: &str, image_id: &str, format: &str, disks: impl Iterator<Item = &'a str>) -> Vec<String> {
    let begin = match prefix {
        "" => image_id.to_owned(),
        _ => format!("{prefix}_{image_id}"),
    };
    let names = disks.enumerate().map(|(place, disk_type)| match disk_type {
        "system" => format!("{begin}_system.{format}.tar.gz"),
        _ => format!("{begin}_data{place}.{format}.tar.gz"),
    });
    names.collect()
}
