//! Stops a task.

use std::time::Duration;

use crate::{Action, Done, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Cancels an import or an export. Source: metadata of ECS, CancelTask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CancelTask {
    /// The region.
    pub region_id: String,
    /// The task.
    pub task_id: String,
}

impl CancelTask {
    /// Cancels one task.
    pub fn new(region_id: impl Into<String>, task_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            task_id: task_id.into(),
        }
    }
}

impl Action for CancelTask {
    type Response = Done;

    const NAME: &'static str = "CancelTask";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Once;
    const READ_TIMEOUT: Duration = Duration::from_secs(15);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set("TaskId", &self.task_id);
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<Done, Unreadable> {
        Done::read(reply)
    }
}
