//! One page of tags and what carries them.

use std::time::Duration;

use super::tag::set_tag_filters;
use super::{TagFilter, TagResource};
use crate::fields;
use crate::paging::Listing;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Lists tags of resources; not capped at 1,000 as tag filters elsewhere are. Source: metadata of ECS, ListTagResources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListTagResources {
    /// The region.
    pub region_id: String,
    /// The kind of resource: `image`, `snapshot`, `instance`, `disk`, ...
    pub resource_type: String,
    /// At most 50 resources; all when empty.
    pub resource_ids: Vec<String>,
    /// Resources with all of these tags.
    pub tags: Vec<TagFilter>,
    /// Where the listing goes on.
    pub next_token: Option<String>,
}

/// One page of tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagResourcePage {
    /// The rows, in the cloud's order.
    pub tag_resources: Vec<TagResource>,
    /// Rows that could not be read.
    pub skipped: usize,
    /// Where the listing goes on; absent on the last page.
    pub next_token: Option<String>,
}

impl ListTagResources {
    /// All tags of one kind of resource in a region.
    pub fn new(region_id: impl Into<String>, resource_type: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            resource_type: resource_type.into(),
            ..Self::default()
        }
    }
}

impl Action for ListTagResources {
    type Response = TagResourcePage;

    const NAME: &'static str = "ListTagResources";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(20);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set("ResourceType", &self.resource_type);
        parameters.set_repeated("ResourceId", &self.resource_ids);
        set_tag_filters(&mut parameters, &self.tags);
        parameters.set_optional("NextToken", self.next_token.as_deref());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<TagResourcePage, Unreadable> {
        let (tag_resources, skipped) = fields::rows(reply, "TagResources", "TagResource", TagResource::read)?;
        Ok(TagResourcePage {
            tag_resources,
            skipped,
            next_token: reply.text("NextToken"),
        })
    }
}

impl Listing for ListTagResources {
    fn turn(&mut self, page: &TagResourcePage) -> bool {
        self.next_token.clone_from(&page.next_token);
        self.next_token.is_some()
    }

    fn next_token(page: &TagResourcePage) -> Option<&str> {
        page.next_token.as_deref()
    }

    fn row_count(page: &TagResourcePage) -> usize {
        page.tag_resources.len() + page.skipped
    }

    fn row_ids(page: &TagResourcePage) -> Vec<&str> {
        page.tag_resources.iter().map(|row| row.resource_id.as_str()).collect()
    }
}
