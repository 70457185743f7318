//! One page of the states of instances.

use std::time::Duration;

use super::InstanceStatus;
use crate::fields;
use crate::paging::{self, Listing};
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

const PAGE_SIZE: u32 = 50;

/// Lists the states of instances, and nothing else of them. Source: metadata of ECS, DescribeInstanceStatus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeInstanceStatus {
    /// The region.
    pub region_id: String,
    /// Instances of this zone.
    pub zone_id: Option<String>,
    /// At most 100 instance ids; all instances when empty.
    pub instance_ids: Vec<String>,
    /// The page, from 1.
    pub page_number: u32,
}

/// One page of states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstanceStatusPage {
    /// The rows, in the cloud's order.
    pub instance_statuses: Vec<InstanceStatus>,
    /// Rows that could not be read.
    pub skipped: usize,
    /// How many rows a full page has, as the cloud understood it.
    pub page_size: Option<u32>,
}

impl DescribeInstanceStatus {
    /// The states of all instances of a region.
    pub fn new(region_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            page_number: 1,
            zone_id: None,
            instance_ids: Vec::new(),
        }
    }
}

impl Action for DescribeInstanceStatus {
    type Response = InstanceStatusPage;

    const NAME: &'static str = "DescribeInstanceStatus";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(26);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set_optional("ZoneId", self.zone_id.as_deref());
        parameters.set_repeated("InstanceId", &self.instance_ids);
        parameters.set("PageNumber", self.page_number.to_string());
        parameters.set("PageSize", PAGE_SIZE.to_string());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<InstanceStatusPage, Unreadable> {
        let (instance_statuses, skipped) =
            fields::rows(reply, "InstanceStatuses", "InstanceStatus", InstanceStatus::read)?;
        Ok(InstanceStatusPage {
            instance_statuses,
            skipped,
            page_size: reply.number("PageSize"),
        })
    }
}

impl Listing for DescribeInstanceStatus {
    fn turn(&mut self, page: &InstanceStatusPage) -> bool {
        self.page_number = self.page_number.saturating_add(1);
        paging::is_full(Self::row_count(page), page.page_size, PAGE_SIZE)
    }

    fn row_count(page: &InstanceStatusPage) -> usize {
        page.instance_statuses.len() + page.skipped
    }

    fn row_ids(page: &InstanceStatusPage) -> Vec<&str> {
        page.instance_statuses
            .iter()
            .map(|row| row.instance_id.as_str())
            .collect()
    }
}
