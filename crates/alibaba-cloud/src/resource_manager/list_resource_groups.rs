//! One page of the resource groups of an account.

use std::time::Duration;

use super::ResourceGroup;
use crate::ecs::TagFilter;
use crate::ecs::tag::set_tag_filters;
use crate::fields;
use crate::paging::{self, Listing};
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

const PAGE_SIZE: u32 = 100;

/// Lists resource groups. Source: metadata of Resource Management, ListResourceGroups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListResourceGroups {
    /// `OK`, `Creating`, `Deleting` or `PendingDelete`; every status when absent.
    pub status: Option<String>,
    /// This resource group.
    pub resource_group_id: Option<String>,
    /// At most 100 ids; all groups when empty.
    pub resource_group_ids: Vec<String>,
    /// The group of this identifying name.
    pub name: Option<String>,
    /// Groups of this name.
    pub display_name: Option<String>,
    /// Tells the tags as well.
    pub include_tags: bool,
    /// Groups with all of these tags.
    pub tags: Vec<TagFilter>,
    /// The page, from 1.
    pub page_number: u32,
}

/// One page of resource groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResourceGroupPage {
    /// The rows, in the cloud's order.
    pub resource_groups: Vec<ResourceGroup>,
    /// Rows that could not be read.
    pub skipped: usize,
    /// How many rows a full page has, as the cloud understood it.
    pub page_size: Option<u32>,
}

impl ListResourceGroups {
    /// All resource groups of the account.
    #[must_use]
    pub fn new() -> Self {
        Self {
            page_number: 1,
            status: None,
            resource_group_id: None,
            resource_group_ids: Vec::new(),
            name: None,
            display_name: None,
            include_tags: false,
            tags: Vec::new(),
        }
    }
}

impl Default for ListResourceGroups {
    fn default() -> Self {
        Self::new()
    }
}

impl Action for ListResourceGroups {
    type Response = ResourceGroupPage;

    const NAME: &'static str = "ListResourceGroups";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::ResourceManager;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(15);

    fn region_id(&self) -> Option<&str> {
        None
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set_optional("Status", self.status.as_deref());
        parameters.set_optional("ResourceGroupId", self.resource_group_id.as_deref());
        parameters.set_repeated("ResourceGroupIds", &self.resource_group_ids);
        parameters.set_optional("Name", self.name.as_deref());
        parameters.set_optional("DisplayName", self.display_name.as_deref());
        parameters.set_optional("IncludeTags", self.include_tags.then_some("true"));
        set_tag_filters(&mut parameters, &self.tags);
        parameters.set("PageNumber", self.page_number.to_string());
        parameters.set("PageSize", PAGE_SIZE.to_string());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<ResourceGroupPage, Unreadable> {
        let (resource_groups, skipped) = fields::rows(reply, "ResourceGroups", "ResourceGroup", ResourceGroup::read)?;
        Ok(ResourceGroupPage {
            resource_groups,
            skipped,
            page_size: reply.number("PageSize"),
        })
    }
}

impl Listing for ListResourceGroups {
    fn turn(&mut self, page: &ResourceGroupPage) -> bool {
        self.page_number = self.page_number.saturating_add(1);
        paging::is_full(Self::row_count(page), page.page_size, PAGE_SIZE)
    }

    fn row_count(page: &ResourceGroupPage) -> usize {
        page.resource_groups.len() + page.skipped
    }

    fn row_ids(page: &ResourceGroupPage) -> Vec<&str> {
        page.resource_groups.iter().map(|row| row.id.as_str()).collect()
    }
}
