//! What is read again, and when: failures after a back-off, and everything at an interval while the window is visible.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::reads::{Failure, Reads, ShardKey};
use super::unfinished::Followed;
use super::{AccountPart, Inventory, ShardKind};
use crate::Problem;
use crate::lock::lock;
use crate::milliseconds::MINUTE;
use crate::store::shards::{Outcome, ShardRow};

/// At a start, what is older is read again.
const STALE_AFTER: i64 = 10 * MINUTE;
/// The schedule looks at the clock again after this time at the latest: it may have jumped while the computer slept.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

impl ShardKind {
    /// While the window is visible, rows of this kind are read again at this interval, when others are at `interval`.
    fn interval(self, interval: i64) -> i64 {
        match self {
            Self::Snapshots | Self::Images | Self::Instances => interval,
            // They change seldom, and no page shows them by themselves.
            Self::Disks | Self::SharedImages => 2 * interval,
        }
    }
}

/// What is to be read now, and when the next thing is.
struct Due {
    accounts: Vec<String>,
    shards: Vec<ShardKey>,
    next: i64,
}

impl Inventory {
    /// Reads what is stale, and keeps everything fresh from then on. Call once, on a tokio runtime.
    pub(crate) fn start(&self) {
        let inventory = self.clone();
        tokio::spawn(async move {
            // A store that fails says so again to the first command that needs it.
            let _ = inventory.sync_stale().await;
            inventory.keep_fresh().await;
        });
    }

    /// Whether anybody sees the window. While nobody does, only failures are tried again.
    pub(crate) fn set_window_visible(&self, visible: bool) {
        self.shared.is_window_visible.store(visible, Ordering::SeqCst);
        self.shared.reschedule.notify_one();
    }

    /// Has the rows read again after so many milliseconds from now on, while the window is visible.
    pub(crate) fn set_interval(&self, interval: i64) {
        self.shared.interval.store(interval, Ordering::SeqCst);
        self.shared.reschedule.notify_one();
    }

    /// Reads what a job has changed in a region.
    pub(crate) fn refresh_place(&self, account_id: &str, region_id: &str, instances: bool) {
        let kinds = if instances {
            [ShardKind::Instances, ShardKind::Disks]
        } else {
            self.shared.shares.forget(account_id, Some(region_id));
            // An image is made of snapshots, and a copy of an image brings new ones.
            [ShardKind::Images, ShardKind::Snapshots]
        };
        for kind in kinds {
            self.begin_read(ShardKey {
                account_id: account_id.to_owned(),
                region_id: region_id.to_owned(),
                kind,
            });
        }
    }

    /// Reads everything into a file that has just been begun.
    pub(super) fn fill_new_file(self) {
        tokio::spawn(async move {
            let _ = self.loaded().await;
            self.notify_sync();
            let _ = self.sync_all().await;
        });
    }

    async fn sync_stale(&self) -> Result<(), Problem> {
        // In this order: an account that comes in between has no shards here, and so loses none.
        let shards = self.shared.cache.shards().await?;
        let accounts = self.shared.accounts.list().await?;
        for shard in &shards {
            if accounts.iter().all(|account| account.id != shard.account_id) {
                self.forget_account(&shard.account_id).await;
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

    async fn keep_fresh(self) {
        let mut wakes = self.shared.wake.subscribe();
        let reschedule = self.shared.reschedule.clone();
        let shared = Arc::downgrade(&self.shared);
        drop(self);
        let mut followed = Followed::default();
        // Ends with the last user of the inventory.
        while let Some(shared) = shared.upgrade() {
            let inventory = Self { shared };
            if wakes.has_changed().unwrap_or(false) {
                wakes.mark_unchanged();
                lock(&inventory.shared.reads).retry_woken(inventory.now());
            }
            let wait = inventory.read_due(&mut followed).await;
            drop(inventory);
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = reschedule.notified() => {}
                Ok(()) = wakes.changed() => wakes.mark_changed(),
            }
        }
    }

    /// Begins to read what is due. The time until the next look.
    async fn read_due(&self, followed: &mut Followed) -> Duration {
        let rows = loop {
            let ended = lock(&self.shared.reads).ended;
            let Ok(rows) = self.shared.cache.shards().await else {
                return LONGEST_WAIT;
            };
            // Of a reading that ended meanwhile the rows do not tell yet.
            if lock(&self.shared.reads).ended == ended {
                break rows;
            }
        };
        if !rows.is_empty() && rows.iter().all(|row| row.outcome == Outcome::Fresh) && self.shared.cache.forget_damage()
        {
            self.notify_sync();
        }
        let now = self.now();
        let is_visible = self.shared.is_window_visible.load(Ordering::SeqCst);
        let interval = is_visible.then(|| self.shared.interval.load(Ordering::SeqCst));
        let due = due(&lock(&self.shared.reads), &rows, now, interval);
        for account_id in &due.accounts {
            let _ = self.sync_account(account_id).await;
        }
        for key in due.shards {
            self.begin_read(key);
        }
        let next = due.next.min(self.follow_unfinished(followed, now));
        let wait = Duration::from_millis(u64::try_from(next - now).unwrap_or(0));
        wait.min(LONGEST_WAIT)
    }
}

/// `interval` is that of most rows; none while nobody sees the window.
fn due(reads: &Reads, rows: &[ShardRow], now: i64, interval: Option<i64>) -> Due {
    let mut due = Due {
        accounts: Vec::new(),
        shards: Vec::new(),
        next: i64::MAX,
    };
    // A listing that failed for good is tried again with the others.
    let after_failure = |failure: &Failure| match (failure.retry_at, interval) {
        (Some(at), _) => at,
        (None, Some(interval)) => failure.at.saturating_add(interval),
        (None, None) => i64::MAX,
    };
    for (account_id, (_, failure)) in &reads.account_failures {
        if !reads.is_reading_account(account_id) {
            match after_failure(failure) {
                at if at <= now => due.accounts.push(account_id.clone()),
                at => due.next = due.next.min(at),
            }
        }
    }
    for row in rows {
        let key = ShardKey::of(row);
        let is_unreachable = reads
            .account_failures
            .get(&row.account_id)
            .is_some_and(|(part, _)| *part == AccountPart::Everything);
        if reads.is_reading(&key) || reads.is_reading_account(&row.account_id) || is_unreachable {
            continue;
        }
        let at = match (reads.shard_failures.get(&key), row.outcome, row.synced_at) {
            (Some(failure), ..) => after_failure(failure),
            (None, Outcome::Fresh, synced_at) => match (interval, synced_at) {
                (None, _) => i64::MAX,
                (Some(interval), Some(synced_at)) if synced_at <= now => synced_at + key.kind.interval(interval),
                (Some(_), _) => now,
            },
            _ => now,
        };
        if at <= now {
            due.shards.push(key);
        } else {
            due.next = due.next.min(at);
        }
    }
    due
}

fn is_stale(shards: &[ShardRow], account_id: &str, now: i64) -> bool {
    let is_fresh = |shard: &ShardRow| {
        let recently = now - STALE_AFTER..=now;
        shard.outcome == Outcome::Fresh && shard.synced_at.is_some_and(|at| recently.contains(&at))
    };
    let mut of_account = shards.iter().filter(|shard| shard.account_id == account_id).peekable();
    of_account.peek().is_none() || !of_account.all(is_fresh)
}
