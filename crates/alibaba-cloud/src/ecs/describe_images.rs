//! One page of the images of a region.

use std::time::Duration;

use super::tag::set_tag_filters;
use super::{Image, TagFilter};
use crate::fields::{self, Fields};
use crate::paging::Listing;
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
        parameters.set_optional("ResourceGroupId", self.resource_group_id.as_deref());
        set_tag_filters(&mut parameters, &self.tags);
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<ImagePage, Unreadable> {
        let (images, skipped) = fields::rows(reply, "Images", "Image", Image::read)?;
        Ok(ImagePage {
            images,
            skipped,
            page_size: Fields(reply).number("PageSize"),
        })
    }
}

impl Listing for DescribeImages {
    fn turn(&mut self, page: &ImagePage) -> bool {
        // A server that gives smaller pages than asked says so; a short page is the last.
        let understood = page.page_size.filter(|size| (1..PAGE_SIZE).contains(size));
        let full_page = usize::try_from(understood.unwrap_or(PAGE_SIZE)).unwrap_or(usize::MAX);
        self.page_number = self.page_number.saturating_add(1);
        Self::row_count(page) >= full_page
    }

    fn row_count(page: &ImagePage) -> usize {
        page.images.len() + page.skipped
    }

    fn mark(page: &ImagePage) -> String {
        let ids: Vec<&str> = page.images.iter().map(|row| row.image_id.as_str()).collect();
        ids.join(",")
    }
}
