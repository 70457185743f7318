//! The newest image of a family: the one that a launch gets which names the family, and the one that takes its place. The same as
//! DescribeImageFromFamily tells, without asking. Source: FACTS-INSTANCES 47.

use serde::Serialize;
use ts_rs::TS;

use super::relations::{ImageFacts, Place};
use super::{ImageRef, Inventory, ResourceKey, ShardKind};
use crate::Problem;

/// The newest image of a family in a region, now and after a change of the images in question.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FamilyNewest {
    /// `RegionId`.
    pub region_id: String,
    /// `ImageFamily`.
    pub family: String,
    /// The newest one now; `null` when none is available.
    pub now: Option<ImageRef>,
    /// The newest one once those of the images in question are deprecated that can be.
    pub when_deprecated: Option<ImageRef>,
    /// The newest one once those of the images in question are restored that can be.
    pub when_restored: Option<ImageRef>,
    /// The images of the region are known to the last one, so that there is no newer one.
    pub complete: bool,
}

/// The newest available image of a family.
pub(crate) struct NewestImage {
    /// `CreationTime`, milliseconds since the epoch.
    pub(crate) created_at: Option<i64>,
}

impl Inventory {
    /// The families of images of one account. `deprecated` and `restored` are those of them that can become so.
    ///
    /// # Errors
    /// The cache's codes.
    pub(crate) async fn families_of(
        &self,
        keys: &[ResourceKey],
        deprecated: &[ResourceKey],
        restored: &[ResourceKey],
    ) -> Result<Vec<FamilyNewest>, Problem> {
        self.loaded().await?;
        let relations = self.shared.known.relations();
        let mut families: Vec<FamilyNewest> = Vec::new();
        for key in keys {
            let Some(place) = relations.place_of(&key.account_id, &key.region_id) else {
                continue;
            };
            let Some(image) = place.image(&key.id).filter(|image| !image.family.is_empty()) else {
                continue;
            };
            let is_known = |known: &FamilyNewest| known.family == image.family && known.region_id == key.region_id;
            if !families.iter().any(is_known) {
                families.push(family(place, image, deprecated, restored));
            }
        }
        Ok(families)
    }

    /// The newest available image of a family, in the place of an image and among those of its owner.
    ///
    /// # Errors
    /// The cache's codes.
    pub(crate) async fn newest_of(&self, key: &ResourceKey, family: &str) -> Result<Option<NewestImage>, Problem> {
        self.loaded().await?;
        let relations = self.shared.known.relations();
        let place = relations.place_of(&key.account_id, &key.region_id);
        let Some((place, image)) = place.and_then(|place| Some((place, place.image(&key.id)?))) else {
            return Ok(None);
        };
        let of_family = ImageFacts {
            family: family.to_owned(),
            ..image.clone()
        };
        let newest = newest(place, &of_family, |id, image| id != key.id && image.is_available());
        Ok(newest.map(|(_, image)| NewestImage {
            created_at: image.created_at,
        }))
    }
}

fn family(place: &Place, image: &ImageFacts, deprecated: &[ResourceKey], restored: &[ResourceKey]) -> FamilyNewest {
    let is_among = |keys: &[ResourceKey], id: &str| keys.contains(&place.key(id));
    let named = |found: Option<(&str, &ImageFacts)>| {
        found.map(|(id, image)| ImageRef {
            key: place.key(id),
            name: image.name.clone(),
            status: image.status.clone(),
        })
    };
    FamilyNewest {
        region_id: place.region_id.clone(),
        family: image.family.clone(),
        now: named(newest(place, image, |_, image| image.is_available())),
        when_deprecated: named(newest(place, image, |id, image| {
            image.is_available() && !is_among(deprecated, id)
        })),
        when_restored: named(newest(place, image, |id, image| {
            image.is_available() || is_among(restored, id)
        })),
        complete: place.listed.has_all(&[ShardKind::Images]),
    }
}

/// The image of the family that was made last, among those that count.
fn newest<'a>(
    place: &'a Place,
    image: &ImageFacts,
    counts: impl Fn(&str, &ImageFacts) -> bool,
) -> Option<(&'a str, &'a ImageFacts)> {
    let family = place.family(image).filter(|(id, image)| counts(id, image));
    family.max_by_key(|(id, image)| (image.created_at, *id))
}
