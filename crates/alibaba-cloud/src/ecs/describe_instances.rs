//! One page of the instances of a region.

use std::time::Duration;

use super::Instance;
use crate::fields::{self, Fields};
use crate::paging::Listing;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

const MAX_RESULTS: u32 = 100;

/// Lists instances. Source: metadata of ECS, DescribeInstances.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeInstances {
    /// The region.
    pub region_id: String,
    /// At most 100 instance ids; all instances when empty.
    pub instance_ids: Vec<String>,
    /// Where the listing goes on.
    pub next_token: Option<String>,
}

/// One page of instances.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstancePage {
    /// The rows, in the cloud's order.
    pub instances: Vec<Instance>,
    /// Rows that could not be read.
    pub skipped: usize,
    /// Where the listing goes on; absent on the last page.
    pub next_token: Option<String>,
}

impl DescribeInstances {
    /// All instances of a region.
    pub fn new(region_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            ..Self::default()
        }
    }
}

impl Action for DescribeInstances {
    type Response = InstancePage;

    const NAME: &'static str = "DescribeInstances";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(30);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set("MaxResults", MAX_RESULTS.to_string());
        parameters.set_json_list("InstanceIds", &self.instance_ids);
        parameters.set_optional("NextToken", self.next_token.as_deref());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<InstancePage, Unreadable> {
        let (instances, skipped) = fields::rows(reply, "Instances", "Instance", Instance::read)?;
        Ok(InstancePage {
            instances,
            skipped,
            next_token: Fields(reply).text("NextToken"),
        })
    }
}

impl Listing for DescribeInstances {
    fn turn(&mut self, page: &InstancePage) -> bool {
        self.next_token.clone_from(&page.next_token);
        self.next_token.is_some()
    }

    fn row_count(page: &InstancePage) -> usize {
        page.instances.len() + page.skipped
    }

    fn mark(page: &InstancePage) -> String {
        page.next_token.clone().unwrap_or_default()
    }
}
