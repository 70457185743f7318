//! DeleteImage and the reasons that prevent it. The snapshots of the image stay.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{not_found, own_image};
use crate::call::{Answer, Call, fields};
use crate::cloud::{Cloud, Image};
use crate::ledger::Effect;
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let force = call.parameters.boolean("Force")? == Some(true);
    let image = match own_image(call, region_id) {
        Err(refusal) if refusal.status == 404 && call.cloud.open_questions.missing_deletes_succeed => {
            return Ok(fields(json!({})));
        }
        found => found?,
    };
    check(call.cloud, image, force, call.now)?;
    let image_id = image.image_id.clone();
    call.stop_if_dry_run()?;
    match call.cloud.open_questions.deleted_images_listed_for_seconds {
        0 => call.effects.push(remove(call.cloud, region_id, image_id)),
        seconds => {
            let listed_for = SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX));
            let gone_at = call.now.saturating_add(listed_for).ok();
            if let Some(image) = call.cloud.own_image_mut(region_id, &image_id) {
                image.gone_at = image.gone_at.or(gone_at);
            }
        }
    }
    Ok(fields(json!({})))
}

/// Deletes an image of any region by force, as somebody at the console would.
pub(crate) fn delete(cloud: &mut Cloud, image_id: &str, now: Timestamp) -> Result<Effect, Refusal> {
    let mut images = cloud.images.iter();
    let image = images.find(|image| image.is_own() && image.image_id == image_id);
    let image = image.ok_or_else(not_found)?;
    check(cloud, image, true, now)?;
    Ok(remove(cloud, image.region_id, image_id.to_owned()))
}

/// Refuses when something prevents the deletion.
fn check(cloud: &Cloud, image: &Image, force: bool, now: Timestamp) -> Result<(), Refusal> {
    let refuse = |code: &str, message: &str| Err(Refusal::new(403, code, message));
    let is_source = cloud
        .images
        .iter()
        .any(|copy| copy.copy_of.as_deref() == Some(image.image_id.as_str()) && copy.is_being_copied(now));
    if image.is_being_copied(now) || is_source {
        let message = "The image is being copied. Please use the CancelCopyImage API.";
        return refuse("OperationDenied.ImageCopying", message);
    }
    let is_exporting = cloud
        .tasks
        .iter()
        .any(|task| task.resource_id == image.image_id && task.status(now) == "Processing");
    if is_exporting {
        let message = "The specified Image is exporting. Please cancel task first.";
        return refuse("ImageIsExporting", message);
    }
    if image.is_public {
        let message = "You can not delete public image, please modify it to private.";
        return refuse("ImageIsPublic", message);
    }
    if !force && !image.shared_with.is_empty() {
        return refuse("ImageUseShared", "The specified image has been shared to others.");
    }
    if !force && cloud.is_in_use(image) {
        let message = "The specified image has been used to create instances.";
        return refuse("ImageUsingByInstance", message);
    }
    Ok(())
}

fn remove(cloud: &mut Cloud, region_id: &str, image_id: String) -> Effect {
    cloud
        .images
        .retain(|image| image.image_id != image_id || image.region_id != region_id);
    Effect::ImageDeleted {
        region_id: region_id.to_owned(),
        image_id,
    }
}
