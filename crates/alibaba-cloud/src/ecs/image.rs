//! An image as DescribeImages tells it.

use jiff::Timestamp;

use super::Tag;
use crate::JsonObject;

/// An image. Fields the cloud left out are absent; states are kept verbatim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The image id.
    pub image_id: String,
    /// The image's name.
    pub image_name: Option<String>,
    /// The family.
    pub image_family: Option<String>,
    /// The version.
    pub image_version: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// `Creating`, `Waiting`, `Available`, `UnAvailable`, `CreateFailed` or `Deprecated`; others verbatim; empty when not sent.
    pub status: String,
    /// Percent done.
    pub progress: Option<u8>,
    /// Whether it can launch instances already; only newer regions tell.
    pub usable: Option<bool>,
    /// When it was made.
    pub creation_time: Option<Timestamp>,
    /// `self`, `others`, `system` or `marketplace`.
    pub image_owner_alias: Option<String>,
    /// The owner's account; it may exceed 2^53, hence text.
    pub image_owner_id: Option<String>,
    /// The size of the system disk, in GiB.
    pub size: Option<u32>,
    /// The platform.
    pub platform: Option<String>,
    /// The operating system, in Chinese.
    pub os_name: Option<String>,
    /// The operating system, in English.
    pub os_name_en: Option<String>,
    /// `windows` or `linux`.
    pub os_type: Option<String>,
    /// `x86_64`, `i386` or `arm64`.
    pub architecture: Option<String>,
    /// `BIOS`, `UEFI` or `UEFI-Preferred`.
    pub boot_mode: Option<String>,
    /// `instance` or `none`: whether instances run on it.
    pub usage: Option<String>,
    /// Whether it is a copy.
    pub is_copied: Option<bool>,
    /// Whether it is published to everybody.
    pub is_public: Option<bool>,
    /// Whether it is shared with other accounts.
    pub is_self_shared: Option<bool>,
    /// The marketplace product, when it comes from one.
    pub product_code: Option<String>,
    /// The resource group.
    pub resource_group_id: Option<String>,
    /// The disks an instance made from it will have.
    pub disk_device_mappings: Vec<DiskDeviceMapping>,
    /// The outcome of the image check.
    pub detection_options: Option<DetectionOptions>,
    /// `supported` or `unsupported`: disks as NVMe devices (`Features.NvmeSupport`).
    pub nvme_support: Option<String>,
    /// `v1` or `v2`: how instances read their metadata (`Features.ImdsSupport`).
    pub imds_support: Option<String>,
    /// `supported` or `unsupported` (`SecureBootOptions.SecureBootSupport`).
    pub secure_boot_support: Option<String>,
    /// `Auto`, `Aliyun` or `BYOL`; others verbatim.
    pub license_type: Option<String>,
    /// The tags.
    pub tags: Vec<Tag>,
}

/// One disk of an image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiskDeviceMapping {
    /// `system` or `data`.
    pub disk_type: Option<String>,
    /// The snapshot the disk is filled from; absent for a blank disk.
    pub snapshot_id: Option<String>,
    /// The device name.
    pub device: Option<String>,
    /// The size, in GiB.
    pub size: Option<u32>,
    /// The format.
    pub format: Option<String>,
    /// Whether it is encrypted.
    pub encrypted: Option<bool>,
    /// Percent copied, while the image is being copied.
    pub progress: Option<u8>,
    /// Seconds left, while the image is being copied.
    pub remain_time: Option<u64>,
}

/// The outcome of the image check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DetectionOptions {
    /// `Processing`, `Finished`, ...; verbatim.
    pub status: Option<String>,
    /// What was looked at.
    pub items: Vec<DetectionItem>,
}

/// One item of the image check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DetectionItem {
    /// What was looked at.
    pub name: Option<String>,
    /// What was found.
    pub value: Option<String>,
    /// The risk, as a code.
    pub risk_code: Option<String>,
    /// `High`, `Medium` or `Low`.
    pub risk_level: Option<String>,
}

impl Image {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        let disks = fields.objects("DiskDeviceMappings", "DiskDeviceMapping");
        let features = fields.object("Features");
        Some(Self {
            image_id: fields.text("ImageId")?,
            image_name: fields.text("ImageName"),
            image_family: fields.text("ImageFamily"),
            image_version: fields.text("ImageVersion"),
            description: fields.text("Description"),
            status: fields.text("Status").unwrap_or_default(),
            progress: fields.percent("Progress"),
            usable: fields.flag("Usable"),
            creation_time: fields.time("CreationTime"),
            image_owner_alias: fields.text("ImageOwnerAlias"),
            image_owner_id: fields.text("ImageOwnerId"),
            size: fields.number("Size"),
            platform: fields.text("Platform"),
            os_name: fields.text("OSName"),
            os_name_en: fields.text("OSNameEn"),
            os_type: fields.text("OSType"),
            architecture: fields.text("Architecture"),
            boot_mode: fields.text("BootMode"),
            usage: fields.text("Usage"),
            is_copied: fields.flag("IsCopied"),
            is_public: fields.flag("IsPublic"),
            is_self_shared: fields.flag("IsSelfShared"),
            product_code: fields.text("ProductCode"),
            resource_group_id: fields.text("ResourceGroupId"),
            disk_device_mappings: disks.map(DiskDeviceMapping::read).collect(),
            detection_options: fields.object("DetectionOptions").map(DetectionOptions::read),
            nvme_support: features.and_then(|features| features.text("NvmeSupport")),
            imds_support: features.and_then(|features| features.text("ImdsSupport")),
            secure_boot_support: fields
                .object("SecureBootOptions")
                .and_then(|options| options.text("SecureBootSupport")),
            license_type: fields.text("LicenseType"),
            tags: fields.tags(),
        })
    }
}

impl DiskDeviceMapping {
    fn read(fields: JsonObject<'_>) -> Self {
        Self {
            disk_type: fields.text("Type"),
            snapshot_id: fields.text("SnapshotId"),
            device: fields.text("Device"),
            size: fields.number("Size"),
            format: fields.text("Format"),
            encrypted: fields.flag("Encrypted"),
            progress: fields.percent("Progress"),
            remain_time: fields.number("RemainTime"),
        }
    }
}

impl DetectionOptions {
    fn read(fields: JsonObject<'_>) -> Self {
        let items = fields.objects("Items", "Item").map(|item| DetectionItem {
            name: item.text("Name"),
            value: item.text("Value"),
            risk_code: item.text("RiskCode"),
            risk_level: item.text("RiskLevel"),
        });
        Self {
            status: fields.text("Status"),
            items: items.collect(),
        }
    }
}
