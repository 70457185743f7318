//! An image as DescribeImages returns it.

use jiff::Timestamp;

use super::Tag;
use crate::declare::row;

row! {
    /// An image. Fields the cloud left out are absent; states are kept verbatim.
    #[derive(Eq)]
    pub struct Image from fields {
        /// The image id.
        image_id: String = fields.text("ImageId")?,
        /// The image's name.
        image_name: Option<String> = fields.text("ImageName"),
        /// The family.
        image_family: Option<String> = fields.text("ImageFamily"),
        /// The version.
        image_version: Option<String> = fields.text("ImageVersion"),
        /// The description.
        description: Option<String> = fields.text("Description"),
        /// `Creating`, `Waiting`, `Available`, `UnAvailable`, `CreateFailed` or `Deprecated`; others verbatim; empty when not sent.
        status: String = fields.text("Status").unwrap_or_default(),
        /// Percent done.
        progress: Option<u8> = fields.percent("Progress"),
        /// Whether it can launch instances already; only newer regions say so.
        usable: Option<bool> = fields.flag("Usable"),
        /// When it was made.
        creation_time: Option<Timestamp> = fields.time("CreationTime"),
        /// `self`, `others`, `system` or `marketplace`.
        image_owner_alias: Option<String> = fields.text("ImageOwnerAlias"),
        /// The owner's account; it may exceed 2^53, hence text.
        image_owner_id: Option<String> = fields.text("ImageOwnerId"),
        /// The size of the system disk, in GiB.
        size: Option<u32> = fields.number("Size"),
        /// The platform.
        platform: Option<String> = fields.text("Platform"),
        /// The operating system, in Chinese.
        os_name: Option<String> = fields.text("OSName"),
        /// The operating system, in English.
        os_name_en: Option<String> = fields.text("OSNameEn"),
        /// `windows` or `linux`.
        os_type: Option<String> = fields.text("OSType"),
        /// `x86_64`, `i386` or `arm64`.
        architecture: Option<String> = fields.text("Architecture"),
        /// `BIOS`, `UEFI` or `UEFI-Preferred`.
        boot_mode: Option<String> = fields.text("BootMode"),
        /// `instance` or `none`: whether instances run on it.
        usage: Option<String> = fields.text("Usage"),
        /// Whether it is a copy.
        is_copied: Option<bool> = fields.flag("IsCopied"),
        /// Whether it is published to everybody.
        is_public: Option<bool> = fields.flag("IsPublic"),
        /// Whether it is shared with other accounts.
        is_self_shared: Option<bool> = fields.flag("IsSelfShared"),
        /// The marketplace product, when it comes from one.
        product_code: Option<String> = fields.text("ProductCode"),
        /// The resource group.
        resource_group_id: Option<String> = fields.text("ResourceGroupId"),
        /// The disks an instance made from it will have.
        disk_device_mappings: Vec<DiskDeviceMapping> = fields.rows("DiskDeviceMappings", "DiskDeviceMapping", DiskDeviceMapping::read),
        /// The outcome of the image check.
        detection_options: Option<DetectionOptions> = fields.object("DetectionOptions").and_then(DetectionOptions::read),
        /// `supported` or `unsupported`: disks as NVMe devices (`Features.NvmeSupport`).
        nvme_support: Option<String> = fields.text_in("Features", "NvmeSupport"),
        /// Whether cloud-init sets up an instance made from it.
        is_support_cloudinit: Option<bool> = fields.flag("IsSupportCloudinit"),
        /// `v1` or `v2`: how instances read their metadata (`Features.ImdsSupport`).
        imds_support: Option<String> = fields.text_in("Features", "ImdsSupport"),
        /// `supported` or `unsupported` (`SecureBootOptions.SecureBootSupport`).
        secure_boot_support: Option<String> = fields.text_in("SecureBootOptions", "SecureBootSupport"),
        /// `Auto`, `Aliyun` or `BYOL`; others verbatim.
        license_type: Option<String> = fields.text("LicenseType"),
        /// The tags.
        tags: Vec<Tag> = fields.tags(),
        /// Every field the cloud sent: one JSON object, as the cloud wrote it.
        raw: String = fields.to_json(),
    }
}

row! {
    /// One disk of an image.
    #[derive(Default, Eq)]
    pub struct DiskDeviceMapping from fields {
        /// `system` or `data`.
        disk_type: Option<String> = fields.text("Type"),
        /// The snapshot the disk is filled from; absent for a blank disk.
        snapshot_id: Option<String> = fields.text("SnapshotId"),
        /// The device name.
        device: Option<String> = fields.text("Device"),
        /// The size, in GiB.
        size: Option<u32> = fields.number("Size"),
        /// The format.
        format: Option<String> = fields.text("Format"),
        /// Whether it is encrypted.
        encrypted: Option<bool> = fields.flag("Encrypted"),
        /// Percent copied, while the image is being copied.
        progress: Option<u8> = fields.percent("Progress"),
        /// Seconds left, while the image is being copied.
        remain_time: Option<u64> = fields.number("RemainTime"),
    }
}

row! {
    /// The outcome of the image check.
    #[derive(Default, Eq)]
    pub struct DetectionOptions from fields {
        /// `Processing`, `Finished`, ...; verbatim.
        status: Option<String> = fields.text("Status"),
        /// What was looked at.
        items: Vec<DetectionItem> = fields.rows("Items", "Item", DetectionItem::read),
    }
}

row! {
    /// One item of the image check.
    #[derive(Default, Eq)]
    pub struct DetectionItem from fields {
        /// What was looked at.
        name: Option<String> = fields.text("Name"),
        /// What was found.
        value: Option<String> = fields.text("Value"),
        /// The risk, as a code.
        risk_code: Option<String> = fields.text("RiskCode"),
        /// `High`, `Medium` or `Low`.
        risk_level: Option<String> = fields.text("RiskLevel"),
    }
}
