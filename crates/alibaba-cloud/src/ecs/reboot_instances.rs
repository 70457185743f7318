//! Restarts instances.

use super::InstanceResponse;
use crate::declare::{action, page};

action! {
    /// Restarts running instances. Source: metadata of ECS, RebootInstances.
    pub struct RebootInstances: Ecs(region_id), Once, 50 seconds -> RebootedInstances {
        /// The region.
        region_id: String = "RegionId",
        /// 1 to 100 instances.
        instance_ids: Vec<String> = "InstanceId" repeated,
        /// `AllTogether` or `SuccessFirst`: all or none, or as many as can be; all or none when absent.
        batch_optimization: Option<String> = "BatchOptimization",
        /// Cuts the power; data that was not written is lost.
        force_reboot: bool = "ForceReboot",
        /// Only checks the request; a pass is answered with the error `DRYRUN.SUCCESS`, and so is everything under `SuccessFirst`.
        dry_run: bool = "DryRun",
    }
    /// All or none of the instances.
    new(region_id: String, instance_ids: Vec<String>);
}

page! {
    /// The outcome for each instance.
    #[derive(Eq)]
    pub struct RebootedInstances {
        /// One answer per instance.
        instance_responses: Vec<InstanceResponse> = "InstanceResponses" / "InstanceResponse",
    }
}
