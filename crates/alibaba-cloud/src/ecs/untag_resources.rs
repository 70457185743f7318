//! Takes tags off resources.

use std::time::Duration;

use crate::{Action, Done, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Takes tags off resources. Source: metadata of ECS, UntagResources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UntagResources {
    /// The region.
    pub region_id: String,
    /// The kind of resource: `image`, `snapshot`, `instance`, `disk`, ...
    pub resource_type: String,
    /// 1 to 50 resources.
    pub resource_ids: Vec<String>,
    /// The keys to take off.
    pub tag_keys: Vec<String>,
    /// Takes every tag off, when no key is given.
    pub all: bool,
}

impl UntagResources {
    /// No tags off no resources yet.
    pub fn new(region_id: impl Into<String>, resource_type: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            resource_type: resource_type.into(),
            ..Self::default()
        }
    }
}

impl Action for UntagResources {
    type Response = Done;

    const NAME: &'static str = "UntagResources";
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
        parameters.set_repeated("TagKey", &self.tag_keys);
        parameters.set_optional("All", self.all.then_some("true"));
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<Done, Unreadable> {
        Done::read(reply)
    }
}
