//! Replacements over the inventory and the cloud: what the page starts from, and what is checked.

use alibaba_cloud::ecs::{DescribeImageSupportInstanceTypes, DescribeImages, Image};
use jiff::tz::TimeZone;

use super::replace::{ReplaceDraft, ReplaceImage, ReplaceInstance, ReplaceStart};
use super::replace_rules::{self, ReplaceFacts, ReplaceTold};
use super::{check_number, reading};
use crate::cloud::{AccountClient, CallError, Cloud, Priority};
use crate::image::stamped;
use crate::inventory::{Inventory, ResourceKey};
use crate::launch::SignIn;
use crate::{Problem, ProblemCode};

/// Images that are offered, at most.
const MOST_IMAGES: usize = 500;

/// Replacements. A clone shares everything.
#[derive(Clone)]
pub(crate) struct Replacements {
    cloud: Cloud,
    inventory: Inventory,
}

impl Replacements {
    pub(crate) fn new(cloud: Cloud, inventory: Inventory) -> Self {
        Self { cloud, inventory }
    }

    /// What the page starts from.
    ///
    /// # Errors
    /// `Empty` without an instance, `Malformed` for instances of several accounts or regions, the codes of the account's client and of
    /// the cloud, the cache's codes.
    pub(crate) async fn open(&self, keys: &[ResourceKey], image: Option<&str>) -> Result<ReplaceStart, Problem> {
        let Some(first) = keys.first() else {
            return Err(Problem::new(ProblemCode::Empty).at("instanceIds"));
        };
        let is_elsewhere =
            |key: &ResourceKey| (&key.account_id, &key.region_id) != (&first.account_id, &first.region_id);
        if keys.iter().any(is_elsewhere) {
            let problem = Problem::new(ProblemCode::Malformed).at("instanceIds");
            return Err(problem.with("reason", "instances of several accounts or regions"));
        }
        let mut draft = ReplaceDraft {
            account_id: first.account_id.clone(),
            region_id: first.region_id.clone(),
            instance_ids: keys.iter().map(|key| key.id.clone()).collect(),
            image_id: image.unwrap_or_default().to_owned(),
            snapshot_before: true,
            apply_policy: true,
            keep_encryption: true,
            at_once: 1,
            ..ReplaceDraft::default()
        };
        let told = self.ask(&draft).await?;
        let known: Vec<&ReplaceFacts> = told.instances.iter().flatten().collect();
        draft.start_after = known
            .iter()
            .any(|facts| facts.instance.status.as_deref() == Some("Running"));
        let has_key = |facts: &&ReplaceFacts| {
            facts
                .instance
                .key_pair_name
                .as_ref()
                .is_some_and(|name| !name.is_empty())
        };
        draft.sign_in = if !known.is_empty() && known.iter().all(has_key) {
            SignIn::KeyPair
        } else {
            SignIn::ImagePassword
        };
        let name = known.first().and_then(|facts| facts.instance.instance_name.as_deref());
        let words = name.into_iter().chain([first.id.as_str()]);
        let now = Some(self.inventory.now());
        let name = stamped(words, "before-replacing", now, &TimeZone::system());
        draft.snapshot_name = if name.starts_with("auto") {
            format!("before-{name}")
        } else {
            name
        };
        let rows = self
            .inventory
            .images_of(&draft.account_id, &draft.region_id, MOST_IMAGES)
            .await?;
        let images = rows.into_iter().map(|row| ReplaceImage {
            obstacles: replace_rules::image_obstacles(&row, false),
            row,
        });
        Ok(ReplaceStart {
            images: images.collect(),
            instances: self.instances(&draft, &told).await?,
            draft,
        })
    }

    /// What the cloud tells for a draft.
    ///
    /// # Errors
    /// `Malformed` at `instanceIds` when there are more than 1,000, the codes of the account's client and of the cloud.
    pub(crate) async fn ask(&self, draft: &ReplaceDraft) -> Result<ReplaceTold, Problem> {
        check_number("instanceIds", draft.instance_ids.len())?;
        let client = self.cloud.client(&draft.account_id, Priority::User).await?;
        let region_id = &draft.region_id;
        let (known, image, types) = tokio::join!(
            reading::facts(&client, region_id, &draft.instance_ids),
            image(&client, draft),
            types(&client, draft),
        );
        let mut known = known?;
        Ok(ReplaceTold {
            instances: draft.instance_ids.iter().map(|id| known.remove(id)).collect(),
            image: image?,
            types,
        })
    }

    /// The instances of a draft for the window.
    ///
    /// # Errors
    /// The cache's codes.
    pub(crate) async fn instances(
        &self,
        draft: &ReplaceDraft,
        told: &ReplaceTold,
    ) -> Result<Vec<ReplaceInstance>, Problem> {
        let mut instances = Vec::new();
        for (index, facts) in told.instances.iter().enumerate() {
            let Some(facts) = facts else { continue };
            let key = ResourceKey {
                account_id: draft.account_id.clone(),
                region_id: draft.region_id.clone(),
                id: facts.instance.instance_id.clone(),
            };
            let known = match self.inventory.known_instance(&key).await {
                Ok(known) => known,
                // Made a moment ago; the next listing has it.
                Err(problem) if problem.code == ProblemCode::NotFound => continue,
                Err(problem) => return Err(problem),
            };
            let mut row = known.row;
            row.status = facts.instance.status.clone().unwrap_or_default();
            row.lock_reasons.clone_from(&facts.instance.lock_reasons);
            let system = facts.system();
            instances.push(ReplaceInstance {
                os_type: facts.instance.os_type.clone().unwrap_or_default().to_lowercase(),
                system_disk_id: system.map(|disk| disk.disk_id.clone()),
                system_size_gib: system.and_then(|disk| disk.size),
                category: system.and_then(|disk| disk.category.clone()).unwrap_or_default(),
                performance_level: system.and_then(|disk| disk.performance_level.clone()),
                key_pair: facts.instance.key_pair_name.clone().filter(|name| !name.is_empty()),
                policy_id: facts.policy_id(),
                encrypted: system.is_some_and(|disk| disk.encrypted == Some(true)),
                effects: replace_rules::effects(facts, draft),
                obstacles: replace_rules::instance_obstacles(&format!("instanceIds.{index}"), facts),
                row,
            });
        }
        Ok(instances)
    }
}

async fn image(client: &AccountClient, draft: &ReplaceDraft) -> Result<Option<Image>, CallError> {
    if draft.image_id.is_empty() {
        return Ok(None);
    }
    let action = DescribeImages {
        image_ids: vec![draft.image_id.clone()],
        ..DescribeImages::new(&draft.region_id)
    };
    let images = client.call(&action).await?.body.images;
    Ok(images.into_iter().find(|image| image.image_id == draft.image_id))
}

/// The instance types that the image runs on. Who may not ask learns it from the refusal.
async fn types(client: &AccountClient, draft: &ReplaceDraft) -> Option<Vec<String>> {
    if draft.image_id.is_empty() {
        return None;
    }
    let mut action = DescribeImageSupportInstanceTypes::new(&draft.region_id, &draft.image_id);
    action.action_type = Some("ChangeOS".to_owned());
    let types = client.call(&action).await.ok()?.body.instance_types;
    Some(types.into_iter().map(|kind| kind.instance_type_id).collect())
}
