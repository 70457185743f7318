//! One page of the snapshot chains of a region.

use std::time::Duration;

use super::SnapshotLink;
use crate::fields;
use crate::paging::Listing;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

const MAX_RESULTS: u32 = 100;

/// Lists snapshot chains, one a disk. Source: metadata of ECS, DescribeSnapshotLinks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeSnapshotLinks {
    /// The region.
    pub region_id: String,
    /// Chains of the disks of this instance.
    pub instance_id: Option<String>,
    /// At most 100 disk ids; all disks when empty.
    pub disk_ids: Vec<String>,
    /// At most 100 chain ids; all chains when empty.
    pub snapshot_link_ids: Vec<String>,
    /// Where the listing goes on.
    pub next_token: Option<String>,
}

/// One page of chains.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SnapshotLinkPage {
    /// The rows, in the cloud's order.
    pub snapshot_links: Vec<SnapshotLink>,
    /// Rows that could not be read.
    pub skipped: usize,
    /// Where the listing goes on; absent on the last page.
    pub next_token: Option<String>,
}

impl DescribeSnapshotLinks {
    /// All chains of a region.
    pub fn new(region_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            ..Self::default()
        }
    }
}

impl Action for DescribeSnapshotLinks {
    type Response = SnapshotLinkPage;

    const NAME: &'static str = "DescribeSnapshotLinks";
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
        parameters.set("MaxResults", MAX_RESULTS.to_string());
        parameters.set_optional("InstanceId", self.instance_id.as_deref());
        parameters.set_json_list("DiskIds", &self.disk_ids);
        parameters.set_json_list("SnapshotLinkIds", &self.snapshot_link_ids);
        parameters.set_optional("NextToken", self.next_token.as_deref());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<SnapshotLinkPage, Unreadable> {
        let (snapshot_links, skipped) = fields::rows(reply, "SnapshotLinks", "SnapshotLink", SnapshotLink::read)?;
        Ok(SnapshotLinkPage {
            snapshot_links,
            skipped,
            next_token: reply.text("NextToken"),
        })
    }
}

impl Listing for DescribeSnapshotLinks {
    fn turn(&mut self, page: &SnapshotLinkPage) -> bool {
        self.next_token.clone_from(&page.next_token);
        self.next_token.is_some()
    }

    fn next_token(page: &SnapshotLinkPage) -> Option<&str> {
        page.next_token.as_deref()
    }

    fn row_count(page: &SnapshotLinkPage) -> usize {
        page.snapshot_links.len() + page.skipped
    }

    fn row_ids(page: &SnapshotLinkPage) -> Vec<&str> {
        page.snapshot_links
            .iter()
            .map(|row| row.snapshot_link_id.as_str())
            .collect()
    }
}
