//! The state of the simulated cloud: one account's resources. Rules of the API are in `ecs`, data in `scenario`.

mod disk;
mod image;
mod instance;
mod os;
mod region;
mod resource_group;
mod snapshot;

use std::collections::{BTreeMap, HashMap};

use jiff::{SignedDuration, Timestamp};

pub(crate) use disk::Disk;
pub(crate) use image::{Check, Course, DiskDeviceMapping, Image};
pub(crate) use instance::Instance;
pub(crate) use os::Os;
pub(crate) use region::REGIONS;
pub use region::Region;
pub(crate) use resource_group::ResourceGroup;
pub(crate) use snapshot::{Snapshot, State};

use crate::access_key::AccessKey;
use crate::randomness::Randomness;

/// A name and value; order as the resource was tagged.
pub(crate) type Tags = Vec<(String, String)>;

/// What a ClientToken was used for.
#[derive(Debug, Clone)]
pub(crate) struct TokenUse {
    pub(crate) parameters: BTreeMap<String, String>,
    pub(crate) image_id: String,
}

#[derive(Debug)]
pub(crate) struct Cloud {
    pub(crate) account_id: String,
    pub(crate) keys: Vec<AccessKey>,
    pub(crate) regions: Vec<Region>,
    pub(crate) resource_groups: Vec<ResourceGroup>,
    pub(crate) instances: Vec<Instance>,
    pub(crate) disks: Vec<Disk>,
    pub(crate) snapshots: Vec<Snapshot>,
    pub(crate) images: Vec<Image>,
    /// ClientTokens by account-wide value.
    pub(crate) client_tokens: HashMap<String, TokenUse>,
    /// Own images allowed in one region (`q_user-image-count`).
    pub(crate) image_quota: usize,
    /// How many times faster than in the real cloud new images are made.
    pub(crate) pace: f64,
    pub(crate) randomness: Randomness,
}

impl Cloud {
    pub(crate) fn region(&self, region_id: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.region_id == region_id)
    }

    /// How long work takes here that takes `real` in the real cloud.
    pub(crate) fn paced(&self, real: SignedDuration) -> SignedDuration {
        SignedDuration::try_from_secs_f64(real.as_secs_f64() / self.pace).unwrap_or(real)
    }

    /// A new resource id in this region's style.
    pub(crate) fn new_id(&mut self, kind: &str, region_id: &str) -> String {
        let code = self.region(region_id).map_or("bp1", |region| region.code);
        self.randomness.identifier(kind, code)
    }

    /// Images that hold this snapshot. A failed creation holds nothing.
    pub(crate) fn is_held_by_image(&self, snapshot_id: &str, now: Timestamp) -> bool {
        self.images.iter().any(|image| {
            image.status(now) != "CreateFailed"
                && image
                    .mappings
                    .iter()
                    .any(|mapping| mapping.snapshot_id.as_deref() == Some(snapshot_id))
        })
    }

    /// `Usage` as DescribeSnapshots shows it.
    pub(crate) fn usage(&self, snapshot: &Snapshot, now: Timestamp) -> &'static str {
        match (self.is_held_by_image(&snapshot.snapshot_id, now), snapshot.used_by_disk) {
            (true, true) => "image_disk",
            (true, false) => "image",
            (false, true) => "disk",
            (false, false) => "none",
        }
    }

    /// Snapshots of a region that exist at `now`: retention releases those that no image holds.
    pub(crate) fn snapshots_in<'a>(&'a self, region_id: &str, now: Timestamp) -> impl Iterator<Item = &'a Snapshot> {
        self.snapshots.iter().filter(move |snapshot| {
            snapshot.region_id == region_id
                && (!snapshot.is_past_retention(now) || self.is_held_by_image(&snapshot.snapshot_id, now))
        })
    }

    pub(crate) fn snapshot(&self, region_id: &str, snapshot_id: &str, now: Timestamp) -> Option<&Snapshot> {
        self.snapshots_in(region_id, now)
            .find(|snapshot| snapshot.snapshot_id == snapshot_id)
    }

    pub(crate) fn instance(&self, region_id: &str, instance_id: &str) -> Option<&Instance> {
        self.instances
            .iter()
            .find(|instance| instance.region_id == region_id && instance.instance_id == instance_id)
    }
}
