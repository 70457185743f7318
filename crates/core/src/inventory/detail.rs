//! The details of one snapshot, with the time line of its instance.

use rusqlite::Connection;

use super::moment::{Disk, LANE_DAYS, lanes, moment, span};
use super::{Inventory, SnapshotDetail, SnapshotKey, SnapshotRecord};
use crate::image::rules::obstacles;
use crate::store::{disks, snapshots};
use crate::{Problem, ProblemCode};

impl Inventory {
    /// Everything that is known of a snapshot.
    ///
    /// # Errors
    /// `SnapshotGone` when the cloud does not list it, as far as is known.
    pub(crate) async fn detail(&self, key: &SnapshotKey) -> Result<SnapshotDetail, Problem> {
        let now = self.now();
        let wanted = key.clone();
        let found = self
            .shared
            .read(move |connection| {
                let Some(record) = snapshots::record(connection, &wanted)? else {
                    return Ok(None);
                };
                let disks = disks_around(connection, &record, now)?;
                Ok(Some(detail(record, &disks, now)))
            })
            .await?;
        found.ok_or_else(|| Problem::new(ProblemCode::SnapshotGone).with("snapshotId", &key.snapshot_id))
    }
}

/// Disks of the instance; the source disk alone when the instance is unknown.
fn disks_around(connection: &Connection, record: &SnapshotRecord, now: i64) -> rusqlite::Result<Vec<Disk>> {
    let row = &record.known.row;
    let key = &row.key;
    let of_instance = match &row.instance_id {
        Some(instance_id) => disks::of_instance(connection, &key.account_id, &key.region_id, instance_id)?,
        None => Vec::new(),
    };
    let mut disks: Vec<Disk> = of_instance
        .into_iter()
        .map(|disk| Disk {
            disk_id: disk.disk_id,
            device: disk.device,
            disk_type: disk.disk_type,
            snapshots: Vec::new(),
        })
        .collect();
    if disks.iter().all(|disk| disk.disk_id != row.source_disk_id) {
        disks.push(Disk {
            disk_id: row.source_disk_id.clone(),
            device: record.known.device.clone(),
            disk_type: row.disk_type.clone(),
            snapshots: Vec::new(),
        });
    }
    let (from, to) = span(row.created_at, now);
    for disk in &mut disks {
        disk.snapshots = snapshots::of_disk(connection, &key.account_id, &key.region_id, &disk.disk_id, from, to)?;
    }
    Ok(disks)
}

fn detail(record: SnapshotRecord, disks: &[Disk], now: i64) -> SnapshotDetail {
    let row = &record.known.row;
    let moment = moment(row, disks);
    let (lanes_from, lanes_to) = span(row.created_at, now);
    SnapshotDetail {
        fields: record.fields(),
        lanes: lanes(disks),
        lane_days: LANE_DAYS,
        lanes_from,
        lanes_to,
        same_moment: moment.keys,
        missing_disks: moment.missing_disks,
        spread_seconds: moment.spread_seconds,
        obstacles: obstacles(&record.known),
        category: record.known.category,
        released_at: record.known.released_at,
        row: record.known.row,
        description: record.description,
        retention_days: record.retention_days,
        kms_key_id: record.kms_key_id,
        resource_group_id: record.resource_group_id,
        tags: record.tags,
        remain_seconds: record.remain_seconds,
    }
}
