//! What is in memory of the rows of the store: their relations and the index of the views. It follows each change of the file in the
//! same order.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, RwLock, RwLockReadGuard, RwLockWriteGuard};

use tokio::sync::OwnedMutexGuard;
use tokio::task::spawn_blocking;

use super::asked::NamedMeanwhile;
use super::index::{Entry, IndexedPlace, Indexes};
use super::kinds::image::Images;
use super::kinds::instance::Instances;
use super::kinds::snapshot::Snapshots;
use super::kinds::{At, Kind};
use super::listed::Listed;
use super::named_rows::NamedRows;
use super::relations::{Dirty, Relations};
use super::row_ids::RowIds;
use super::storing::Waiting;
use super::{Inventory, RowKind, ShardKind};
use crate::lock::{lock, read, write};
use crate::store::shards::{PlaceRow, SyncRun};
use crate::{Problem, ProblemCode};

pub(super) struct Known {
    row_ids: RwLock<RowIds>,
    relations: RwLock<Relations>,
    dirty: Mutex<Dirty>,
    indexes: Indexes,
    /// Of all kinds together: what changes the places changes every kind.
    revision: AtomicU64,
    /// The epoch of the file that is in memory; 0 while none is.
    pub(super) loaded: AtomicU64,
    /// Why the file could not be read to its end.
    unreadable: Mutex<Option<Problem>>,
    pub(super) named_meanwhile: Mutex<NamedMeanwhile>,
    /// Rows that wait for the store.
    pub(super) waiting: Mutex<Vec<Waiting>>,
    file: Arc<tokio::sync::Mutex<()>>,
    memory: Arc<tokio::sync::Mutex<Loaded>>,
}

/// The places of the file that is in memory.
#[derive(Default)]
pub(crate) struct Loaded {
    places: Vec<PlaceRow>,
}

/// Held while the store changes. What holds it takes the memory before it lets it go, so that both change in the same order.
pub(crate) type FileOrder = OwnedMutexGuard<()>;

/// Held while the memory changes, and when that must be what is in the store now, with the store.
pub(crate) struct Order {
    _file: Option<FileOrder>,
    memory: OwnedMutexGuard<Loaded>,
}

impl Order {
    /// The store may change meanwhile.
    pub(super) fn of_memory(memory: OwnedMutexGuard<Loaded>) -> Self {
        Self { _file: None, memory }
    }
}

impl Default for Known {
    fn default() -> Self {
        Self {
            row_ids: RwLock::default(),
            relations: RwLock::default(),
            dirty: Mutex::default(),
            indexes: Indexes::new([&Snapshots, &Images, &Instances]),
            revision: AtomicU64::new(0),
            loaded: AtomicU64::default(),
            unreadable: Mutex::default(),
            named_meanwhile: Mutex::default(),
            waiting: Mutex::default(),
            file: Arc::default(),
            memory: Arc::default(),
        }
    }
}

impl Known {
    pub(super) fn relations(&self) -> RwLockReadGuard<'_, Relations> {
        read(&self.relations)
    }

    /// Which rows may hold a resource.
    pub(super) fn row_ids(&self) -> RwLockReadGuard<'_, RowIds> {
        read(&self.row_ids)
    }

    pub(super) fn row_ids_mut(&self) -> RwLockWriteGuard<'_, RowIds> {
        write(&self.row_ids)
    }

    pub(super) fn relations_mut(&self) -> RwLockWriteGuard<'_, Relations> {
        write(&self.relations)
    }

    pub(super) fn indexes(&self) -> &Indexes {
        &self.indexes
    }

    pub(super) fn add_dirty(&self, dirty: impl IntoIterator<Item = i64>) {
        lock(&self.dirty).extend(dirty);
    }

    pub(super) fn take_dirty(&self) -> Vec<i64> {
        std::mem::take(&mut *lock(&self.dirty)).into_iter().collect()
    }

    pub(super) fn set_unreadable(&self, problem: Option<Problem>) {
        *lock(&self.unreadable) = problem;
    }

    pub(super) async fn file_order(&self) -> FileOrder {
        self.file.clone().lock_owned().await
    }

    /// Waits for the memory, and lets the store go.
    pub(super) async fn memory_order(&self, file: FileOrder) -> OwnedMutexGuard<Loaded> {
        let memory = self.memory.clone().lock_owned().await;
        drop(file);
        memory
    }

    pub(super) async fn order(&self) -> Order {
        let file = self.file_order().await;
        Order {
            memory: self.memory.clone().lock_owned().await,
            _file: Some(file),
        }
    }
}

impl Inventory {
    /// What views find rows by.
    pub(crate) fn indexes(&self) -> &Indexes {
        self.shared.known.indexes()
    }

    /// Why rows of the file are not in memory, and will not come by themselves.
    pub(crate) fn unreadable(&self) -> Option<Problem> {
        lock(&self.shared.known.unreadable).clone()
    }

    /// Changes what is in memory, where it may wait for a query and holds up nobody else. What has begun comes to its end before the next
    /// change begins, also when nobody waits for it any more.
    pub(super) async fn change<T: Send + 'static>(
        &self,
        mut order: Order,
        change: impl FnOnce(&Self, &mut Loaded) -> T + Send + 'static,
    ) -> Result<(Order, T), Problem> {
        let inventory = self.clone();
        let changed = spawn_blocking(move || {
            let changed = change(&inventory, &mut order.memory);
            (order, changed)
        });
        changed.await.map_err(|_| Problem::new(ProblemCode::Internal))
    }

    /// Removes the rows that a completed reading did not name.
    pub(super) async fn sweep<K: Kind>(&self, run: SyncRun, mut named: NamedRows) -> Result<(), Problem> {
        let order = self.in_order().await?;
        let shard = (run.place(), K::SHARD.into());
        let mut meanwhile = lock(&self.shared.known.named_meanwhile).take(K::SHARD.into(), run);
        let unnamed = named.others(self.shared.known.row_ids().rows(shard));
        let unnamed = meanwhile.others(unnamed.into_iter());
        if unnamed.is_empty() {
            return Ok(());
        }
        let gone = self.shared.cache.remove_rows(run, unnamed).await?;
        if !gone.is_empty() && run.epoch() == self.shared.cache.epoch() {
            let forget = move |inventory: &Self, _: &mut Loaded| inventory.forget_known::<K>(run, gone);
            self.change(order, forget).await?;
        }
        Ok(())
    }

    fn forget_known<K: Kind>(&self, run: SyncRun, gone: Vec<(i64, String)>) {
        let known = &self.shared.known;
        {
            let mut row_ids = known.row_ids_mut();
            for (row, resource_id) in &gone {
                row_ids.remove((run.place(), K::SHARD.into()), resource_id, *row);
            }
        }
        let mut dirty = Dirty::default();
        K::forget(&mut known.relations_mut(), run.place(), &gone, &mut dirty);
        known.add_dirty(dirty);
        if let Some(kind) = K::SHARD.rows() {
            let ids: Vec<i64> = gone.into_iter().map(|(id, _)| id).collect();
            let revision = self.next_revision();
            known.indexes.remove(kind, &ids, revision);
            self.notify_rows(kind, revision);
        }
    }

    /// Ends a reading that came to its end. From then on what it did not name is known not to be there.
    pub(super) async fn finish(&self, run: SyncRun, skipped: u32) -> Result<(), Problem> {
        let order = self.in_order().await?;
        if self.shared.cache.finish_run(run, self.now(), skipped).await? {
            self.follow_places(order).await?;
        }
        Ok(())
    }

    /// Makes the places of an account those of `region_ids`; the others go with their rows.
    pub(super) async fn store_places(
        &self,
        account_id: String,
        account_key: String,
        region_ids: Vec<String>,
    ) -> Result<(), Problem> {
        let order = self.in_order().await?;
        let cache = &self.shared.cache;
        cache.set_regions(account_id, account_key, region_ids).await?;
        self.follow_places(order).await
    }

    async fn follow_places(&self, order: Order) -> Result<(), Problem> {
        let places = self.shared.cache.places().await?;
        if order.memory.places != places {
            let set = |inventory: &Self, loaded: &mut Loaded| inventory.set_places(loaded, places);
            let (_, revision) = self.change(order, set).await?;
            for kind in RowKind::ALL {
                self.notify_rows(kind, revision);
            }
        }
        Ok(())
    }

    /// Takes these for all places. The revision of that.
    pub(super) fn set_places(&self, loaded: &mut Loaded, places: Vec<PlaceRow>) -> u64 {
        let known = &self.shared.known;
        let indexed = places.iter().map(|place| IndexedPlace {
            id: place.id,
            account_id: place.account_id.clone(),
            account_key: place.account_key.clone(),
            region_id: place.region_id.clone(),
            listed: Listed::of(place.listed.iter().map(|kind| ShardKind::from(*kind))),
        });
        let indexed: Vec<IndexedPlace> = indexed.collect();
        known.row_ids_mut().set_places(&places);
        loaded.places = places;
        known.relations_mut().set_places(&indexed);
        let revision = self.next_revision();
        known.indexes.set_places(&indexed, revision);
        revision
    }

    /// Forgets everything.
    pub(super) fn clear(&self, loaded: &mut Loaded) {
        let known = &self.shared.known;
        *known.row_ids_mut() = RowIds::default();
        *known.relations_mut() = Relations::default();
        *lock(&known.dirty) = Dirty::default();
        known.indexes.clear(self.next_revision());
        *loaded = Loaded::default();
    }

    /// Tells the relations of rows of one place that are new or have changed.
    pub(super) fn relate<K: Kind>(&self, rows: &[(At<'_>, &K::Record)]) {
        let mut dirty = Dirty::default();
        {
            let mut relations = self.shared.known.relations_mut();
            for (at, record) in rows {
                K::relate(&mut relations, at, record, &mut dirty);
            }
        }
        self.shared.known.add_dirty(dirty);
    }

    /// Puts rows into the index.
    pub(super) fn index<K: Kind>(&self, rows: &[(At<'_>, &K::Record)]) {
        let entries: Vec<Entry<'_>> = {
            let relations = self.shared.known.relations();
            let places = rows.iter().filter_map(|(at, record)| {
                let place = relations.place(at.place_id)?;
                Some((at, place, *record))
            });
            let entries = places.map(|(at, place, record)| K::entry(at.row, at.place_id, place, record));
            entries.flatten().collect()
        };
        if let Some(kind) = K::SHARD.rows().filter(|_| !entries.is_empty()) {
            let revision = self.next_revision();
            self.shared.known.indexes.put(kind, entries, revision);
            self.notify_rows(kind, revision);
        }
    }

    pub(super) fn next_revision(&self) -> u64 {
        self.shared.known.revision.fetch_add(1, Ordering::SeqCst) + 1
    }
}

#[cfg(test)]
mod tests;
