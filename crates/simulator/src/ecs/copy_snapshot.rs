//! CopySnapshot: a snapshot of another region, as a snapshot of its own there.

use serde_json::json;

use super::{create_snapshot, encryption, image_text};
use crate::call::{Answer, Call, fields};
use crate::client_token;
use crate::cloud::{CopyOf, Snapshot, State};
use crate::ledger::Effect;
use crate::refusal::Refusal;
use crate::tags;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    client_token::once(call, client_token::MISMATCH, |call| {
        let snapshot = compose(call, region_id)?;
        let snapshot_id = snapshot.snapshot_id.clone();
        call.effects.push(Effect::SnapshotCreated {
            region_id: snapshot.region_id.to_owned(),
            snapshot_id: snapshot_id.clone(),
        });
        call.cloud.snapshots.push(snapshot);
        Ok(fields(json!({ "SnapshotId": snapshot_id })))
    })
}

fn compose(call: &mut Call<'_>, region_id: &'static str) -> Result<Snapshot, Refusal> {
    let parameters = call.parameters;
    let refuse = |code: &str, message: &str| Refusal::new(403, code, message);
    let asked = call.required("DestinationRegionId")?;
    let destination = call.cloud.region(asked).map(|region| region.region_id);
    let destination = destination.ok_or_else(|| refuse("InvalidRegionId.NotExists", "Region not exists."))?;
    let snapshot_id = call.required("SnapshotId")?;
    call.required("DestinationSnapshotName")?;
    let name = image_text::snapshot_name(parameters, "DestinationSnapshotName", 403)?;
    let description = image_text::description(parameters, "DestinationSnapshotDescription")
        .map_err(|refusal| Refusal { status: 403, ..refusal })?;
    let retention_days = create_snapshot::retention_days(call, 403)?;
    let tags = tags::for_new_resource(parameters)?;
    let resource_group_id = call.resource_group_id()?;
    if destination == region_id {
        let message = "Copying snapshot in the same region is not supported.";
        return Err(refuse("InvalidOperation.NotSupportCopyInSameRegion", message));
    }
    let source = call.cloud.snapshot(Some(region_id), snapshot_id, call.now);
    let source = source.ok_or_else(|| refuse("InvalidSnapshotId.NotFound", "The specified snapshot is not exists."))?;
    let source = source.into_owned();
    if source.status(call.now) != "accomplished" {
        let message = "The specified snapshot has not completed yet.";
        return Err(refuse("InvalidSnapshotId.NotReady", message));
    }
    if source.category == "flash" {
        let message = "The specified snapshot's category does not support copy.";
        return Err(refuse("InvalidSnapshotCategory.NotSupportCopy", message));
    }
    let kms_key_id = encryption::of_snapshot_copy(call, &source, destination)?;
    let is_unfinished = call.cloud.snapshots.iter().any(|row| {
        row.region_id == destination
            && row.copied_from.is_some()
            && row.source_disk_id == source.source_disk_id
            && row.status(call.now) == "progressing"
    });
    if is_unfinished {
        let message = "This disk has unfinished cross-region copy snapshots in the target region.";
        return Err(refuse("InvalidOperation.UnfinishedCrossRegionCopy", message));
    }
    let needed = call.cloud.paced(Snapshot::duration(source.source_disk_gib) * 3);
    Ok(Snapshot {
        snapshot_id: call.cloud.new_id("s", destination),
        region_id: destination,
        link_id: call.cloud.new_id("sl", destination).into(),
        name,
        description,
        created: call.this_second(),
        state: State::Progressing(needed),
        snapshot_type: "user",
        category: "standard",
        retention_days,
        kms_key_id: kms_key_id.map(Into::into),
        used_by_disk: false,
        modified: None,
        copied_from: Some(CopyOf {
            region_id,
            snapshot_id: source.snapshot_id.clone(),
            image_id: String::new(),
        }),
        resource_group_id: resource_group_id.into(),
        tags: tags.into(),
        ..source
    })
}
