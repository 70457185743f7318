//! Pages of a listing on their way into the store, so that the next page is asked for while earlier ones are written.

use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::Inventory;
use super::kinds::Kind;
use super::reads::ShardKey;
use crate::store::shards::SyncRun;
use crate::{Problem, ProblemCode};

/// Rows that are written in one transaction.
const ROWS: usize = 500;
/// Rows are written after this time at the latest.
const LONGEST_WAIT: Duration = Duration::from_millis(300);

type Stored = Result<Option<Vec<i64>>, Problem>;

/// The rows of a reading that are not stored yet, and the ids of those that are.
pub(super) struct PageBatch<K: Kind> {
    inventory: Inventory,
    key: ShardKey,
    run: SyncRun,
    rows: Vec<(K::Record, String)>,
    /// Since when there are any.
    since: Option<Instant>,
    storing: Option<JoinHandle<Stored>>,
    named: Vec<i64>,
    is_overtaken: bool,
    is_first: bool,
}

impl<K: Kind> PageBatch<K> {
    pub(super) fn new(inventory: Inventory, key: ShardKey, run: SyncRun) -> Self {
        Self {
            inventory,
            key,
            run,
            rows: Vec::new(),
            since: None,
            storing: None,
            named: Vec::new(),
            is_overtaken: false,
            is_first: true,
        }
    }

    /// Takes the rows of a page. `false` when the reading was overtaken and must stop.
    pub(super) async fn add(&mut self, rows: Vec<K::Record>, request_id: &str) -> Result<bool, Problem> {
        let since = *self.since.get_or_insert_with(Instant::now);
        self.rows
            .extend(rows.into_iter().map(|row| (row, request_id.to_owned())));
        let is_due = self.is_first || self.rows.len() >= ROWS || since.elapsed() >= LONGEST_WAIT;
        if is_due {
            self.begin_to_store().await?;
        }
        Ok(!self.is_overtaken)
    }

    /// Stores everything so far.
    pub(super) async fn store(&mut self) -> Result<(), Problem> {
        self.begin_to_store().await?;
        self.wait().await
    }

    /// How many rows the reading has named; `None` when it was overtaken.
    pub(super) async fn named(&mut self) -> Result<Option<usize>, Problem> {
        self.store().await?;
        self.name_once();
        Ok((!self.is_overtaken).then_some(self.named.len()))
    }

    /// Stores everything. The ids of all rows that the reading has named, in order; `None` when it was overtaken.
    pub(super) async fn finish(mut self) -> Result<Option<Vec<i64>>, Problem> {
        self.store().await?;
        self.name_once();
        Ok((!self.is_overtaken).then_some(self.named))
    }

    fn name_once(&mut self) {
        self.named.sort_unstable();
        self.named.dedup();
    }

    async fn begin_to_store(&mut self) -> Result<(), Problem> {
        self.wait().await?;
        self.is_first = false;
        self.since = None;
        let rows = std::mem::take(&mut self.rows);
        if !rows.is_empty() && !self.is_overtaken {
            let (inventory, key, run) = (self.inventory.clone(), self.key.clone(), self.run);
            self.storing = Some(tokio::spawn(
                async move { inventory.put_rows::<K>(&key, run, rows).await },
            ));
        }
        Ok(())
    }

    async fn wait(&mut self) -> Result<(), Problem> {
        let Some(storing) = self.storing.take() else {
            return Ok(());
        };
        match storing.await.map_err(|_| Problem::new(ProblemCode::Internal))?? {
            Some(ids) => self.named.extend(ids),
            None => self.is_overtaken = true,
        }
        Ok(())
    }
}
