//! What rows of different kinds say of each other, in memory: which instance a disk is on, which images a snapshot is in, which instances
//! an image runs, which images are copies. Either side may arrive first. Pure: no store and no cloud.

mod copies;
mod facts;
mod families;
mod links;
mod made;
mod origins;
mod place;
mod snapshots;
mod unfinished;

use std::collections::{BTreeSet, HashMap};

pub(super) use copies::{CopyOf, is_of_origin};
pub(super) use facts::{DiskFacts, ImageFacts, InstanceFacts};
use origins::Origins;
pub(super) use place::Place;
pub(super) use snapshots::SnapshotFacts as RelatedSnapshot;

use super::ShardKind;
use super::index::IndexedPlace;

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

    /// Takes these for all places; the others are forgotten.
    pub(super) fn set_places(&mut self, places: &[IndexedPlace]) {
        let ids: BTreeSet<i64> = places.iter().map(|place| place.id).collect();
        let before = self.places.len();
        self.places.retain(|id, _| ids.contains(id));
        if self.places.len() < before {
            self.forget_origins();
        }
        for place in places {
            self.enter(place.id, &place.account_id, &place.region_id).listed = place.listed;
        }
    }

    /// Forgets the origins of snapshots whose place is gone.
    fn forget_origins(&mut self) {
        let places = &self.places;
        self.origins
            .retain(|account_id, _| places.values().any(|place| place.account_id == *account_id));
        for origins in self.origins.values_mut() {
            origins.keep_places(|place_id| places.contains_key(&place_id));
        }
    }

    /// The rows that tell of a family whose newest image is another one than when this was last asked.
    pub(super) fn take_changed_families(&mut self) -> Dirty {
        let mut dirty = Dirty::default();
        for place in self.places.values_mut() {
            place.touch_changed_families(&mut dirty);
        }
        dirty
    }

    /// Which snapshots of an account were copied from which.
    pub(super) fn origins(&mut self, account_id: &str) -> &mut Origins {
        self.origins.entry(account_id.to_owned()).or_default()
    }

    /// A snapshot of an account was not copied from another one.
    pub(super) fn remove_origin(&mut self, account_id: &str, snapshot_id: &str) {
        if let Some(origins) = self.origins.get_mut(account_id) {
            origins.remove(snapshot_id);
        }
    }

    /// Forgets snapshots of a place, by their ids in the store and in the cloud.
    pub(super) fn remove_snapshots(&mut self, place_id: i64, gone: &[(i64, String)]) {
        let Some(place) = self.places.get_mut(&place_id) else {
            return;
        };
        place.remove_snapshots(gone);
        if let Some(origins) = self.origins.get_mut(&place.account_id) {
            for (_, snapshot_id) in gone {
                origins.remove(snapshot_id);
            }
        }
    }

    /// Whether the images of every region of an account are known to the last one.
    pub(super) fn knows_images(&self, account_id: &str) -> bool {
        let mut of_account = self.places.values().filter(|place| place.account_id == account_id);
        of_account.all(|place| place.listed.has_all(&[ShardKind::Images]))
    }

    /// The snapshots of the same origin as the system disk of an image of an account.
    pub(super) fn related<'a>(&'a self, account_id: &str, image: &'a ImageFacts) -> BTreeSet<&'a str> {
        match (&image.system_snapshot_id, self.origins.get(account_id)) {
            (Some(snapshot_id), Some(origins)) => origins.related(snapshot_id),
            (Some(snapshot_id), None) => BTreeSet::from([snapshot_id.as_str()]),
            (None, _) => BTreeSet::new(),
        }
    }

    /// Whether some snapshots of an account are known to be copied from others.
    pub(super) fn knows_origins(&self, account_id: &str) -> bool {
        self.origins.contains_key(account_id)
    }

    /// Whether equal names say that one of two images of an account is a copy of the other, or both of a third one.
    pub(super) fn is_copy_by_name(&self, account_id: &str, image: &ImageFacts, other: &ImageFacts) -> bool {
        copies::is_copy_by_name(image, other, self.origins.get(account_id))
    }

    /// The copies of an image in the other regions of its account, and the image that it is a copy of, by region.
    pub(super) fn copies(&self, place: &Place, image_id: &str) -> Vec<CopyOf<'_>> {
        let Some(image) = place.image(image_id) else {
            return Vec::new();
        };
        let related = self.related(&place.account_id, image);
        let origins = self.origins.get(&place.account_id);
        let elsewhere = self
            .places
            .values()
            .filter(|other| other.account_id == place.account_id && other.region_id != place.region_id);
        let mut copies: Vec<CopyOf<'_>> = elsewhere
            .flat_map(|other| copies::in_place(other, image, &related, origins))
            .collect();
        copies.sort_by(|left, right| (left.region_id, left.image_id).cmp(&(right.region_id, right.image_id)));
        copies
    }
}

#[cfg(test)]
mod tests;
