//! The relations of one account and region.

use std::collections::{BTreeSet, HashMap};

use super::Dirty;
use super::facts::{DiskFacts, ImageFacts, InstanceFacts};
use super::families::Families;
use super::links::Links;
use super::snapshots::{SnapshotFacts, Snapshots};
use super::unfinished::next_of;
use crate::inventory::ResourceKey;
use crate::inventory::listed::Listed;

/// What is known of the rows of one account and region.
pub(crate) struct Place {
    pub(crate) account_id: String,
    pub(crate) region_id: String,
    /// Kinds that are known to the last row.
    pub(crate) listed: Listed,
    snapshots: Snapshots,
    /// Facts lie beside the tables, whose empty places would be as large as they are.
    disks: HashMap<Box<str>, Box<DiskFacts>>,
    disks_of_instance: Links,
    instances: HashMap<Box<str>, Box<InstanceFacts>>,
    instances_of_image: Links,
    images: HashMap<Box<str>, Box<ImageFacts>>,
    images_of_snapshot: Links,
    families: Families,
    images_of_name: Links,
    unfinished_images: BTreeSet<String>,
}

impl Place {
    pub(super) fn new(account_id: &str, region_id: &str) -> Self {
        Self {
            account_id: account_id.to_owned(),
            region_id: region_id.to_owned(),
            listed: Listed::default(),
            snapshots: Snapshots::default(),
            disks: HashMap::new(),
            disks_of_instance: Links::default(),
            instances: HashMap::new(),
            instances_of_image: Links::default(),
            images: HashMap::new(),
            images_of_snapshot: Links::default(),
            families: Families::default(),
            images_of_name: Links::default(),
            unfinished_images: BTreeSet::new(),
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

    /// The next `limit` snapshots after `after` that are not finished, and then from the beginning.
    pub(crate) fn unfinished_snapshots(&self, after: &str, limit: usize) -> Vec<String> {
        self.snapshots.unfinished(after, limit)
    }

    /// The same of the account's own images.
    pub(crate) fn unfinished_images(&self, after: &str, limit: usize) -> Vec<String> {
        next_of(&self.unfinished_images, after, limit)
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
        let before = self.disks.insert(disk_id.into(), Box::new(facts));
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
        let before = self.instances.insert(instance_id.into(), Box::new(facts));
        let before_image = before.as_ref().map_or("", |before| &before.image_id);
        if before_image != image_id {
            self.instances_of_image.remove(before_image, instance_id);
        }
        self.instances_of_image.add(&image_id, instance_id);
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
        let before = self.unlink_image(image_id);
        for snapshot_id in &facts.snapshot_ids {
            self.images_of_snapshot.add(snapshot_id, image_id);
        }
        self.families.add(image_id, &facts);
        self.images_of_name.add(&facts.name, image_id);
        if facts.is_unfinished() {
            self.unfinished_images.insert(image_id.to_owned());
        }
        if before.as_deref() != Some(&facts) {
            self.touch_instances_of(image_id, dirty);
        }
        self.images.insert(image_id.into(), Box::new(facts));
    }

    /// Removes an image, unless it is known by another row: one that is shared now and was not, or the other way round.
    pub(crate) fn remove_image(&mut self, image_id: &str, row: i64, dirty: &mut Dirty) {
        if self.images.get(image_id).is_some_and(|image| image.row == row) {
            self.unlink_image(image_id);
            self.touch_instances_of(image_id, dirty);
        }
    }

    fn unlink_image(&mut self, image_id: &str) -> Option<Box<ImageFacts>> {
        let before = self.images.remove(image_id)?;
        for snapshot_id in &before.snapshot_ids {
            self.images_of_snapshot.remove(snapshot_id, image_id);
        }
        self.families.remove(image_id, &before);
        self.images_of_name.remove(&before.name, image_id);
        self.unfinished_images.remove(image_id);
        Some(before)
    }

    /// An instance tells the name of its image.
    fn touch_instances_of(&self, image_id: &str, dirty: &mut Dirty) {
        let instances = self.instances_of_image.of(image_id);
        let known = instances.filter_map(|id| self.instances.get(id));
        dirty.extend(known.map(|instance| instance.row));
    }

    /// Images and their instances tell whether there is a newer image: those of families whose newest image is another one now.
    pub(super) fn touch_changed_families(&mut self, dirty: &mut Dirty) {
        for image_id in self.families.take_changed() {
            dirty.extend(self.image(&image_id).map(|image| image.row));
            self.touch_instances_of(&image_id, dirty);
        }
    }

    pub(crate) fn disk(&self, disk_id: &str) -> Option<&DiskFacts> {
        self.disks.get(disk_id).map(|disk| &**disk)
    }

    /// Disks of an instance: the system disk first, then by device.
    pub(crate) fn disks_of_instance(&self, instance_id: &str) -> Vec<(&str, &DiskFacts)> {
        let ids = self.disks_of_instance.of(instance_id);
        let mut disks: Vec<(&str, &DiskFacts)> = ids.filter_map(|id| Some((id, self.disk(id)?))).collect();
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
        self.instances.get(instance_id).map(|instance| &**instance)
    }

    /// Ids of the rows of all instances.
    pub(crate) fn instance_rows(&self) -> Vec<i64> {
        self.instances.values().map(|instance| instance.row).collect()
    }

    /// Ids of the rows of all images.
    pub(crate) fn image_rows(&self) -> Vec<i64> {
        self.images.values().map(|image| image.row).collect()
    }

    /// The instance that a disk is on: its id, and its name when the instance is listed.
    pub(crate) fn instance_of_disk(&self, disk_id: &str) -> Option<(&str, Option<&InstanceFacts>)> {
        let instance_id = self.disks.get(disk_id)?.instance_id.as_deref()?;
        Some((instance_id, self.instance(instance_id)))
    }

    /// The instances that run an image, in the order of their ids.
    pub(crate) fn instances_of_image(&self, image_id: &str) -> Vec<(&str, &InstanceFacts)> {
        let ids = self.instances_of_image.of(image_id);
        ids.filter_map(|id| Some((id, self.instance(id)?))).collect()
    }

    pub(crate) fn image(&self, image_id: &str) -> Option<&ImageFacts> {
        self.images.get(image_id).map(|image| &**image)
    }

    /// The images of the account itself, in no order.
    pub(crate) fn own_images(&self) -> impl Iterator<Item = (&str, &ImageFacts)> {
        let images = self.images.iter().map(|(id, image)| (&**id, &**image));
        images.filter(|(_, image)| !image.is_shared_with_me)
    }

    /// How many copies of images are being made here, and how many wait for their turn.
    pub(crate) fn copies_at_work(&self) -> (usize, usize) {
        let unfinished = self.unfinished_images.iter().filter_map(|id| self.image(id));
        let (waiting, creating): (Vec<_>, Vec<_>) = unfinished
            .filter(|image| image.is_copied)
            .partition(|image| image.status == "Waiting");
        (creating.len(), waiting.len())
    }

    /// The images that hold a snapshot.
    pub(crate) fn images_of_snapshot(&self, snapshot_id: &str) -> impl Iterator<Item = (&str, &ImageFacts)> {
        self.images_in(self.images_of_snapshot.of(snapshot_id))
    }

    pub(super) fn images_of_name(&self, name: &str) -> impl Iterator<Item = (&str, &ImageFacts)> {
        self.images_in(self.images_of_name.of(name))
    }

    fn images_in<'a>(&'a self, ids: impl Iterator<Item = &'a str>) -> impl Iterator<Item = (&'a str, &'a ImageFacts)> {
        ids.filter_map(|id| Some((id, self.image(id)?)))
    }

    /// The images of the family and the owner of an image, itself among them.
    pub(crate) fn family(&self, image: &ImageFacts) -> impl Iterator<Item = (&str, &ImageFacts)> {
        self.images_in(self.families.of(image))
    }

    /// Whether an image is the newest available one of its family.
    pub(crate) fn is_newest_of_family(&self, image_id: &str, image: &ImageFacts) -> bool {
        self.families.is_newest(image_id, image)
    }

    /// The newest available image of the family that was made after `image`.
    pub(crate) fn newer_image(&self, image: &ImageFacts) -> Option<(&str, &ImageFacts)> {
        let id = self.families.newer(image)?;
        Some((id, self.image(id)?))
    }
}
