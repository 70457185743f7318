//! Starts instances.

use super::InstanceResponse;
use crate::declare::{action, page};

action! {
    /// Starts instances. Source: metadata of ECS, StartInstances.
    pub struct StartInstances: Ecs(region_id), Once, 50 seconds -> StartedInstances {
        /// The region.
        region_id: String = "RegionId",
        /// 1 to 100 instances.
        instance_ids: Vec<String> = "InstanceId" repeated,
        /// `AllTogether` or `SuccessFirst`: all or none, or as many as can be; all or none when absent.
        batch_optimization: Option<String> = "BatchOptimization",
        /// Only checks the request; a pass is answered with the error `DRYRUN.SUCCESS`, and so is everything under `SuccessFirst`.
        dry_run: bool = "DryRun",
    }
    /// All or none of the instances.
    new(region_id: String, instance_ids: Vec<String>);
}

page! {
    /// The outcome for each instance.
    #[derive(Eq)]
    pub struct StartedInstances {
        /// One answer per instance.
        instance_responses: Vec<InstanceResponse> = "InstanceResponses" / "InstanceResponse",
    }
}
