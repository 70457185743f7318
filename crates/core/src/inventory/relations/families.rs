//! Families of images, and the newest image of each.

use std::collections::{BTreeSet, HashMap};

use super::facts::ImageFacts;

/// Name and owner: a family of the same name of another owner is another family.
type FamilyKey = (String, String);

/// Creation time and id of an image.
type Made = (Option<i64>, String);

#[derive(Default)]
struct Family {
    images: BTreeSet<String>,
    available: BTreeSet<Made>,
}

/// The families of one place. An image without a family is in none of them.
#[derive(Default)]
pub(super) struct Families {
    families: HashMap<FamilyKey, Family>,
    /// Families of which an image came or went, with the newest image before that.
    touched: HashMap<FamilyKey, Option<Made>>,
}

impl Families {
    pub(super) fn add(&mut self, image_id: &str, image: &ImageFacts) {
        let Some(key) = key(image) else {
            return;
        };
        self.touch(&key);
        let family = self.families.entry(key).or_default();
        family.images.insert(image_id.to_owned());
        if image.is_available() {
            family.available.insert((image.created_at, image_id.to_owned()));
        }
    }

    /// `image` is what it was added with.
    pub(super) fn remove(&mut self, image_id: &str, image: &ImageFacts) {
        let Some(key) = key(image) else {
            return;
        };
        self.touch(&key);
        if let Some(family) = self.families.get_mut(&key) {
            family.images.remove(image_id);
            family.available.remove(&(image.created_at, image_id.to_owned()));
            if family.images.is_empty() {
                self.families.remove(&key);
            }
        }
    }

    /// The images of the family of an image, itself among them.
    pub(super) fn of(&self, image: &ImageFacts) -> impl Iterator<Item = &str> {
        let family = key(image).and_then(|key| self.families.get(&key));
        family
            .into_iter()
            .flat_map(|family| family.images.iter().map(String::as_str))
    }

    /// The newest available image of the family, when it was made after `image`.
    pub(super) fn newer(&self, image: &ImageFacts) -> Option<&str> {
        let (created_at, image_id) = self.newest(&key(image)?)?;
        (*created_at > image.created_at).then_some(image_id)
    }

    /// Whether an image is the newest available one of its family.
    pub(super) fn is_newest(&self, image_id: &str, image: &ImageFacts) -> bool {
        let newest = key(image).and_then(|key| self.newest(&key));
        newest.is_some_and(|(_, newest)| newest == image_id)
    }

    /// The images of families whose newest image is another one than when this was last asked.
    pub(super) fn take_changed(&mut self) -> Vec<String> {
        let touched = std::mem::take(&mut self.touched);
        let changed = touched
            .into_iter()
            .filter(|(key, before)| self.newest(key) != before.as_ref());
        let families = changed.filter_map(|(key, _)| self.families.get(&key));
        families.flat_map(|family| family.images.iter().cloned()).collect()
    }

    fn touch(&mut self, key: &FamilyKey) {
        if !self.touched.contains_key(key) {
            let newest = self.newest(key).cloned();
            self.touched.insert(key.clone(), newest);
        }
    }

    fn newest(&self, key: &FamilyKey) -> Option<&Made> {
        self.families.get(key)?.available.last()
    }
}

fn key(image: &ImageFacts) -> Option<FamilyKey> {
    (!image.family.is_empty()).then(|| (image.family.clone(), image.owner.clone()))
}
