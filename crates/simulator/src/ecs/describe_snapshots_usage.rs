//! DescribeSnapshotsUsage: how many snapshots a region has, and their size in bytes.

use serde_json::json;

use crate::call::{Answer, Call, fields};
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id().map_err(|refusal| match refusal.status {
        404 => Refusal::new(403, "InvalidParam.RegionId", "The specified region is not exist."),
        _ => refusal,
    })?;
    let rows = call.cloud.snapshots_in(region_id, call.now);
    let bytes = rows.iter().map(|row| row.stored_bytes(call.now));
    let bytes = bytes.fold(0_i64, i64::saturating_add);
    Ok(fields(json!({ "SnapshotCount": rows.len(), "SnapshotSize": bytes })))
}
