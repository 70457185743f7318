//! Which images are copies of each other. The cloud does not tell; the origin of their snapshots does, or else their names.

use std::collections::{BTreeSet, HashMap};

use super::facts::ImageFacts;
use super::links::Links;
use super::place::Place;

/// A copy of an image, or the image that it is a copy of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CopyOf<'a> {
    pub(crate) region_id: &'a str,
    pub(crate) image_id: &'a str,
    pub(crate) image: &'a ImageFacts,
    /// Only their equal names say so.
    pub(crate) by_name: bool,
}

/// Which snapshots of an account were copied from which.
#[derive(Default)]
pub(super) struct Origins {
    source: HashMap<String, String>,
    copies: Links,
}

impl Origins {
    pub(super) fn put(&mut self, snapshot_id: &str, source_snapshot_id: &str) {
        self.source
            .insert(snapshot_id.to_owned(), source_snapshot_id.to_owned());
        self.copies.add(source_snapshot_id, snapshot_id);
    }

    /// The snapshot, what it was copied from, and all copies of that.
    pub(super) fn related<'a>(&'a self, snapshot_id: &'a str) -> Vec<&'a str> {
        let mut related: BTreeSet<&str> = BTreeSet::from([snapshot_id]);
        let mut open = vec![snapshot_id];
        while let Some(id) = open.pop() {
            let source = self.source.get(id).map(String::as_str);
            let copies = self.copies.of(id);
            for next in source.into_iter().chain(copies) {
                if related.insert(next) {
                    open.push(next);
                }
            }
        }
        related.into_iter().collect()
    }
}

/// The images of a place that are copies of `image`; `related` are the snapshots of the same origin.
pub(super) fn in_place<'a>(place: &'a Place, image: &ImageFacts, related: &[&str]) -> Vec<CopyOf<'a>> {
    let of_origin = related.iter().flat_map(|id| place.images_of_snapshot(id));
    let is_copy = |(_, other): &(&str, &ImageFacts)| {
        // A snapshot of the same origin may be a data disk of something else.
        let system = other.system_snapshot_id.as_deref();
        system.is_some_and(|id| related.contains(&id))
    };
    let mut found: Vec<CopyOf<'a>> = of_origin
        .filter(is_copy)
        .map(|(image_id, other)| CopyOf {
            region_id: &place.region_id,
            image_id,
            image: other,
            by_name: false,
        })
        .collect();
    for (image_id, other) in place.images_of_name(&image.name) {
        let is_known = found.iter().any(|copy| copy.image_id == image_id);
        if !is_known && (image.is_copied || other.is_copied) {
            found.push(CopyOf {
                region_id: &place.region_id,
                image_id,
                image: other,
                by_name: true,
            });
        }
    }
    found.retain(|copy| !copy.image.is_shared_with_me && !image.is_shared_with_me);
    found
}
