//! One page of the disks of a region.

use std::time::Duration;

use super::tag::set_tag_filters;
use super::{Disk, TagFilter};
use crate::fields;
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
    /// Disks of this name.
    pub disk_name: Option<String>,
    /// Disks of this zone.
    pub zone_id: Option<String>,
    /// `cloud_essd`, `cloud_ssd`, ... or `all`.
    pub category: Option<String>,
    /// `In_use`, `Available`, ... or `All`.
    pub status: Option<String>,
    /// Disks made from this snapshot.
    pub snapshot_id: Option<String>,
    /// Only encrypted disks when true.
    pub encrypted: Option<bool>,
    /// Disks encrypted with this key.
    pub kms_key_id: Option<String>,
    /// Disks of this resource group; caps the listing at 1,000.
    pub resource_group_id: Option<String>,
    /// Disks with all of these tags; caps the listing at 1,000.
    pub tags: Vec<TagFilter>,
    /// Only checks the request; a pass is answered with the error `DryRunOperation`.
    pub dry_run: bool,
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
        parameters.set_optional("DiskName", self.disk_name.as_deref());
        parameters.set_optional("ZoneId", self.zone_id.as_deref());
        parameters.set_optional("Category", self.category.as_deref());
        parameters.set_optional("Status", self.status.as_deref());
        parameters.set_optional("SnapshotId", self.snapshot_id.as_deref());
        parameters.set_optional("Encrypted", self.encrypted);
        parameters.set_optional("KMSKeyId", self.kms_key_id.as_deref());
        parameters.set_optional("ResourceGroupId", self.resource_group_id.as_deref());
        set_tag_filters(&mut parameters, &self.tags);
        parameters.set_optional("DryRun", self.dry_run.then_some("true"));
        parameters.set_optional("NextToken", self.next_token.as_deref());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<DiskPage, Unreadable> {
        let (disks, skipped) = fields::rows(reply, "Disks", "Disk", Disk::read)?;
        Ok(DiskPage {
            disks,
            skipped,
            next_token: reply.text("NextToken"),
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

    fn row_ids(page: &DiskPage) -> Vec<&str> {
        page.disks.iter().map(|row| row.disk_id.as_str()).collect()
    }

    fn next_token(page: &DiskPage) -> Option<&str> {
        page.next_token.as_deref()
    }
}
