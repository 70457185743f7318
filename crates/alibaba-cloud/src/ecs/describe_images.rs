//! One page of the images of a region.

use std::time::Duration;

use super::tag::set_tag_filters;
use super::{Image, TagFilter};
use crate::fields;
use crate::paging::{self, Listing};
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

const PAGE_SIZE: u32 = 100;

/// Every status an image can have. Without a status filter the cloud shows only `Available` ones.
pub const EVERY_STATUS: [&str; 6] = [
    "Creating",
    "Waiting",
    "Available",
    "UnAvailable",
    "CreateFailed",
    "Deprecated",
];

/// Lists images in every status. Source: metadata of ECS, DescribeImages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeImages {
    /// The region.
    pub region_id: String,
    /// Image ids, at most 100; all images when empty.
    pub image_ids: Vec<String>,
    /// Images of exactly this name.
    pub image_name: Option<String>,
    /// Images made from this snapshot.
    pub snapshot_id: Option<String>,
    /// Images in these statuses; every status when empty.
    pub status: Vec<String>,
    /// `self`, `others`, `system` or `marketplace`; any owner when absent.
    pub image_owner_alias: Option<String>,
    /// Images of this family.
    pub image_family: Option<String>,
    /// Images of this account.
    pub image_owner_id: Option<String>,
    /// Images that run on this instance type.
    pub instance_type: Option<String>,
    /// `windows` or `linux`.
    pub os_type: Option<String>,
    /// `i386`, `x86_64` or `arm64`.
    pub architecture: Option<String>,
    /// `instance` or `none`: whether instances run on it.
    pub usage: Option<String>,
    /// Only images published to everybody, or only others.
    pub is_public: Option<bool>,
    /// Only images that can launch instances already, or only others.
    pub usable: Option<bool>,
    /// Only checks the request; a pass is answered with the error `DryRunOperation`.
    pub dry_run: bool,
    /// Images with all of these tags; caps the listing at 1,000.
    pub tags: Vec<TagFilter>,
    /// Images of this resource group; caps the listing at 1,000.
    pub resource_group_id: Option<String>,
    /// The page, from 1.
    pub page_number: u32,
}

/// One page of images.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImagePage {
    /// The rows, in the cloud's order.
    pub images: Vec<Image>,
    /// Rows that could not be read.
    pub skipped: usize,
    /// How many rows a full page has, as the cloud understood it.
    pub page_size: Option<u32>,
}

impl DescribeImages {
    /// The account's own images of a region, in every status.
    pub fn new(region_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            image_ids: Vec::new(),
            image_name: None,
            snapshot_id: None,
            status: Vec::new(),
            image_owner_alias: Some("self".to_owned()),
            image_family: None,
            image_owner_id: None,
            instance_type: None,
            os_type: None,
            architecture: None,
            usage: None,
            is_public: None,
            usable: None,
            dry_run: false,
            tags: Vec::new(),
            resource_group_id: None,
            page_number: 1,
        }
    }
}

impl Action for DescribeImages {
    type Response = ImagePage;

    const NAME: &'static str = "DescribeImages";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(40);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        let status = if self.status.is_empty() {
            EVERY_STATUS.join(",")
        } else {
            self.status.join(",")
        };
        let image_ids = (!self.image_ids.is_empty()).then(|| self.image_ids.join(","));
        parameters.set("RegionId", &self.region_id);
        parameters.set("PageNumber", self.page_number.to_string());
        parameters.set("PageSize", PAGE_SIZE.to_string());
        parameters.set("Status", status);
        parameters.set_optional("ImageId", image_ids);
        parameters.set_optional("ImageName", self.image_name.as_deref());
        parameters.set_optional("SnapshotId", self.snapshot_id.as_deref());
        parameters.set_optional("ImageOwnerAlias", self.image_owner_alias.as_deref());
        parameters.set_optional("ImageFamily", self.image_family.as_deref());
        parameters.set_optional("ImageOwnerId", self.image_owner_id.as_deref());
        parameters.set_optional("InstanceType", self.instance_type.as_deref());
        parameters.set_optional("OSType", self.os_type.as_deref());
        parameters.set_optional("Architecture", self.architecture.as_deref());
        parameters.set_optional("Usage", self.usage.as_deref());
        parameters.set_optional("IsPublic", self.is_public);
        parameters.set_optional("Usable", self.usable);
        parameters.set_optional("DryRun", self.dry_run.then_some("true"));
        parameters.set_optional("ResourceGroupId", self.resource_group_id.as_deref());
        set_tag_filters(&mut parameters, &self.tags);
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<ImagePage, Unreadable> {
        let (images, skipped) = fields::rows(reply, "Images", "Image", Image::read)?;
        Ok(ImagePage {
            images,
            skipped,
            page_size: reply.number("PageSize"),
        })
    }
}

impl Listing for DescribeImages {
    fn turn(&mut self, page: &ImagePage) -> bool {
        self.page_number = self.page_number.saturating_add(1);
        paging::is_full(Self::row_count(page), page.page_size, PAGE_SIZE)
    }

    fn row_count(page: &ImagePage) -> usize {
        page.images.len() + page.skipped
    }

    fn row_ids(page: &ImagePage) -> Vec<&str> {
        page.images.iter().map(|row| row.image_id.as_str()).collect()
    }
}
