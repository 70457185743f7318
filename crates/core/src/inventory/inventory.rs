//! What the rest of the core and the window ask of the inventory. Filling it is in `sync`.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicU32;
use std::sync::{Arc, Mutex};

use alibaba_cloud::Runtime;
use tokio::sync::broadcast;

use super::pulse::Pulse;
use super::run::AccountRun;
use super::views::Views;
use super::{SnapshotKey, SnapshotQuery, SnapshotWindow};
use crate::account::Accounts;
use crate::cloud::Cloud;
use crate::image::{KnownSnapshot, SourceDisk, SourceInstance};
use crate::store::{Database, StoreError, disks, instances, mark_damaged, snapshots};
use crate::{Change, Problem};

/// The snapshots of all accounts. A clone shares everything.
#[derive(Clone)]
pub(crate) struct Inventory {
    pub(super) shared: Arc<Shared>,
}

pub(super) struct Shared {
    cache: Database,
    folder: PathBuf,
    pub(super) accounts: Accounts,
    pub(super) cloud: Cloud,
    pub(super) runtime: Arc<dyn Runtime>,
    pub(super) runs: Mutex<HashMap<String, AccountRun>>,
    pub(super) rows_so_far: AtomicU32,
    pub(super) rows_changed: Pulse,
    pub(super) sync_changed: Pulse,
    views: Views,
}

impl Inventory {
    pub(crate) fn new(
        cache: Database,
        folder: PathBuf,
        accounts: Accounts,
        cloud: Cloud,
        runtime: Arc<dyn Runtime>,
        changes: broadcast::Sender<Change>,
    ) -> Self {
        let told = changes.clone();
        let shared = Shared {
            cache,
            folder,
            accounts,
            cloud,
            runtime,
            runs: Mutex::default(),
            rows_so_far: AtomicU32::new(0),
            rows_changed: Pulse::new(move |revision| {
                let _ = told.send(Change::Inventory { revision });
            }),
            sync_changed: Pulse::new(move |_| {
                let _ = changes.send(Change::Sync);
            }),
            views: Views::default(),
        };
        Self {
            shared: Arc::new(shared),
        }
    }

    /// A window of rows of a view.
    pub(crate) async fn window(
        &self,
        query: SnapshotQuery,
        offset: u32,
        limit: u32,
    ) -> Result<SnapshotWindow, Problem> {
        let views = self.shared.views.clone();
        let now = self.now();
        self.shared
            .read(move |connection| views.window(connection, &query, now, offset, limit))
            .await
    }

    /// One snapshot; `None` when the cloud does not list it, as far as is known.
    pub(crate) async fn snapshot(&self, key: &SnapshotKey) -> Result<Option<KnownSnapshot>, Problem> {
        let key = key.clone();
        self.shared
            .read(move |connection| snapshots::get(connection, &key))
            .await
    }

    /// Every snapshot of a region, newest first.
    pub(crate) async fn snapshots_of_region(
        &self,
        account_id: &str,
        region_id: &str,
    ) -> Result<Vec<KnownSnapshot>, Problem> {
        let (account_id, region_id) = (account_id.to_owned(), region_id.to_owned());
        self.shared
            .read(move |connection| snapshots::of_region(connection, &account_id, &region_id))
            .await
    }

    /// Every snapshot of a disk, oldest first.
    pub(crate) async fn snapshots_of_disk(
        &self,
        account_id: &str,
        region_id: &str,
        disk_id: &str,
    ) -> Result<Vec<KnownSnapshot>, Problem> {
        let (account_id, region_id) = (account_id.to_owned(), region_id.to_owned());
        let disk_id = disk_id.to_owned();
        self.shared
            .read(move |connection| snapshots::known_of_disk(connection, &account_id, &region_id, &disk_id))
            .await
    }

    /// An instance with its data disks; `None` when the cloud does not list it, as far as is known.
    pub(crate) async fn instance(
        &self,
        account_id: &str,
        region_id: &str,
        instance_id: &str,
    ) -> Result<Option<SourceInstance>, Problem> {
        let (account_id, region_id) = (account_id.to_owned(), region_id.to_owned());
        let instance_id = instance_id.to_owned();
        self.shared
            .read(move |connection| {
                let Some(row) = instances::get(connection, &account_id, &region_id, &instance_id)? else {
                    return Ok(None);
                };
                let disks = disks::of_instance(connection, &account_id, &region_id, &instance_id)?;
                let data_disks = disks.into_iter().filter(|disk| disk.disk_type != "system");
                Ok(Some(SourceInstance {
                    instance_id: row.instance_id,
                    name: row.name,
                    os_name: row.os_name,
                    os_type: row.os_type,
                    data_disks: data_disks
                        .map(|disk| SourceDisk {
                            disk_id: disk.disk_id,
                            device: disk.device,
                        })
                        .collect(),
                }))
            })
            .await
    }

    pub(super) fn now(&self) -> i64 {
        self.shared.runtime.now().as_millisecond()
    }
}

impl Shared {
    pub(super) async fn read<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&rusqlite::Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        self.watched(self.cache.read(work).await)
    }

    pub(super) async fn write<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&rusqlite::Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    {
        self.watched(self.cache.write(work).await)
    }

    fn watched<T>(&self, result: Result<T, StoreError>) -> Result<T, Problem> {
        if let Err(error) = &result
            && error.is_damage()
        {
            mark_damaged(&self.folder);
        }
        Ok(result?)
    }
}
