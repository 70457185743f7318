//! Puts tags on resources.

use std::time::Duration;

use super::Tag;
use super::tag::set_tags;
use crate::{Action, Done, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Puts tags on resources; a tag of the same key is replaced. Source: metadata of ECS, TagResources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagResources {
    /// The region.
    pub region_id: String,
    /// The kind of resource: `image`, `snapshot`, `instance`, `disk`, ...
    pub resource_type: String,
    /// 1 to 50 resources.
    pub resource_ids: Vec<String>,
    /// 1 to 20 tags.
    pub tags: Vec<Tag>,
}

impl TagResources {
    /// No tags on no resources yet.
    pub fn new(region_id: impl Into<String>, resource_type: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            resource_type: resource_type.into(),
            ..Self::default()
        }
    }
}

impl Action for TagResources {
    type Response = Done;

    const NAME: &'static str = "TagResources";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Once;
    const READ_TIMEOUT: Duration = Duration::from_secs(20);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set("ResourceType", &self.resource_type);
        parameters.set_repeated("ResourceId", &self.resource_ids);
        set_tags(&mut parameters, &self.tags);
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<Done, Unreadable> {
        Done::read(reply)
    }
}
