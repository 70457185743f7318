//! Pages of a listing on their way into the store, so that the next page is asked for while the one before is written.

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use super::Inventory;
use super::kinds::Kind;
use super::named_rows::NamedRows;
use super::reads::ShardKey;
use super::storing::Stored;
use crate::Problem;
use crate::store::shards::SyncRun;

/// The page of a reading that is being stored, and the rows of those before it.
pub(super) struct StoredPages<K: Kind> {
    inventory: Inventory,
    key: ShardKey,
    run: SyncRun,
    storing: Option<BoxFuture<'static, Stored>>,
    named: NamedRows,
    is_overtaken: bool,
    kind: std::marker::PhantomData<fn(K)>,
}

impl<K: Kind> StoredPages<K> {
    pub(super) fn new(inventory: Inventory, key: ShardKey, run: SyncRun) -> Self {
        Self {
            inventory,
            key,
            run,
            storing: None,
            named: NamedRows::default(),
            is_overtaken: false,
            kind: std::marker::PhantomData,
        }
    }

    /// Takes the rows of a page. `false` when the reading was overtaken and must stop.
    pub(super) async fn add(&mut self, rows: Vec<K::Record>, request_id: &str) -> Result<bool, Problem> {
        self.store().await?;
        if !rows.is_empty() && !self.is_overtaken {
            let rows = rows.into_iter().map(|row| (row, request_id.to_owned())).collect();
            self.storing = Some(self.inventory.put_rows::<K>(&self.key, self.run, rows).boxed());
        }
        Ok(!self.is_overtaken)
    }

    /// Stores everything so far.
    pub(super) async fn store(&mut self) -> Result<(), Problem> {
        let Some(storing) = self.storing.take() else {
            return Ok(());
        };
        match storing.await? {
            Some(ids) => self.named.extend(ids),
            None => self.is_overtaken = true,
        }
        Ok(())
    }

    /// How many rows the reading has named; `None` when it was overtaken.
    pub(super) async fn named(&mut self) -> Result<Option<usize>, Problem> {
        self.store().await?;
        Ok((!self.is_overtaken).then(|| self.named.count()))
    }

    /// Stores everything. The rows that the reading has named; `None` when it was overtaken.
    pub(super) async fn finish(mut self) -> Result<Option<NamedRows>, Problem> {
        self.store().await?;
        Ok((!self.is_overtaken).then_some(self.named))
    }
}
