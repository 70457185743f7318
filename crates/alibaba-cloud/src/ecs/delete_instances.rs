//! Releases instances.

use crate::Done;
use crate::declare::action;

action! {
    /// Releases instances; their disks go with them unless a disk is kept. Source: metadata of ECS, DeleteInstances.
    pub struct DeleteInstances: Ecs(region_id), WithClientToken, 70 seconds -> Done {
        /// The region.
        region_id: String = "RegionId",
        /// 1 to 100 instances: pay-as-you-go ones, or subscriptions that have ended.
        instance_ids: Vec<String> = "InstanceId" repeated,
        /// At most 64 ASCII characters; the same for every repetition of one intended release.
        client_token: String = "ClientToken",
        /// Releases running instances as well; they must be stopped otherwise.
        force: bool = "Force",
        /// With `force`: whether the power is cut first; it is when absent.
        force_stop: Option<bool> = "ForceStop",
        /// Releases subscriptions that have ended.
        terminate_subscription: bool = "TerminateSubscription",
        /// Only checks the request; a pass is answered with the error `DRYRUN.SUCCESS`.
        dry_run: bool = "DryRun",
    }
    /// Stopped pay-as-you-go instances.
    new(region_id: String, instance_ids: Vec<String>, client_token: String);
}
