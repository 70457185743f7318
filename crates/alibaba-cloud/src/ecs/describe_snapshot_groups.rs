//! One page of the snapshot-consistent groups of a region.

use std::time::Duration;

use super::tag::set_tag_filters;
use super::{SnapshotGroup, TagFilter};
use crate::fields;
use crate::paging::Listing;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

const MAX_RESULTS: u32 = 100;

/// Lists groups of snapshots that were taken at one moment. Source: metadata of ECS, DescribeSnapshotGroups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeSnapshotGroups {
    /// The region.
    pub region_id: String,
    /// Groups of the disks of this instance.
    pub instance_id: Option<String>,
    /// Groups of this name.
    pub name: Option<String>,
    /// At most 10 group ids; all groups when empty.
    pub snapshot_group_ids: Vec<String>,
    /// `progressing`, `accomplished` or `failed`; every status when empty.
    pub status: Vec<String>,
    /// Groups of this resource group.
    pub resource_group_id: Option<String>,
    /// Groups with all of these tags.
    pub tags: Vec<TagFilter>,
    /// Where the listing goes on.
    pub next_token: Option<String>,
}

/// One page of groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SnapshotGroupPage {
    /// The rows, in the cloud's order.
    pub snapshot_groups: Vec<SnapshotGroup>,
    /// Rows that could not be read.
    pub skipped: usize,
    /// Where the listing goes on; absent on the last page.
    pub next_token: Option<String>,
}

impl DescribeSnapshotGroups {
    /// All groups of a region.
    pub fn new(region_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            ..Self::default()
        }
    }
}

impl Action for DescribeSnapshotGroups {
    type Response = SnapshotGroupPage;

    const NAME: &'static str = "DescribeSnapshotGroups";
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
        parameters.set("MaxResults", MAX_RESULTS.to_string());
        parameters.set_optional("InstanceId", self.instance_id.as_deref());
        parameters.set_optional("Name", self.name.as_deref());
        parameters.set_repeated("SnapshotGroupId", &self.snapshot_group_ids);
        parameters.set_repeated("Status", &self.status);
        parameters.set_optional("ResourceGroupId", self.resource_group_id.as_deref());
        set_tag_filters(&mut parameters, &self.tags);
        parameters.set_optional("NextToken", self.next_token.as_deref());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<SnapshotGroupPage, Unreadable> {
        let (snapshot_groups, skipped) = fields::rows(reply, "SnapshotGroups", "SnapshotGroup", SnapshotGroup::read)?;
        Ok(SnapshotGroupPage {
            snapshot_groups,
            skipped,
            next_token: reply.text("NextToken"),
        })
    }
}

impl Listing for DescribeSnapshotGroups {
    fn turn(&mut self, page: &SnapshotGroupPage) -> bool {
        self.next_token.clone_from(&page.next_token);
        self.next_token.is_some()
    }

    fn next_token(page: &SnapshotGroupPage) -> Option<&str> {
        page.next_token.as_deref()
    }

    fn row_count(page: &SnapshotGroupPage) -> usize {
        page.snapshot_groups.len() + page.skipped
    }

    fn row_ids(page: &SnapshotGroupPage) -> Vec<&str> {
        page.snapshot_groups
            .iter()
            .map(|row| row.snapshot_group_id.as_str())
            .collect()
    }
}
