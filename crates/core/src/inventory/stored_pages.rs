//! Pages of a listing on their way into the store, so that the next page is asked for while those before it are written.

use std::collections::VecDeque;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;

use super::Inventory;
use super::kinds::Kind;
use super::named_rows::NamedRows;
use super::reads::ShardKey;
use super::storing::Stored;
use crate::Problem;
use crate::store::shards::SyncRun;

/// Pages of a reading that are being stored at once: while some become known the next ones are written.
const AT_ONCE: usize = 4;

/// The pages of a reading that are being stored, and the rows of those before them.
pub(super) struct StoredPages<K: Kind> {
    inventory: Inventory,
    key: ShardKey,
    run: SyncRun,
    /// The earliest first.
    storing: VecDeque<BoxFuture<'static, Stored>>,
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
            storing: VecDeque::with_capacity(AT_ONCE),
            named: NamedRows::default(),
            is_overtaken: false,
            kind: std::marker::PhantomData,
        }
    }

    /// Takes the rows of a page. `false` when the reading was overtaken and must stop.
    pub(super) async fn add(&mut self, rows: Vec<K::Record>, request_id: &str) -> Result<bool, Problem> {
        while self.storing.len() >= AT_ONCE {
            self.store_first().await?;
        }
        if !rows.is_empty() && !self.is_overtaken {
            let rows = rows.into_iter().map(|row| (row, request_id.to_owned())).collect();
            let storing = self.inventory.put_rows::<K>(&self.key, self.run, rows);
            self.storing.push_back(storing.boxed());
        }
        Ok(!self.is_overtaken)
    }

    /// Stores everything so far.
    pub(super) async fn store(&mut self) -> Result<(), Problem> {
        while !self.storing.is_empty() {
            self.store_first().await?;
        }
        Ok(())
    }

    async fn store_first(&mut self) -> Result<(), Problem> {
        if let Some(storing) = self.storing.pop_front() {
            match storing.await? {
                Some(ids) => self.named.extend(ids),
                None => self.is_overtaken = true,
            }
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
