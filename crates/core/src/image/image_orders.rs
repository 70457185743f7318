//! What is ordered of existing images, over the cloud and the inventory: what the dialogs start from, and what the rules are told.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use alibaba_cloud::ecs::{DescribeImages, Image};
use futures_util::{StreamExt, TryStreamExt, stream};

use super::{
    CopyOrder, CopySource, CopyStart, EXPORT_ROLE, Finding, FindingCode, ImageExportOrder, ImageExportSource,
    ImageExportStart, ShareOrder, ShareSource, ShareStart, rules,
};
use crate::account::Accounts;
use crate::cloud::{AccountClient, CallError, Cloud, Priority};
use crate::finding::Severity;
use crate::inventory::{Inventory, ResourceKey, Tag};
use crate::{Problem, ProblemCode};

/// Images of one order, at most.
const MOST_IMAGES: usize = 20;
/// Questions at the same time.
const AT_ONCE: usize = 4;

/// Images as the cloud has just told of them. One that it does not list is missing.
pub(crate) type ToldImages = HashMap<ResourceKey, Image>;

/// The same with the accounts that they are shared with.
pub(crate) type ToldShares = HashMap<ResourceKey, ToldShare>;

/// An image, and whom it is shared with.
pub(crate) struct ToldShare {
    pub(crate) image: Image,
    pub(crate) shared_with: Result<Vec<String>, Problem>,
}

impl ToldShare {
    /// The accounts of an order that the image is not shared with yet.
    pub(crate) fn to_add(&self, order: &ShareOrder) -> Vec<String> {
        let is_new = |account: &String| {
            self.shared_with
                .as_ref()
                .map_or(true, |shared| !shared.contains(account))
        };
        let wanted = rules::share_accounts(&order.add).into_iter();
        wanted.filter(is_new).collect()
    }

    /// The accounts of an order that the image is shared with. All of them when the cloud has not told: then it decides.
    pub(crate) fn to_remove(&self, order: &ShareOrder) -> Vec<String> {
        let is_there = |account: &String| {
            self.shared_with
                .as_ref()
                .map_or(true, |shared| shared.contains(account))
        };
        order
            .remove
            .iter()
            .filter(|account| is_there(account))
            .cloned()
            .collect()
    }
}

/// Orders about existing images. A clone shares everything.
#[derive(Clone)]
pub(crate) struct ImageOrders {
    accounts: Accounts,
    cloud: Cloud,
    pub(super) inventory: Inventory,
}

impl ImageOrders {
    pub(crate) fn new(accounts: Accounts, cloud: Cloud, inventory: Inventory) -> Self {
        Self {
            accounts,
            cloud,
            inventory,
        }
    }

    /// What the Copy image dialog starts from.
    ///
    /// # Errors
    /// As [`ImageOrders::images`], and the cache's codes.
    pub(crate) async fn open_copy(&self, keys: &[ResourceKey]) -> Result<CopyStart, Problem> {
        let told = self.images(keys).await?;
        let images = keys.iter().map(|key| source(key, told.get(key)));
        Ok(CopyStart {
            images: images.collect(),
            regions: self.inventory.copy_regions(keys).await?,
        })
    }

    /// What the Share image dialog starts from.
    ///
    /// # Errors
    /// As [`ImageOrders::images`].
    pub(crate) async fn open_share(&self, keys: &[ResourceKey]) -> Result<ShareStart, Problem> {
        let mut told = self.shares(keys).await?;
        let images = keys.iter().map(|key| share_source(key, told.remove(key)));
        Ok(ShareStart {
            images: images.collect(),
        })
    }

    /// What the Export to OSS dialog starts from.
    ///
    /// # Errors
    /// As [`ImageOrders::images`].
    pub(crate) async fn open_export(&self, keys: &[ResourceKey]) -> Result<ImageExportStart, Problem> {
        let told = self.images(keys).await?;
        let images = keys.iter().map(|key| export_source(key, told.get(key)));
        Ok(ImageExportStart {
            images: images.collect(),
            role: EXPORT_ROLE.to_owned(),
        })
    }

    /// What the rules say of exports, with what the cloud has told.
    ///
    /// # Errors
    /// As [`ImageOrders::images`].
    pub(crate) async fn check_exports(&self, order: &ImageExportOrder) -> Result<(Vec<Finding>, ToldImages), Problem> {
        let told = self.images(&order.images).await?;
        Ok((rules::check_exports(order, &told), told))
    }

    /// The images of an order, as the cloud tells of them now.
    ///
    /// # Errors
    /// As [`ImageOrders::images`].
    pub(crate) async fn of_copies(&self, order: &CopyOrder) -> Result<ToldImages, Problem> {
        let keys: BTreeSet<ResourceKey> = order.copies.iter().map(|copy| copy.image.clone()).collect();
        if keys.is_empty() {
            return Ok(ToldImages::new());
        }
        self.images(&Vec::from_iter(keys)).await
    }

    /// What the rules say of copies, with what the cloud has told.
    ///
    /// # Errors
    /// As [`ImageOrders::images`].
    pub(crate) async fn check_copies(&self, order: &CopyOrder) -> Result<(Vec<Finding>, ToldImages), Problem> {
        let told = self.of_copies(order).await?;
        Ok((rules::check_copies(order, &told), told))
    }

    /// What the rules say of sharing, with what the cloud has told.
    ///
    /// # Errors
    /// As [`ImageOrders::images`].
    pub(crate) async fn check_shares(&self, order: &ShareOrder) -> Result<(Vec<Finding>, ToldShares), Problem> {
        let told = self.shares(&order.images).await?;
        let uid = match order.images.first() {
            Some(key) => self.accounts.get(&key.account_id).await?.uid,
            None => String::new(),
        };
        Ok((rules::check_shares(order, &told, &uid), told))
    }

    /// Asks the cloud for images of one account.
    ///
    /// # Errors
    /// `Empty` and `Malformed` at `images`: none, of several accounts, or more than 20; the codes of the account's client and of the
    /// cloud.
    pub(crate) async fn images(&self, keys: &[ResourceKey]) -> Result<ToldImages, Problem> {
        let client = self.client(keys).await?;
        let mut by_region: BTreeMap<&str, Vec<&ResourceKey>> = BTreeMap::new();
        for key in keys {
            by_region.entry(&key.region_id).or_default().push(key);
        }
        let questions = by_region.into_iter().map(|(region_id, keys)| {
            let client = &client;
            async move {
                let action = DescribeImages {
                    image_ids: keys.iter().map(|key| key.id.clone()).collect(),
                    image_owner_alias: None,
                    ..DescribeImages::new(region_id)
                };
                let reply = client.call(&action).await?;
                let images = reply.body.images;
                // One that could not be read is not gone.
                let is_missing = |key: &&ResourceKey| images.iter().all(|image| image.image_id != key.id);
                if reply.body.skipped > 0 && keys.iter().any(is_missing) {
                    return Err(CallError::of_unreadable_row(reply.request_id).problem);
                }
                let of = |image: Image| Some(((*keys.iter().find(|key| key.id == image.image_id)?).clone(), image));
                Ok::<_, Problem>(images.into_iter().filter_map(of).collect::<Vec<_>>())
            }
        });
        let questions: Vec<_> = questions.collect();
        let told: Vec<Vec<_>> = stream::iter(questions).buffered(AT_ONCE).try_collect().await?;
        Ok(told.into_iter().flatten().collect())
    }

    /// The same with the accounts that they are shared with.
    ///
    /// # Errors
    /// As [`ImageOrders::images`].
    pub(crate) async fn shares(&self, keys: &[ResourceKey]) -> Result<ToldShares, Problem> {
        let told = self.images(keys).await?;
        let questions = told.into_iter().map(|(key, image)| async move {
            let shared_with = self.inventory.shares_of(&key).await.map(|told| told.accounts);
            (key, ToldShare { image, shared_with })
        });
        let questions: Vec<_> = questions.collect();
        Ok(stream::iter(questions).buffered(AT_ONCE).collect().await)
    }

    async fn client(&self, keys: &[ResourceKey]) -> Result<AccountClient, Problem> {
        let Some(first) = keys.first() else {
            return Err(Problem::new(ProblemCode::Empty).at("images"));
        };
        let reason = if keys.iter().any(|key| key.account_id != first.account_id) {
            Some("images of several accounts")
        } else {
            (keys.len() > MOST_IMAGES).then_some("too many images")
        };
        if let Some(reason) = reason {
            let problem = Problem::new(ProblemCode::Malformed).at("images");
            return Err(problem.with("reason", reason));
        }
        self.cloud.client(&first.account_id, Priority::User).await
    }
}

pub(super) fn gone() -> Vec<Finding> {
    vec![Finding::new(Severity::Error, "image", FindingCode::ImageGone)]
}

fn source(key: &ResourceKey, told: Option<&Image>) -> CopySource {
    let Some(image) = told else {
        return CopySource {
            key: key.clone(),
            name: String::new(),
            snapshots: None,
            size_gib: 0,
            encrypted: false,
            of_others: false,
            created_at: None,
            restored: Vec::new(),
            tags: Vec::new(),
            tags_left_out: Vec::new(),
            description_left_out: false,
            resource_group_id: String::new(),
            findings: gone(),
        };
    };
    let (tags, tags_left_out) = rules::carried_tags(&image.tags);
    let tags = tags.into_iter().map(|tag| Tag {
        key: tag.key,
        value: tag.value,
    });
    let features = rules::Restored::of(image);
    CopySource {
        key: key.clone(),
        name: image.image_name.clone().unwrap_or_default(),
        snapshots: rules::snapshots(image),
        size_gib: rules::size_gib(image),
        encrypted: rules::is_encrypted(image),
        of_others: rules::is_of_others(image),
        created_at: image.creation_time.map(|time| time.as_millisecond()),
        restored: features.words(),
        tags: tags.collect(),
        tags_left_out,
        description_left_out: rules::carried_description(image).is_none(),
        resource_group_id: image.resource_group_id.clone().unwrap_or_default(),
        findings: rules::copy_findings("image", image),
    }
}

fn export_source(key: &ResourceKey, told: Option<&Image>) -> ImageExportSource {
    let disks = told.map_or(0, |image| image.disk_device_mappings.len().max(1));
    ImageExportSource {
        key: key.clone(),
        name: told.and_then(|image| image.image_name.clone()).unwrap_or_default(),
        disks: u32::try_from(disks).unwrap_or(u32::MAX),
        size_gib: told.map_or(0, rules::size_gib),
        findings: told.map_or_else(gone, |image| rules::export_findings("image", image)),
    }
}

fn share_source(key: &ResourceKey, told: Option<ToldShare>) -> ShareSource {
    let Some(ToldShare { image, shared_with }) = told else {
        return ShareSource {
            key: key.clone(),
            name: String::new(),
            shared_with: None,
            problem: None,
            findings: gone(),
        };
    };
    let findings = rules::share_findings("image", &image);
    let (shared_with, problem) = match shared_with {
        Ok(accounts) => (Some(accounts), None),
        Err(problem) => (None, Some(problem)),
    };
    ShareSource {
        key: key.clone(),
        name: image.image_name.unwrap_or_default(),
        shared_with,
        problem,
        findings,
    }
}
