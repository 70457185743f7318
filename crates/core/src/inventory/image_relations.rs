//! What the lists say of one image: whether another one is a copy of it, and how many instances run it.

use super::kinds::count;
use super::{Inventory, ResourceKey, ShardKind};
use crate::Problem;

impl Inventory {
    /// Whether two images are copies of each other: `Some(true)` when only their equal names say so; `None` when they are none, as far
    /// as is known.
    ///
    /// # Errors
    /// The cache's codes.
    pub(crate) async fn copied_by_name(&self, key: &ResourceKey, other: &ResourceKey) -> Result<Option<bool>, Problem> {
        self.loaded().await?;
        if key.account_id != other.account_id {
            return Ok(None);
        }
        let relations = self.shared.known.relations();
        let Some(place) = relations.place_of(&key.account_id, &key.region_id) else {
            return Ok(None);
        };
        let mut copies = relations.copies(place, &key.id).into_iter();
        let copy = copies.find(|copy| copy.region_id == other.region_id && copy.image_id == other.id);
        Ok(copy.map(|copy| copy.by_name))
    }

    /// How many instances run an image; `None` when the instances of its region could not be listed.
    ///
    /// # Errors
    /// The cache's codes.
    pub(crate) async fn instances_of_image(&self, key: &ResourceKey) -> Result<Option<u32>, Problem> {
        self.loaded().await?;
        let relations = self.shared.known.relations();
        let place = relations.place_of(&key.account_id, &key.region_id);
        Ok(place.and_then(|place| {
            let instances = count(place.instances_of_image(&key.id).len());
            place.listed.once(&[ShardKind::Instances], instances)
        }))
    }
}
