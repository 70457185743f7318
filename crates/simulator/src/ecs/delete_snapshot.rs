//! DeleteSnapshot and the reasons that prevent it. Deleting an unfinished snapshot cancels it.

use jiff::Timestamp;
use serde_json::json;

use crate::call::{Answer, Call, fields};
use crate::cloud::Cloud;
use crate::ledger::Effect;
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let snapshot_id = call.required("SnapshotId")?.to_owned();
    let force = call.parameters.boolean("Force")? == Some(true);
    let home = call.home_region()?;
    let is_missing = call.cloud.snapshot(home, &snapshot_id, call.now).is_none();
    if is_missing && call.cloud.open_questions.missing_deletes_succeed {
        return Ok(fields(json!({})));
    }
    let effect = delete(call.cloud, home, &snapshot_id, force, call.now)?;
    call.effects.push(effect);
    Ok(fields(json!({})))
}

/// Deletes a snapshot, for this action and for a deletion from outside the API.
pub(crate) fn delete(
    cloud: &mut Cloud,
    region_id: Option<&str>,
    snapshot_id: &str,
    force: bool,
    now: Timestamp,
) -> Result<Effect, Refusal> {
    let Some(snapshot) = cloud.snapshot(region_id, snapshot_id, now) else {
        let message = "The specified snapshot is not found.";
        return Err(Refusal::new(404, "InvalidSnapshotId.NotFound", message));
    };
    // Force does not reach past images.
    if cloud.is_held_by_image(snapshot_id, now) {
        let message = "The snapshot has been used to create user defined image(s).";
        return Err(Refusal::new(403, "SnapshotCreatedImage", message));
    }
    if snapshot.used_by_disk && !force {
        let message = "The snapshot has been used to create disk(s).";
        return Err(Refusal::new(403, "SnapshotCreatedDisk", message));
    }
    let (region_id, snapshot_id) = (snapshot.region_id.to_owned(), snapshot_id.to_owned());
    let is_being_copied = cloud.snapshots.iter().any(|row| {
        let source = row.copied_from.as_ref().map(|copy| copy.snapshot_id.as_str());
        source == Some(snapshot_id.as_str()) && row.status(now) == "progressing"
    });
    if is_being_copied {
        let message = "The operation may conflicts with others, please retry later.";
        return Err(Refusal::new(403, "Operation.Conflict", message));
    }
    cloud.remove_snapshot(&snapshot_id);
    Ok(Effect::SnapshotDeleted { region_id, snapshot_id })
}
