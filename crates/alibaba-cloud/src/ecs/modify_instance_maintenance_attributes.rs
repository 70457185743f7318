//! Changes what happens to instances when their host is maintained.

use crate::Done;
use crate::declare::{action, parameter_group};

action! {
    /// Changes what is given and leaves the rest. Source: parameters of ECS in aliyun-openapi-meta, ModifyInstanceMaintenanceAttributes.
    pub struct ModifyInstanceMaintenanceAttributes: Ecs(region_id), Once, 20 seconds -> Done {
        /// The region.
        region_id: String = "RegionId",
        /// 1 to 100 instances.
        instance_ids: Vec<String> = "InstanceId" repeated,
        /// `Stop`, `AutoRecover` or `AutoRedeploy`.
        action_on_maintenance: Option<String> = "ActionOnMaintenance",
        /// The hours in which it may happen.
        maintenance_windows: Vec<NewMaintenanceWindow> = "MaintenanceWindow",
        /// Whether an event tells of it before.
        notify_on_maintenance: Option<bool> = "NotifyOnMaintenance",
    }
    /// No change yet.
    new(region_id: String, instance_ids: Vec<String>);
}

parameter_group! {
    /// Hours of the day (`MaintenanceWindow.N`).
    pub struct NewMaintenanceWindow {
        /// When they begin, as `HH:mm:ss` on the hour.
        start_time: Option<String> = "StartTime",
        /// When they end, as `HH:mm:ss` on the hour.
        end_time: Option<String> = "EndTime",
    }
}
