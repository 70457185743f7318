//! The details of one snapshot, with the time line of its instance and what uses it.

use alibaba_cloud::ecs::Snapshot;

use super::image_detail::MOST_NAMED;
use super::kinds::snapshot::{self, Snapshots};
use super::kinds::{Kind, count};
use super::moment::{Disk, TIMELINE_DAYS, same_moment, span, timelines};
use super::obstacle::obstacles;
use super::relations::Place;
use super::{ImageRef, InstanceRef, Inventory, ResourceKey, ShardKind, SnapshotDetail, SnapshotFacts, stored};
use crate::store::rows::StoredRow;
use crate::store::shards::StoredKind;
use crate::{Problem, ProblemCode};

/// What must be known to the last row to say which disks lack a snapshot of a moment.
pub(super) const MOMENT: &[ShardKind] = &[ShardKind::Disks, ShardKind::Snapshots];

impl Inventory {
    /// Everything that is known of a snapshot.
    ///
    /// # Errors
    /// `SnapshotGone` when the cloud does not list it, as far as is known; the cache's codes.
    pub(crate) async fn detail(&self, key: &ResourceKey) -> Result<SnapshotDetail, Problem> {
        let gone = || Problem::new(ProblemCode::SnapshotGone).with("snapshotId", &key.id);
        let stored = self.stored(key, &[StoredKind::Snapshots]).await?.ok_or_else(gone)?;
        let snapshot = Snapshots::parse(&stored.raw).ok_or_else(gone)?;
        let (facts, used_by, disks, knows_moment) = {
            let relations = self.shared.known.relations();
            let place = relations.place(stored.place).ok_or_else(gone)?;
            let facts = snapshot::facts(place, &snapshot);
            let disks = disks_around(place, &facts);
            (facts, used_by(place, &key.id), disks, place.listed.has_all(MOMENT))
        };
        let (from, to) = span(facts.row.created_at, self.now());
        let disks = self.with_snapshots(disks, stored.place, from, to).await?;
        let detail = detail(stored, snapshot, facts, used_by, &disks, (from, to));
        Ok(SnapshotDetail {
            missing_disks: detail.missing_disks.filter(|_| knows_moment),
            ..detail
        })
    }

    /// Disks of a place with their snapshots in the span.
    pub(super) async fn with_snapshots(
        &self,
        mut disks: Vec<Disk>,
        place_id: i64,
        from: i64,
        to: i64,
    ) -> Result<Vec<Disk>, Problem> {
        let ids: Vec<Vec<i64>> = {
            let relations = self.shared.known.relations();
            let place = relations.place(place_id);
            let between = |disk: &Disk| place.map(|place| place.snapshots_between(&disk.disk_id, from, to));
            disks.iter().map(|disk| between(disk).unwrap_or_default()).collect()
        };
        for (disk, ids) in disks.iter_mut().zip(ids) {
            let snapshots = self.snapshots_of_rows(ids).await?;
            disk.snapshots.extend(snapshots.into_iter().map(|facts| facts.row));
        }
        Ok(disks)
    }
}

/// The disks of an instance, the system disk first.
pub(super) fn disks_of(place: &Place, instance_id: &str) -> Vec<Disk> {
    let disks = place.disks_of_instance(instance_id).into_iter();
    let disks = disks.map(|(disk_id, disk)| Disk {
        disk_id: disk_id.to_owned(),
        device: disk.device.clone(),
        disk_type: disk.disk_type.clone(),
        snapshots: Vec::new(),
    });
    disks.collect()
}

/// The disks of the instance of a snapshot; its own disk alone when the instance is unknown.
fn disks_around(place: &Place, facts: &SnapshotFacts) -> Vec<Disk> {
    let instance_id = facts.row.instance_id.as_deref();
    let mut disks = instance_id.map_or_else(Vec::new, |instance_id| disks_of(place, instance_id));
    if disks.iter().all(|disk| disk.disk_id != facts.row.source_disk_id) {
        disks.push(Disk {
            disk_id: facts.row.source_disk_id.clone(),
            device: facts.device.clone(),
            disk_type: facts.row.disk_type.clone(),
            // Of a disk that is not told no other snapshot is known.
            snapshots: Vec::from_iter(facts.row.source_disk_id.is_empty().then(|| facts.row.clone())),
        });
    }
    disks
}

/// What uses a snapshot: the first images and instances, and how many there are.
struct UsedBy {
    images: Vec<ImageRef>,
    images_count: Option<u32>,
    instances: Vec<InstanceRef>,
    instances_count: Option<u32>,
}

/// Images that hold a snapshot, and the instances that run them. It does not matter whether its disk is still there.
fn used_by(place: &Place, snapshot_id: &str) -> UsedBy {
    let images: Vec<_> = place.images_of_snapshot(snapshot_id).collect();
    let instances: Vec<_> = images.iter().flat_map(|(id, _)| place.instances_of_image(id)).collect();
    UsedBy {
        images_count: place.listed.once(&[ShardKind::Images], count(images.len())),
        instances_count: place
            .listed
            .once(&[ShardKind::Images, ShardKind::Instances], count(instances.len())),
        images: images
            .into_iter()
            .take(MOST_NAMED)
            .map(|(id, image)| ImageRef {
                key: place.key(id),
                name: image.name.clone(),
                status: image.status.clone(),
            })
            .collect(),
        instances: instances
            .into_iter()
            .take(MOST_NAMED)
            .map(|(id, instance)| InstanceRef {
                key: place.key(id),
                name: instance.name.clone(),
                status: instance.status.clone(),
            })
            .collect(),
    }
}

fn detail(
    stored: StoredRow,
    snapshot: Snapshot,
    facts: SnapshotFacts,
    used_by: UsedBy,
    disks: &[Disk],
    (from, to): (i64, i64),
) -> SnapshotDetail {
    let same_moment = same_moment(&facts.row, disks);
    SnapshotDetail {
        fields: stored::fields(&stored.raw),
        request_id: Some(stored.request_id).filter(|id| !id.is_empty()),
        timelines: timelines(disks),
        timeline_days: TIMELINE_DAYS,
        timeline_from: from,
        timeline_to: to,
        same_moment: same_moment.keys,
        missing_disks: Some(same_moment.missing_disks),
        spread_seconds: same_moment.spread_seconds,
        obstacles: obstacles(&facts),
        used_by_images: used_by.images,
        used_by_images_count: used_by.images_count,
        used_by_instances: used_by.instances,
        used_by_instances_count: used_by.instances_count,
        category: facts.category,
        released_at: facts.released_at,
        row: facts.row,
        description: snapshot.description.unwrap_or_default(),
        retention_days: snapshot.retention_days,
        kms_key_id: snapshot.kms_key_id,
        resource_group_id: snapshot.resource_group_id,
        tags: stored::tags(&snapshot.tags),
        remain_seconds: snapshot.remain_time.and_then(|seconds| i64::try_from(seconds).ok()),
    }
}
