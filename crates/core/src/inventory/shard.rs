//! Reading one shard to its end. A page is stored in one transaction; rows go only after a completed listing.

use std::sync::atomic::Ordering;
use std::time::Duration;

use alibaba_cloud::{Backoff, Error, FailureKind, Reply, ThrottleKey};
use futures_util::StreamExt;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{sleep, timeout};

use super::reads::ShardKey;
use super::shard_reader::{Disks, Instances, Pages, ShardReader, Snapshots};
use super::{Inventory, ShardKind};
use crate::cloud::{AccountClient, CallError, Priority};
use crate::store::shards::{PageOutcome, SyncRun};
use crate::{Problem, ProblemCode};

/// A page that takes longer than this may wait because the cloud throttles it.
const SLOW_PAGE: Duration = Duration::from_secs(1);
/// Waits before a listing that was throttled, or that needs a second reading, goes on.
const BACKOFF: Backoff = Backoff {
    first: Duration::from_secs(2),
    longest: Duration::from_secs(60),
};

/// The listing of one shard while it runs.
struct ShardListing<'a> {
    client: &'a AccountClient,
    key: &'a ShardKey,
    run: SyncRun,
    /// Given up while the cloud throttles the listing.
    place: Option<OwnedSemaphorePermit>,
    skipped: u32,
}

impl Inventory {
    /// Reads a shard. The outcome is stored with it.
    pub(super) async fn read_shard(&self, key: &ShardKey) -> Result<(), Problem> {
        // Never closed.
        let place = self.places(&key.account_id).acquire_owned().await.ok();
        let client = self.shared.cloud.client(&key.account_id, Priority::Background).await?;
        let cache = &self.shared.cache;
        let (account_id, region_id) = (key.account_id.clone(), key.region_id.clone());
        let Some(run) = cache.begin_run(account_id, region_id, key.kind.into()).await? else {
            return Ok(());
        };
        self.notify_sync();
        let mut listing = ShardListing {
            client: &client,
            key,
            run,
            place,
            skipped: 0,
        };
        let result = match key.kind {
            ShardKind::Snapshots => self.read_listing::<Snapshots>(&mut listing).await,
            ShardKind::Disks => self.read_listing::<Disks>(&mut listing).await,
            ShardKind::Instances => self.read_listing::<Instances>(&mut listing).await,
        };
        match result {
            Ok(()) => cache.finish_run(run, self.now(), listing.skipped).await,
            Err(problem) => {
                // A store that refuses this too says so in the state of the sync.
                let _ = cache.fail_run(run, problem.clone()).await;
                Err(problem)
            }
        }
    }

    async fn read_listing<K: ShardReader>(&self, listing: &mut ShardListing<'_>) -> Result<(), Problem> {
        let mut next_token = None;
        let mut is_second_reading = false;
        let mut throttled = 0;
        loop {
            let region_id = &listing.key.region_id;
            let mut pages = K::pages(listing.client, region_id, next_token.clone());
            let mut last_page_rows = 0;
            let error = loop {
                match self.next_page::<K>(&mut pages, listing).await {
                    None => break None,
                    Some(Err(error)) => break Some(error),
                    Some(Ok(reply)) => {
                        let (rows, skipped) = K::counts(&reply.body);
                        last_page_rows = rows + skipped;
                        let skipped = u32::try_from(skipped).unwrap_or(u32::MAX);
                        listing.skipped = listing.skipped.saturating_add(skipped);
                        next_token = K::next_token(&reply.body);
                        if !self.store_page::<K>(listing.run, reply.body, rows).await? {
                            return Ok(());
                        }
                        throttled = 0;
                    }
                }
            };
            match error {
                None => {
                    let is_doubtful = last_page_rows == 0 && !is_second_reading;
                    if is_doubtful && self.shared.cache.has_unnamed_rows(listing.run).await? {
                        // The cloud has been seen to answer an empty page while the rows were there. What it names the second time
                        // stays.
                        is_second_reading = true;
                        next_token = None;
                        listing.skipped = 0;
                        sleep(BACKOFF.delay(0, self.shared.runtime.jitter())).await;
                    } else {
                        return self.sweep(listing).await;
                    }
                }
                Some(error) if error.error.as_ref().is_some_and(is_throttled) => {
                    let wait = BACKOFF.delay(throttled, self.shared.runtime.jitter());
                    let asked = error.error.as_ref().and_then(Error::retry_after);
                    let wait = asked.unwrap_or_default().max(wait);
                    throttled += 1;
                    self.set_throttled(listing.key, Some(error.problem));
                    listing.place = None;
                    sleep(wait).await;
                }
                Some(error) => return Err(error.problem),
            }
        }
    }

    /// The next page. Says so when it waits because the cloud throttles the action.
    async fn next_page<K: ShardReader>(
        &self,
        pages: &mut Pages<K::Page>,
        listing: &mut ShardListing<'_>,
    ) -> Option<Result<Reply<K::Page>, CallError>> {
        let mut next = pages.next();
        loop {
            if let Ok(page) = timeout(SLOW_PAGE, &mut next).await {
                if let Some(Ok(_)) = &page {
                    self.set_throttled(listing.key, None);
                }
                return page;
            }
            let is_it = |action: &ThrottleKey| {
                action.action == K::ACTION && action.region_id.as_deref() == Some(&listing.key.region_id)
            };
            if listing.client.throttled().iter().any(is_it) {
                let throttled = Problem::new(ProblemCode::Throttled).with("action", K::RAM_ACTION);
                self.set_throttled(listing.key, Some(throttled));
                listing.place = None;
            }
        }
    }

    /// `false` when the reading was overtaken and must stop.
    async fn store_page<K: ShardReader>(&self, run: SyncRun, page: K::Page, rows: usize) -> Result<bool, Problem> {
        match K::store(&self.shared.cache, run, page).await? {
            PageOutcome::Overtaken => Ok(false),
            PageOutcome::Stored(revision) => {
                self.notify_rows(revision);
                if K::IS_COUNTED {
                    self.count_rows(rows);
                }
                Ok(true)
            }
        }
    }

    fn count_rows(&self, rows: usize) {
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        self.shared.rows_so_far.fetch_add(rows, Ordering::SeqCst);
        self.notify_sync();
    }

    /// Removes the rows that the listing did not name, unless it had rows that could not be read: they may be the same.
    async fn sweep(&self, listing: &ShardListing<'_>) -> Result<(), Problem> {
        if listing.skipped > 0 {
            return Ok(());
        }
        if let PageOutcome::Stored(revision) = self.shared.cache.sweep(listing.run).await? {
            self.notify_rows(revision);
        }
        Ok(())
    }
}

fn is_throttled(error: &Error) -> bool {
    error.kind() == FailureKind::Throttled
}
