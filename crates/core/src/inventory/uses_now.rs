//! What uses images at this moment: asked of the cloud, between two readings of the whole region.

use std::collections::HashSet;

use alibaba_cloud::Listing;
use alibaba_cloud::ecs::{DescribeImages, DescribeInstances, Image, Instance};
use futures_util::StreamExt;

use super::reads::ShardKey;
use super::{InstanceRef, Inventory, ResourceKey, ShardKind};
use crate::Problem;
use crate::cloud::{CallError, Priority};
use crate::milliseconds::MINUTE;
use crate::store::shards::{ShardRow, StoredKind};

/// After so long a listing may lack what is new, milliseconds.
const OLD: i64 = 60 * MINUTE;

impl Inventory {
    /// The instances that run an image, as the cloud tells now.
    ///
    /// # Errors
    /// The codes of the account's client and of the cloud.
    pub(crate) async fn instances_now(&self, image: &ResourceKey) -> Result<Vec<InstanceRef>, Problem> {
        let action = DescribeInstances {
            image_id: Some(image.id.clone()),
            ..DescribeInstances::new(&image.region_id)
        };
        let rows = self.all_rows(&image.account_id, action).await?;
        let named = |row: Instance| InstanceRef {
            key: ResourceKey {
                id: row.instance_id,
                ..image.clone()
            },
            name: row.instance_name.unwrap_or_default(),
            status: row.status.unwrap_or_default(),
        };
        Ok(rows.into_iter().map(named).collect())
    }

    /// The account's own images of a region in every status, each once, as the cloud tells now.
    ///
    /// # Errors
    /// As [`Inventory::instances_now`].
    pub(crate) async fn images_now(&self, account_id: &str, region_id: &str) -> Result<Vec<Image>, Problem> {
        let rows = self.all_rows(account_id, DescribeImages::new(region_id)).await?;
        // A row comes twice when the pages shift while they are read. What was told last counts.
        let mut seen = HashSet::new();
        let last = rows.into_iter().rev();
        let mut images: Vec<Image> = last.filter(|image| seen.insert(image.image_id.clone())).collect();
        images.reverse();
        Ok(images)
    }

    /// The time of the cloud's clock, milliseconds since the epoch: that of this computer may be wrong.
    ///
    /// # Errors
    /// The codes of the account's client.
    pub(crate) async fn cloud_now(&self, account_id: &str) -> Result<i64, Problem> {
        let client = self.shared.cloud.client(account_id, Priority::User).await?;
        let ahead = i64::try_from(client.clock_offset().as_millis()).unwrap_or(0);
        Ok(self.now().saturating_add(ahead))
    }

    /// The rows of all pages. One that cannot be read fails the question.
    async fn all_rows<A: Listing + 'static>(&self, account_id: &str, action: A) -> Result<Vec<A::Row>, Problem> {
        let client = self.shared.cloud.client(account_id, Priority::User).await?;
        let mut pages = client.pages(action);
        let mut all = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|failure| failure.problem)?;
            if A::skipped(&page.body) > 0 {
                return Err(CallError::of_unreadable_row(page.request_id).problem);
            }
            all.extend(A::into_rows(page.body));
        }
        Ok(all)
    }

    /// The regions of an account that are known.
    ///
    /// # Errors
    /// The cache's codes.
    pub(crate) async fn regions_known(&self, account_id: &str) -> Result<Vec<String>, Problem> {
        self.loaded().await?;
        let relations = self.shared.known.relations();
        let places = relations.places().filter(|place| place.account_id == account_id);
        let mut regions: Vec<String> = places.map(|place| place.region_id.clone()).collect();
        regions.sort();
        Ok(regions)
    }

    /// The instances that run an image, as far as the inventory knows.
    ///
    /// # Errors
    /// The cache's codes.
    pub(crate) async fn instances_known(&self, image: &ResourceKey) -> Result<Vec<InstanceRef>, Problem> {
        self.of_place(&image.account_id, &image.region_id, |place| {
            let instances = place.instances_of_image(&image.id).into_iter();
            let named = instances.map(|(id, instance)| InstanceRef {
                key: place.key(id),
                name: instance.name.clone(),
                status: instance.status.clone(),
            });
            named.collect()
        })
        .await
    }

    /// When the cloud last listed a kind of row of a region to its end, milliseconds since the epoch.
    ///
    /// # Errors
    /// The cache's codes.
    pub(crate) async fn listed_at(
        &self,
        account_id: &str,
        region_id: &str,
        kind: ShardKind,
    ) -> Result<Option<i64>, Problem> {
        let kind = StoredKind::from(kind);
        let shards = self.shared.cache.shards().await?;
        let wanted =
            |shard: &&ShardRow| shard.kind == kind && shard.account_id == account_id && shard.region_id == region_id;
        Ok(shards.iter().find(wanted).and_then(|shard| shard.synced_at))
    }

    /// When a kind of a region was last listed to its end, when that is over an hour ago or a later listing failed. Then another one is
    /// begun.
    ///
    /// # Errors
    /// The cache's codes.
    pub(crate) async fn renew_old_listing(
        &self,
        account_id: &str,
        region_id: &str,
        kind: ShardKind,
    ) -> Result<Option<i64>, Problem> {
        let stored = StoredKind::from(kind);
        let shards = self.shared.cache.shards().await?;
        let is_wanted =
            |shard: &&ShardRow| shard.kind == stored && shard.account_id == account_id && shard.region_id == region_id;
        let now = self.now();
        let old = shards.iter().find(is_wanted).and_then(|shard| {
            let at = shard.synced_at?;
            (shard.problem.is_some() || now.saturating_sub(at) > OLD).then_some(at)
        });
        if old.is_some() {
            self.begin_read(ShardKey {
                account_id: account_id.to_owned(),
                region_id: region_id.to_owned(),
                kind,
            });
        }
        Ok(old)
    }
}
