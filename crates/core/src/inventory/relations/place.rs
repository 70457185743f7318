//! The relations of one account and region.

use std::collections::HashMap;

use super::Dirty;
use super::facts::{DiskFacts, ImageFacts, InstanceFacts};
use super::links::Links;
use super::snapshots::{SnapshotFacts, Snapshots};
use crate::inventory::ResourceKey;

/// What is known of the rows of one account and region.
pub(crate) struct Place {
    pub(crate) account_id: String,
    pub(crate) region_id: String,
    snapshots: Snapshots,
    disks: HashMap<String, DiskFacts>,
    disks_of_instance: Links,
    instances: HashMap<String, InstanceFacts>,
    instances_of_image: Links,
    images: HashMap<String, ImageFacts>,
    images_of_snapshot: Links,
    images_of_family: Links,
    images_of_name: Links,
}

impl Place {
    pub(super) fn new(account_id: &str, region_id: &str) -> Self {
        Self {
            account_id: account_id.to_owned(),
            region_id: region_id.to_owned(),
            snapshots: Snapshots::default(),
            disks: HashMap::new(),
            disks_of_instance: Links::default(),
            instances: HashMap::new(),
            instances_of_image: Links::default(),
            images: HashMap::new(),
            images_of_snapshot: Links::default(),
            images_of_family: Links::default(),
            images_of_name: Links::default(),
        }
    }

    /// The key of a row here.
    pub(crate) fn key(&self, id: &str) -> ResourceKey {
        ResourceKey {
            account_id: self.account_id.clone(),
            region_id: self.region_id.clone(),
            id: id.to_owned(),
        }
    }

    pub(crate) fn put_snapshot(&mut self, snapshot_id: &str, facts: &SnapshotFacts) {
        self.snapshots.put(snapshot_id, facts);
    }

    pub(crate) fn remove_snapshots(&mut self, gone: &[(i64, String)]) {
        self.snapshots.remove(gone);
    }

    /// Snapshots that are not finished.
    pub(crate) fn unfinished(&self) -> impl Iterator<Item = &String> {
        self.snapshots.unfinished()
    }

    /// How many snapshots of a disk there are.
    pub(crate) fn snapshot_count(&self, disk_id: &str) -> usize {
        self.snapshots.count_of_disk(disk_id)
    }

    /// Rows of the snapshots of a disk made from `from` to `to`, oldest first.
    pub(crate) fn snapshots_between(&self, disk_id: &str, from: i64, to: i64) -> Vec<i64> {
        self.snapshots.between(disk_id, from, to)
    }

    /// Rows of the snapshots of a disk nearest to `at`, at most `each` before it and as many after it.
    pub(crate) fn snapshots_near(&self, disk_id: &str, at: Option<i64>, each: usize) -> Vec<i64> {
        self.snapshots.near(disk_id, at, each)
    }

    /// Rows of the snapshots of data disks nearest to `at`, at most `each` before it and as many after it.
    pub(crate) fn data_snapshots_near(&self, at: Option<i64>, each: usize) -> Vec<i64> {
        self.snapshots.data_near(at, each)
    }

    pub(crate) fn put_disk(&mut self, disk_id: &str, facts: DiskFacts, dirty: &mut Dirty) {
        let instance_id = facts.instance_id.clone();
        let before = self.disks.insert(disk_id.to_owned(), facts);
        let is_new = before.is_none();
        let before = before.and_then(|before| before.instance_id);
        if !is_new && before == instance_id {
            return;
        }
        self.move_disk(disk_id, before.as_deref(), instance_id.as_deref(), dirty);
    }

    pub(crate) fn remove_disk(&mut self, disk_id: &str, dirty: &mut Dirty) {
        if let Some(before) = self.disks.remove(disk_id) {
            self.move_disk(disk_id, before.instance_id.as_deref(), None, dirty);
        }
    }

    fn move_disk(&mut self, disk_id: &str, before: Option<&str>, now: Option<&str>, dirty: &mut Dirty) {
        if let Some(instance_id) = before {
            self.disks_of_instance.remove(instance_id, disk_id);
        }
        if let Some(instance_id) = now {
            self.disks_of_instance.add(instance_id, disk_id);
        }
        dirty.extend(self.snapshots.rows_of_disk(disk_id));
        let instances = before.into_iter().chain(now);
        let rows = instances.filter_map(|id| self.instances.get(id)).map(|known| known.row);
        dirty.extend(rows);
    }

    pub(crate) fn put_instance(&mut self, instance_id: &str, facts: InstanceFacts, dirty: &mut Dirty) {
        let (name, image_id) = (facts.name.clone(), facts.image_id.clone());
        let before = self.instances.insert(instance_id.to_owned(), facts);
        let before_image = before.as_ref().map_or("", |before| &before.image_id);
        if before_image != image_id {
            self.instances_of_image.remove(before_image, instance_id);
        }
        if !image_id.is_empty() {
            self.instances_of_image.add(&image_id, instance_id);
        }
        if before.is_none_or(|before| before.name != name) {
            self.touch_snapshots_of(instance_id, dirty);
        }
    }

    pub(crate) fn remove_instance(&mut self, instance_id: &str, dirty: &mut Dirty) {
        if let Some(before) = self.instances.remove(instance_id) {
            self.instances_of_image.remove(&before.image_id, instance_id);
            self.touch_snapshots_of(instance_id, dirty);
        }
    }

    fn touch_snapshots_of(&self, instance_id: &str, dirty: &mut Dirty) {
        for disk_id in self.disks_of_instance.of(instance_id) {
            dirty.extend(self.snapshots.rows_of_disk(disk_id));
        }
    }

    pub(crate) fn put_image(&mut self, image_id: &str, facts: ImageFacts, dirty: &mut Dirty) {
        self.unlink_image(image_id, dirty);
        for snapshot_id in &facts.snapshot_ids {
            self.images_of_snapshot.add(snapshot_id, image_id);
        }
        self.images_of_family.add(&facts.family, image_id);
        self.images_of_name.add(&facts.name, image_id);
        let family = facts.family.clone();
        self.images.insert(image_id.to_owned(), facts);
        self.touch_family(image_id, &family, dirty);
    }

    pub(crate) fn remove_image(&mut self, image_id: &str, dirty: &mut Dirty) {
        self.unlink_image(image_id, dirty);
    }

    fn unlink_image(&mut self, image_id: &str, dirty: &mut Dirty) {
        let Some(before) = self.images.remove(image_id) else {
            return;
        };
        for snapshot_id in &before.snapshot_ids {
            self.images_of_snapshot.remove(snapshot_id, image_id);
        }
        self.images_of_family.remove(&before.family, image_id);
        self.images_of_name.remove(&before.name, image_id);
        self.touch_family(image_id, &before.family, dirty);
    }

    /// An image names its instances, and decides which of its family is the newest.
    fn touch_family(&self, image_id: &str, family: &str, dirty: &mut Dirty) {
        let others: &[String] = if family.is_empty() {
            &[]
        } else {
            self.images_of_family.of(family)
        };
        for id in others.iter().map(String::as_str).chain([image_id]) {
            dirty.extend(self.images.get(id).map(|image| image.row));
            let instances = self.instances_of_image.of(id).iter();
            let rows = instances.filter_map(|id| self.instances.get(id)).map(|known| known.row);
            dirty.extend(rows);
        }
    }

    pub(crate) fn disk(&self, disk_id: &str) -> Option<&DiskFacts> {
        self.disks.get(disk_id)
    }

    /// Disks of an instance: the system disk first, then by device.
    pub(crate) fn disks_of_instance(&self, instance_id: &str) -> Vec<(&str, &DiskFacts)> {
        let ids = self.disks_of_instance.of(instance_id).iter();
        let mut disks: Vec<(&str, &DiskFacts)> =
            ids.filter_map(|id| Some((id.as_str(), self.disks.get(id)?))).collect();
        disks.sort_by_key(|(id, disk)| {
            (
                disk.disk_type != "system",
                disk.device.is_none(),
                disk.device.clone(),
                *id,
            )
        });
        disks
    }

    pub(crate) fn instance(&self, instance_id: &str) -> Option<&InstanceFacts> {
        self.instances.get(instance_id)
    }

    /// The instance that a disk is on: its id, and its name when the instance is listed.
    pub(crate) fn instance_of_disk(&self, disk_id: &str) -> Option<(&str, Option<&InstanceFacts>)> {
        let instance_id = self.disks.get(disk_id)?.instance_id.as_deref()?;
        Some((instance_id, self.instances.get(instance_id)))
    }

    /// The instances that run an image, in the order of their ids.
    pub(crate) fn instances_of_image(&self, image_id: &str) -> Vec<(&str, &InstanceFacts)> {
        let ids = self.instances_of_image.of(image_id).iter();
        let mut found: Vec<(&str, &InstanceFacts)> = ids
            .filter_map(|id| Some((id.as_str(), self.instances.get(id)?)))
            .collect();
        found.sort_by_key(|(id, _)| *id);
        found
    }

    pub(crate) fn image(&self, image_id: &str) -> Option<&ImageFacts> {
        self.images.get(image_id)
    }

    /// The images that hold a snapshot.
    pub(crate) fn images_of_snapshot(&self, snapshot_id: &str) -> impl Iterator<Item = (&str, &ImageFacts)> {
        self.images_in(self.images_of_snapshot.of(snapshot_id))
    }

    pub(super) fn images_of_name(&self, name: &str) -> impl Iterator<Item = (&str, &ImageFacts)> {
        self.images_in(self.images_of_name.of(name))
    }

    fn images_in<'a>(&'a self, ids: &'a [String]) -> impl Iterator<Item = (&'a str, &'a ImageFacts)> {
        ids.iter().filter_map(|id| Some((id.as_str(), self.images.get(id)?)))
    }

    /// The images of the family and the owner of an image, itself among them.
    pub(crate) fn family<'a>(&'a self, image: &'a ImageFacts) -> impl Iterator<Item = (&'a str, &'a ImageFacts)> {
        let family: &[String] = if image.family.is_empty() {
            &[]
        } else {
            self.images_of_family.of(&image.family)
        };
        self.images_in(family)
            .filter(move |(_, other)| other.owner == image.owner)
    }

    /// The newest available image of the family that was made after `image`.
    pub(crate) fn newer_image<'a>(&'a self, image: &'a ImageFacts) -> Option<(&'a str, &'a ImageFacts)> {
        let newer = self
            .family(image)
            .filter(|(_, other)| other.is_available() && other.created_at > image.created_at);
        newer.max_by_key(|(id, other)| (other.created_at, *id))
    }
}
