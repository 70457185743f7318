//! The state of the simulated cloud: one account's resources. Rules of the API are in `ecs`, data in `scenario`.

mod catalog;
mod copies;
mod disk;
mod image;
mod image_features;
mod instance;
mod instance_settings;
mod instance_type;
mod network;
mod os;
mod other_accounts;
mod region;
mod region_catalog;
mod resource_group;
mod role;
mod snapshot;
mod snapshot_group;
mod system_event;
mod task;
mod token_use;
mod user_data;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};

pub(crate) use catalog::Catalog;
pub(crate) use disk::{Disk, DiskChange, DiskSettings};
pub(crate) use image::{Check, DiskDeviceMapping, Image, ImageOwner, Production};
pub(crate) use image_features::ImageFeatures;
pub(crate) use instance::Instance;
pub(crate) use instance_settings::{InstanceSettings, MetadataOptions, Renewal};
pub(crate) use instance_type::{INSTANCE_TYPES, InstanceType};
pub(crate) use network::{KeyPair, KmsKey, SecurityGroup, VSwitch, Vpc};
pub(crate) use os::Os;
pub(crate) use other_accounts::OtherAccounts;
pub use region::Region;
pub(crate) use region::{ALL_REGIONS, REGIONS, zones};
pub(crate) use region_catalog::{CatalogDisk, RegionCatalog};
pub(crate) use resource_group::ResourceGroup;
pub(crate) use role::Role;
pub(crate) use snapshot::{CopyOf, Snapshot, State};
pub(crate) use snapshot_group::SnapshotGroup;
pub(crate) use system_event::SystemEvent;
pub(crate) use task::Task;
pub(crate) use token_use::TokenUse;
pub(crate) use user_data::UserData;

use crate::access_key::AccessKey;
use crate::open_questions::OpenQuestions;
use crate::randomness::Randomness;
use crate::supply::Supply;

/// A name and value; order as the resource was tagged.
pub(crate) type Tags = Vec<(String, String)>;

/// The alias of the service's own key.
pub(crate) const SERVICE_KEY: &str = "alias/acs/ecs";

#[derive(Debug)]
pub(crate) struct Cloud {
    pub(crate) account_id: String,
    pub(crate) keys: Vec<AccessKey>,
    pub(crate) roles: Vec<Role>,
    pub(crate) regions: Vec<Region>,
    pub(crate) resource_groups: Vec<ResourceGroup>,
    pub(crate) instances: Vec<Instance>,
    pub(crate) disks: Vec<Disk>,
    pub(crate) snapshots: Vec<Snapshot>,
    /// Snapshots beyond the list above, computed when they are read.
    pub(crate) catalog: Catalog,
    pub(crate) snapshot_groups: Vec<SnapshotGroup>,
    pub(crate) images: Vec<Image>,
    pub(crate) vpcs: Vec<Vpc>,
    pub(crate) vswitches: Vec<VSwitch>,
    pub(crate) security_groups: Vec<SecurityGroup>,
    pub(crate) key_pairs: Vec<KeyPair>,
    pub(crate) kms_keys: Vec<KmsKey>,
    /// Automatic snapshot policies of disks that are gone, with their regions.
    pub(crate) left_policies: Vec<(&'static str, String)>,
    pub(crate) tasks: Vec<Task>,
    /// ClientTokens by account-wide value.
    pub(crate) client_tokens: HashMap<String, TokenUse>,
    /// Own images allowed in one region (`q_user-image-count`).
    pub(crate) image_quota: usize,
    /// How many times faster than in the real cloud work is done.
    pub(crate) pace: f64,
    pub(crate) open_questions: OpenQuestions,
    pub(crate) supply: Supply,
    /// System events of instances that are gone.
    pub(crate) events: Vec<SystemEvent>,
    /// Which accounts there are besides this one: images can be shared with them.
    pub(crate) other_accounts: OtherAccounts,
    /// Whether listings have rows with missing, mistyped and broken fields.
    pub(crate) has_malformed_rows: bool,
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

    /// Snapshots of a region that images hold. A failed creation holds nothing.
    pub(crate) fn held_snapshots(&self, region_id: &str, now: Timestamp) -> HashSet<&str> {
        let images = self.images.iter().filter(|image| image.region_id == region_id);
        images.flat_map(|image| image.held_snapshots(now)).collect()
    }

    pub(crate) fn is_held_by_image(&self, snapshot_id: &str, now: Timestamp) -> bool {
        let mut held = self.images.iter().flat_map(|image| image.held_snapshots(now));
        held.any(|held| held == snapshot_id)
    }

    /// Snapshots of a region that exist at `now`, but for the catalog's: retention releases those that no image holds.
    pub(crate) fn listed_snapshots<'a>(
        &'a self,
        region_id: &str,
        held: &HashSet<&str>,
        now: Timestamp,
    ) -> impl Iterator<Item = &'a Snapshot> {
        self.snapshots
            .iter()
            .filter(move |row| row.region_id == region_id && row.exists(held, now))
    }

    /// Every snapshot of a region that exists at `now`.
    pub(crate) fn snapshots_in<'a>(&'a self, region_id: &'a str, now: Timestamp) -> Vec<Cow<'a, Snapshot>> {
        let held = self.held_snapshots(region_id, now);
        let listed = self.listed_snapshots(region_id, &held, now).map(Cow::Borrowed);
        let further = self.catalog.rows_after(region_id, None).map(Cow::<Snapshot>::Owned);
        listed.chain(further.filter(|row| row.exists(&held, now))).collect()
    }

    pub(crate) fn count_snapshots(&self, region_id: &str, now: Timestamp) -> usize {
        let held = self.held_snapshots(region_id, now);
        self.listed_snapshots(region_id, &held, now).count() + self.catalog.count(region_id)
    }

    /// The snapshot with this id, in this region if one is given.
    pub(crate) fn snapshot(
        &self,
        region_id: Option<&str>,
        snapshot_id: &str,
        now: Timestamp,
    ) -> Option<Cow<'_, Snapshot>> {
        let listed = self.snapshots.iter().find(|row| row.snapshot_id == snapshot_id);
        let found = match listed {
            Some(row) => Cow::Borrowed(row),
            None => Cow::Owned(self.catalog.find(snapshot_id)?),
        };
        let is_there = region_id.is_none_or(|region_id| region_id == found.region_id)
            && (!found.is_past_retention(now) || self.is_held_by_image(snapshot_id, now));
        is_there.then_some(found)
    }

    /// The snapshot, to be changed. One of the catalog becomes listed by it.
    pub(crate) fn snapshot_mut(&mut self, snapshot_id: &str, now: Timestamp) -> Option<&mut Snapshot> {
        if let Some(row) = self.catalog.take(snapshot_id) {
            self.snapshots.push(row);
        }
        let row = self.snapshots.iter_mut().find(|row| row.snapshot_id == snapshot_id)?;
        row.modified = Some(now);
        Some(row)
    }

    pub(crate) fn remove_snapshot(&mut self, snapshot_id: &str) {
        self.catalog.take(snapshot_id);
        self.snapshots.retain(|row| row.snapshot_id != snapshot_id);
    }

    /// The service key of a region, which encrypts when no other key is asked for; its alias when the region has no such key.
    pub(crate) fn service_key_id(&self, region_id: &str) -> &str {
        let mut keys = self.kms_keys.iter();
        let key = keys.find(|key| key.region_id == region_id && key.alias == SERVICE_KEY);
        key.map_or(SERVICE_KEY, |key| key.key_id.as_str())
    }

    /// vCPUs of the pay-as-you-go instances of a region.
    pub(crate) fn used_vcpus(&self, region_id: &str) -> u64 {
        let instances = self.instances.iter();
        let charged = instances.filter(|row| row.region_id == region_id && row.subscribed_until.is_none());
        charged.map(|row| u64::from(row.cpu)).sum()
    }

    /// A public address that was not given before, most likely.
    pub(crate) fn public_address(&mut self) -> String {
        let mut part = || self.randomness.below(250) + 1;
        format!("47.{}.{}.{}", 96 + part() % 16, part(), part())
    }

    /// Whether there is an automatic snapshot policy of this id: one that some disk has had.
    pub(crate) fn has_policy(&self, region_id: &str, policy_id: &str) -> bool {
        let mut disks = self.disks.iter();
        disks.any(|disk| disk.region_id == region_id && disk.auto_snapshot_policy_id.as_deref() == Some(policy_id))
            || self
                .left_policies
                .iter()
                .any(|(region, policy)| *region == region_id && policy == policy_id)
    }

    pub(crate) fn instance(&self, region_id: &str, instance_id: &str) -> Option<&Instance> {
        self.instances
            .iter()
            .find(|instance| instance.region_id == region_id && instance.instance_id == instance_id)
    }

    /// The disks of an instance, the system disk first.
    pub(crate) fn disks_of(&self, instance_id: &str) -> Vec<Disk> {
        let attached = self.disks.iter();
        let mut attached: Vec<_> = attached
            .filter(|disk| disk.instance_id.as_deref() == Some(instance_id))
            .cloned()
            .collect();
        attached.sort_by(|left, right| left.device.cmp(&right.device));
        attached
    }

    /// An image this account can see in the region.
    pub(crate) fn image(&self, region_id: &str, image_id: &str) -> Option<&Image> {
        self.images
            .iter()
            .find(|image| image.region_id == region_id && image.image_id == image_id)
    }

    /// This account's own images in the region.
    pub(crate) fn own_images(&self, region_id: &str) -> impl Iterator<Item = &Image> {
        self.images
            .iter()
            .filter(move |image| image.is_own() && image.region_id == region_id)
    }

    /// An image of this account's own, to be changed.
    pub(crate) fn own_image_mut(&mut self, region_id: &str, image_id: &str) -> Option<&mut Image> {
        self.images
            .iter_mut()
            .find(|image| image.is_own() && image.region_id == region_id && image.image_id == image_id)
    }

    /// The newest of the account's own images of a family that is available.
    pub(crate) fn newest_of_family(&self, region_id: &str, family: &str, now: Timestamp) -> Option<&Image> {
        let of_family = self
            .own_images(region_id)
            .filter(|image| image.family.as_deref() == Some(family) && image.status(now) == "Available");
        of_family.max_by_key(|image| (image.created, image.image_id.as_str()))
    }

    /// Whether instances run from this image.
    pub(crate) fn is_in_use(&self, image: &Image) -> bool {
        let runs = |instance: &Instance| instance.image_id == image.image_id && instance.region_id == image.region_id;
        image.used_by_instance || self.instances.iter().any(runs)
    }
}
