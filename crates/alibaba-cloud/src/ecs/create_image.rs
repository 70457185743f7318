//! Makes a custom image from snapshots.

use std::time::Duration;

use super::Tag;
use super::tag::set_tags;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Creates a custom image. Source: metadata of ECS, CreateImage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateImage {
    /// The region of the snapshots and of the image.
    pub region_id: String,
    /// What the image is made from.
    pub source: ImageSource,
    /// At most 64 ASCII characters; the same for every repetition of one intended image.
    pub client_token: String,
    /// The image's name, unique in the region.
    pub image_name: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// The family.
    pub image_family: Option<String>,
    /// The version; only matters for marketplace images.
    pub image_version: Option<String>,
    /// The platform; only needed when a data-disk snapshot becomes a system disk.
    pub platform: Option<String>,
    /// `i386`, `x86_64` or `arm64`; only needed as the platform is.
    pub architecture: Option<String>,
    /// `BIOS`, `UEFI` or `UEFI-Preferred`; a wrong value makes instances that do not boot.
    pub boot_mode: Option<String>,
    /// `Standard` starts the image check; none without it.
    pub detection_strategy: Option<String>,
    /// `v1` or `v2`: how instances read their metadata.
    pub imds_support: Option<String>,
    /// The resource group.
    pub resource_group_id: Option<String>,
    /// At most 20 tags.
    pub tags: Vec<Tag>,
    /// Only checks the request; a pass is answered with the error `DryRunOperation`.
    pub dry_run: bool,
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

/// One disk of an image to be made (`DiskDeviceMapping.N`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewDisk {
    /// The snapshot that fills it; a blank data disk when absent.
    pub snapshot_id: Option<String>,
    /// The device name; the cloud's choice when absent.
    pub device: Option<String>,
    /// The size, in GiB; that of the snapshot when absent.
    pub size: Option<u32>,
    /// `system` or `data`; the snapshot's own type when absent.
    pub disk_type: Option<String>,
}

/// The image the cloud has begun to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatedImage {
    /// Its id.
    pub image_id: String,
}

impl CreateImage {
    /// An image without name, tags or options.
    pub fn new(region_id: impl Into<String>, source: ImageSource, client_token: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            source,
            client_token: client_token.into(),
            image_name: None,
            description: None,
            image_family: None,
            image_version: None,
            platform: None,
            architecture: None,
            boot_mode: None,
            detection_strategy: None,
            imds_support: None,
            resource_group_id: None,
            tags: Vec::new(),
            dry_run: false,
        }
    }
}

impl ImageSource {
    fn set(&self, parameters: &mut Parameters) {
        match self {
            Self::Snapshot { snapshot_id } => parameters.set("SnapshotId", snapshot_id),
            Self::DiskDeviceMappings(disks) => {
                for (index, disk) in disks.iter().enumerate() {
                    let prefix = format!("DiskDeviceMapping.{}", index + 1);
                    let mut set = |name: &str, value: Option<&str>| {
                        parameters.set_optional(&format!("{prefix}.{name}"), value);
                    };
                    set("SnapshotId", disk.snapshot_id.as_deref());
                    set("Device", disk.device.as_deref());
                    set("DiskType", disk.disk_type.as_deref());
                    parameters.set_optional(&format!("{prefix}.Size"), disk.size);
                }
            }
        }
    }
}

impl Action for CreateImage {
    type Response = CreatedImage;

    const NAME: &'static str = "CreateImage";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::WithClientToken;
    const READ_TIMEOUT: Duration = Duration::from_secs(45);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set("ClientToken", &self.client_token);
        self.source.set(&mut parameters);
        parameters.set_optional("ImageName", self.image_name.as_deref());
        parameters.set_optional("Description", self.description.as_deref());
        parameters.set_optional("ImageFamily", self.image_family.as_deref());
        parameters.set_optional("ImageVersion", self.image_version.as_deref());
        parameters.set_optional("Platform", self.platform.as_deref());
        parameters.set_optional("Architecture", self.architecture.as_deref());
        parameters.set_optional("BootMode", self.boot_mode.as_deref());
        parameters.set_optional("DetectionStrategy", self.detection_strategy.as_deref());
        parameters.set_optional("Features.ImdsSupport", self.imds_support.as_deref());
        parameters.set_optional("ResourceGroupId", self.resource_group_id.as_deref());
        parameters.set_optional("DryRun", self.dry_run.then_some("true"));
        set_tags(&mut parameters, &self.tags);
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<CreatedImage, Unreadable> {
        let image_id = reply.text("ImageId");
        Ok(CreatedImage {
            image_id: image_id.ok_or(Unreadable::Field("ImageId"))?,
        })
    }
}
