//! Images and how they change over time: Waiting, Creating, then Available or CreateFailed, then the image check.

use jiff::{SignedDuration, Timestamp};

use super::snapshot::percent_of;
use super::{ImageFeatures, Os, Tags};
use crate::randomness::Randomness;

/// How an image is made, and how long it takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Production {
    /// Done once this long has passed since the creation.
    Creating(SignedDuration),
    /// Waiting until it begins, then done once this long has passed.
    Copying { begins: Timestamp, needed: SignedDuration },
}

/// Whose an image is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum ImageOwner {
    /// This account.
    Account,
    /// The cloud, which offers it to everybody.
    AlibabaCloud,
    /// The account of this id, which shares it with this one or has published it.
    Another(i64),
}

impl ImageOwner {
    /// As `ImageOwnerAlias` has it.
    pub(crate) fn alias(self) -> &'static str {
        match self {
            Self::Account => "self",
            Self::AlibabaCloud => "system",
            Self::Another(_) => "others",
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DiskDeviceMapping {
    pub(crate) device: String,
    pub(crate) disk_type: &'static str,
    pub(crate) size_gib: i64,
    /// Absent for a blank data disk.
    pub(crate) snapshot_id: Option<String>,
    pub(crate) encrypted: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Image {
    pub(crate) image_id: String,
    pub(crate) region_id: &'static str,
    pub(crate) owner: ImageOwner,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) family: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) created: Timestamp,
    pub(crate) production: Production,
    /// Its status when the creation has ended: `Available`, `CreateFailed` or `UnAvailable`.
    pub(crate) ends_as: &'static str,
    /// What the service writes into `Description` when the image turns UnAvailable.
    pub(crate) unavailable_because: Option<String>,
    pub(crate) is_deprecated: bool,
    pub(crate) os: Os,
    pub(crate) platform: String,
    pub(crate) architecture: String,
    pub(crate) boot_mode: String,
    pub(crate) features: ImageFeatures,
    /// Features it had before, and until when: a stale listing shows them.
    pub(crate) former_features: Vec<(Timestamp, ImageFeatures)>,
    pub(crate) mappings: Vec<DiskDeviceMapping>,
    pub(crate) used_by_instance: bool,
    /// Accounts it is shared with, and since when.
    pub(crate) shared_with: Vec<(String, Timestamp)>,
    /// Whether its owner has published it as a community image.
    pub(crate) is_public: bool,
    /// The image this is a copy of.
    pub(crate) copy_of: Option<String>,
    /// How long the image check takes once the image is Available; none when no check was asked for.
    pub(crate) check_lasts: Option<SignedDuration>,
    /// When a deletion that was accepted takes effect.
    pub(crate) gone_at: Option<Timestamp>,
    pub(crate) resource_group_id: String,
    pub(crate) tags: Tags,
}

/// Where the image check stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Check {
    NotAsked,
    Processing,
    Finished,
}

impl Image {
    /// Whether it is this account's.
    pub(crate) fn is_own(&self) -> bool {
        self.owner == ImageOwner::Account
    }

    /// How long the image check takes in the real cloud.
    pub(crate) const CHECK: SignedDuration = SignedDuration::from_mins(3);

    /// How long an image of this size takes: about 22 minutes for 800 GiB, never under 4.
    pub(crate) fn duration(total_gib: i64, randomness: &mut Randomness) -> SignedDuration {
        let jitter = i64::try_from(randomness.below(31)).unwrap_or_default() + 85;
        let seconds = (240 + total_gib.max(0).saturating_mul(135) / 100).saturating_mul(jitter) / 100;
        SignedDuration::from_secs(seconds.max(240))
    }

    fn elapsed(&self, now: Timestamp) -> SignedDuration {
        now.duration_since(self.created)
    }

    pub(crate) fn status(&self, now: Timestamp) -> &'static str {
        match self.production {
            Production::Creating(needed) if self.elapsed(now) < needed => "Creating",
            Production::Copying { begins, .. } if now < begins => "Waiting",
            Production::Copying { begins, needed } if now.duration_since(begins) < needed => "Creating",
            _ if self.is_deprecated => "Deprecated",
            _ => self.ends_as,
        }
    }

    /// Percent done; a failed creation keeps the percentage it stopped at.
    pub(crate) fn progress(&self, now: Timestamp) -> i64 {
        let percent = match self.production {
            Production::Creating(needed) => percent_of(self.elapsed(now), needed),
            Production::Copying { begins, needed } => percent_of(now.duration_since(begins), needed),
        };
        if self.ends_as == "CreateFailed" {
            percent * 61 / 100
        } else {
            percent
        }
    }

    /// The snapshots it holds at `now`. An image that is not begun yet holds none, and neither does a failed one.
    pub(crate) fn held_snapshots(&self, now: Timestamp) -> impl Iterator<Item = &str> {
        let is_made = self.created <= now && self.status(now) != "CreateFailed";
        let snapshots = self
            .mappings
            .iter()
            .filter_map(|mapping| mapping.snapshot_id.as_deref());
        snapshots.filter(move |_| is_made)
    }

    /// Seconds a copy still takes, else 0.
    pub(crate) fn remain_time(&self, now: Timestamp) -> i64 {
        match self.production {
            Production::Copying { begins, needed } => (needed - now.duration_since(begins)).as_secs().max(0),
            _ => 0,
        }
    }

    /// Whether instances can be launched from it: when it is there, and early if images are usable early.
    pub(crate) fn is_usable(&self, now: Timestamp, early: bool) -> bool {
        match self.status(now) {
            "Available" => true,
            "Creating" => early && self.progress(now) >= 50,
            _ => false,
        }
    }

    /// Whether it is a copy that has not ended.
    pub(crate) fn is_being_copied(&self, now: Timestamp) -> bool {
        self.copy_of.is_some() && ["Waiting", "Creating"].contains(&self.status(now))
    }

    pub(crate) fn total_gib(&self) -> i64 {
        self.mappings.iter().map(|mapping| mapping.size_gib).sum()
    }

    pub(crate) fn is_encrypted(&self) -> bool {
        self.mappings.iter().any(|mapping| mapping.encrypted)
    }

    pub(crate) fn system_gib(&self) -> i64 {
        self.mappings
            .iter()
            .find(|mapping| mapping.disk_type == "system")
            .map_or(0, |mapping| mapping.size_gib)
    }

    pub(crate) fn check(&self, now: Timestamp) -> Check {
        match (self.production, self.check_lasts) {
            (Production::Creating(needed), Some(lasts)) if self.ends_as == "Available" && !self.is_encrypted() => {
                match self.elapsed(now) {
                    elapsed if elapsed < needed => Check::NotAsked,
                    elapsed if elapsed < needed + lasts => Check::Processing,
                    _ => Check::Finished,
                }
            }
            _ => Check::NotAsked,
        }
    }

    /// The features as they were at `now`.
    pub(crate) fn features_at(&self, now: Timestamp) -> ImageFeatures {
        let mut former = self.former_features.iter();
        former
            .find(|(until, _)| now < *until)
            .map_or(self.features, |(_, features)| *features)
    }

    /// Changes the features from `now` on.
    pub(crate) fn set_features(&mut self, features: ImageFeatures, now: Timestamp) {
        if features != self.features {
            self.former_features.push((now, self.features));
            self.features = features;
        }
    }

    /// `Description`: the account's own words, or why the image became UnAvailable.
    pub(crate) fn description_at(&self, now: Timestamp) -> &str {
        match &self.unavailable_because {
            Some(reason) if self.status(now) == "UnAvailable" => reason,
            _ => &self.description,
        }
    }
}
