//! Which images are copies of each other. The cloud does not tell; the origin of their snapshots does, or else their names.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::ImageFacts;
use super::origins::Origins;
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

/// Whether equal names say that one of them is a copy of the other, or both of a third one. A copy that was made before its original,
/// or that is known to come from something else, is none.
pub(super) fn is_copy_by_name(image: &ImageFacts, other: &ImageFacts, origins: Option<&Origins>) -> bool {
    let is_before = |copy: &ImageFacts, original: &ImageFacts| {
        let times = copy.created_at.zip(original.created_at);
        copy.is_copied && !original.is_copied && times.is_some_and(|(copy, original)| copy < original)
    };
    (image.is_copied || other.is_copied)
        && image.name == other.name
        && !image.name.is_empty()
        && !is_before(image, other)
        && !is_before(other, image)
        && !origins.is_some_and(|origins| are_of_two_origins(image, other, origins))
}

/// Whether both are known to come from a snapshot, and not from the same one.
fn are_of_two_origins(image: &ImageFacts, other: &ImageFacts, origins: &Origins) -> bool {
    match (known_snapshot(image, origins), known_snapshot(other, origins)) {
        (Some(one), Some(another)) => !origins.related(one).contains(another),
        _ => false,
    }
}

/// The snapshot of the system disk of an image; of a copy only when it is known where that comes from.
fn known_snapshot<'a>(image: &'a ImageFacts, origins: &Origins) -> Option<&'a str> {
    let snapshot_id = image.system_snapshot_id.as_deref()?;
    (!image.is_copied || origins.is_copied(snapshot_id)).then_some(snapshot_id)
}

/// Whether the system disk of an image comes from one of these snapshots. A snapshot of the same origin may also be a data disk of
/// something else.
pub(crate) fn is_of_origin(other: &ImageFacts, related: &BTreeSet<&str>) -> bool {
    let snapshot_id = other.system_snapshot_id.as_deref();
    snapshot_id.is_some_and(|id| related.contains(id))
}

/// The images of a place that are copies of `image`, by their ids; `related` are the snapshots of the same origin.
pub(super) fn in_place<'a>(
    place: &'a Place,
    image: &ImageFacts,
    related: &BTreeSet<&str>,
    origins: Option<&Origins>,
) -> Vec<CopyOf<'a>> {
    if image.is_shared_with_me {
        return Vec::new();
    }
    let copy_of = |image_id, image, by_name| CopyOf {
        region_id: &place.region_id,
        image_id,
        image,
        by_name,
    };
    let of_name = place.images_of_name(&image.name);
    let of_name = of_name.filter(|(_, other)| is_copy_by_name(image, other, origins));
    let mut found: BTreeMap<&str, CopyOf<'a>> = of_name.map(|(id, other)| (id, copy_of(id, other, true))).collect();
    let of_origin = related.iter().flat_map(|id| place.images_of_snapshot(id));
    let of_origin = of_origin.filter(|(_, other)| is_of_origin(other, related));
    found.extend(of_origin.map(|(id, other)| (id, copy_of(id, other, false))));
    let found = found.into_values();
    found.filter(|copy| !copy.image.is_shared_with_me).collect()
}
