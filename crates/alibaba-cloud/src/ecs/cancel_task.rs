//! Stops a task.

use crate::Done;
use crate::declare::action;

action! {
    /// Cancels an import or an export. Source: metadata of ECS, CancelTask.
    pub struct CancelTask: Ecs(region_id), Once, 15 seconds -> Done {
        /// The region.
        region_id: String = "RegionId",
        /// The task.
        task_id: String = "TaskId",
    }
    /// Cancels one task.
    new(region_id: String, task_id: String);
}
