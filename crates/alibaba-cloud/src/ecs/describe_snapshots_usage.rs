//! How many snapshots a region has and what they take.

use std::time::Duration;

use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Asks how many snapshots a region has and how large they are. Source: metadata of ECS, DescribeSnapshotsUsage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeSnapshotsUsage {
    /// The region.
    pub region_id: String,
}

/// The snapshots of a region in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SnapshotsUsage {
    /// How many there are.
    pub snapshot_count: u64,
    /// What they take, in bytes; absent when the cloud does not tell.
    pub snapshot_size: Option<u64>,
}

impl DescribeSnapshotsUsage {
    /// The figures of a region.
    pub fn new(region_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
        }
    }
}

impl Action for DescribeSnapshotsUsage {
    type Response = SnapshotsUsage;

    const NAME: &'static str = "DescribeSnapshotsUsage";
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
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<SnapshotsUsage, Unreadable> {
        let fields = *reply;
        let snapshot_count = fields.number("SnapshotCount");
        Ok(SnapshotsUsage {
            snapshot_count: snapshot_count.ok_or(Unreadable::Field("SnapshotCount"))?,
            snapshot_size: fields.number("SnapshotSize"),
        })
    }
}
