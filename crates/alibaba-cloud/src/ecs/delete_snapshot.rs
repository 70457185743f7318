//! Deletes a snapshot.

use std::time::Duration;

use crate::{Action, Done, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Deletes a snapshot, or cancels one that is being made. One that is gone is no error. Source: metadata of ECS, DeleteSnapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeleteSnapshot {
    /// The region of the snapshot; it selects the host and is no parameter.
    pub region_id: String,
    /// The snapshot.
    pub snapshot_id: String,
    /// Also when disks were made from it. Images that use it must go first all the same.
    pub force: bool,
}

impl DeleteSnapshot {
    /// Deletes it unless it is used.
    pub fn new(region_id: impl Into<String>, snapshot_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            snapshot_id: snapshot_id.into(),
            ..Self::default()
        }
    }
}

impl Action for DeleteSnapshot {
    type Response = Done;

    const NAME: &'static str = "DeleteSnapshot";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Once;
    const READ_TIMEOUT: Duration = Duration::from_secs(20);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("SnapshotId", &self.snapshot_id);
        parameters.set_optional("Force", self.force.then_some("true"));
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<Done, Unreadable> {
        Done::read(reply)
    }
}
