//! CreateSnapshot: which disks can be snapshotted, and the new snapshot.

use serde_json::json;

use super::image_text;
use crate::call::{Answer, Call, fields};
use crate::client_token;
use crate::cloud::{Disk, Snapshot, State, Tags};
use crate::ledger::Effect;
use crate::refusal::Refusal;
use crate::tags;

const MISMATCH: (u16, &str, &str) = (403, "IdempotentParameterMismatch", "The specified clientToken is used.");
/// Snapshots taken by hand that one disk may have. Source: help page Limitations.
const MOST_MANUAL: usize = 2_000;
/// Snapshots of one disk that may be in progress at once; of an older disk only one.
const MOST_AT_ONCE: usize = 10;

/// What a new snapshot is asked to be.
#[derive(Clone)]
pub(super) struct Details {
    pub(super) name: Option<String>,
    pub(super) description: String,
    pub(super) retention_days: Option<i64>,
    pub(super) category: &'static str,
    pub(super) tags: Tags,
    /// The disk's own when none.
    pub(super) resource_group_id: Option<String>,
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    client_token::once(call, MISMATCH, |call| {
        let (disk, details) = read(call)?;
        check(call, &disk)?;
        let snapshot_id = begin(call, disk, details);
        Ok(fields(json!({ "SnapshotId": snapshot_id })))
    })
}

fn read(call: &Call<'_>) -> Result<(Disk, Details), Refusal> {
    let disk_id = call.required("DiskId")?;
    let parameters = call.parameters;
    let name = image_text::snapshot_name(parameters, "SnapshotName", 400)?;
    let description =
        image_text::description(parameters, "Description").map_err(|refusal| Refusal { status: 404, ..refusal })?;
    let retention_days = retention_days(call, 400)?;
    let category = call.one_of("Category", &["standard", "flash"], || {
        let message = "The specified Category is not valid.";
        Refusal::new(403, "InvalidSnapshotCategory.Malformed", message)
    })?;
    let tags = tags::for_new_resource(parameters)?;
    let resource_group_id = match parameters.get("ResourceGroupId") {
        Some(_) => Some(call.resource_group_id()?),
        None => None,
    };
    let home = call.home_region()?;
    let disk = call
        .cloud
        .disks
        .iter()
        .find(|disk| disk.disk_id == disk_id && home.is_none_or(|home| home == disk.region_id));
    let disk = disk.cloned().ok_or_else(|| {
        let message = "The specified DiskId does not exist.";
        Refusal::new(404, "InvalidDiskId.NotFound", message)
    })?;
    let details = Details {
        name,
        description,
        retention_days,
        category: category.unwrap_or("standard"),
        tags,
        resource_group_id,
    };
    Ok((disk, details))
}

/// Refuses a disk that cannot be snapshotted now.
pub(super) fn check(call: &Call<'_>, disk: &Disk) -> Result<(), Refusal> {
    check_instance(call, disk)?;
    check_room(call, disk)
}

/// Begins the snapshot and gives its id.
pub(super) fn begin(call: &mut Call<'_>, disk: Disk, details: Details) -> String {
    let region_id = disk.region_id;
    let link = call
        .cloud
        .snapshots
        .iter()
        .find(|row| *row.source_disk_id == *disk.disk_id);
    let link_id = link.map_or_else(
        || disk.disk_id.replacen("d-", "sl-", 1).into(),
        |row| row.link_id.clone(),
    );
    let snapshot_id = call.cloud.new_id("s", region_id);
    call.cloud.snapshots.push(Snapshot {
        snapshot_id: snapshot_id.clone(),
        region_id,
        link_id,
        name: details.name,
        description: details.description,
        created: call.this_second(),
        state: State::Progressing(call.cloud.paced(Snapshot::duration(disk.size_gib))),
        os: disk.os(call.cloud),
        source_disk_id: disk.disk_id.into(),
        source_disk_type: disk.disk_type,
        source_disk_gib: disk.size_gib,
        snapshot_type: "user",
        category: details.category,
        retention_days: details.retention_days,
        kms_key_id: disk.kms_key_id.map(Into::into),
        used_by_disk: false,
        modified: None,
        copied_from: None,
        resource_group_id: details.resource_group_id.unwrap_or(disk.resource_group_id).into(),
        tags: details.tags.into(),
    });
    call.effects.push(Effect::SnapshotCreated {
        region_id: region_id.to_owned(),
        snapshot_id: snapshot_id.clone(),
    });
    snapshot_id
}

/// The disk must be attached to an instance that is not on its way somewhere.
fn check_instance(call: &Call<'_>, disk: &Disk) -> Result<(), Refusal> {
    let Some(instance_id) = &disk.instance_id else {
        return Ok(());
    };
    let instance = call.cloud.instance(disk.region_id, instance_id);
    if instance.is_some_and(|instance| ["Running", "Stopped"].contains(&instance.status(call.now))) {
        return Ok(());
    }
    let message = "The current status of the resource does not support this operation.";
    Err(Refusal::new(400, "IncorrectInstanceStatus", message))
}

fn check_room(call: &Call<'_>, disk: &Disk) -> Result<(), Refusal> {
    let of_disk = || {
        let rows = call.cloud.snapshots.iter();
        rows.filter(|row| *row.source_disk_id == *disk.disk_id && row.snapshot_type == "user")
    };
    let in_progress = of_disk().filter(|row| row.status(call.now) == "progressing").count();
    let at_once = if ["cloud_essd", "cloud_auto"].contains(&disk.category) {
        MOST_AT_ONCE
    } else {
        1
    };
    if in_progress >= at_once {
        let message = "A previous snapshot creation is in process.";
        return Err(Refusal::new(403, "IncorrectDiskStatus.CreatingSnapshot", message));
    }
    if of_disk().count() >= MOST_MANUAL {
        return Err(Refusal::new(403, "QuotaExceed.Snapshot", "The snapshot quota exceeds."));
    }
    Ok(())
}

/// `RetentionDays`, 1 to 65536; none keeps the snapshot until it is deleted.
pub(super) fn retention_days(call: &Call<'_>, status: u16) -> Result<Option<i64>, Refusal> {
    let malformed = || {
        let message = "The specified RetentionDays is not valid.";
        Refusal::new(status, "InvalidRetentionDays.Malformed", message)
    };
    let asked = call.parameters.integer("RetentionDays").map_err(|_| malformed())?;
    match asked {
        Some(days) if !(1..=65_536).contains(&days) => Err(malformed()),
        asked => Ok(asked),
    }
}
