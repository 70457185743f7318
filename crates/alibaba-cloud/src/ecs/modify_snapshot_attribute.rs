//! Changes the name, description or retention of a snapshot.

use std::time::Duration;

use crate::{Action, Done, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Changes what is told about a snapshot. What is absent stays. Source: metadata of ECS, ModifySnapshotAttribute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModifySnapshotAttribute {
    /// The region of the snapshot; it selects the host and is no parameter.
    pub region_id: String,
    /// The snapshot.
    pub snapshot_id: String,
    /// The new name.
    pub snapshot_name: Option<String>,
    /// The new description.
    pub description: Option<String>,
    /// Days until it is released, counted from when it was made.
    pub retention_days: Option<u32>,
}

impl ModifySnapshotAttribute {
    /// No change yet.
    pub fn new(region_id: impl Into<String>, snapshot_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            snapshot_id: snapshot_id.into(),
            ..Self::default()
        }
    }
}

impl Action for ModifySnapshotAttribute {
    type Response = Done;

    const NAME: &'static str = "ModifySnapshotAttribute";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Once;
    const READ_TIMEOUT: Duration = Duration::from_secs(15);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("SnapshotId", &self.snapshot_id);
        parameters.set_optional("SnapshotName", self.snapshot_name.as_deref());
        parameters.set_optional("Description", self.description.as_deref());
        parameters.set_optional("RetentionDays", self.retention_days);
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<Done, Unreadable> {
        Done::read(reply)
    }
}
