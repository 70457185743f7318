//! Reading one region of one account to its end. A page lands in one transaction; rows go only after a completed listing.

use std::time::Duration;

use alibaba_cloud::{Error, FailureKind};
use futures_util::StreamExt;
use tokio::sync::Semaphore;

use super::Inventory;
use super::listing::{Disks, Instances, Listing, Snapshots};
use crate::Problem;
use crate::cloud::AccountClient;
use crate::store::shards::{self, Reading};

/// A throttled action works again in the next minute; so many waits for one page reach beyond it.
const MAX_WAITS: u32 = 5;
const WAIT: Duration = Duration::from_secs(15);

/// How a listing came out.
struct Listed {
    skipped: u32,
}

impl Inventory {
    /// Reads disks and instances, then snapshots. Without the former the snapshots still land, and the shard says why.
    pub(super) async fn read_region(
        &self,
        client: &AccountClient,
        account_id: &str,
        region_id: &str,
        places: &Semaphore,
    ) -> Result<(), Problem> {
        // Never closed.
        let _place = places.acquire().await;
        let (account, region) = (account_id.to_owned(), region_id.to_owned());
        let begun = self
            .shared
            .write(move |transaction| shards::begin(transaction, &account, &region))
            .await?;
        let Some(reading) = begun else {
            return Ok(());
        };
        self.tell_sync();
        let (disks, instances) = futures_util::join!(
            self.read_listing::<Disks>(client, region_id, reading),
            self.read_listing::<Instances>(client, region_id, reading)
        );
        match self.read_listing::<Snapshots>(client, region_id, reading).await {
            Ok(listed) => {
                let now = self.now();
                let problem = disks.err().or(instances.err());
                self.shared
                    .write(move |transaction| {
                        shards::finish(transaction, reading, now, listed.skipped, problem.as_ref())
                    })
                    .await?;
            }
            Err(problem) => {
                self.shared
                    .write(move |transaction| shards::fail(transaction, reading, &problem))
                    .await?;
            }
        }
        self.tell_sync();
        Ok(())
    }

    async fn read_listing<L: Listing>(
        &self,
        client: &AccountClient,
        region_id: &str,
        reading: Reading,
    ) -> Result<Listed, Problem> {
        let mut listed = Listed { skipped: 0 };
        let mut next_token = None;
        let mut waits = 0;
        loop {
            let mut pages = L::pages(client, region_id, next_token.clone());
            let error = loop {
                match pages.next().await {
                    None => return self.sweep::<L>(reading).await.map(|()| listed),
                    Some(Err(error)) => break error,
                    Some(Ok(reply)) => {
                        let (_, skipped) = L::counts(&reply.body);
                        listed.skipped = listed
                            .skipped
                            .saturating_add(u32::try_from(skipped).unwrap_or(u32::MAX));
                        next_token = L::next_token(&reply.body);
                        if !self.land::<L>(reading, reply.body).await? {
                            return Ok(listed);
                        }
                        waits = 0;
                    }
                }
            };
            let is_throttled = error.error.as_ref().map(Error::kind) == Some(FailureKind::Throttled);
            if !is_throttled || waits >= MAX_WAITS {
                return Err(error.problem);
            }
            waits += 1;
            let asked = error.error.as_ref().and_then(Error::retry_after);
            tokio::time::sleep(asked.unwrap_or(WAIT)).await;
        }
    }

    /// `false` when the reading was overtaken and must stop.
    async fn land<L: Listing>(&self, reading: Reading, page: L::Page) -> Result<bool, Problem> {
        let (rows, _) = L::counts(&page);
        let landed = self
            .shared
            .write(move |transaction| {
                if !shards::is_current(transaction, reading)? {
                    return Ok(None);
                }
                let changed = L::land(transaction, reading, &page)?;
                Ok(Some(changed.then(|| shards::revision(transaction)).transpose()?))
            })
            .await?;
        let Some(revision) = landed else {
            return Ok(false);
        };
        if L::ACTION == Snapshots::ACTION {
            self.count_rows(rows);
            self.tell_rows(revision);
        }
        Ok(true)
    }

    async fn sweep<L: Listing>(&self, reading: Reading) -> Result<(), Problem> {
        let revision = self
            .shared
            .write(move |transaction| {
                if !shards::is_current(transaction, reading)? || !L::sweep(transaction, reading)? {
                    return Ok(None);
                }
                shards::revision(transaction).map(Some)
            })
            .await?;
        self.tell_rows(revision);
        Ok(())
    }
}
