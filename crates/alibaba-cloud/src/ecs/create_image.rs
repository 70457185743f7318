//! Makes a custom image from snapshots.

use super::Tag;
use crate::Parameters;
use crate::declare::{action, parameter_group, reply};
use crate::parameters::ParameterValue;

action! {
    /// Creates a custom image. Source: metadata of ECS, CreateImage.
    pub struct CreateImage: Ecs(region_id), WithClientToken, 45 seconds -> CreatedImage {
        /// The region of the snapshots and of the image.
        region_id: String = "RegionId",
        /// The image's name, unique in the region.
        image_name: Option<String> = "ImageName",
        /// The family.
        image_family: Option<String> = "ImageFamily",
        /// The description.
        description: Option<String> = "Description",
        /// What the image is made from.
        source: ImageSource = "DiskDeviceMapping",
        /// `Standard` starts the image check; none without it.
        detection_strategy: Option<String> = "DetectionStrategy",
        /// The resource group.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// At most 20 tags.
        tags: Vec<Tag> = "Tag",
        /// The version; only matters for marketplace images.
        image_version: Option<String> = "ImageVersion",
        /// The platform; only needed when a data-disk snapshot becomes a system disk.
        platform: Option<String> = "Platform",
        /// `i386`, `x86_64` or `arm64`; only needed as the platform is.
        architecture: Option<String> = "Architecture",
        /// `BIOS`, `UEFI` or `UEFI-Preferred`; a wrong value makes instances that do not boot.
        boot_mode: Option<String> = "BootMode",
        /// `v1` or `v2`: how instances read their metadata.
        imds_support: Option<String> = "Features.ImdsSupport",
        /// At most 64 ASCII characters; the same for every repetition of one intended image.
        client_token: String = "ClientToken",
        /// Only checks the request; a pass is answered with the error `DryRunOperation`.
        dry_run: bool = "DryRun",
    }
    /// An image without name, tags or options.
    new(region_id: String, source: ImageSource, client_token: String);
}

reply! {
    /// The image the cloud has begun to make.
    #[derive(Eq)]
    pub struct CreatedImage from reply {
        /// Its id.
        image_id: String = reply.required("ImageId")?,
    }
}

/// What an image is made from. The API lets one form silently win over another, so only one can be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageSource {
    /// A single system-disk snapshot.
    Snapshot {
        /// Its id.
        snapshot_id: String,
    },
    /// The disks of the image: one system disk and up to 16 data disks.
    DiskDeviceMappings(Vec<NewDisk>),
}

impl Default for ImageSource {
    /// No disks.
    fn default() -> Self {
        Self::DiskDeviceMappings(Vec::new())
    }
}

impl ParameterValue for ImageSource {
    /// The mappings under `name`; a single snapshot under its own name.
    fn set_in(&self, parameters: &mut Parameters, name: &str) {
        match self {
            Self::Snapshot { snapshot_id } => parameters.set("SnapshotId", snapshot_id),
            Self::DiskDeviceMappings(disks) => disks.set_in(parameters, name),
        }
    }
}

parameter_group! {
    /// One disk of an image to be made (`DiskDeviceMapping.N`).
    pub struct NewDisk {
        /// The snapshot that fills it; a blank data disk when absent.
        snapshot_id: Option<String> = "SnapshotId",
        /// The device name; the cloud's choice when absent.
        device: Option<String> = "Device",
        /// The size, in GiB; that of the snapshot when absent.
        size: Option<u32> = "Size",
        /// `system` or `data`; the snapshot's own type when absent.
        disk_type: Option<String> = "DiskType",
    }
}
