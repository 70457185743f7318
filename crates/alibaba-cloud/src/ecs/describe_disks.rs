//! One page of the disks of a region.

use std::time::Duration;

use super::Disk;
use crate::fields::{self, Fields};
use crate::paging::Listing;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

const MAX_RESULTS: u32 = 100;

/// Lists disks. Source: metadata of ECS, DescribeDisks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeDisks {
    /// The region.
    pub region_id: String,
    /// At most 100 disk ids; all disks when empty.
    pub disk_ids: Vec<String>,
    /// Disks of this instance.
    pub instance_id: Option<String>,
    /// `system`, `data` or `all`.
    pub disk_type: Option<String>,
    /// Where the listing goes on.
    pub next_token: Option<String>,
}

/// One page of disks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiskPage {
    /// The rows, in the cloud's order.
    pub disks: Vec<Disk>,
    /// Rows that could not be read.
    pub skipped: usize,
    /// Where the listing goes on; absent on the last page.
    pub next_token: Option<String>,
}

impl DescribeDisks {
    /// All disks of a region.
    pub fn new(region_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            ..Self::default()
        }
    }
}

impl Action for DescribeDisks {
    type Response = DiskPage;

    const NAME: &'static str = "DescribeDisks";
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
        parameters.set_json_list("DiskIds", &self.disk_ids);
        parameters.set_optional("InstanceId", self.instance_id.as_deref());
        parameters.set_optional("DiskType", self.disk_type.as_deref());
        parameters.set_optional("NextToken", self.next_token.as_deref());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<DiskPage, Unreadable> {
        let (disks, skipped) = fields::rows(reply, "Disks", "Disk", Disk::read)?;
        Ok(DiskPage {
            disks,
            skipped,
            next_token: Fields(reply).text("NextToken"),
        })
    }
}

impl Listing for DescribeDisks {
    fn turn(&mut self, page: &DiskPage) -> bool {
        self.next_token.clone_from(&page.next_token);
        self.next_token.is_some()
    }

    fn row_count(page: &DiskPage) -> usize {
        page.disks.len() + page.skipped
    }

    fn mark(page: &DiskPage) -> String {
        page.next_token.clone().unwrap_or_default()
    }
}
