//! Which images a rule deletes: those that are older than the newest few of their family. Pure.

use std::collections::{HashMap, HashSet};

use alibaba_cloud::ecs::Image;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::plan::{DeletionObstacle, DeletionPlan};
use super::rules::MOST_IMAGES;
use crate::inventory::ResourceKey;
use crate::milliseconds::DAY;
use crate::{Problem, ProblemCode};

/// Images that stay of each family, at least and at most.
const KEPT: std::ops::RangeInclusive<u32> = 1..=99;
/// The age of a rule at most, days.
const MOST_DAYS: u32 = 3_650;

/// Which images of an account are deleted. An image without a family, in use or shared is never one of them.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeletionRule {
    /// Our account id.
    pub account_id: String,
    /// `RegionId`s; empty means all that are known of the account.
    pub region_ids: Vec<String>,
    /// `ResourceGroupId`s; empty means all. Images of others count among the newest of a family all the same.
    pub resource_group_ids: Vec<String>,
    /// So many of the newest available images of each family and region stay, 1 to 99.
    pub keep: u32,
    /// Only images that were made more days ago, 1 to 3,650; `null` for any age.
    pub older_than_days: Option<u32>,
    /// Only deprecated images.
    pub deprecated_only: bool,
}

/// What a rule comes to.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeletionByRule {
    /// The plan of exactly the images that go; empty when none does.
    pub plan: DeletionPlan,
    /// The others, by region and family, the newest first.
    pub stays: Vec<ImageThatStays>,
}

/// An image that a rule does not delete.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageThatStays {
    /// Which image.
    pub key: ResourceKey,
    /// `ImageName`; empty when it has none.
    pub name: String,
    /// `ImageFamily`; empty when it has none.
    pub family: String,
    /// `CreationTime`, milliseconds since the epoch; `null` when the cloud does not tell it.
    #[ts(type = "number | null")]
    pub created_at: Option<i64>,
    /// Why.
    pub reason: StayReason,
    /// How many instances run it, or accounts see it, when that is the reason and known.
    pub count: Option<u32>,
    /// What stands against it, when that is the reason.
    pub obstacle: Option<DeletionObstacle>,
}

/// Why a rule does not delete an image.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum StayReason {
    /// It has no family.
    NoFamily,
    /// A job deletes it now, or once the time to undo it is over.
    BeingDeleted,
    /// It is still being made, or its status is unknown.
    NotFinished,
    /// The cloud does not tell when it was made.
    AgeUnknown,
    /// It is one of the newest of its family, or newer than these.
    Newest,
    /// It is not deprecated.
    NotDeprecated,
    /// It is not old enough.
    TooYoung,
    /// Instances run it.
    InUse,
    /// Nobody could tell whether instances run it.
    UseUnknown,
    /// It is shared with other accounts.
    Shared,
    /// Something stands against its deletion.
    Obstacle,
    /// One job deletes at most 100 images, the oldest first.
    OverMost,
}

impl ImageThatStays {
    pub(super) fn of(key: &ResourceKey, image: &Image, reason: StayReason) -> Self {
        Self {
            key: key.clone(),
            name: image.image_name.clone().unwrap_or_default(),
            family: family(image).unwrap_or_default().to_owned(),
            created_at: created_at(image),
            reason,
            count: None,
            obstacle: None,
        }
    }
}

impl DeletionRule {
    /// # Errors
    /// `Empty` at `accountId`, `Malformed` at `keep` or `olderThanDays`.
    pub(super) fn check(&self) -> Result<(), Problem> {
        let malformed = |field: &str, most: u32| {
            let reason = format!("not 1 to {most}");
            Err(Problem::new(ProblemCode::Malformed).at(field).with("reason", reason))
        };
        if self.account_id.is_empty() {
            return Err(Problem::new(ProblemCode::Empty).at("accountId"));
        }
        if !KEPT.contains(&self.keep) {
            return malformed("keep", *KEPT.end());
        }
        match self.older_than_days {
            Some(days) if !(1..=MOST_DAYS).contains(&days) => malformed("olderThanDays", MOST_DAYS),
            _ => Ok(()),
        }
    }

    /// Which of the own images of an account go, the oldest first, and why the others stay. `images` are all of their regions; `now` is the
    /// time of the cloud's clock. Those `being_deleted` do not count among the newest.
    pub(super) fn apply(
        &self,
        images: &[(ResourceKey, &Image)],
        being_deleted: &HashSet<ResourceKey>,
        now: i64,
    ) -> (Vec<ResourceKey>, Vec<ImageThatStays>) {
        let mut available: HashMap<(&str, &str), Vec<i64>> = HashMap::new();
        let stay_there = images.iter().filter(|(key, _)| !being_deleted.contains(key));
        for (key, image) in stay_there {
            if let (Some(family), Some(created_at), "Available") = (family(image), created_at(image), &*image.status) {
                available
                    .entry((key.region_id.as_str(), family))
                    .or_default()
                    .push(created_at);
            }
        }
        let mut goes: Vec<(i64, &ResourceKey, &Image)> = Vec::new();
        let mut stays = Vec::new();
        for (key, image) in images {
            let group = image.resource_group_id.as_ref();
            if !self.resource_group_ids.is_empty() && group.is_none_or(|id| !self.resource_group_ids.contains(id)) {
                continue;
            }
            let result = match being_deleted.contains(key) {
                true => Err(StayReason::BeingDeleted),
                false => self.reason(key, image, &available, now),
            };
            match result {
                Ok(created_at) => goes.push((created_at, key, image)),
                Err(reason) => stays.push(ImageThatStays::of(key, image, reason)),
            }
        }
        goes.sort_by(|(one, key, _), (other, other_key, _)| (one, key).cmp(&(other, other_key)));
        let over = goes.split_off(goes.len().min(MOST_IMAGES));
        stays.extend(
            over.iter()
                .map(|(_, key, image)| ImageThatStays::of(key, image, StayReason::OverMost)),
        );
        (goes.into_iter().map(|(_, key, _)| key.clone()).collect(), stays)
    }

    /// When an image that goes was made; an error is why it stays.
    fn reason(
        &self,
        key: &ResourceKey,
        image: &Image,
        available: &HashMap<(&str, &str), Vec<i64>>,
        now: i64,
    ) -> Result<i64, StayReason> {
        let family = family(image).ok_or(StayReason::NoFamily)?;
        let is_final = matches!(
            image.status.as_str(),
            "Available" | "UnAvailable" | "CreateFailed" | "Deprecated"
        );
        if !is_final {
            return Err(StayReason::NotFinished);
        }
        let created_at = created_at(image).ok_or(StayReason::AgeUnknown)?;
        let of_family = available.get(&(key.region_id.as_str(), family));
        let newer = of_family.into_iter().flatten().filter(|other| **other > created_at);
        // Of several that were made in the same second all stay or all go.
        if u32::try_from(newer.count()).unwrap_or(u32::MAX) < self.keep {
            return Err(StayReason::Newest);
        }
        if self.deprecated_only && image.status != "Deprecated" {
            return Err(StayReason::NotDeprecated);
        }
        let is_old = |days: u32| now.saturating_sub(created_at) > i64::from(days) * DAY;
        if !self.older_than_days.is_none_or(is_old) {
            return Err(StayReason::TooYoung);
        }
        if image.usage.as_deref() == Some("instance") {
            return Err(StayReason::InUse);
        }
        if image.is_self_shared == Some(true) {
            return Err(StayReason::Shared);
        }
        Ok(created_at)
    }
}

/// The stays in the order in which they are shown.
pub(super) fn sort(stays: &mut [ImageThatStays]) {
    stays.sort_by(|one, other| {
        let place = |image: &ImageThatStays| (image.key.region_id.clone(), image.family.clone());
        let time = other.created_at.cmp(&one.created_at);
        place(one).cmp(&place(other)).then(time).then(one.key.cmp(&other.key))
    });
}

fn family(image: &Image) -> Option<&str> {
    image.image_family.as_deref().filter(|family| !family.is_empty())
}

fn created_at(image: &Image) -> Option<i64> {
    image.creation_time.map(|time| time.as_millisecond())
}
