//! What is read again, and when: failures after a back-off, everything at an interval while the window is visible, and snapshots that
//! are not finished until they are.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use alibaba_cloud::Backoff;
use alibaba_cloud::ecs::DescribeSnapshots;

use super::reads::{Failure, Reads, ShardKey};
use super::{AccountPart, Inventory, ShardKind};
use crate::Problem;
use crate::cloud::Priority;
use crate::lock::lock;
use crate::milliseconds::MINUTE;
use crate::store::shards::{Outcome, PageOutcome, ShardRow, StoredKind};
use crate::store::snapshot_read::Unfinished;

/// While the window is visible, what it shows is read again at this interval.
const INTERVAL: i64 = 5 * MINUTE;
/// At a start, what is older is read again.
const STALE_AFTER: i64 = 10 * MINUTE;
/// Waits between two looks at snapshots that are not finished.
const UNFINISHED: Backoff = Backoff {
    first: Duration::from_secs(20),
    longest: Duration::from_secs(60),
};
/// The schedule looks at the clock again after this time at the latest: it may have jumped while the computer slept.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// When the unfinished snapshots of a place are asked for the next time, and how often they were.
#[derive(Default)]
struct Followed {
    places: HashMap<(String, String), (i64, u32)>,
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

    /// Reads the snapshots of a region again: something there has changed, such as by a job.
    pub(crate) fn refresh_place(&self, account_id: &str, region_id: &str) {
        self.begin_read(ShardKey {
            account_id: account_id.to_owned(),
            region_id: region_id.to_owned(),
            kind: ShardKind::Snapshots,
        });
    }

    /// Reads everything into a file that has just been begun.
    pub(super) fn fill_new_file(self) {
        tokio::spawn(async move {
            if let Ok(revision) = self.shared.cache.revision().await {
                self.notify_rows(Some(revision));
            }
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
        let Ok(rows) = self.shared.cache.shards().await else {
            return LONGEST_WAIT;
        };
        if !rows.is_empty() && rows.iter().all(|row| row.outcome == Outcome::Fresh) && self.shared.cache.forget_damage()
        {
            self.notify_sync();
        }
        let now = self.now();
        let is_visible = self.shared.is_window_visible.load(Ordering::SeqCst);
        let due = due(&lock(&self.shared.reads), &rows, now, is_visible);
        for account_id in &due.accounts {
            let _ = self.sync_account(account_id).await;
        }
        for key in due.shards {
            self.begin_read(key);
        }
        let next = due.next.min(self.follow_unfinished(followed, now).await);
        let wait = Duration::from_millis(u64::try_from(next - now).unwrap_or(0));
        wait.min(LONGEST_WAIT)
    }

    /// Asks for unfinished snapshots that are due. The time of the next ones.
    async fn follow_unfinished(&self, followed: &mut Followed, now: i64) -> i64 {
        let unfinished = self.shared.cache.unfinished().await.unwrap_or_default();
        let place = |unfinished: &Unfinished| (unfinished.account_id.clone(), unfinished.region_id.clone());
        followed
            .places
            .retain(|known, _| unfinished.iter().any(|unfinished| place(unfinished) == *known));
        let mut next = i64::MAX;
        for unfinished in unfinished {
            let delay = |count| {
                let delay = UNFINISHED.delay(count, self.shared.runtime.jitter());
                now.saturating_add(i64::try_from(delay.as_millis()).unwrap_or(i64::MAX))
            };
            let entry = followed.places.entry(place(&unfinished));
            let (at, count) = entry.or_insert_with(|| (delay(0), 0));
            if *at <= now {
                *count = count.saturating_add(1);
                *at = delay(*count);
                let inventory = self.clone();
                tokio::spawn(async move {
                    // The interval tells of what fails here.
                    let _ = inventory.read_unfinished(unfinished).await;
                });
            }
            next = next.min(*at);
        }
        next
    }

    async fn read_unfinished(&self, unfinished: Unfinished) -> Result<(), Problem> {
        let Unfinished {
            account_id,
            region_id,
            snapshot_ids,
        } = unfinished;
        let client = self.shared.cloud.client(&account_id, Priority::Background).await?;
        let asked = snapshot_ids.len();
        let action = DescribeSnapshots {
            snapshot_ids,
            ..DescribeSnapshots::new(&region_id)
        };
        let page = client.call(&action).await?.body;
        if page.snapshots.len() < asked {
            // Some are gone; a whole listing tells.
            self.refresh_place(&account_id, &region_id);
        }
        let cache = &self.shared.cache;
        let Some(run) = cache.latest_run(account_id, region_id, StoredKind::Snapshots).await? else {
            return Ok(());
        };
        if let PageOutcome::Stored(revision) = cache.store_snapshots(run, page.snapshots).await? {
            self.notify_rows(revision);
        }
        self.shared.reschedule.notify_one();
        Ok(())
    }
}

fn due(reads: &Reads, rows: &[ShardRow], now: i64, is_visible: bool) -> Due {
    let mut due = Due {
        accounts: Vec::new(),
        shards: Vec::new(),
        next: i64::MAX,
    };
    let after_failure = |failure: &Failure| match failure.retry_at {
        Some(at) => at,
        None if is_visible => failure.at.saturating_add(INTERVAL),
        None => i64::MAX,
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
            (None, Outcome::Fresh, _) if !is_visible => i64::MAX,
            (None, Outcome::Fresh, Some(synced_at)) if synced_at <= now => synced_at + INTERVAL,
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
