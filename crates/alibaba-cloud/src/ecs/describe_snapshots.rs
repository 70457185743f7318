//! One page of the snapshots of a region.

use std::time::Duration;

use jiff::Timestamp;

use super::tag::set_tag_filters;
use super::{Snapshot, TagFilter};
use crate::fields;
use crate::paging::Listing;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

const MAX_RESULTS: u32 = 100;

/// Lists snapshots. Filters are joined by "and". Source: metadata of ECS, DescribeSnapshots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeSnapshots {
    /// The region.
    pub region_id: String,
    /// At most 100 snapshot ids; all snapshots when empty.
    pub snapshot_ids: Vec<String>,
    /// Snapshots of this disk.
    pub disk_id: Option<String>,
    /// Snapshots of the disks of this instance.
    pub instance_id: Option<String>,
    /// Snapshots of this name.
    pub snapshot_name: Option<String>,
    /// `progressing`, `accomplished`, `failed` or `all`.
    pub status: Option<String>,
    /// `auto`, `user` or `all`.
    pub snapshot_type: Option<String>,
    /// `system` or `data`.
    pub source_disk_type: Option<String>,
    /// `image`, `disk`, `image_disk` or `none`.
    pub usage: Option<String>,
    /// Snapshots of this resource group; caps the listing at 1,000.
    pub resource_group_id: Option<String>,
    /// Snapshots with all of these tags; caps the listing at 1,000.
    pub tags: Vec<TagFilter>,
    /// Snapshots of this chain.
    pub snapshot_link_id: Option<String>,
    /// `Standard`, `Flash` or `archive`.
    pub category: Option<String>,
    /// Only encrypted snapshots, or only others; both when absent.
    pub encrypted: Option<bool>,
    /// Snapshots encrypted with this key.
    pub kms_key_id: Option<String>,
    /// Snapshots made at this minute or later.
    pub created_since: Option<Timestamp>,
    /// Snapshots made at this minute or earlier.
    pub created_until: Option<Timestamp>,
    /// Only checks the request; a pass is answered with the error `DryRunOperation`.
    pub dry_run: bool,
    /// Where the listing goes on.
    pub next_token: Option<String>,
}

/// One page of snapshots.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SnapshotPage {
    /// The rows, in the cloud's order.
    pub snapshots: Vec<Snapshot>,
    /// Rows that could not be read.
    pub skipped: usize,
    /// Where the listing goes on; absent on the last page.
    pub next_token: Option<String>,
}

impl DescribeSnapshots {
    /// All snapshots of a region.
    pub fn new(region_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            ..Self::default()
        }
    }
}

impl Action for DescribeSnapshots {
    type Response = SnapshotPage;

    const NAME: &'static str = "DescribeSnapshots";
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
        parameters.set_json_list("SnapshotIds", &self.snapshot_ids);
        parameters.set_optional("DiskId", self.disk_id.as_deref());
        parameters.set_optional("InstanceId", self.instance_id.as_deref());
        parameters.set_optional("SnapshotName", self.snapshot_name.as_deref());
        parameters.set_optional("Status", self.status.as_deref());
        parameters.set_optional("SnapshotType", self.snapshot_type.as_deref());
        parameters.set_optional("SourceDiskType", self.source_disk_type.as_deref());
        parameters.set_optional("Usage", self.usage.as_deref());
        parameters.set_optional("ResourceGroupId", self.resource_group_id.as_deref());
        parameters.set_optional("SnapshotLinkId", self.snapshot_link_id.as_deref());
        parameters.set_optional("Category", self.category.as_deref());
        parameters.set_optional("Encrypted", self.encrypted);
        parameters.set_optional("KMSKeyId", self.kms_key_id.as_deref());
        parameters.set_optional("DryRun", self.dry_run.then_some("true"));
        let filters = [
            ("CreationStartTime", self.created_since),
            ("CreationEndTime", self.created_until),
        ];
        for (number, (key, time)) in (1..).zip(filters) {
            if let Some(time) = time {
                parameters.set(format!("Filter.{number}.Key"), key);
                // The filters take no seconds.
                parameters.set(
                    format!("Filter.{number}.Value"),
                    time.strftime("%Y-%m-%dT%H:%MZ").to_string(),
                );
            }
        }
        parameters.set_optional("NextToken", self.next_token.as_deref());
        set_tag_filters(&mut parameters, &self.tags);
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<SnapshotPage, Unreadable> {
        let (snapshots, skipped) = fields::rows(reply, "Snapshots", "Snapshot", Snapshot::read)?;
        Ok(SnapshotPage {
            snapshots,
            skipped,
            next_token: reply.text("NextToken"),
        })
    }
}

impl Listing for DescribeSnapshots {
    fn turn(&mut self, page: &SnapshotPage) -> bool {
        self.next_token.clone_from(&page.next_token);
        self.next_token.is_some()
    }

    fn row_count(page: &SnapshotPage) -> usize {
        page.snapshots.len() + page.skipped
    }

    fn row_ids(page: &SnapshotPage) -> Vec<&str> {
        page.snapshots.iter().map(|row| row.snapshot_id.as_str()).collect()
    }

    fn next_token(page: &SnapshotPage) -> Option<&str> {
        page.next_token.as_deref()
    }
}
