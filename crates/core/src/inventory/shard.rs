//! Reading one shard to its end. Each page is stored while the next one is asked for; rows go only after a completed listing.

use std::time::Duration;

use alibaba_cloud::{Action, Backoff, Error, FailureKind, Listing, Reply, ThrottleKey};
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{sleep, timeout};

use super::kinds::Kind;
use super::kinds::disk::Disks;
use super::kinds::image::{Images, SharedImages};
use super::kinds::instance::Instances;
use super::kinds::snapshot::Snapshots;
use super::reads::ShardKey;
use super::stored_pages::StoredPages;
use super::{Inventory, ShardKind};
use crate::cloud::{AccountClient, CallError, Priority};
use crate::lock::lock;
use crate::store::shards::SyncRun;
use crate::{Problem, ProblemCode};

/// A page that takes longer than this may wait because the cloud throttles it.
const SLOW_PAGE: Duration = Duration::from_secs(1);
/// Waits before a listing that was throttled, or that needs a second reading, goes on.
const BACKOFF: Backoff = Backoff {
    first: Duration::from_secs(2),
    longest: Duration::from_secs(60),
};

type Pages<K> = BoxStream<'static, Result<PageReply<K>, CallError>>;
type PageReply<K> = Reply<<<K as Kind>::Listing as Action>::Response>;

/// The listing of one shard while it runs.
struct ShardListing<'a, K: Kind> {
    client: &'a AccountClient,
    key: &'a ShardKey,
    run: SyncRun,
    /// Given up while the cloud throttles the listing.
    place: Option<OwnedSemaphorePermit>,
    pages: StoredPages<K>,
    rows_so_far: usize,
    skipped: u32,
    /// How many rows the last page had, and how many the cloud says there are.
    last_page: (usize, Option<u64>),
    is_by_token: bool,
    /// A page by number counted fewer rows than the page before: rows moved to pages that had been read already.
    has_shrunk: bool,
}

/// How a listing ended, as far as its last page tells.
#[derive(Clone, Copy)]
enum Ending {
    /// With rows, or with all that are known.
    Sound,
    /// With an empty page, and rows are known that it did not name; or it may have missed rows that moved.
    Doubtful,
    /// Without any row, although the cloud counts some.
    Contradictory,
}

impl Inventory {
    /// Reads a shard. The outcome is stored with it.
    pub(super) async fn read_shard(&self, key: &ShardKey) -> Result<(), Problem> {
        match key.kind {
            ShardKind::Snapshots => self.read_kind::<Snapshots>(key).await,
            ShardKind::Images => self.read_kind::<Images>(key).await,
            ShardKind::SharedImages => self.read_kind::<SharedImages>(key).await,
            ShardKind::Disks => self.read_kind::<Disks>(key).await,
            ShardKind::Instances => self.read_kind::<Instances>(key).await,
        }
    }

    async fn read_kind<K: Kind>(&self, key: &ShardKey) -> Result<(), Problem> {
        // Never closed.
        let place = self.places(&key.account_id).acquire_owned().await.ok();
        let client = self.shared.cloud.client(&key.account_id, Priority::Background).await?;
        let cache = &self.shared.cache;
        let (account_id, region_id) = (key.account_id.clone(), key.region_id.clone());
        let Some(run) = cache.begin_run(account_id, region_id, key.kind.into()).await? else {
            return Ok(());
        };
        self.notify_sync();
        let mut listing = ShardListing::<K> {
            client: &client,
            key,
            run,
            place,
            pages: StoredPages::new(self.clone(), key.clone(), run),
            rows_so_far: 0,
            skipped: 0,
            last_page: (0, None),
            is_by_token: false,
            has_shrunk: false,
        };
        let result = self.read_listing(&mut listing).await;
        // What was read counts, whatever came after it.
        let stored = listing.pages.finish().await;
        let named = match (result, stored) {
            (Ok(()), Ok(named)) => Ok(named),
            (Err(problem), _) | (_, Err(problem)) => Err(problem),
        };
        let skipped = listing.skipped;
        let swept = match named {
            // Overtaken: the newer reading tells.
            Ok(None) => return Ok(()),
            // A row that could not be read may be one that was not named.
            Ok(Some(_)) if skipped > 0 => Ok(()),
            Ok(Some(named)) => self.sweep::<K>(run, named).await,
            Err(problem) => Err(problem),
        };
        let followed = self.follow_relations().await;
        match swept.and(followed) {
            Ok(()) => self.finish(run, skipped).await,
            Err(problem) => {
                // A store that refuses this too says so in the state of the sync.
                let _ = cache.fail_run(run, problem.clone()).await;
                Err(problem)
            }
        }
    }

    /// Reads all pages, a second time when the first reading is doubtful.
    async fn read_listing<K: Kind>(&self, listing: &mut ShardListing<'_, K>) -> Result<(), Problem> {
        let region_id = &listing.key.region_id;
        let mut rest = K::listing(region_id);
        let mut is_second_reading = false;
        let mut throttled = 0;
        loop {
            let mut pages = listing.client.pages(rest.clone());
            let error = loop {
                match self.next_page(&mut pages, listing).await {
                    None => break None,
                    Some(Err(error)) => break Some(error),
                    Some(Ok(reply)) => {
                        rest.go_to_next_page(&reply.body);
                        if !self.take_page(listing, reply).await? {
                            return Ok(());
                        }
                        throttled = 0;
                    }
                }
            };
            match error {
                None => match self.ending(listing).await? {
                    Ending::Sound => return Ok(()),
                    Ending::Doubtful if is_second_reading => return Ok(()),
                    Ending::Contradictory if is_second_reading => {
                        return Err(Problem::new(ProblemCode::ProviderFault).with("action", K::RAM_ACTION));
                    }
                    Ending::Doubtful | Ending::Contradictory => {
                        // The cloud has been seen to answer an empty page while the rows were there. What either reading names stays.
                        is_second_reading = true;
                        listing.last_page = (0, None);
                        rest = K::listing(region_id);
                        listing.rows_so_far = 0;
                        listing.skipped = 0;
                        sleep(BACKOFF.delay(0, self.shared.runtime.jitter())).await;
                    }
                },
                Some(error) if error.error.as_ref().is_some_and(is_throttled) => {
                    let wait = BACKOFF.delay(throttled, self.shared.runtime.jitter());
                    let asked = error.error.as_ref().and_then(Error::retry_after);
                    let wait = asked.unwrap_or_default().max(wait);
                    throttled += 1;
                    self.set_throttled(listing.key, Some(error.problem));
                    listing.place = None;
                    listing.pages.store().await?;
                    sleep(wait).await;
                }
                Some(error) => return Err(error.problem),
            }
        }
    }

    /// `false` when the reading was overtaken and must stop.
    async fn take_page<K: Kind>(
        &self,
        listing: &mut ShardListing<'_, K>,
        reply: PageReply<K>,
    ) -> Result<bool, Problem> {
        let page = reply.body;
        let (before, total) = (listing.last_page.1, K::Listing::total_count(&page));
        listing.is_by_token |= K::Listing::next_token(&page).is_some();
        listing.has_shrunk |= before.zip(total).is_some_and(|(before, total)| total < before);
        listing.last_page = (K::Listing::row_count(&page), total);
        let skipped = u32::try_from(K::Listing::skipped(&page)).unwrap_or(u32::MAX);
        listing.skipped = listing.skipped.saturating_add(skipped);
        let rows = K::Listing::into_rows(page);
        listing.rows_so_far += rows.len();
        self.set_rows_so_far(listing.key, listing.rows_so_far);
        listing.pages.add(rows, &reply.request_id).await
    }

    /// What a listing that has come to its end is worth.
    async fn ending<K: Kind>(&self, listing: &mut ShardListing<'_, K>) -> Result<Ending, Problem> {
        let (rows, total) = listing.last_page;
        // Beside a token the count means nothing.
        let has_shrunk = listing.has_shrunk && !listing.is_by_token;
        if rows > 0 {
            return Ok(if has_shrunk { Ending::Doubtful } else { Ending::Sound });
        }
        let Some(named) = listing.pages.named().await? else {
            return Ok(Ending::Sound);
        };
        if named == 0 && total.is_some_and(|total| total > 0) {
            return Ok(Ending::Contradictory);
        }
        let shard = (listing.run.place(), listing.key.kind.into());
        let known = self.shared.known.row_ids().count(shard);
        Ok(if known > named { Ending::Doubtful } else { Ending::Sound })
    }

    /// The next page. Says so when it waits because the cloud throttles the action.
    async fn next_page<K: Kind>(
        &self,
        pages: &mut Pages<K>,
        listing: &mut ShardListing<'_, K>,
    ) -> Option<Result<PageReply<K>, CallError>> {
        let mut next = pages.next();
        loop {
            if let Ok(page) = timeout(SLOW_PAGE, &mut next).await {
                if let Some(Ok(_)) = &page {
                    self.set_throttled(listing.key, None);
                }
                return page;
            }
            let is_it = |action: &ThrottleKey| {
                action.action == K::Listing::NAME && action.region_id.as_deref() == Some(&listing.key.region_id)
            };
            if listing.client.throttled().iter().any(is_it) {
                let throttled = Problem::new(ProblemCode::Throttled).with("action", K::RAM_ACTION);
                self.set_throttled(listing.key, Some(throttled));
                listing.place = None;
            }
        }
    }

    fn set_rows_so_far(&self, key: &ShardKey, rows: usize) {
        if key.kind.rows().is_some() {
            let rows = u32::try_from(rows).unwrap_or(u32::MAX);
            lock(&self.shared.reads).set_rows_so_far(key, rows);
            self.notify_sync();
        }
    }
}

fn is_throttled(error: &Error) -> bool {
    error.kind() == FailureKind::Throttled
}
