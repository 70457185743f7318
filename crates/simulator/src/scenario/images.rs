//! Images a scenario begins with: own ones made from named snapshots, and the public ones of every region.

use jiff::{SignedDuration, Timestamp};

use super::company::Company;
use crate::cloud::{Cloud, DiskDeviceMapping, Image, ImageOwner, Os, Production};

/// An own image to begin with.
#[derive(Debug, Clone)]
pub(super) struct Own {
    pub(super) region: &'static str,
    pub(super) name: &'static str,
    pub(super) family: Option<&'static str>,
    pub(super) description: &'static str,
    pub(super) age: SignedDuration,
    pub(super) production: Production,
    pub(super) ends_as: &'static str,
    pub(super) is_deprecated: bool,
    pub(super) used_by_instance: bool,
    /// Names of the snapshots, the system disk's first.
    pub(super) snapshots: Vec<String>,
}

impl Company {
    pub(super) fn add_image(&mut self, own: Own) {
        let found = own.snapshots.iter().filter_map(|name| {
            let snapshots = self.cloud.snapshots.iter();
            snapshots
                .filter(|snapshot| snapshot.region_id == own.region)
                .find(|snapshot| snapshot.name.as_deref() == Some(name))
        });
        let sources: Vec<_> = found.cloned().collect();
        let Some(system) = sources.first() else { return };
        if own.used_by_instance {
            // Somebody also made a disk straight from the system snapshot.
            let id = system.snapshot_id.clone();
            let snapshot = self
                .cloud
                .snapshots
                .iter_mut()
                .find(|snapshot| snapshot.snapshot_id == id);
            snapshot.into_iter().for_each(|snapshot| snapshot.used_by_disk = true);
        }
        let mappings = sources
            .iter()
            .zip('a'..='z')
            .map(|(snapshot, letter)| DiskDeviceMapping {
                device: format!("/dev/xvd{letter}"),
                disk_type: snapshot.source_disk_type,
                size_gib: snapshot.source_disk_gib,
                snapshot_id: Some(snapshot.snapshot_id.clone()),
                encrypted: snapshot.kms_key_id.is_some(),
            });
        let image = Image {
            image_id: self.cloud.new_id("m", own.region),
            region_id: own.region,
            owner: ImageOwner::Account,
            name: own.name.to_owned(),
            description: own.description.to_owned(),
            family: own.family.map(str::to_owned),
            version: None,
            created: self.before(own.age),
            production: own.production,
            ends_as: own.ends_as,
            unavailable_because: None,
            is_deprecated: own.is_deprecated,
            os: system.os,
            platform: system.os.platform.to_owned(),
            architecture: "x86_64".to_owned(),
            boot_mode: "BIOS".to_owned(),
            features: system.os.features("v1"),
            former_features: Vec::new(),
            mappings: mappings.collect(),
            used_by_instance: own.used_by_instance,
            shared_with: Vec::new(),
            is_public: false,
            copy_of: None,
            check_lasts: Some(Image::CHECK),
            gone_at: None,
            resource_group_id: system.resource_group_id.to_string(),
            tags: system.tags.to_vec(),
        };
        self.cloud.images.push(image);
    }

    /// The images Alibaba Cloud itself offers.
    pub(super) fn add_public_images(&mut self) {
        add_public_images(&mut self.cloud, self.epoch);
    }
}

/// The images Alibaba Cloud itself offers in every region.
pub(super) fn add_public_images(cloud: &mut Cloud, epoch: Timestamp) {
    for region in cloud.regions.clone() {
        for os in Os::ALL {
            cloud.images.push(public_image(region.region_id, os, epoch));
        }
    }
}

pub(super) fn public_image(region_id: &'static str, os: Os, epoch: Timestamp) -> Image {
    let size_gib = if os.os_type == "windows" { 40 } else { 20 };
    Image {
        image_id: os.public_image.to_owned(),
        region_id,
        owner: ImageOwner::AlibabaCloud,
        name: os.public_image.to_owned(),
        description: String::new(),
        family: None,
        version: None,
        created: epoch.checked_sub(SignedDuration::from_hours(24 * 60)).unwrap_or(epoch),
        production: Production::Creating(SignedDuration::ZERO),
        ends_as: "Available",
        unavailable_because: None,
        is_deprecated: false,
        os,
        platform: os.platform.to_owned(),
        architecture: "x86_64".to_owned(),
        boot_mode: "BIOS".to_owned(),
        features: os.features("v2"),
        former_features: Vec::new(),
        mappings: vec![DiskDeviceMapping {
            device: "/dev/xvda".to_owned(),
            disk_type: "system",
            size_gib,
            snapshot_id: None,
            encrypted: false,
        }],
        used_by_instance: true,
        shared_with: Vec::new(),
        is_public: false,
        copy_of: None,
        check_lasts: None,
        gone_at: None,
        resource_group_id: String::new(),
        tags: Vec::new(),
    }
}
