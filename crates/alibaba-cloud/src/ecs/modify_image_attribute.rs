//! Changes the name, description, family or status of an image.

use crate::Done;
use crate::declare::action;

action! {
    /// Changes the attributes of an image. What is absent stays. Source: metadata of ECS, ModifyImageAttribute.
    pub struct ModifyImageAttribute: Ecs(region_id), Once, 15 seconds -> Done {
        /// The region.
        region_id: String = "RegionId",
        /// The image.
        image_id: String = "ImageId",
        /// The new name.
        image_name: Option<String> = "ImageName",
        /// The new description.
        description: Option<String> = "Description",
        /// The new family.
        image_family: Option<String> = "ImageFamily",
        /// `Deprecated` or `Available`.
        status: Option<String> = "Status",
        /// `BIOS`, `UEFI` or `UEFI-Preferred`; a wrong value makes instances that do not boot.
        boot_mode: Option<String> = "BootMode",
        /// `Auto`, `Aliyun` or `BYOL`.
        license_type: Option<String> = "LicenseType",
        /// `supported` or `unsupported`.
        nvme_support: Option<String> = "Features.NvmeSupport",
        /// `v1` or `v2`.
        imds_support: Option<String> = "Features.ImdsSupport",
        /// Only checks the request; a pass is answered with the error `DryRunOperation`.
        dry_run: bool = "DryRun",
    }
    /// No change yet.
    new(region_id: String, image_id: String);
}
