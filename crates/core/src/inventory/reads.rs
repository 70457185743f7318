//! What is being read, and what failed: one task per account, which learns its regions, and one per shard.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use alibaba_cloud::Backoff;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

use super::{AccountFailure, AccountPart, Inventory, KindSync, RowKind, ShardKind, ShardState, SyncShard, SyncState};
use crate::account::Account;
use crate::cloud::Priority;
use crate::lock::lock;
use crate::store::shards::{Outcome, ShardRow};
use crate::{Problem, ProblemCode};

/// Listings of one account that are read at the same time. Each account has its own places, and a throttled listing gives its place
/// up, so that neither holds up the others.
const LISTINGS_AT_ONCE: usize = 24;
/// Waits after a failure that may pass by itself.
const RETRY: Backoff = Backoff {
    first: Duration::from_secs(4),
    longest: Duration::from_secs(5 * 60),
};

/// Names a shard.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(super) struct ShardKey {
    pub(super) account_id: String,
    pub(super) region_id: String,
    pub(super) kind: ShardKind,
}

impl ShardKey {
    pub(super) fn of(row: &ShardRow) -> Self {
        Self {
            account_id: row.account_id.clone(),
            region_id: row.region_id.clone(),
            kind: row.kind.into(),
        }
    }
}

/// Everything that is under way.
#[derive(Default)]
pub(super) struct Reads {
    accounts: HashMap<String, Read>,
    shards: HashMap<ShardKey, Read>,
    /// Rows that the last reading of each shard has read so far, since something is being read.
    rows_so_far: HashMap<ShardKey, u32>,
    /// How many readings of shards have ended.
    pub(super) ended: u64,
    pub(super) account_failures: HashMap<String, (AccountPart, Failure)>,
    pub(super) shard_failures: HashMap<ShardKey, Failure>,
    places: HashMap<String, Arc<Semaphore>>,
}

struct Read {
    task: JoinHandle<()>,
    /// Asked for once more while it ran.
    again: bool,
    /// Waits because the cloud throttles it; with the cloud's words when it said some.
    throttled: Option<Problem>,
}

impl Read {
    fn new(task: JoinHandle<()>) -> Self {
        Self {
            task,
            again: false,
            throttled: None,
        }
    }

    fn is_running(&self) -> bool {
        !self.task.is_finished()
    }
}

/// A reading that failed.
pub(super) struct Failure {
    pub(super) problem: Problem,
    /// When, milliseconds since the epoch.
    pub(super) at: i64,
    /// When to try again, milliseconds since the epoch; `None` when it will not pass by itself.
    pub(super) retry_at: Option<i64>,
    /// How often in a row before this one.
    count: u32,
}

impl Failure {
    fn new(problem: Problem, before: Option<Self>, now: i64, jitter: f64) -> Self {
        let count = before.map_or(0, |before| before.count.saturating_add(1));
        let delay = i64::try_from(RETRY.delay(count, jitter).as_millis()).unwrap_or(i64::MAX);
        Self {
            retry_at: may_pass(problem.code).then(|| now.saturating_add(delay)),
            problem,
            at: now,
            count,
        }
    }
}

impl Reads {
    pub(super) fn is_reading(&self, key: &ShardKey) -> bool {
        self.shards.get(key).is_some_and(Read::is_running)
    }

    pub(super) fn is_reading_account(&self, account_id: &str) -> bool {
        self.accounts.get(account_id).is_some_and(Read::is_running)
    }

    /// Has what failed for want of a key, the network or the store tried again now.
    pub(super) fn retry_woken(&mut self, now: i64) {
        let of_accounts = self.account_failures.values_mut().map(|(_, failure)| failure);
        for failure in of_accounts.chain(self.shard_failures.values_mut()) {
            if is_woken(failure.problem.code) {
                failure.retry_at = Some(now);
            }
        }
    }

    /// Something is about to be read: when nothing else is, rows are counted from the start.
    fn count_rows_anew(&mut self) {
        if !self.is_running() {
            let shards = &self.shards;
            let is_running = |key: &ShardKey| shards.get(key).is_some_and(Read::is_running);
            self.rows_so_far.retain(|key, _| is_running(key));
        }
    }

    pub(super) fn set_rows_so_far(&mut self, key: &ShardKey, rows: u32) {
        self.rows_so_far.insert(key.clone(), rows);
    }

    fn rows_so_far(&self, rows: RowKind) -> u32 {
        let shards = self.rows_so_far.iter();
        let of_kind = shards.filter(|(key, _)| key.kind.rows() == Some(rows));
        of_kind.map(|(_, rows)| *rows).sum()
    }

    fn is_running(&self) -> bool {
        let is_reading = |read: &Read| read.is_running() && read.throttled.is_none();
        self.accounts.values().chain(self.shards.values()).any(is_reading)
    }

    /// Takes out the tasks of an account, or of its regions that are not in `but`.
    fn take_tasks(&mut self, account_id: &str, but: &[String]) -> Vec<JoinHandle<()>> {
        let is_unwanted = |key: &ShardKey| key.account_id == account_id && !but.contains(&key.region_id);
        self.shard_failures.retain(|key, _| !is_unwanted(key));
        self.rows_so_far.retain(|key, _| !is_unwanted(key));
        let unwanted: Vec<ShardKey> = self.shards.keys().filter(|key| is_unwanted(key)).cloned().collect();
        let reads = unwanted.iter().filter_map(|key| self.shards.remove(key));
        reads.map(|read| read.task).collect()
    }

    fn state_of(&self, row: ShardRow) -> SyncShard {
        let key = ShardKey::of(&row);
        let reading = self.shards.get(&key).filter(|read| read.is_running());
        // The store may have refused to keep the failure.
        let problem = self
            .shard_failures
            .get(&key)
            .map(|failure| failure.problem.clone())
            .or(row.problem);
        let is_throttled = |problem: &Problem| problem.code == ProblemCode::Throttled;
        let (state, problem) = match reading {
            Some(read) => match &read.throttled {
                Some(throttled) => (ShardState::Throttled, Some(throttled.clone())),
                None => (ShardState::Loading, problem),
            },
            None if problem.as_ref().is_some_and(is_throttled) => (ShardState::Throttled, problem),
            None if problem.is_some() => (ShardState::Failed, problem),
            None => match row.outcome {
                Outcome::Never => (ShardState::Never, None),
                Outcome::Fresh => (ShardState::Fresh, None),
                Outcome::Failed => (ShardState::Failed, None),
            },
        };
        SyncShard {
            account_id: row.account_id,
            region_id: row.region_id,
            kind: key.kind,
            state,
            synced_at: row.synced_at,
            skipped: row.skipped,
            problem,
        }
    }
}

impl Inventory {
    /// Begins to read every account again.
    pub(crate) async fn sync_all(&self) -> Result<(), Problem> {
        for account in self.shared.accounts.list().await? {
            self.sync_account(&account.id).await?;
        }
        Ok(())
    }

    /// Begins to read an account; what is being read is read once more afterwards. Rows of regions that are not chosen go at once. Of
    /// an account that was removed there is nothing to read.
    pub(crate) async fn sync_account(&self, account_id: &str) -> Result<(), Problem> {
        let account = match self.shared.accounts.get(account_id).await {
            Err(problem) if problem.code == ProblemCode::NotFound => return Ok(()),
            found => found?,
        };
        // Shares can be changed elsewhere; they are asked for again when an image is opened.
        self.shared.shares.forget(account_id, None);
        let chosen = self.shared.accounts.chosen_regions(account_id).await?;
        if !chosen.is_empty()
            && let Err(problem) = self.set_regions(&account, chosen).await
        {
            // The account goes on with the rest of the application; the sync state says what the cache lacks.
            tracing::warn!(code = ?problem.code, "the regions of an account could not be stored");
        }
        let mut reads = lock(&self.shared.reads);
        reads.count_rows_anew();
        match reads.accounts.get_mut(account_id) {
            Some(read) if read.is_running() => read.again = true,
            _ => {
                let task = tokio::spawn(self.clone().read_account_until_done(account));
                reads.accounts.insert(account_id.to_owned(), Read::new(task));
            }
        }
        drop(reads);
        self.notify_sync();
        Ok(())
    }

    /// Ends the reading of an account and removes its rows.
    pub(crate) async fn forget_account(&self, account_id: &str) {
        let account_task = lock(&self.shared.reads)
            .accounts
            .remove(account_id)
            .map(|read| read.task);
        // First the one that begins the others.
        stop(account_task).await;
        self.forget_rows(account_id).await;
    }

    async fn forget_rows(&self, account_id: &str) {
        let tasks = {
            let mut reads = lock(&self.shared.reads);
            reads.account_failures.remove(account_id);
            reads.places.remove(account_id);
            reads.take_tasks(account_id, &[])
        };
        stop(tasks).await;
        self.shared.shares.forget(account_id, None);
        // A write that is still under way comes first; a later one finds no shard and stores nothing.
        if let Err(problem) = self
            .store_places(account_id.to_owned(), String::new(), Vec::new())
            .await
        {
            // The account is gone all the same; its rows go at the next start.
            tracing::warn!(account_id, code = ?problem.code, "rows of an account could not be removed");
        }
        self.notify_sync();
    }

    /// Begins to read a shard; once more after the reading that is going on.
    pub(super) fn begin_read(&self, key: ShardKey) {
        let mut reads = lock(&self.shared.reads);
        reads.count_rows_anew();
        match reads.shards.get_mut(&key) {
            Some(read) if read.is_running() => read.again = true,
            _ => {
                let task = tokio::spawn(self.clone().read_shard_until_done(key.clone()));
                reads.shards.insert(key, Read::new(task));
            }
        }
    }

    /// How fresh everything is.
    pub(crate) async fn sync_state(&self) -> Result<SyncState, Problem> {
        let cache = &self.shared.cache;
        // Asked before the shards are read: those of a reading that has ended show how.
        let running = lock(&self.shared.reads).is_running();
        let (rows, cache_problem) = match cache.shards().await {
            Ok(rows) => (rows, cache.problem()),
            Err(problem) => (Vec::new(), Some(problem)),
        };
        let reads = lock(&self.shared.reads);
        let shards: Vec<SyncShard> = rows.into_iter().map(|row| reads.state_of(row)).collect();
        let mut accounts: Vec<AccountFailure> = reads
            .account_failures
            .iter()
            .map(|(account_id, (part, failure))| AccountFailure {
                account_id: account_id.clone(),
                part: *part,
                problem: failure.problem.clone(),
            })
            .collect();
        let rows_so_far = RowKind::ALL.map(|kind| reads.rows_so_far(kind));
        drop(reads);
        accounts.sort_by(|left, right| left.account_id.cmp(&right.account_id));
        let kinds = RowKind::ALL.map(|kind| KindSync::of(kind, rows_so_far[kind as usize], &shards));
        let [snapshots, ..] = &kinds;
        Ok(SyncState {
            running,
            rows_so_far: snapshots.rows_so_far,
            synced_at: snapshots.synced_at,
            never: snapshots.never,
            failed: snapshots.failed,
            throttled: snapshots.throttled,
            kinds: kinds.into(),
            shards,
            accounts,
            cache: cache_problem,
        })
    }

    /// A place among the listings of an account that are read at the same time.
    pub(super) fn places(&self, account_id: &str) -> Arc<Semaphore> {
        let mut reads = lock(&self.shared.reads);
        let places = reads.places.entry(account_id.to_owned());
        places
            .or_insert_with(|| Arc::new(Semaphore::new(LISTINGS_AT_ONCE)))
            .clone()
    }

    /// Says that a shard waits because the cloud throttles it, or that it goes on.
    pub(super) fn set_throttled(&self, key: &ShardKey, throttled: Option<Problem>) {
        let mut reads = lock(&self.shared.reads);
        let Some(read) = reads.shards.get_mut(key) else {
            return;
        };
        if read.throttled != throttled {
            read.throttled = throttled;
            drop(reads);
            self.notify_sync();
        }
    }

    async fn read_account_until_done(self, account: Account) {
        loop {
            let result = self.read_account(&account).await;
            if let Err((_, problem)) = &result
                && problem.code == ProblemCode::NotFound
                && self.shared.accounts.is_gone(&account.id).await
            {
                // Removed after this reading was asked for.
                lock(&self.shared.reads).accounts.remove(&account.id);
                self.forget_rows(&account.id).await;
                return;
            }
            if self.end_account(&account.id, result) {
                break;
            }
        }
        self.notify_sync();
        self.shared.reschedule.notify_one();
    }

    /// Learns the regions and begins to read the chosen ones.
    async fn read_account(&self, account: &Account) -> Result<(), (AccountPart, Problem)> {
        let accounts = &self.shared.accounts;
        let everything = |problem| (AccountPart::Everything, problem);
        let cloud = &self.shared.cloud;
        cloud
            .client(&account.id, Priority::Background)
            .await
            .map_err(everything)?;
        let learned = cloud.learn_regions(&account.id, Priority::Background).await;
        let chosen = accounts.chosen_regions(&account.id).await.map_err(everything)?;
        if !chosen.is_empty() {
            self.set_regions(account, chosen.clone()).await.map_err(everything)?;
        }
        for region_id in chosen {
            for kind in ShardKind::ALL {
                self.begin_read(ShardKey {
                    account_id: account.id.clone(),
                    region_id: region_id.clone(),
                    kind,
                });
            }
        }
        learned.map_err(|problem| (AccountPart::Regions, problem))
    }

    /// `false` when the account is to be read once more.
    fn end_account(&self, account_id: &str, result: Result<(), (AccountPart, Problem)>) -> bool {
        let now = self.now();
        let mut reads = lock(&self.shared.reads);
        let before = reads.account_failures.remove(account_id);
        match result {
            Ok(()) => self.recovered(before.map(|(_, failure)| failure)),
            Err((part, problem)) => {
                tracing::info!(account_id, ?part, code = ?problem.code, "an account could not be asked");
                let before = before.map(|(_, failure)| failure);
                let failure = Failure::new(problem, before, now, self.shared.runtime.jitter());
                reads.account_failures.insert(account_id.to_owned(), (part, failure));
            }
        }
        ended(&mut reads.accounts, account_id)
    }

    async fn read_shard_until_done(self, key: ShardKey) {
        loop {
            let result = self.read_shard(&key).await;
            if self.end_shard(&key, result) {
                break;
            }
        }
        self.notify_sync();
        self.shared.reschedule.notify_one();
    }

    /// `false` when the shard is to be read once more.
    fn end_shard(&self, key: &ShardKey, result: Result<(), Problem>) -> bool {
        let now = self.now();
        let mut reads = lock(&self.shared.reads);
        if !reads.shards.contains_key(key) {
            // No longer wanted.
            return true;
        }
        reads.ended += 1;
        let before = reads.shard_failures.remove(key);
        match result {
            Ok(()) => self.recovered(before),
            Err(problem) => {
                tracing::info!(account_id = key.account_id, region_id = key.region_id, kind = ?key.kind, code = ?problem.code,
                    "a region could not be read");
                let failure = Failure::new(problem, before, now, self.shared.runtime.jitter());
                reads.shard_failures.insert(key.clone(), failure);
            }
        }
        ended(&mut reads.shards, key)
    }

    /// A key, the network or the store is there again: everything that waits for it may try now.
    fn recovered(&self, before: Option<Failure>) {
        if before.is_some_and(|failure| is_woken(failure.problem.code)) {
            self.shared.wake.send();
        }
    }

    async fn set_regions(&self, account: &Account, region_ids: Vec<String>) -> Result<(), Problem> {
        let unwanted = lock(&self.shared.reads).take_tasks(&account.id, &region_ids);
        stop(unwanted).await;
        self.store_places(account.id.clone(), account.alias.to_lowercase(), region_ids)
            .await?;
        self.notify_sync();
        Ok(())
    }
}

/// Takes out a reading that has ended. `false` when it was asked for once more.
fn ended<K, Q>(reads: &mut HashMap<K, Read>, key: &Q) -> bool
where
    K: std::hash::Hash + Eq + std::borrow::Borrow<Q>,
    Q: std::hash::Hash + Eq + ?Sized,
{
    match reads.get_mut(key) {
        Some(read) if read.again => {
            read.again = false;
            read.throttled = None;
            false
        }
        _ => {
            reads.remove(key);
            true
        }
    }
}

async fn stop(tasks: impl IntoIterator<Item = JoinHandle<()>>) {
    for task in tasks {
        task.abort();
        let _ = task.await;
    }
}

/// Whether a failure is one of the keyring, the network or the store, which end for everybody at once.
fn is_woken(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::EndpointUnreachable
            | ProblemCode::ProxyUnreachable
            | ProblemCode::ProxyPasswordRefused
            | ProblemCode::ProxyRefused
            | ProblemCode::CertificateUntrusted
            | ProblemCode::Timeout
            | ProblemCode::KeyringAbsent
            | ProblemCode::KeyringLocked
            | ProblemCode::KeyringWaiting
            | ProblemCode::KeyringFailed
            | ProblemCode::StoreFailed
            | ProblemCode::CacheDamaged
            | ProblemCode::CacheFailed
    )
}

/// Whether a failure may pass by itself, so that it is worth trying again soon.
fn may_pass(code: ProblemCode) -> bool {
    // Another password comes from a person only.
    (is_woken(code) && code != ProblemCode::ProxyPasswordRefused)
        || matches!(
            code,
            ProblemCode::Throttled
                | ProblemCode::RequestAltered
                | ProblemCode::NotEcsReply
                | ProblemCode::ProviderFault
                | ProblemCode::ClockSkew
                | ProblemCode::Internal
        )
}
