//! The details of one snapshot, with the time line of its instance.

use super::moment::{Disk, TIMELINE_DAYS, same_moment, span, timelines};
use super::obstacle::obstacles;
use super::{Inventory, ResourceKey, SnapshotDetail, SnapshotFacts, SnapshotRow, Tag, stored};
use crate::store::snapshot_read::StoredRecord;
use crate::{Problem, ProblemCode};

impl Inventory {
    /// Everything that is known of a snapshot.
    ///
    /// # Errors
    /// `SnapshotGone` when the cloud does not list it, as far as is known; the cache's codes.
    pub(crate) async fn detail(&self, key: &ResourceKey) -> Result<SnapshotDetail, Problem> {
        let ResourceKey {
            account_id,
            region_id,
            id: snapshot_id,
        } = key.clone();
        let Some(record) = self.shared.cache.record(account_id, region_id, snapshot_id).await? else {
            return Err(Problem::new(ProblemCode::SnapshotGone).with("snapshotId", &key.id));
        };
        let facts = SnapshotFacts::from(record.snapshot.clone());
        let (from, to) = span(facts.row.created_at, self.now());
        let disks = self.disks_around(key, &facts, from, to).await?;
        Ok(detail(record, facts, &disks, from, to))
    }

    /// Disks of the instance with their snapshots in the span; the source disk alone when the instance is unknown.
    async fn disks_around(
        &self,
        key: &ResourceKey,
        facts: &SnapshotFacts,
        from: i64,
        to: i64,
    ) -> Result<Vec<Disk>, Problem> {
        let (account_id, region_id) = (key.account_id.clone(), key.region_id.clone());
        let cache = &self.shared.cache;
        let known = match &facts.row.instance_id {
            Some(instance_id) => {
                let disks = cache.disks_of_instance(account_id.clone(), region_id.clone(), instance_id.clone());
                disks.await?
            }
            None => Vec::new(),
        };
        let mut disks: Vec<Disk> = known
            .into_iter()
            .map(|disk| Disk {
                disk_id: disk.disk_id,
                device: disk.device,
                disk_type: disk.disk_type,
                snapshots: Vec::new(),
            })
            .collect();
        if disks.iter().all(|disk| disk.disk_id != facts.row.source_disk_id) {
            disks.push(Disk {
                disk_id: facts.row.source_disk_id.clone(),
                device: facts.device.clone(),
                disk_type: facts.row.disk_type.clone(),
                snapshots: Vec::new(),
            });
        }
        let disk_ids = disks.iter().map(|disk| disk.disk_id.clone()).collect();
        let snapshots = cache
            .snapshots_between(account_id, region_id, disk_ids, from, to)
            .await?;
        for (disk, snapshots) in disks.iter_mut().zip(snapshots) {
            disk.snapshots = snapshots.into_iter().map(SnapshotRow::from).collect();
        }
        Ok(disks)
    }
}

fn detail(record: StoredRecord, facts: SnapshotFacts, disks: &[Disk], from: i64, to: i64) -> SnapshotDetail {
    let same_moment = same_moment(&facts.row, disks);
    SnapshotDetail {
        fields: stored::fields(&record.raw),
        timelines: timelines(disks),
        timeline_days: TIMELINE_DAYS,
        timeline_from: from,
        timeline_to: to,
        same_moment: same_moment.keys,
        missing_disks: same_moment.missing_disks,
        spread_seconds: same_moment.spread_seconds,
        obstacles: obstacles(&facts),
        category: facts.category,
        released_at: facts.released_at,
        row: facts.row,
        description: record.description,
        retention_days: record.snapshot.retention_days,
        kms_key_id: record.kms_key_id,
        resource_group_id: record.resource_group_id,
        tags: record.tags.into_iter().map(|(key, value)| Tag { key, value }).collect(),
        remain_seconds: record.remain_seconds,
    }
}
