//! Rows that are asked of the cloud by their ids, between two readings of the whole region.

use std::collections::HashMap;

use alibaba_cloud::Listing;

use super::kinds::snapshot::{Snapshots, facts};
use super::kinds::{Kind, Named};
use super::named_rows::NamedRows;
use super::reads::ShardKey;
use super::relations::Place;
use super::{Inventory, ShardKind, SnapshotFacts};
use crate::Problem;
use crate::cloud::{AccountClient, Priority};
use crate::store::shards::{StoredKind, SyncRun};

/// What the cloud has just said of some rows.
pub(crate) struct AskedRows<T> {
    /// When, milliseconds since the epoch.
    pub(crate) at: i64,
    /// Those that it lists.
    pub(crate) found: Vec<T>,
    /// Ids of those that it does not list.
    pub(crate) gone: Vec<String>,
}

/// Rows that the cloud has named since the newest reading of their shard began. That reading may have passed their place before.
#[derive(Default)]
pub(super) struct NamedMeanwhile(HashMap<(i64, StoredKind), (SyncRun, NamedRows)>);

impl NamedMeanwhile {
    pub(super) fn add(&mut self, kind: StoredKind, run: SyncRun, rows: &[i64]) {
        let (of, named) = self
            .0
            .entry((run.place(), kind))
            .or_insert_with(|| (run, NamedRows::default()));
        if *of != run {
            (*of, *named) = (run, NamedRows::default());
        }
        named.extend(rows.iter().copied());
    }

    /// Those of a reading, which is over.
    pub(super) fn take(&mut self, kind: StoredKind, run: SyncRun) -> NamedRows {
        let taken = self.0.remove(&(run.place(), kind));
        taken
            .filter(|(of, _)| *of == run)
            .map(|(_, named)| named)
            .unwrap_or_default()
    }
}

/// Rows with the ids of the requests that told them.
type ToldRows<K> = Vec<(<K as Kind>::Record, String)>;

impl Inventory {
    /// Asks the cloud for snapshots of a region, at most 100, and puts them into the inventory.
    ///
    /// # Errors
    /// As [`Inventory::ask_named`].
    pub(crate) async fn ask_snapshots(
        &self,
        account_id: &str,
        region_id: &str,
        snapshot_ids: Vec<String>,
    ) -> Result<AskedRows<SnapshotFacts>, Problem> {
        let key = ShardKey {
            account_id: account_id.to_owned(),
            region_id: region_id.to_owned(),
            kind: ShardKind::Snapshots,
        };
        self.ask_named::<Snapshots, _>(key, snapshot_ids, Priority::User, facts)
            .await
    }

    /// Asks the cloud for rows of a shard, at most 100, and puts them into the inventory. What is not listed stays there until a whole
    /// reading, which is begun, has missed it too. `read` makes of each row what is answered.
    ///
    /// # Errors
    /// The codes of the account's client and of the cloud; those of the cache.
    pub(super) async fn ask_named<K: Named, T: Send>(
        &self,
        key: ShardKey,
        ids: Vec<String>,
        priority: Priority,
        read: impl Fn(&Place, &K::Record) -> T + Send,
    ) -> Result<AskedRows<T>, Problem> {
        let client = self.shared.cloud.client(&key.account_id, priority).await?;
        // Before the cloud is asked: a listing that begins meanwhile is newer than this answer, and may sweep what it still names.
        let cache = &self.shared.cache;
        let run = cache.latest_run(key.account_id.clone(), key.region_id.clone(), key.kind.into());
        let run = run.await?;
        let at = self.now();
        let (rows, gone) = told::<K>(&client, &key.region_id, ids).await?;
        let found = self.of_place(&key.account_id, &key.region_id, |place| {
            rows.iter().map(|(record, _)| read(place, record)).collect()
        });
        let found = found.await?;
        if let Some(run) = run {
            self.put_named::<K>(&key, run, rows).await?;
            self.follow_relations().await?;
        }
        if !gone.is_empty() {
            self.begin_read(key);
        }
        self.shared.reschedule.notify_one();
        Ok(AskedRows { at, found, gone })
    }
}

/// The rows of these ids, and the ids that the cloud does not list.
async fn told<K: Named>(
    client: &AccountClient,
    region_id: &str,
    ids: Vec<String>,
) -> Result<(ToldRows<K>, Vec<String>), Problem> {
    let mut found: ToldRows<K> = Vec::new();
    let mut missing = ids;
    // The cloud has been seen to answer an empty page while the rows were there: what is missing is asked for once more.
    for _ in 0..2 {
        let reply = client.call(&K::named(region_id, missing.clone())).await?;
        let skipped = K::Listing::skipped(&reply.body);
        let rows = K::Listing::into_rows(reply.body);
        missing.retain(|id| rows.iter().all(|row| K::id(row) != id));
        found.extend(rows.into_iter().map(|row| (row, reply.request_id.clone())));
        if skipped > 0 {
            // One that could not be read is not gone.
            missing.clear();
        }
        if missing.is_empty() {
            break;
        }
    }
    Ok((found, missing))
}
