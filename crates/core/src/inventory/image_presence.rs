//! Where images are beside their own region, and how many copies each region makes: as far as the lists of this program tell. Copies of
//! other accounts are not in them.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use super::kinds::count;
use super::relations::{Place, Relations};
use super::{Inventory, ResourceKey, ShardKind};
use crate::Problem;

/// What is known of a region that images can be copied to.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CopyRegion {
    /// `RegionId`.
    pub region_id: String,
    /// Its images are known to the last one, so that there are no others.
    pub listed: bool,
    /// Copies that it makes now.
    pub creating: u32,
    /// Copies in its queue.
    pub waiting: u32,
    /// What it has of the images in question.
    pub there: Vec<ImageThere>,
}

/// A copy of an image in another region, or the newest older image of its family there.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageThere {
    /// `ImageId` of the image in question.
    pub image_id: String,
    /// The image that is there.
    pub key: ResourceKey,
    /// `Status` of it.
    pub status: String,
    /// `CreationTime` of it, milliseconds since the epoch; `null` when the cloud does not tell it.
    #[ts(type = "number | null")]
    pub created_at: Option<i64>,
    /// Only their equal names say that it is a copy.
    pub by_name: bool,
    /// It is no copy, but an older image of the same family.
    pub older: bool,
}

impl Inventory {
    /// The regions of an account, and what they have of its images.
    ///
    /// # Errors
    /// The cache's codes.
    pub(crate) async fn copy_regions(&self, keys: &[ResourceKey]) -> Result<Vec<CopyRegion>, Problem> {
        self.loaded().await?;
        let relations = self.shared.known.relations();
        let Some(first) = keys.first() else {
            return Ok(Vec::new());
        };
        let of_account = relations.places().filter(|place| place.account_id == first.account_id);
        let mut regions: BTreeMap<&str, CopyRegion> = of_account
            .map(|place| (place.region_id.as_str(), region(place)))
            .collect();
        for key in keys {
            for there in elsewhere(&relations, key) {
                if let Some(region) = regions.get_mut(there.key.region_id.as_str()) {
                    region.there.push(there);
                }
            }
        }
        Ok(regions.into_values().collect())
    }
}

fn region(place: &Place) -> CopyRegion {
    let (creating, waiting) = place.copies_at_work();
    CopyRegion {
        region_id: place.region_id.clone(),
        listed: place.listed.has_all(&[ShardKind::Images]),
        creating: count(creating),
        waiting: count(waiting),
        there: Vec::new(),
    }
}

/// The copies of an image, and where there is none, the newest older image of its family.
fn elsewhere(relations: &Relations, key: &ResourceKey) -> Vec<ImageThere> {
    let Some(place) = relations.place_of(&key.account_id, &key.region_id) else {
        return Vec::new();
    };
    let Some(image) = place.image(&key.id) else {
        return Vec::new();
    };
    let there = |region_id: &str, id: &str| ImageThere {
        image_id: key.id.clone(),
        key: ResourceKey {
            account_id: key.account_id.clone(),
            region_id: region_id.to_owned(),
            id: id.to_owned(),
        },
        status: String::new(),
        created_at: None,
        by_name: false,
        older: false,
    };
    let copies = relations.copies(place, &key.id).into_iter().map(|copy| ImageThere {
        status: copy.image.status.clone(),
        created_at: copy.image.created_at,
        by_name: copy.by_name,
        ..there(copy.region_id, copy.image_id)
    });
    let mut found: Vec<ImageThere> = copies.collect();
    let others = relations
        .places()
        .filter(|other| other.account_id == key.account_id && other.region_id != key.region_id);
    for other in others {
        if found.iter().any(|copy| copy.key.region_id == other.region_id) {
            continue;
        }
        let family = other.family(image);
        let older = family.filter(|(_, known)| known.is_available() && known.created_at < image.created_at);
        let newest = older.max_by_key(|(_, known)| known.created_at);
        found.extend(newest.map(|(id, known)| ImageThere {
            status: known.status.clone(),
            created_at: known.created_at,
            older: true,
            ..there(&other.region_id, id)
        }));
    }
    found
}
