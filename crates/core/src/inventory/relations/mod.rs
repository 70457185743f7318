//! What rows of different kinds say of each other, in memory: which instance a disk is on, which images a snapshot is in, which instances
//! an image runs, which images are copies. Either side may arrive first. Pure: no store and no cloud.

mod copies;
mod facts;
mod families;
mod links;
mod place;
mod snapshots;

use std::collections::{BTreeSet, HashMap};

pub(super) use copies::CopyOf;
use copies::Origins;
pub(super) use facts::{DiskFacts, ImageFacts, InstanceFacts};
pub(super) use place::Place;
pub(super) use snapshots::SnapshotFacts as RelatedSnapshot;

/// Ids in the store of rows of which something changed that another row tells, whatever their kind.
pub(super) type Dirty = BTreeSet<i64>;

/// All places, by their id in the store.
#[derive(Default)]
pub(super) struct Relations {
    places: HashMap<i64, Place>,
    /// By account.
    origins: HashMap<String, Origins>,
}

impl Relations {
    /// A place, when something of it is known.
    pub(super) fn place(&self, id: i64) -> Option<&Place> {
        self.places.get(&id)
    }

    pub(super) fn place_mut(&mut self, id: i64) -> Option<&mut Place> {
        self.places.get_mut(&id)
    }

    /// The place of an account and region.
    pub(super) fn place_of(&self, account_id: &str, region_id: &str) -> Option<&Place> {
        let mut places = self.places.values();
        places.find(|place| place.account_id == account_id && place.region_id == region_id)
    }

    /// All places.
    pub(super) fn places(&self) -> impl Iterator<Item = &Place> {
        self.places.values()
    }

    /// The place of a row that arrives.
    pub(super) fn enter(&mut self, id: i64, account_id: &str, region_id: &str) -> &mut Place {
        let new = || Place::new(account_id, region_id);
        self.places.entry(id).or_insert_with(new)
    }

    /// Forgets all places but these.
    pub(super) fn keep_places(&mut self, ids: &[i64]) {
        self.places.retain(|id, _| ids.contains(id));
        let places = &self.places;
        self.origins
            .retain(|account_id, _| places.values().any(|place| place.account_id == *account_id));
    }

    /// The rows that tell of a family whose newest image is another one than when this was last asked.
    pub(super) fn take_changed_families(&mut self) -> Dirty {
        let mut dirty = Dirty::default();
        for place in self.places.values_mut() {
            place.touch_changed_families(&mut dirty);
        }
        dirty
    }

    /// Remembers that a snapshot was copied from another one.
    pub(super) fn put_origin(&mut self, account_id: &str, snapshot_id: &str, source_snapshot_id: &str) {
        let origins = self.origins.entry(account_id.to_owned()).or_default();
        origins.put(snapshot_id, source_snapshot_id);
    }

    /// The copies of an image in the other regions of its account, and the image that it is a copy of, by region.
    pub(super) fn copies(&self, place: &Place, image_id: &str) -> Vec<CopyOf<'_>> {
        let Some(image) = place.image(image_id) else {
            return Vec::new();
        };
        let related = match (&image.system_snapshot_id, self.origins.get(&place.account_id)) {
            (Some(snapshot_id), Some(origins)) => origins.related(snapshot_id),
            (Some(snapshot_id), None) => vec![snapshot_id.as_str()],
            (None, _) => Vec::new(),
        };
        let elsewhere = self
            .places
            .values()
            .filter(|other| other.account_id == place.account_id && other.region_id != place.region_id);
        let mut copies: Vec<CopyOf<'_>> = elsewhere
            .flat_map(|other| copies::in_place(other, image, &related))
            .collect();
        copies.sort_by(|left, right| (left.region_id, left.image_id).cmp(&(right.region_id, right.image_id)));
        copies
    }
}

#[cfg(test)]
mod tests;
