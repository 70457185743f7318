//! Stops instances.

use std::time::Duration;

use super::InstanceResponse;
use crate::fields;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Stops instances. Source: metadata of ECS, StopInstances.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StopInstances {
    /// The region.
    pub region_id: String,
    /// 1 to 100 instances.
    pub instance_ids: Vec<String>,
    /// `AllTogether` or `SuccessFirst`: all or none, or as many as can be; all or none when absent.
    pub batch_optimization: Option<String>,
    /// Pulls the plug; what was not written is lost.
    pub force_stop: bool,
    /// `StopCharging` or `KeepCharging`.
    pub stopped_mode: Option<String>,
    /// Only checks the request; a pass is answered with the error `DryRunOperation`.
    pub dry_run: bool,
}

/// What became of the instances.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoppedInstances {
    /// One answer an instance.
    pub instance_responses: Vec<InstanceResponse>,
    /// Rows that could not be read.
    pub skipped: usize,
}

impl StopInstances {
    /// All or none of the instances.
    pub fn new(region_id: impl Into<String>, instance_ids: Vec<String>) -> Self {
        Self {
            region_id: region_id.into(),
            instance_ids,
            ..Self::default()
        }
    }
}

impl Action for StopInstances {
    type Response = StoppedInstances;

    const NAME: &'static str = "StopInstances";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Once;
    const READ_TIMEOUT: Duration = Duration::from_secs(50);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set_repeated("InstanceId", &self.instance_ids);
        parameters.set_optional("BatchOptimization", self.batch_optimization.as_deref());
        parameters.set_optional("ForceStop", self.force_stop.then_some("true"));
        parameters.set_optional("StoppedMode", self.stopped_mode.as_deref());
        parameters.set_optional("DryRun", self.dry_run.then_some("true"));
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<StoppedInstances, Unreadable> {
        let (instance_responses, skipped) =
            fields::rows(reply, "InstanceResponses", "InstanceResponse", InstanceResponse::read)?;
        Ok(StoppedInstances {
            instance_responses,
            skipped,
        })
    }
}
