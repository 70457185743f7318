//! Runs of the sync: one an account at a time, over all its chosen regions at once.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use futures_util::future::join_all;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

use super::{Inventory, ShardState, SyncShard, SyncState};
use crate::account::Account;
use crate::cloud::Priority;
use crate::store::shards;
use crate::{Problem, ProblemCode};

/// At a start, shards older than this are read again.
const STALE_AFTER: i64 = 10 * 60 * 1_000;
/// Regions of one account that are read at the same time. Each account has its own places, so that one whose cloud is slow or
/// throttled holds up no other.
const REGIONS_AT_ONCE: usize = 8;
/// Stands for the listing of the regions themselves.
const NO_REGION: &str = "";

/// A run in progress.
pub(super) struct AccountRun {
    task: JoinHandle<()>,
    /// Asked for once more while it ran.
    again: bool,
}

impl Inventory {
    /// Reads what is stale. Call once, on a tokio runtime.
    pub(crate) fn start(&self) {
        let inventory = self.clone();
        tokio::spawn(async move {
            // A store that fails says so again to the first command that needs it.
            let _ = inventory.sync_stale().await;
        });
    }

    async fn sync_stale(&self) -> Result<(), Problem> {
        // In this order: an account that comes in between has no shards here, and so loses none.
        let shards = self.shared.read(shards::all).await?;
        let accounts = self.shared.accounts.list().await?;
        for shard in &shards {
            if accounts.iter().all(|account| account.id != shard.account_id) {
                self.forget_account(&shard.account_id).await?;
            }
        }
        let now = self.now();
        for account in &accounts {
            if is_stale(&shards, &account.id, now) {
                self.sync_account(&account.id).await?;
            }
        }
        Ok(())
    }

    /// Begins to read every account again.
    pub(crate) async fn sync_all(&self) -> Result<(), Problem> {
        for account in self.shared.accounts.list().await? {
            self.sync_account(&account.id).await?;
        }
        Ok(())
    }

    /// Begins to read an account; once more after the run that is going on, if there is one. Rows of regions that are not chosen go
    /// at once. Of an account that was removed there is nothing to read.
    pub(crate) async fn sync_account(&self, account_id: &str) -> Result<(), Problem> {
        let account = match self.shared.accounts.get(account_id).await {
            Err(problem) if problem.code == ProblemCode::NotFound => return Ok(()),
            found => found?,
        };
        let chosen = self.shared.accounts.chosen_regions(account_id).await?;
        if !chosen.is_empty() {
            self.arrange(&account, chosen).await?;
        }
        let mut runs = self.shared.runs.lock().unwrap_or_else(PoisonError::into_inner);
        match runs.get_mut(account_id) {
            Some(run) if !run.task.is_finished() => run.again = true,
            _ => {
                if runs.values().all(|run| run.task.is_finished()) {
                    self.shared.rows_so_far.store(0, Ordering::SeqCst);
                }
                let task = tokio::spawn(self.clone().run(account));
                runs.insert(account_id.to_owned(), AccountRun { task, again: false });
            }
        }
        drop(runs);
        self.tell_sync();
        Ok(())
    }

    /// Ends the run of an account and removes its rows.
    pub(crate) async fn forget_account(&self, account_id: &str) -> Result<(), Problem> {
        let run = self
            .shared
            .runs
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(account_id);
        if let Some(run) = run {
            run.task.abort();
            let _ = run.task.await;
        }
        self.forget_rows(account_id).await
    }

    async fn forget_rows(&self, account_id: &str) -> Result<(), Problem> {
        let id = account_id.to_owned();
        // A write of the run that is still under way comes first; a later one finds no shard and lands nothing.
        let revision = self
            .shared
            .write(move |transaction| {
                shards::remove_account(transaction, &id)?;
                shards::revision(transaction)
            })
            .await?;
        self.tell_rows(Some(revision));
        self.tell_sync();
        Ok(())
    }

    /// How fresh everything is.
    pub(crate) async fn sync_state(&self) -> Result<SyncState, Problem> {
        // Asked before the shards are read: of a run that has ended they show how.
        let running = {
            let runs = self.shared.runs.lock().unwrap_or_else(PoisonError::into_inner);
            runs.values().any(|run| !run.task.is_finished())
        };
        let shards = self.shared.read(shards::all).await?;
        let finished = shards.iter().filter(|shard| shard.state == ShardState::Fresh);
        Ok(SyncState {
            running,
            rows_so_far: self.shared.rows_so_far.load(Ordering::SeqCst),
            synced_at: finished.filter_map(|shard| shard.synced_at).min(),
            shards,
        })
    }

    async fn run(self, account: Account) {
        loop {
            if let Err(problem) = self.read_account(&account).await {
                let _ = self.fail_account(&account, problem).await;
            }
            {
                let mut runs = self.shared.runs.lock().unwrap_or_else(PoisonError::into_inner);
                match runs.get_mut(&account.id) {
                    Some(run) if run.again => run.again = false,
                    _ => {
                        runs.remove(&account.id);
                        break;
                    }
                }
            }
        }
        self.tell_sync();
    }

    async fn read_account(&self, account: &Account) -> Result<(), Problem> {
        let accounts = &self.shared.accounts;
        let cloud = &self.shared.cloud;
        let client = cloud.client(&account.id, Priority::Background).await?;
        let learned = cloud.learn_regions(&account.id, Priority::Background).await;
        let chosen = accounts.chosen_regions(&account.id).await?;
        let mut wanted = chosen.clone();
        match learned {
            Ok(_) => self.arrange(account, wanted).await?,
            Err(problem) if chosen.is_empty() => return Err(problem),
            Err(problem) => {
                wanted.push(NO_REGION.to_owned());
                self.arrange(account, wanted).await?;
                self.fail_shard(&account.id, NO_REGION, problem).await?;
            }
        }
        let places = Semaphore::new(REGIONS_AT_ONCE);
        let readings = chosen
            .iter()
            .map(|region_id| self.read_region(&client, &account.id, region_id, &places));
        join_all(readings).await.into_iter().collect()
    }

    async fn arrange(&self, account: &Account, region_ids: Vec<String>) -> Result<(), Problem> {
        let (id, key) = (account.id.clone(), account.alias.to_lowercase());
        let (before, after) = self
            .shared
            .write(move |transaction| {
                let before = shards::revision(transaction)?;
                shards::arrange(transaction, &id, &key, &region_ids)?;
                Ok((before, shards::revision(transaction)?))
            })
            .await?;
        self.tell_rows((before != after).then_some(after));
        self.tell_sync();
        Ok(())
    }

    async fn fail_account(&self, account: &Account, problem: Problem) -> Result<(), Problem> {
        // Removed after this run was asked for, and its shards were arranged again.
        if problem.code == ProblemCode::NotFound && self.shared.accounts.is_gone(&account.id).await {
            return self.forget_rows(&account.id).await;
        }
        let mut region_ids = self.shared.accounts.chosen_regions(&account.id).await?;
        if region_ids.is_empty() {
            region_ids.push(NO_REGION.to_owned());
        }
        self.arrange(account, region_ids).await?;
        let id = account.id.clone();
        self.shared
            .write(move |transaction| shards::fail_account(transaction, &id, &problem))
            .await
    }

    async fn fail_shard(&self, account_id: &str, region_id: &str, problem: Problem) -> Result<(), Problem> {
        let (account_id, region_id) = (account_id.to_owned(), region_id.to_owned());
        self.shared
            .write(
                move |transaction| match shards::begin(transaction, &account_id, &region_id)? {
                    Some(reading) => shards::fail(transaction, reading, &problem),
                    None => Ok(()),
                },
            )
            .await
    }

    pub(super) fn count_rows(&self, rows: usize) {
        self.shared
            .rows_so_far
            .fetch_add(u32::try_from(rows).unwrap_or(u32::MAX), Ordering::SeqCst);
        self.tell_sync();
    }

    pub(super) fn tell_rows(&self, revision: Option<i64>) {
        if let Some(revision) = revision.and_then(|revision| u64::try_from(revision).ok()) {
            self.shared.rows_changed.ring(revision);
        }
    }

    pub(super) fn tell_sync(&self) {
        self.shared.sync_changed.ring(0);
    }
}

fn is_stale(shards: &[SyncShard], account_id: &str, now: i64) -> bool {
    let is_fresh = |shard: &SyncShard| {
        shard.state == ShardState::Fresh
            && shard
                .synced_at
                .is_some_and(|at| (now - STALE_AFTER..=now).contains(&at))
    };
    let mut of_account = shards.iter().filter(|shard| shard.account_id == account_id).peekable();
    of_account.peek().is_none() || !of_account.all(is_fresh)
}
