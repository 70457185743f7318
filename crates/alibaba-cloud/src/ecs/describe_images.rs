//! One page of the images of a region.

use super::{Image, TagFilter};
use crate::declare::{action, page};

/// Every status an image can have. Without a status filter the cloud shows only `Available` ones.
pub const EVERY_STATUS: [&str; 6] = [
    "Creating",
    "Waiting",
    "Available",
    "UnAvailable",
    "CreateFailed",
    "Deprecated",
];

action! {
    /// Lists images in every status. Source: metadata of ECS, DescribeImages.
    pub struct DescribeImages: Ecs(region_id), Read, 40 seconds -> ImagePage {
        /// The region.
        region_id: String = "RegionId",
        /// Image ids, at most 100; all images when empty.
        image_ids: Vec<String> = "ImageId" comma,
        /// Images of exactly this name.
        image_name: Option<String> = "ImageName",
        /// Images made from this snapshot.
        snapshot_id: Option<String> = "SnapshotId",
        /// Images in these statuses; without any, the cloud lists only available ones.
        status: Vec<String> = "Status" comma,
        /// `self`, `others`, `system` or `marketplace`; any owner when absent.
        image_owner_alias: Option<String> = "ImageOwnerAlias",
        /// Images of this family.
        image_family: Option<String> = "ImageFamily",
        /// Images of this account.
        image_owner_id: Option<String> = "ImageOwnerId",
        /// Images that run on this instance type.
        instance_type: Option<String> = "InstanceType",
        /// `windows` or `linux`.
        os_type: Option<String> = "OSType",
        /// `i386`, `x86_64` or `arm64`.
        architecture: Option<String> = "Architecture",
        /// `instance` or `none`: whether instances run on it.
        usage: Option<String> = "Usage",
        /// Only images published to everybody, or only others.
        is_public: Option<bool> = "IsPublic",
        /// Only images that can launch instances already, or only others.
        usable: Option<bool> = "Usable",
        /// Only checks the request; a pass is answered with the error `DryRunOperation`.
        dry_run: bool = "DryRun",
        /// Images with all of these tags; caps the listing at 1,000.
        tags: Vec<TagFilter> = "Tag",
        /// Images of this resource group; caps the listing at 1,000.
        resource_group_id: Option<String> = "ResourceGroupId",
        /// The page, from 1.
        page_number: u32 = "PageNumber" numbered(100),
    }
    /// The account's own images of a region, in every status.
    new(region_id: String) {
        status: EVERY_STATUS.map(str::to_owned).to_vec(),
        image_owner_alias: Some("self".to_owned()),
        page_number: 1,
    };
}

page! {
    /// One page of images.
    #[derive(Eq)]
    pub struct ImagePage of DescribeImages by page_number {
        /// The rows, in the cloud's order.
        images: Vec<Image> = "Images" / "Image", id image_id,
    }
}
