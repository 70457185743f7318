//! ApplyAutoSnapshotPolicy: one policy for several disks. Its parameters begin in lower case.

use serde_json::json;

use crate::call::{Answer, Call, fields};
use crate::ledger::Effect;
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let parameters = call.parameters;
    let either = |lower: &str, upper: &str| parameters.get(lower).or_else(|| parameters.get(upper));
    let region = either("regionId", "RegionId").and_then(|asked| call.cloud.region(asked));
    let Some(region_id) = region.map(|region| region.region_id) else {
        let message = "The specified RegionId parameter is invalid.";
        return Err(Refusal::new(403, "ParameterInvalid", message));
    };
    let policy_id = either("autoSnapshotPolicyId", "AutoSnapshotPolicyId")
        .unwrap_or_default()
        .to_owned();
    if !call.cloud.has_policy(region_id, &policy_id) {
        let message = "The specified automatic snapshot policy does not exist.";
        return Err(Refusal::new(404, "ParameterInvalid", message));
    }
    let ids = either("diskIds", "DiskIds").unwrap_or_default();
    let ids: Vec<String> = serde_json::from_str(ids).unwrap_or_default();
    let is_there = |id: &String| {
        let mut disks = call.cloud.disks.iter();
        disks.any(|row| row.region_id == region_id && row.disk_id == *id)
    };
    if ids.is_empty() || !ids.iter().all(is_there) {
        let message = "The specified disk does not exist in the region.";
        return Err(Refusal::new(404, "InvalidDiskId.NotFound", message));
    }
    for row in call.cloud.disks.iter_mut().filter(|row| ids.contains(&row.disk_id)) {
        row.auto_snapshot_policy_id = Some(policy_id.clone());
        call.effects.push(Effect::DiskModified {
            region_id: region_id.to_owned(),
            disk_id: row.disk_id.clone(),
        });
    }
    Ok(fields(json!({})))
}
