//! What uses some snapshots, for their deletion.

use super::kinds::Kind;
use super::kinds::snapshot::{self, Snapshots};
use super::{ImageRef, Inventory, ResourceKey, ShardKind, SnapshotRow};
use crate::Problem;
use crate::store::shards::StoredKind;

/// A snapshot and what uses it.
pub(crate) struct SnapshotUse {
    pub(crate) row: SnapshotRow,
    /// The images that hold it.
    pub(crate) images: Vec<ImageRef>,
    /// Whether these are all: the images of the region were listed to their end.
    pub(crate) images_known: bool,
}

impl Inventory {
    /// What uses each of these snapshots; `None` for one that is not listed.
    ///
    /// # Errors
    /// The cache's codes.
    pub(crate) async fn snapshot_uses(&self, keys: &[ResourceKey]) -> Result<Vec<Option<SnapshotUse>>, Problem> {
        let mut uses = Vec::new();
        for key in keys {
            let stored = self.stored(key, &[StoredKind::Snapshots]).await?;
            uses.push(stored.and_then(|stored| {
                let relations = self.shared.known.relations();
                let place = relations.place(stored.place)?;
                let facts = snapshot::facts(place, &Snapshots::parse(&stored.raw)?);
                let images = place.images_of_snapshot(&key.id).map(|(id, image)| ImageRef {
                    key: place.key(id),
                    name: image.name.clone(),
                    status: image.status.clone(),
                });
                Some(SnapshotUse {
                    row: facts.row,
                    images: images.collect(),
                    images_known: place.listed.has_all(&[ShardKind::Images]),
                })
            }));
        }
        Ok(uses)
    }
}
