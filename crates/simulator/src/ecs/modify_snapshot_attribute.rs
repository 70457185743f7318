//! ModifySnapshotAttribute: name, description, and a longer retention.

use serde_json::json;

use super::{create_snapshot, image_text};
use crate::call::{Answer, Call, fields};
use crate::ledger::Effect;
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let snapshot_id = call.required("SnapshotId")?.to_owned();
    let parameters = call.parameters;
    let name = image_text::snapshot_name(parameters, "SnapshotName", 400)?;
    let description = parameters.get("Description").map(str::to_owned);
    if description.as_ref().is_some_and(|text| text.chars().count() > 256) {
        let message = "The specified description is wrongly formed.";
        return Err(Refusal::new(404, "InvalidDescription.Malformed", message));
    }
    let retention_days = create_snapshot::retention_days(call, 400)?;
    let disable = parameters.boolean("DisableInstantAccess").map_err(|_| {
        let message = "The specified DisableInstantAccess is not valid!";
        Refusal::new(404, "InvalidSnapshotDisableInstantAccess.Malformed", message)
    })?;
    let home = call.home_region()?;
    let found = call.cloud.snapshot(home, &snapshot_id, call.now).ok_or_else(|| {
        let message = "The specified SnapshotId does not exist.";
        Refusal::new(404, "InvalidSnapshotId.NotFound", message)
    })?;
    if name.is_none() && description.is_none() && retention_days.is_none() && disable.is_none() {
        let message = "No attribute to be modified in this request.";
        return Err(Refusal::new(400, "NoAttributeToModify", message));
    }
    if let Some(days) = retention_days {
        if found.status(call.now) != "accomplished" {
            let message = "The specified snapshot has not completed yet.";
            return Err(Refusal::new(400, "InvalidSnapshotId.NotReady", message));
        }
        // A permanent snapshot can be given no end, and a given end can only be put off.
        if found.retention_days.is_none_or(|present| days < present) {
            let message = "The requested operation to decrease retention days for the snapshot is not supported.";
            return Err(Refusal::new(
                400,
                "InvalidOperation.DecreaseRetentionDaysUnsupported",
                message,
            ));
        }
    }
    let region_id = found.region_id.to_owned();
    if let Some(snapshot) = call.cloud.snapshot_mut(&snapshot_id, call.now) {
        snapshot.name = name.or_else(|| snapshot.name.take());
        snapshot.retention_days = retention_days.or(snapshot.retention_days);
        if let Some(description) = description {
            snapshot.description = description;
        }
        call.effects.push(Effect::SnapshotModified { region_id, snapshot_id });
    }
    Ok(fields(json!({})))
}
