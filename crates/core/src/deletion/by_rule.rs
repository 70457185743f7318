//! The plan of what a rule deletes. The cloud is asked for the images of the whole scope: what is counted as the newest of a family has to be
//! there now.

use std::collections::HashSet;

use super::asked::Asked;
use super::deletions::{Deletions, KnownImage};
use super::rule::{self, DeletionByRule, DeletionRule, ImageThatStays, StayReason};
use crate::Problem;
use crate::inventory::ResourceKey;

impl Deletions {
    /// What a rule deletes, and why the other images of its scope stay. Images of regions that cannot be asked are not counted at all,
    /// nor are those `being_deleted` by a job.
    ///
    /// # Errors
    /// `Empty` at `accountId`, `Malformed` at `keep` or `olderThanDays`, the codes of the account's client, the cache's codes.
    pub(crate) async fn by_rule(
        &self,
        rule: &DeletionRule,
        being_deleted: &HashSet<ResourceKey>,
    ) -> Result<DeletionByRule, Problem> {
        rule.check()?;
        let regions = match rule.region_ids.is_empty() {
            true => self.inventory.regions_known(&rule.account_id).await?,
            false => rule.region_ids.clone(),
        };
        let places: Vec<(&str, &str)> = regions
            .iter()
            .map(|region_id| (rule.account_id.as_str(), region_id.as_str()))
            .collect();
        let mut asked = Asked::default();
        asked.ask_images(&self.inventory, &places).await;
        let images = asked.own_images(&rule.account_id);
        // Nothing is told of an account that cannot be asked.
        let now = match images.is_empty() {
            true => self.inventory.now(),
            false => self.inventory.cloud_now(&rule.account_id).await?,
        };
        let (goes, mut stays) = rule.apply(&images, being_deleted, now);
        drop(images);
        asked.ask_instances(&self.inventory, &goes).await;

        let (mut keys, mut known) = (Vec::new(), Vec::new());
        for (key, image) in goes.iter().zip(self.images(&goes, &asked).await?) {
            let Some(image) = image else {
                // The inventory has not read it yet.
                let told = asked.image(key);
                stays.extend(told.map(|image| ImageThatStays::of(key, image, StayReason::UseUnknown)));
                continue;
            };
            match stay(key, &image, &asked) {
                Some(image) => stays.push(image),
                None => {
                    keys.push(key.clone());
                    known.push(Some(image));
                }
            }
        }
        rule::sort(&mut stays);
        let plan = self
            .assemble(&rule.account_id, (keys.as_slice(), known), &[], asked)
            .await?;
        Ok(DeletionByRule { plan, stays })
    }
}

/// Why an image stays that the rule would delete, by what the cloud tells of it alone.
fn stay(key: &ResourceKey, image: &KnownImage, asked: &Asked) -> Option<ImageThatStays> {
    let because = |reason| Some(ImageThatStays::of(key, asked.image(key)?, reason));
    let number = |count: usize| Some(u32::try_from(count).unwrap_or(u32::MAX));
    if let Some(obstacle) = image.obstacles().into_iter().next() {
        return because(StayReason::Obstacle).map(|stays| ImageThatStays {
            obstacle: Some(obstacle),
            ..stays
        });
    }
    let Some(instances) = &image.instances else {
        return because(StayReason::UseUnknown);
    };
    if !instances.is_empty() {
        return because(StayReason::InUse).map(|stays| ImageThatStays {
            count: number(instances.len()),
            ..stays
        });
    }
    let accounts = image.shares.as_ref().map_or(0, |shares| shares.accounts.len());
    if accounts > 0 {
        return because(StayReason::Shared).map(|stays| ImageThatStays {
            count: number(accounts),
            ..stays
        });
    }
    // That nothing ran it some time ago says nothing.
    if asked.instances(key).is_none() {
        return because(StayReason::UseUnknown);
    }
    None
}
