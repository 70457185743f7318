//! From the file into memory: at the start, and when another file has taken its place.

use std::sync::atomic::Ordering;

use super::kinds::disk::Disks;
use super::kinds::image::{Images, SharedImages};
use super::kinds::instance::Instances;
use super::kinds::snapshot::Snapshots;
use super::kinds::{At, Kind};
use super::known::{FileOrder, Order};
use super::{Inventory, RowKind};
use crate::store::rows::StoredRow;
use crate::store::shards::StoredKind;
use crate::{Problem, ProblemCode};

/// Rows that are read and told at a time.
const CHUNK: usize = 1_000;

impl Inventory {
    /// Begins to put the rows of the file into memory, unless they are there.
    pub(crate) fn begin_loading(&self) {
        if !self.is_loaded() {
            let inventory = self.clone();
            tokio::spawn(async move { inventory.loaded().await });
        }
    }

    /// As [`Inventory::in_order`], where the memory may still follow earlier changes.
    pub(super) async fn in_file_order(&self) -> Result<FileOrder, Problem> {
        loop {
            let file = self.shared.known.file_order().await;
            if self.is_loaded() {
                return Ok(file);
            }
            drop(file);
            self.loaded().await?;
        }
    }

    /// Waits until what is in memory is that of the file in use. While the order is held, neither changes.
    pub(crate) async fn in_order(&self) -> Result<Order, Problem> {
        let mut order = self.shared.known.order().await;
        while !self.is_loaded() {
            let loaded = self.load(order).await;
            self.shared.known.set_unreadable(loaded.as_ref().err().cloned());
            for kind in RowKind::ALL {
                // Also when nothing can be read: nobody waits for rows that do not come.
                let is_news = self.shared.known.indexes().set_loaded(kind);
                if is_news || loaded.is_ok() {
                    self.notify_rows(kind, self.next_revision());
                }
            }
            let epoch;
            (order, epoch) = loaded?;
            self.shared.known.loaded.store(epoch, Ordering::SeqCst);
        }
        Ok(order)
    }

    /// Waits until the file is in memory, and for nothing else.
    pub(crate) async fn loaded(&self) -> Result<(), Problem> {
        if !self.is_loaded() {
            drop(self.in_order().await?);
        }
        Ok(())
    }

    fn is_loaded(&self) -> bool {
        self.shared.known.loaded.load(Ordering::SeqCst) == self.shared.cache.epoch()
    }

    /// Puts all rows of the file into memory. Its epoch.
    async fn load(&self, order: Order) -> Result<(Order, u64), Problem> {
        let cache = &self.shared.cache;
        self.shared.known.loaded.store(0, Ordering::SeqCst);
        let (order, ()) = self.change(order, |inventory, loaded| inventory.clear(loaded)).await?;
        // A file that cannot be used has no epoch to speak of; opening another one raises it.
        let places = cache.places().await?;
        let epoch = cache.epoch();
        let (mut order, _) = self
            .change(order, |inventory, loaded| inventory.set_places(loaded, places))
            .await?;
        let mut last = 0;
        loop {
            let limit = u32::try_from(CHUNK).unwrap_or(u32::MAX);
            let (rows, end) = cache.rows_after(last, limit).await?;
            let Some(end) = end else {
                break;
            };
            last = end;
            let index = move |inventory: &Self, _: &mut _| {
                let mut row_ids = inventory.shared.known.row_ids_mut();
                for row in &rows {
                    row_ids.put((row.place, row.kind), &row.resource_id, row.id);
                }
                drop(row_ids);
                inventory.index_stored(&rows, true);
            };
            (order, ()) = self.change(order, index).await?;
        }
        Ok((self.index_changed(order).await?, epoch))
    }

    /// Puts rows as they are stored into the index, and into the relations if `relate`; those that name the rows of others come first.
    fn index_stored(&self, rows: &[StoredRow], relate: bool) {
        self.index_stored_of::<Disks>(rows, relate);
        self.index_stored_of::<Instances>(rows, relate);
        self.index_stored_of::<Images>(rows, relate);
        self.index_stored_of::<SharedImages>(rows, relate);
        self.index_stored_of::<Snapshots>(rows, relate);
    }

    fn index_stored_of<K: Kind>(&self, rows: &[StoredRow], relate: bool) {
        let kind = StoredKind::from(K::SHARD);
        let of_kind = rows.iter().filter(|row| row.kind == kind);
        let records: Vec<(At<'_>, K::Record)> = of_kind
            .filter_map(|row| Some((At::of(row), K::parse(&row.raw)?)))
            .collect();
        let rows: Vec<(At<'_>, &K::Record)> = records.iter().map(|(at, record)| (*at, record)).collect();
        if relate {
            self.relate::<K>(&rows);
        }
        self.index::<K>(&rows);
    }

    /// Tells the index anew of rows that show something of a row that has changed.
    pub(super) async fn follow_relations(&self) -> Result<(), Problem> {
        let inventory = self.clone();
        // A task of its own: the rows are of other readings too, which go on when this one is stopped.
        let followed = tokio::spawn(async move {
            let order = inventory.in_order().await?;
            inventory.index_changed(order).await.map(drop)
        });
        followed.await.map_err(|_| Problem::new(ProblemCode::Internal))?
    }

    async fn index_changed(&self, mut order: Order) -> Result<Order, Problem> {
        let known = &self.shared.known;
        let families = known.relations_mut().take_changed_families();
        known.add_dirty(families);
        let rows: Vec<i64> = known.take_dirty();
        for (number, ids) in rows.chunks(CHUNK).enumerate() {
            match self.shared.cache.rows_of_ids(ids.to_vec()).await {
                Ok(rows) => {
                    let index = move |inventory: &Self, _: &mut _| inventory.index_stored(&rows, false);
                    (order, ()) = self.change(order, index).await?;
                }
                Err(problem) => {
                    known.add_dirty(rows.iter().copied().skip(number * CHUNK));
                    return Err(problem);
                }
            }
        }
        Ok(order)
    }
}
