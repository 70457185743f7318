//! One page of the accounts an image is shared with.

use std::time::Duration;

use super::ImageShare;
use crate::fields;
use crate::paging::{self, Listing};
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

const PAGE_SIZE: u32 = 100;

/// Lists the accounts an image is shared with. Source: metadata of ECS, DescribeImageSharePermission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeImageSharePermission {
    /// The region.
    pub region_id: String,
    /// The image.
    pub image_id: String,
    /// The page, from 1.
    pub page_number: u32,
}

/// One page of accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageSharePage {
    /// The rows, in the cloud's order.
    pub accounts: Vec<ImageShare>,
    /// Rows that could not be read.
    pub skipped: usize,
    /// Groups it is shared with; `all` means everybody.
    pub share_groups: Vec<String>,
    /// How many rows a full page has, as the cloud understood it.
    pub page_size: Option<u32>,
}

impl DescribeImageSharePermission {
    /// All accounts an image is shared with.
    pub fn new(region_id: impl Into<String>, image_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            image_id: image_id.into(),
            page_number: 1,
        }
    }
}

impl Action for DescribeImageSharePermission {
    type Response = ImageSharePage;

    const NAME: &'static str = "DescribeImageSharePermission";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(15);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set("ImageId", &self.image_id);
        parameters.set("PageNumber", self.page_number.to_string());
        parameters.set("PageSize", PAGE_SIZE.to_string());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<ImageSharePage, Unreadable> {
        let (accounts, skipped) = fields::rows(reply, "Accounts", "Account", ImageShare::read)?;
        Ok(ImageSharePage {
            accounts,
            skipped,
            share_groups: reply.rows("ShareGroups", "ShareGroup", |row| row.text("Group")),
            page_size: reply.number("PageSize"),
        })
    }
}

impl Listing for DescribeImageSharePermission {
    fn turn(&mut self, page: &ImageSharePage) -> bool {
        self.page_number = self.page_number.saturating_add(1);
        paging::is_full(Self::row_count(page), page.page_size, PAGE_SIZE)
    }

    fn row_count(page: &ImageSharePage) -> usize {
        page.accounts.len() + page.skipped
    }

    fn row_ids(page: &ImageSharePage) -> Vec<&str> {
        page.accounts.iter().map(|row| row.aliyun_id.as_str()).collect()
    }
}
