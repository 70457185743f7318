//! Launches over the inventory and the cloud: what the page starts from, what can be chosen, and what is checked.

use std::sync::{Arc, Mutex};

use alibaba_cloud::Runtime;
use alibaba_cloud::ecs::DescribePrice;

use super::{LaunchCheck, LaunchDraft, LaunchPrice, LaunchStart, TypePrice, like, price, rules};
use crate::cloud::{AccountClient, Cloud, Priority};
use crate::instance::reading::{self, InstanceReading};
use crate::inventory::{ImageDetail, Inventory, ResourceKey};
use crate::lock::lock;
use crate::{Problem, ProblemCode};

/// Instances that are offered to be identical to.
const MOST_INSTANCES: usize = 200;
/// Drafts that are kept to compare with.
const MOST_TAKEN_OVER: usize = 16;
/// Types whose price is asked for at once.
const MOST_PRICES: usize = 20;

/// Launches. A clone shares everything.
#[derive(Clone)]
pub(crate) struct Launches {
    cloud: Cloud,
    pub(super) inventory: Inventory,
    runtime: Arc<dyn Runtime>,
    /// Drafts as they were taken over from an instance, the newest last: what later drafts are compared with.
    taken_over: Arc<Mutex<Vec<LaunchDraft>>>,
}

impl Launches {
    pub(crate) fn new(cloud: Cloud, inventory: Inventory, runtime: Arc<dyn Runtime>) -> Self {
        Self {
            cloud,
            inventory,
            runtime,
            taken_over: Arc::default(),
        }
    }

    pub(super) fn now(&self) -> i64 {
        self.runtime.now().as_millisecond()
    }

    pub(super) async fn client(&self, draft: &LaunchDraft) -> Result<AccountClient, Problem> {
        self.cloud.client(&draft.account_id, Priority::User).await
    }

    /// What the page starts from.
    ///
    /// # Errors
    /// `NotFound`, the codes of the account's client and of the cloud, the cache's codes.
    pub(crate) async fn open(&self, key: &ResourceKey, like: Option<&str>) -> Result<LaunchStart, Problem> {
        let image = self.inventory.image_detail(key).await?;
        let mut instances = self
            .inventory
            .instances_of(&key.account_id, &key.region_id, MOST_INSTANCES)
            .await?;
        // The one whose disks are in the image is most likely meant, then those that were made from it.
        let source = self.source_of(&image).await?;
        instances.sort_by_key(|row| (source.as_ref() != Some(&row.key.id), row.image_id != key.id));
        let mut draft = like::of_image(&image);
        let (mut not_carried, mut not_read) = (Vec::new(), Vec::new());
        let mut row = None;
        if let Some(id) = like {
            let reading = self.read(key, id).await?;
            (not_carried, not_read) = like::take_over(&mut draft, &reading);
            // A subscription is not taken over, and is a difference all the same.
            let own = reading.instance.instance_charge_type.clone();
            self.keep_taken_over(LaunchDraft {
                charge_type: own.unwrap_or_else(|| draft.charge_type.clone()),
                ..draft.clone()
            });
            row = instances.iter().find(|row| row.key.id == id).cloned();
            if row.is_none() {
                let key = ResourceKey {
                    id: id.to_owned(),
                    ..key.clone()
                };
                row = Some(self.inventory.instance_detail(&key).await?.row);
            }
        }
        Ok(LaunchStart {
            windows: is_windows(&image),
            image: image.row,
            like: row,
            instances,
            draft,
            not_carried,
            not_read,
        })
    }

    /// The instance of the snapshot of the image's system disk, as far as is known.
    async fn source_of(&self, image: &ImageDetail) -> Result<Option<String>, Problem> {
        let Some(snapshot_id) = image.row.snapshot_ids.first() else {
            return Ok(None);
        };
        let key = ResourceKey {
            id: snapshot_id.clone(),
            ..image.row.key.clone()
        };
        let snapshot = self.inventory.snapshot(&key).await?;
        Ok(snapshot.and_then(|known| known.row.instance_id))
    }

    fn keep_taken_over(&self, draft: LaunchDraft) {
        let mut kept = lock(&self.taken_over);
        kept.retain(|other| !is_of_same(other, &draft));
        kept.push(draft);
        if kept.len() > MOST_TAKEN_OVER {
            kept.remove(0);
        }
    }

    /// The draft as it was taken over from the instance it is to be identical to.
    fn theirs(&self, draft: &LaunchDraft) -> Option<LaunchDraft> {
        draft.like.as_ref()?;
        let kept = lock(&self.taken_over);
        kept.iter().find(|other| is_of_same(other, draft)).cloned()
    }

    /// Whether the image of a draft is Windows.
    ///
    /// # Errors
    /// `NotFound`, the cache's codes.
    pub(crate) async fn is_windows(&self, draft: &LaunchDraft) -> Result<bool, Problem> {
        Ok(is_windows(&self.image(draft).await?))
    }

    /// Reads one instance from the cloud.
    async fn read(&self, key: &ResourceKey, id: &str) -> Result<InstanceReading, Problem> {
        let client = self.cloud.client(&key.account_id, Priority::User).await?;
        let mut read = reading::read(&client, &key.region_id, &[id.to_owned()]).await?;
        read.by_id.remove(id).ok_or_else(|| Problem::new(ProblemCode::NotFound))
    }

    pub(super) async fn image(&self, draft: &LaunchDraft) -> Result<ImageDetail, Problem> {
        let key = ResourceKey {
            account_id: draft.account_id.clone(),
            region_id: draft.region_id.clone(),
            id: draft.image_id.clone(),
        };
        self.inventory.image_detail(&key).await
    }

    /// What the rules say of a draft. `request` is left empty: it is made where the job is.
    ///
    /// # Errors
    /// `NotFound`, the cache's codes.
    pub(crate) async fn check(&self, draft: &LaunchDraft) -> Result<LaunchCheck, Problem> {
        let theirs = self.theirs(draft);
        let image = self.image(draft).await?;
        let names = draft.names();
        let last = draft.count.saturating_sub(1);
        let mut shown: Vec<String> = (0..draft.count.min(3)).map(|index| names.name(index)).collect();
        if draft.count > 3 {
            shown.push(names.name(last));
        }
        Ok(LaunchCheck {
            findings: rules::check(draft, is_windows(&image)),
            differences: theirs
                .map(|theirs| rules::differences(draft, &theirs))
                .unwrap_or_default(),
            names: shown,
            request: Vec::new(),
            calls: draft.count.div_ceil(super::request::MOST_PER_CALL),
        })
    }

    /// Prices of types for an hour.
    ///
    /// # Errors
    /// The codes of the account's client.
    pub(crate) async fn type_prices(&self, draft: &LaunchDraft, types: Vec<String>) -> Result<Vec<TypePrice>, Problem> {
        let client = self.client(draft).await?;
        let mut prices = Vec::new();
        for instance_type in types.into_iter().take(MOST_PRICES) {
            let action = DescribePrice {
                instance_type: Some(instance_type.clone()),
                image_id: Some(draft.image_id.clone()).filter(|id| !id.is_empty()),
                price_unit: Some("Hour".to_owned()),
                ..DescribePrice::new(&draft.region_id)
            };
            prices.push(price::of_type(instance_type, client.call(&action).await));
        }
        Ok(prices)
    }

    /// What the instances of a draft cost.
    ///
    /// # Errors
    /// The codes of the account's client and of the cloud.
    pub(crate) async fn price(&self, draft: &LaunchDraft) -> Result<LaunchPrice, Problem> {
        let client = self.client(draft).await?;
        let reply = client.call(&price::question(draft)).await?;
        Ok(price::of_draft(draft, &reply.body))
    }
}

fn is_of_same(one: &LaunchDraft, other: &LaunchDraft) -> bool {
    let of = |draft: &LaunchDraft| {
        let place = (draft.account_id.clone(), draft.region_id.clone());
        (place, draft.image_id.clone(), draft.like.clone())
    };
    of(one) == of(other)
}

pub(super) fn is_windows(image: &ImageDetail) -> bool {
    image.row.os_type.eq_ignore_ascii_case("windows")
}
