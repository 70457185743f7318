//! What the rest of the core and the window ask of the inventory. Filling it is in `reads` and `shard`, when is in `schedule`.

use std::sync::atomic::{AtomicBool, AtomicI64};
use std::sync::{Arc, Mutex};

use alibaba_cloud::Runtime;
use tokio::sync::{Notify, broadcast};

use super::coalescer::Coalescer;
use super::image_detail::IMAGES;
use super::image_shares::ImageShares;
use super::index::NamePatterns;
use super::kinds::Kind;
use super::kinds::image::Images;
use super::kinds::instance::{self, Instances};
use super::kinds::snapshot::{self, Snapshots};
use super::known::Known;
use super::reads::Reads;
use super::relations::{Place, Relations};
use super::{InstanceRow, ResourceKey, RowKind, Rows, ShardKind, SnapshotFacts, SourceDisk, SourceInstance};
use crate::account::Accounts;
use crate::cloud::Cloud;
use crate::store::Cache;
use crate::store::rows::StoredRow;
use crate::store::shards::StoredKind;
use crate::wake::Wake;
use crate::{Change, Problem, ProblemCode};

/// The rows of all accounts. A clone shares everything.
#[derive(Clone)]
pub(crate) struct Inventory {
    pub(super) shared: Arc<Shared>,
}

pub(super) struct Shared {
    pub(super) cache: Cache,
    pub(super) known: Known,
    pub(super) shares: ImageShares,
    pub(super) accounts: Accounts,
    pub(super) cloud: Cloud,
    pub(super) runtime: Arc<dyn Runtime>,
    pub(super) reads: Mutex<Reads>,
    rows_changed: [Coalescer; RowKind::ALL.len()],
    sync_changed: Coalescer,
    /// The schedule looks again at what is due.
    pub(super) reschedule: Arc<Notify>,
    pub(super) wake: Wake,
    pub(super) is_window_visible: AtomicBool,
    /// While the window is visible, rows are read again after so many milliseconds.
    pub(super) interval: AtomicI64,
}

impl Inventory {
    pub(crate) fn new(
        cache: Cache,
        accounts: Accounts,
        cloud: Cloud,
        runtime: Arc<dyn Runtime>,
        wake: Wake,
        interval: i64,
        changes: broadcast::Sender<Change>,
    ) -> Self {
        let rows_changed = RowKind::ALL.map(|rows| {
            let changes = changes.clone();
            Coalescer::new(move |revision| {
                let _ = changes.send(Change::Inventory { rows, revision });
            })
        });
        let shared = Shared {
            cache: cache.clone(),
            known: Known::default(),
            shares: ImageShares::default(),
            accounts,
            cloud,
            runtime,
            reads: Mutex::default(),
            rows_changed,
            sync_changed: Coalescer::new(move |_| {
                let _ = changes.send(Change::Sync);
            }),
            reschedule: Arc::default(),
            wake,
            is_window_visible: AtomicBool::new(true),
            interval: AtomicI64::new(interval),
        };
        let inventory = Self {
            shared: Arc::new(shared),
        };
        let weak = Arc::downgrade(&inventory.shared);
        cache.on_new_file(move || {
            if let Some(shared) = weak.upgrade() {
                Self { shared }.fill_new_file();
            }
        });
        inventory
    }

    /// Does not list snapshots with such names from now on: patterns separated by commas. They are still known.
    pub(crate) async fn hide_snapshots(&self, names: String) -> Result<(), Problem> {
        let inventory = self.clone();
        // May wait for a query.
        let hidden = tokio::task::spawn_blocking(move || inventory.hide_snapshots_at_start(&names));
        let revision = hidden.await.map_err(|_| Problem::new(ProblemCode::Internal))?;
        self.notify_rows(RowKind::Snapshots, revision);
        Ok(())
    }

    /// As [`Inventory::hide_snapshots`], while nobody uses it yet. The revision of that.
    pub(crate) fn hide_snapshots_at_start(&self, names: &str) -> u64 {
        let revision = self.next_revision();
        let names = NamePatterns::parse(names);
        self.indexes().hide(RowKind::Snapshots, names, revision);
        revision
    }

    /// How many snapshots are not listed for their names.
    pub(crate) fn hidden_snapshots(&self) -> u32 {
        self.indexes().hidden(RowKind::Snapshots)
    }

    /// Begins a new file; everything is read into it again.
    pub(crate) async fn clear_cache(&self) -> Result<(), Problem> {
        self.shared.cache.clear().await
    }

    /// Rows of a kind by their ids in the store, in their order, with the ids of those that are still there.
    pub(crate) async fn rows(&self, kind: RowKind, ids: Vec<i64>) -> Result<(Vec<i64>, Rows), Problem> {
        let stored = self.shared.cache.rows_of_ids(ids).await?;
        Ok(match kind {
            RowKind::Snapshots => {
                let (ids, rows) = self.of_rows(&stored, |_, place, row| {
                    Some(snapshot::facts(place, &Snapshots::parse(&row.raw)?).row)
                });
                (ids, Rows::Snapshots(rows))
            }
            RowKind::Images => {
                let (ids, rows) = self.of_rows(&stored, |relations, place, row| {
                    Some(self.image_row(relations, place, &Images::parse(&row.raw)?))
                });
                (ids, Rows::Images(rows))
            }
            RowKind::Instances => {
                let (ids, rows) = self.of_rows(&stored, |_, place, row| {
                    Some(instance::row(place, &Instances::parse(&row.raw)?))
                });
                (ids, Rows::Instances(rows))
            }
        })
    }

    /// The id of a row in the store; `None` when it is not there.
    pub(crate) async fn row_id(&self, kind: RowKind, key: &ResourceKey) -> Result<Option<i64>, Problem> {
        let kinds: &[StoredKind] = match kind {
            RowKind::Snapshots => &[StoredKind::Snapshots],
            RowKind::Images => IMAGES,
            RowKind::Instances => &[StoredKind::Instances],
        };
        Ok(self.stored(key, kinds).await?.map(|row| row.id))
    }

    /// The keys of rows by their ids in the store, in their order. Those that are gone are left out.
    pub(crate) async fn keys(&self, ids: Vec<i64>) -> Result<Vec<ResourceKey>, Problem> {
        let rows = self.shared.cache.rows_of_ids(ids).await?;
        let keys = rows.into_iter().map(|row| ResourceKey {
            account_id: row.account_id,
            region_id: row.region_id,
            id: row.resource_id,
        });
        Ok(keys.collect())
    }

    /// One snapshot; `None` when the cloud does not list it, as far as is known.
    pub(crate) async fn snapshot(&self, key: &ResourceKey) -> Result<Option<SnapshotFacts>, Problem> {
        let row = self.stored(key, &[StoredKind::Snapshots]).await?;
        Ok(self.snapshot_facts(row.as_slice()).pop())
    }

    /// For each disk the snapshots nearest in time to `at`, at most `each` before it and as many after it.
    pub(crate) async fn snapshots_of_disks_near(
        &self,
        account_id: &str,
        region_id: &str,
        disk_ids: Vec<String>,
        at: Option<i64>,
        each: usize,
    ) -> Result<Vec<SnapshotFacts>, Problem> {
        let ids = self.of_place(account_id, region_id, |place| {
            let ids = disk_ids.iter().flat_map(|id| place.snapshots_near(id, at, each));
            ids.collect()
        });
        self.snapshots_of_rows(ids.await?).await
    }

    /// Data-disk snapshots of a region nearest in time to `at`, at most `each` before it and as many after it.
    pub(crate) async fn data_snapshots_near(
        &self,
        account_id: &str,
        region_id: &str,
        at: Option<i64>,
        each: usize,
    ) -> Result<Vec<SnapshotFacts>, Problem> {
        let ids = self.of_place(account_id, region_id, |place| place.data_snapshots_near(at, each));
        self.snapshots_of_rows(ids.await?).await
    }

    /// An instance with its data disks; `None` when the cloud does not list it, as far as is known.
    pub(crate) async fn instance(
        &self,
        account_id: &str,
        region_id: &str,
        instance_id: &str,
    ) -> Result<Option<SourceInstance>, Problem> {
        self.of_place(account_id, region_id, |place| source_instance(place, instance_id))
            .await
    }

    /// Instances of a region, the newest of the program's rows first, at most `most`.
    pub(crate) async fn instances_of(
        &self,
        account_id: &str,
        region_id: &str,
        most: usize,
    ) -> Result<Vec<InstanceRow>, Problem> {
        let ids = self.of_place(account_id, region_id, |place| place.instance_rows());
        let mut ids: Vec<i64> = ids.await?;
        ids.sort_unstable_by(|one, other| other.cmp(one));
        ids.truncate(most);
        match self.rows(RowKind::Instances, ids).await? {
            (_, Rows::Instances(rows)) => Ok(rows),
            _ => Ok(Vec::new()),
        }
    }

    /// The stored row of a key, of the first of these kinds that has it.
    pub(super) async fn stored(
        &self,
        key: &ResourceKey,
        kinds: &'static [StoredKind],
    ) -> Result<Option<StoredRow>, Problem> {
        self.loaded().await?;
        let candidates: Vec<i64> = {
            let row_ids = self.shared.known.row_ids();
            let place = row_ids.place(&key.account_id, &key.region_id);
            let shards = place
                .into_iter()
                .flat_map(|place| kinds.iter().map(move |kind| (place, *kind)));
            shards.flat_map(|shard| row_ids.candidates(shard, &key.id)).collect()
        };
        let rows = self.shared.cache.rows_of_ids(candidates).await?;
        Ok(rows.into_iter().find(|row| row.resource_id == key.id))
    }

    pub(super) async fn snapshots_of_rows(&self, ids: Vec<i64>) -> Result<Vec<SnapshotFacts>, Problem> {
        let rows = self.shared.cache.rows_of_ids(ids).await?;
        Ok(self.snapshot_facts(&rows))
    }

    fn snapshot_facts(&self, rows: &[StoredRow]) -> Vec<SnapshotFacts> {
        let read =
            |_: &Relations, place: &Place, row: &StoredRow| Some(snapshot::facts(place, &Snapshots::parse(&row.raw)?));
        self.of_rows(rows, read).1
    }

    /// What is made of stored rows and their places, with the ids of the rows.
    pub(super) fn of_rows<T>(
        &self,
        rows: &[StoredRow],
        read: impl Fn(&Relations, &Place, &StoredRow) -> Option<T>,
    ) -> (Vec<i64>, Vec<T>) {
        let relations = self.shared.known.relations();
        let read = |row: &StoredRow| Some((row.id, read(&relations, relations.place(row.place)?, row)?));
        rows.iter().filter_map(read).unzip()
    }

    /// What is known of a place; nothing when nothing is.
    pub(super) async fn of_place<T: Default>(
        &self,
        account_id: &str,
        region_id: &str,
        read: impl FnOnce(&Place) -> T,
    ) -> Result<T, Problem> {
        self.loaded().await?;
        let relations = self.shared.known.relations();
        Ok(relations.place_of(account_id, region_id).map(read).unwrap_or_default())
    }

    pub(crate) fn now(&self) -> i64 {
        self.shared.runtime.now().as_millisecond()
    }

    pub(super) fn notify_rows(&self, kind: RowKind, revision: u64) {
        self.shared.rows_changed[kind as usize].notify(revision);
    }

    pub(super) fn notify_sync(&self) {
        self.shared.sync_changed.notify(0);
    }
}

fn source_instance(place: &Place, instance_id: &str) -> Option<SourceInstance> {
    let instance = place.instance(instance_id)?;
    let disks = place.disks_of_instance(instance_id).into_iter();
    Some(SourceInstance {
        instance_id: instance_id.to_owned(),
        name: instance.name.clone(),
        os_name: instance.os_name.clone(),
        os_type: instance.os_type.clone(),
        data_disks: disks
            .filter(|(_, disk)| disk.disk_type != "system")
            .map(|(disk_id, disk)| SourceDisk {
                disk_id: disk_id.to_owned(),
                device: disk.device.clone(),
            })
            .collect(),
        has_all_disks: place.listed.has_all(&[ShardKind::Disks]),
    })
}
