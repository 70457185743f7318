//! What the rest of the core and the window ask of the inventory. Filling it is in `reads` and `shard`, when is in `schedule`.

use std::sync::atomic::{AtomicBool, AtomicU32};
use std::sync::{Arc, Mutex};

use alibaba_cloud::Runtime;
use tokio::sync::{Notify, broadcast};

use super::coalescer::Coalescer;
use super::reads::Reads;
use super::views::Views;
use super::{ResourceKey, RowKind, SnapshotFacts, SnapshotQuery, SnapshotWindow, SourceInstance};
use crate::account::Accounts;
use crate::cloud::Cloud;
use crate::store::Cache;
use crate::wake::Wake;
use crate::{Change, Problem};

/// The snapshots of all accounts. A clone shares everything.
#[derive(Clone)]
pub(crate) struct Inventory {
    pub(super) shared: Arc<Shared>,
}

pub(super) struct Shared {
    pub(super) cache: Cache,
    pub(super) accounts: Accounts,
    pub(super) cloud: Cloud,
    pub(super) runtime: Arc<dyn Runtime>,
    pub(super) reads: Mutex<Reads>,
    pub(super) rows_so_far: AtomicU32,
    pub(super) rows_changed: Coalescer,
    pub(super) sync_changed: Coalescer,
    /// The schedule looks again at what is due.
    pub(super) reschedule: Arc<Notify>,
    pub(super) wake: Wake,
    pub(super) is_window_visible: AtomicBool,
    views: Views,
}

impl Inventory {
    pub(crate) fn new(
        cache: Cache,
        accounts: Accounts,
        cloud: Cloud,
        runtime: Arc<dyn Runtime>,
        wake: Wake,
        changes: broadcast::Sender<Change>,
    ) -> Self {
        let row_changes = changes.clone();
        let shared = Shared {
            cache: cache.clone(),
            accounts,
            cloud,
            runtime,
            reads: Mutex::default(),
            rows_so_far: AtomicU32::new(0),
            rows_changed: Coalescer::new(move |revision| {
                let _ = row_changes.send(Change::Inventory {
                    rows: RowKind::Snapshots,
                    revision,
                });
            }),
            sync_changed: Coalescer::new(move |_| {
                let _ = changes.send(Change::Sync);
            }),
            reschedule: Arc::default(),
            wake,
            is_window_visible: AtomicBool::new(true),
            views: Views::default(),
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

    /// A window of rows of a view.
    pub(crate) async fn window(
        &self,
        query: SnapshotQuery,
        offset: u32,
        limit: u32,
    ) -> Result<SnapshotWindow, Problem> {
        let shared = &self.shared;
        shared
            .views
            .window(&shared.cache, query, self.now(), offset, limit)
            .await
    }

    /// One snapshot; `None` when the cloud does not list it, as far as is known.
    pub(crate) async fn snapshot(&self, key: &ResourceKey) -> Result<Option<SnapshotFacts>, Problem> {
        let ResourceKey {
            account_id,
            region_id,
            id: snapshot_id,
        } = key.clone();
        let found = self.shared.cache.snapshot(account_id, region_id, snapshot_id).await?;
        Ok(found.map(SnapshotFacts::from))
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
        let (account_id, region_id) = (account_id.to_owned(), region_id.to_owned());
        let cache = &self.shared.cache;
        let found = cache.snapshots_near(account_id, region_id, disk_ids, at, each).await?;
        Ok(found.into_iter().map(SnapshotFacts::from).collect())
    }

    /// Data-disk snapshots of a region nearest in time to `at`, at most `each` before it and as many after it.
    pub(crate) async fn data_snapshots_near(
        &self,
        account_id: &str,
        region_id: &str,
        at: Option<i64>,
        each: usize,
    ) -> Result<Vec<SnapshotFacts>, Problem> {
        let (account_id, region_id) = (account_id.to_owned(), region_id.to_owned());
        let found = self
            .shared
            .cache
            .data_snapshots_near(account_id, region_id, at, each)
            .await?;
        Ok(found.into_iter().map(SnapshotFacts::from).collect())
    }

    /// An instance with its data disks; `None` when the cloud does not list it, as far as is known.
    pub(crate) async fn instance(
        &self,
        account_id: &str,
        region_id: &str,
        instance_id: &str,
    ) -> Result<Option<SourceInstance>, Problem> {
        let (account_id, region_id) = (account_id.to_owned(), region_id.to_owned());
        let found = self
            .shared
            .cache
            .instance(account_id, region_id, instance_id.to_owned())
            .await?;
        Ok(found.map(SourceInstance::from))
    }

    pub(super) fn now(&self) -> i64 {
        self.shared.runtime.now().as_millisecond()
    }

    pub(super) fn notify_rows(&self, revision: Option<i64>) {
        if let Some(revision) = revision.and_then(|revision| u64::try_from(revision).ok()) {
            self.shared.rows_changed.notify(revision);
        }
    }

    pub(super) fn notify_sync(&self) {
        self.shared.sync_changed.notify(0);
    }
}
