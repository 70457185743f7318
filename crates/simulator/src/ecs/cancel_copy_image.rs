//! CancelCopyImage: ends a copy that has not ended by itself. The copy and its snapshots are gone.

use serde_json::json;

use super::own_image;
use crate::call::{Answer, Call, fields};
use crate::cloud::Snapshot;
use crate::ledger::Effect;
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let image = own_image(call, region_id)?;
    if image.copy_of.is_none() {
        let message = "The specified image is not the target image of a copy action.";
        return Err(Refusal::new(400, "ImageCreatedNotFromCopy", message));
    }
    let ended = match image.status(call.now) {
        "Waiting" | "Creating" => None,
        "CreateFailed" => Some("The Image copy has been failed."),
        _ => Some("The image has completed copy."),
    };
    if let Some(message) = ended {
        return Err(Refusal::new(400, "IncorrectImageStatus", message));
    }
    let image_id = image.image_id.clone();
    call.cloud.images.retain(|image| image.image_id != image_id);
    let is_part = |row: &Snapshot| row.copied_from.as_ref().is_some_and(|copy| copy.image_id == image_id);
    let parts = call.cloud.snapshots.extract_if(.., |row| is_part(row));
    call.effects.extend(parts.map(|row| Effect::SnapshotDeleted {
        region_id: region_id.to_owned(),
        snapshot_id: row.snapshot_id,
    }));
    call.cloud.schedule_copies(region_id, call.now);
    call.effects.push(Effect::ImageDeleted {
        region_id: region_id.to_owned(),
        image_id,
    });
    Ok(fields(json!({})))
}
