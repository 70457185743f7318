//! Rows on their way into the store. All that wait are written in one transaction, and while the next ones are written they become
//! known.

use std::sync::atomic::Ordering;

use tokio::sync::oneshot;

use super::Inventory;
use super::kinds::{At, Kind};
use super::known::{FileOrder, Order};
use super::reads::ShardKey;
use super::row_ids::RowIds;
use crate::lock::lock;
use crate::store::rows::{NewRow, PutRow};
use crate::store::shards::{StoredKind, SyncRun};
use crate::{Problem, ProblemCode};

/// The ids of the rows; `None` when the reading was overtaken.
pub(super) type Stored = Result<Option<Vec<i64>>, Problem>;

/// Rows of a reading that wait for the store.
pub(super) struct Waiting {
    run: SyncRun,
    rows: Box<dyn WaitingRows>,
    /// They were asked for by their ids: the reading that runs meanwhile lets them stay.
    are_named: bool,
    stored: oneshot::Sender<Stored>,
}

/// Rows of some kind.
trait WaitingRows: Send + Sync {
    fn kind(&self) -> StoredKind;
    /// As they are stored. Takes out of the records what the cloud wrote.
    fn take_new(&mut self, row_ids: &RowIds) -> Vec<NewRow>;
    /// Remembers where those are that are new.
    fn remember(&self, row_ids: &mut RowIds, put: &[PutRow]);
    /// Puts those that are new or have changed into memory.
    fn become_known(&self, inventory: &Inventory, put: &[PutRow]);
}

/// Rows with the ids of the requests that told them.
struct RowsOf<K: Kind> {
    key: ShardKey,
    run: SyncRun,
    rows: Vec<(K::Record, String)>,
}

impl<K: Kind> WaitingRows for RowsOf<K> {
    fn kind(&self) -> StoredKind {
        K::SHARD.into()
    }

    fn take_new(&mut self, row_ids: &RowIds) -> Vec<NewRow> {
        let shard = (self.run.place(), K::SHARD.into());
        let new = self.rows.iter_mut().map(|(record, request_id)| NewRow {
            resource_id: K::id(record).to_owned(),
            candidates: row_ids.candidates(shard, K::id(record)),
            request_id: std::mem::take(request_id),
            raw: K::take_raw(record),
        });
        new.collect()
    }

    fn remember(&self, row_ids: &mut RowIds, put: &[PutRow]) {
        let shard = (self.run.place(), K::SHARD.into());
        for (put, (record, _)) in put.iter().zip(&self.rows).filter(|(put, _)| put.is_new) {
            row_ids.put(shard, K::id(record), put.id);
        }
    }

    fn become_known(&self, inventory: &Inventory, put: &[PutRow]) {
        let changed = put.iter().zip(&self.rows).filter(|(put, _)| put.is_changed);
        let at = |put: &PutRow| At {
            row: put.id,
            place_id: self.run.place(),
            account_id: &self.key.account_id,
            region_id: &self.key.region_id,
        };
        let changed: Vec<_> = changed.map(|(put, (record, _))| (at(put), record)).collect();
        inventory.relate::<K>(&changed);
        inventory.index::<K>(&changed);
    }
}

impl Inventory {
    /// Stores rows of a reading, also when nobody waits for it. Their ids; `None` when the reading was overtaken and must stop.
    pub(super) fn put_rows<K: Kind>(
        &self,
        key: &ShardKey,
        run: SyncRun,
        rows: Vec<(K::Record, String)>,
    ) -> impl Future<Output = Stored> + Send + use<K> {
        self.put::<K>(key, run, rows, false)
    }

    /// As [`Inventory::put_rows`], of rows that were asked for by their ids between the pages of a reading: it lets them stay.
    pub(super) fn put_named<K: Kind>(
        &self,
        key: &ShardKey,
        run: SyncRun,
        rows: Vec<(K::Record, String)>,
    ) -> impl Future<Output = Stored> + Send + use<K> {
        self.put::<K>(key, run, rows, true)
    }

    fn put<K: Kind>(
        &self,
        key: &ShardKey,
        run: SyncRun,
        rows: Vec<(K::Record, String)>,
        are_named: bool,
    ) -> impl Future<Output = Stored> + Send + use<K> {
        let (inventory, key) = (self.clone(), key.clone());
        let (stored, answer) = oneshot::channel();
        lock(&self.shared.known.waiting).push(Waiting {
            run,
            rows: Box::new(RowsOf::<K> { key, run, rows }),
            are_named,
            stored,
        });
        tokio::spawn(async move { inventory.store_waiting().await });
        async move { answer.await.map_err(|_| Problem::new(ProblemCode::Internal))? }
    }

    async fn store_waiting(&self) {
        let file = self.in_file_order().await;
        // Empty when somebody else has stored them with his own.
        let waiting = std::mem::take(&mut *lock(&self.shared.known.waiting));
        match file {
            Ok(_) if waiting.is_empty() => {}
            Ok(file) => self.store_all(file, waiting).await,
            Err(problem) => answer_all(waiting, &problem),
        }
    }

    async fn store_all(&self, file: FileOrder, mut waiting: Vec<Waiting>) {
        let known = &self.shared.known;
        let new = {
            let row_ids = known.row_ids();
            let new = waiting.iter_mut().map(|of| (of.run, of.rows.take_new(&row_ids)));
            new.collect()
        };
        let put = match self.shared.cache.put_rows(new).await {
            Ok(put) => put,
            Err(problem) => return answer_all(waiting, &problem),
        };
        let epoch = self.shared.cache.epoch();
        let waiting: Vec<(Waiting, Option<Vec<PutRow>>)> = waiting.into_iter().zip(put).collect();
        {
            // The next ones must find them.
            let mut row_ids = known.row_ids_mut();
            for (of, put) in &waiting {
                if of.run.epoch() == epoch {
                    of.rows.remember(&mut row_ids, put.as_deref().unwrap_or_default());
                }
            }
        }
        let order = Order::of_memory(known.memory_order(file).await);
        let become_known = move |inventory: &Self, _: &mut _| {
            for (of, put) in waiting {
                if of.run.epoch() == epoch {
                    of.rows.become_known(inventory, put.as_deref().unwrap_or_default());
                }
                let ids: Option<Vec<i64>> = put.map(|put| put.iter().map(|put| put.id).collect());
                if let Some(ids) = ids.as_deref().filter(|_| of.are_named) {
                    lock(&inventory.shared.known.named_meanwhile).add(of.rows.kind(), of.run, ids);
                }
                // Whoever asked may have stopped waiting.
                let _ = of.stored.send(Ok(ids));
            }
        };
        if self.change(order, become_known).await.is_err() {
            // Nobody is answered, which tells them. What is in memory is not what is stored: the file is read anew.
            known.loaded.store(0, Ordering::SeqCst);
        }
    }
}

fn answer_all(waiting: Vec<Waiting>, problem: &Problem) {
    for of in waiting {
        let _ = of.stored.send(Err(problem.clone()));
    }
}
