//! What is in memory of the rows of the store: their relations and the index of the views. Both are loaded from the file once, and
//! follow each change of it in the same order.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, RwLock, RwLockReadGuard, RwLockWriteGuard};

use tokio::sync::MutexGuard;
use tokio::task::yield_now;

use super::index::{Entry, IndexedPlace, Indexes};
use super::kinds::disk::Disks;
use super::kinds::image::{Images, SharedImages};
use super::kinds::instance::Instances;
use super::kinds::snapshot::Snapshots;
use super::kinds::{At, Kind};
use super::reads::ShardKey;
use super::relations::{Dirty, Relations};
use super::row_ids::RowIds;
use super::{Inventory, RowKind};
use crate::Problem;
use crate::lock::{lock, read, write};
use crate::store::rows::{NewRow, PutRow, StoredRow};
use crate::store::shards::{PlaceRow, StoredKind, SyncRun};

/// Rows that are read and told at a time.
const CHUNK: usize = 1_000;

pub(super) struct Known {
    row_ids: RwLock<RowIds>,
    relations: RwLock<Relations>,
    dirty: Mutex<Dirty>,
    indexes: Indexes,
    /// Of all kinds together: what changes the places changes every kind.
    revision: AtomicU64,
    /// The epoch of the file that is in memory; 0 while none is.
    loaded: AtomicU64,
    /// Held while the store and then the memory change.
    order: tokio::sync::Mutex<Loaded>,
}

/// The places of the file that is in memory.
#[derive(Default)]
pub(super) struct Loaded {
    places: Vec<PlaceRow>,
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
            order: tokio::sync::Mutex::default(),
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

    fn row_ids_mut(&self) -> RwLockWriteGuard<'_, RowIds> {
        write(&self.row_ids)
    }

    fn relations_mut(&self) -> RwLockWriteGuard<'_, Relations> {
        write(&self.relations)
    }

    fn add_dirty(&self, dirty: impl IntoIterator<Item = i64>) {
        lock(&self.dirty).extend(dirty);
    }
}

impl Inventory {
    /// What views find rows by.
    pub(crate) fn indexes(&self) -> &Indexes {
        &self.shared.known.indexes
    }

    /// Begins to put the rows of the file into memory, unless they are there.
    pub(crate) fn begin_loading(&self) {
        if !self.is_loaded() {
            let inventory = self.clone();
            tokio::spawn(async move { inventory.loaded().await });
        }
    }

    /// Waits until what is in memory is that of the file in use. While the guard is held, neither changes.
    pub(super) async fn in_order(&self) -> Result<MutexGuard<'_, Loaded>, Problem> {
        let mut loaded = self.shared.known.order.lock().await;
        while !self.is_loaded() {
            let epoch = self.load(&mut loaded).await;
            for kind in RowKind::ALL {
                // Also when nothing can be read: nobody waits for rows that do not come.
                let is_news = self.shared.known.indexes.set_loaded(kind);
                if is_news || epoch.is_ok() {
                    self.notify_rows(kind, self.next_revision());
                }
            }
            self.shared.known.loaded.store(epoch?, Ordering::SeqCst);
        }
        Ok(loaded)
    }

    /// Waits until the file is in memory, and for nothing else.
    pub(super) async fn loaded(&self) -> Result<(), Problem> {
        if !self.is_loaded() {
            drop(self.in_order().await?);
        }
        Ok(())
    }

    fn is_loaded(&self) -> bool {
        self.shared.known.loaded.load(Ordering::SeqCst) == self.shared.cache.epoch()
    }

    /// Puts all rows of the file into memory. Its epoch.
    async fn load(&self, loaded: &mut Loaded) -> Result<u64, Problem> {
        let (known, cache) = (&self.shared.known, &self.shared.cache);
        known.loaded.store(0, Ordering::SeqCst);
        *known.row_ids_mut() = RowIds::default();
        *known.relations_mut() = Relations::default();
        *lock(&known.dirty) = Dirty::default();
        known.indexes.clear(self.next_revision());
        // A file that cannot be used has no epoch to speak of; opening another one raises it.
        loaded.places = cache.places().await?;
        let epoch = cache.epoch();
        self.set_places(&loaded.places);
        let mut last = 0;
        loop {
            let limit = u32::try_from(CHUNK).unwrap_or(u32::MAX);
            let rows = cache.rows_after(last, limit).await?;
            let Some(end) = rows.last() else {
                break;
            };
            last = end.id;
            {
                let mut row_ids = known.row_ids_mut();
                for row in &rows {
                    row_ids.put((row.place, row.kind), &row.resource_id, row.id);
                }
            }
            self.index_stored(&rows, true);
            yield_now().await;
        }
        self.index_changed().await?;
        Ok(epoch)
    }

    /// Stores rows of a reading. Their ids; `None` when the reading was overtaken and must stop.
    pub(super) async fn put_rows<K: Kind>(
        &self,
        key: &ShardKey,
        run: SyncRun,
        mut rows: Vec<(K::Record, String)>,
    ) -> Result<Option<Vec<i64>>, Problem> {
        let _order = self.in_order().await?;
        let (known, shard) = (&self.shared.known, (run.place(), K::SHARD.into()));
        let new = {
            let row_ids = known.row_ids();
            let new = rows.iter_mut().map(|(record, request_id)| NewRow {
                resource_id: K::id(record).to_owned(),
                candidates: row_ids.candidates(shard, K::id(record)),
                request_id: std::mem::take(request_id),
                raw: K::take_raw(record),
            });
            new.collect()
        };
        let Some(put) = self.shared.cache.put_rows(run, new).await? else {
            return Ok(None);
        };
        if run.epoch() == self.shared.cache.epoch() {
            {
                let mut row_ids = known.row_ids_mut();
                for (put, (record, _)) in put.iter().zip(&rows).filter(|(put, _)| put.is_new) {
                    row_ids.put(shard, K::id(record), put.id);
                }
            }
            let changed = put.iter().zip(&rows).filter(|(put, _)| put.is_changed);
            let at = |put: &PutRow| At {
                row: put.id,
                place_id: run.place(),
                account_id: &key.account_id,
                region_id: &key.region_id,
            };
            let changed: Vec<_> = changed.map(|(put, (record, _))| (at(put), record)).collect();
            self.relate_and_index::<K>(&changed);
        }
        Ok(Some(put.iter().map(|PutRow { id, .. }| *id).collect()))
    }

    /// Removes the rows that a completed reading did not name.
    pub(super) async fn sweep<K: Kind>(&self, run: SyncRun, named: HashSet<i64>) -> Result<(), Problem> {
        let _order = self.in_order().await?;
        let (known, shard) = (&self.shared.known, (run.place(), K::SHARD.into()));
        let unnamed: Vec<i64> = known.row_ids().rows(shard).filter(|row| !named.contains(row)).collect();
        if unnamed.is_empty() {
            return Ok(());
        }
        let gone = self.shared.cache.remove_rows(run, unnamed).await?;
        if gone.is_empty() || run.epoch() != self.shared.cache.epoch() {
            return Ok(());
        }
        {
            let mut row_ids = known.row_ids_mut();
            for (row, resource_id) in &gone {
                row_ids.remove(shard, resource_id, *row);
            }
        }
        let mut dirty = Dirty::default();
        if let Some(place) = known.relations_mut().place_mut(run.place()) {
            K::forget(place, &gone, &mut dirty);
        }
        known.add_dirty(dirty);
        if let Some(kind) = K::SHARD.rows() {
            let ids: Vec<i64> = gone.into_iter().map(|(id, _)| id).collect();
            let revision = self.next_revision();
            known.indexes.remove(kind, &ids, revision);
            self.notify_rows(kind, revision);
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
        let mut loaded = self.in_order().await?;
        let cache = &self.shared.cache;
        cache.set_regions(account_id, account_key, region_ids).await?;
        let places = cache.places().await?;
        if loaded.places != places {
            self.set_places(&places);
            loaded.places = places;
            for kind in RowKind::ALL {
                self.notify_rows(kind, self.shared.known.revision.load(Ordering::SeqCst));
            }
        }
        Ok(())
    }

    fn set_places(&self, places: &[PlaceRow]) {
        let known = &self.shared.known;
        let ids: Vec<i64> = places.iter().map(|place| place.id).collect();
        known.row_ids_mut().set_places(places);
        known.relations_mut().keep_places(&ids);
        let places = places.iter().map(|place| IndexedPlace {
            id: place.id,
            account_id: place.account_id.clone(),
            account_key: place.account_key.clone(),
            region_id: place.region_id.clone(),
        });
        let revision = self.next_revision();
        let places: Vec<IndexedPlace> = places.collect();
        known.indexes.set_places(&places, revision);
    }

    /// Puts rows of one place that are new or have changed into the relations and the index.
    fn relate_and_index<K: Kind>(&self, rows: &[(At<'_>, &K::Record)]) {
        let known = &self.shared.known;
        let mut dirty = Dirty::default();
        {
            let mut relations = known.relations_mut();
            for (at, record) in rows {
                K::relate(&mut relations, at, record, &mut dirty);
            }
        }
        known.add_dirty(dirty);
        self.index::<K>(rows);
    }

    /// Puts rows into the index alone.
    fn index<K: Kind>(&self, rows: &[(At<'_>, &K::Record)]) {
        let entries = {
            let relations = self.shared.known.relations();
            let entry = |(at, record): &(At<'_>, &K::Record)| {
                let place = relations.place(at.place_id)?;
                K::entry(at.row, at.place_id, place, record)
            };
            rows.iter().filter_map(entry).collect()
        };
        self.put_entries(K::SHARD.rows(), entries);
    }

    /// As [`Inventory::relate_and_index`], of rows as they are stored; those that name the rows of others come first.
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
            self.relate_and_index::<K>(&rows);
        } else {
            self.index::<K>(&rows);
        }
    }

    fn put_entries(&self, kind: Option<RowKind>, entries: Vec<Entry>) {
        if let Some(kind) = kind.filter(|_| !entries.is_empty()) {
            let revision = self.next_revision();
            self.shared.known.indexes.put(kind, entries, revision);
            self.notify_rows(kind, revision);
        }
    }

    /// Tells the index anew of rows that show something of a row that has changed.
    pub(super) async fn follow_relations(&self) -> Result<(), Problem> {
        let _order = self.in_order().await?;
        self.index_changed().await
    }

    async fn index_changed(&self) -> Result<(), Problem> {
        let known = &self.shared.known;
        let families = known.relations_mut().take_changed_families();
        known.add_dirty(families);
        let rows: Vec<i64> = std::mem::take(&mut *lock(&known.dirty)).into_iter().collect();
        for (number, ids) in rows.chunks(CHUNK).enumerate() {
            match self.shared.cache.rows_of_ids(ids.to_vec()).await {
                Ok(rows) => self.index_stored(&rows, false),
                Err(problem) => {
                    known.add_dirty(rows.iter().copied().skip(number * CHUNK));
                    return Err(problem);
                }
            }
            yield_now().await;
        }
        Ok(())
    }

    pub(super) fn next_revision(&self) -> u64 {
        self.shared.known.revision.fetch_add(1, Ordering::SeqCst) + 1
    }
}
