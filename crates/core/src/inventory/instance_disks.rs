//! An instance with the whole records of its disks, for what is done with it.

use alibaba_cloud::ecs::Disk;

use super::kinds::Kind;
use super::kinds::disk::Disks;
use super::kinds::instance::{self, Instances};
use super::{ImageRow, InstanceRow, Inventory, ResourceKey, RowKind, Rows};
use crate::store::shards::StoredKind;
use crate::{Problem, ProblemCode};

/// An instance as far as it is known.
pub(crate) struct KnownInstance {
    pub(crate) row: InstanceRow,
    /// Its disks, the system disk first.
    pub(crate) disks: Vec<Disk>,
}

impl Inventory {
    /// Images of a region, own and shared ones, the newest rows first.
    ///
    /// # Errors
    /// The cache's codes.
    pub(crate) async fn images_of(
        &self,
        account_id: &str,
        region_id: &str,
        most: usize,
    ) -> Result<Vec<ImageRow>, Problem> {
        let ids = self.of_place(account_id, region_id, |place| place.image_rows());
        let mut rows = match self.rows(RowKind::Images, ids.await?).await? {
            (_, Rows::Images(rows)) => rows,
            _ => Vec::new(),
        };
        rows.sort_by_key(|row| std::cmp::Reverse(row.created_at));
        rows.truncate(most);
        Ok(rows)
    }

    /// An instance and its disks.
    ///
    /// # Errors
    /// `NotFound` when the cloud does not list it, as far as is known; the cache's codes.
    pub(crate) async fn known_instance(&self, key: &ResourceKey) -> Result<KnownInstance, Problem> {
        let not_found = || Problem::new(ProblemCode::NotFound).with("instanceId", &key.id);
        let stored = self
            .stored(key, &[StoredKind::Instances])
            .await?
            .ok_or_else(not_found)?;
        let instance = Instances::parse(&stored.raw).ok_or_else(not_found)?;
        let (row, ids) = {
            let relations = self.shared.known.relations();
            let place = relations.place(stored.place).ok_or_else(not_found)?;
            let disks = place.disks_of_instance(&key.id);
            let ids: Vec<i64> = disks.into_iter().map(|(_, disk)| disk.row).collect();
            (instance::row(place, &instance), ids)
        };
        let rows = self.shared.cache.rows_of_ids(ids).await?;
        let disks = rows.iter().filter_map(|row| Disks::parse(&row.raw)).collect();
        Ok(KnownInstance { row, disks })
    }
}
