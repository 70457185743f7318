//! One page of the tasks of a region.

use super::Task;
use crate::declare::{action, page};

action! {
    /// Lists imports, exports and other long tasks. Source: metadata of ECS, DescribeTasks.
    pub struct DescribeTasks: Ecs(region_id), Read, 15 seconds -> TaskPage {
        /// The region.
        region_id: String = "RegionId",
        /// At most 100 task ids; all tasks when empty.
        task_ids: Vec<String> = "TaskIds" comma,
        /// `ImportImage`, `ExportImage`, ...
        task_action: Option<String> = "TaskAction",
        /// `Finished`, `Processing` or `Failed`.
        task_status: Option<String> = "TaskStatus",
        /// Tasks started since, as `yyyy-MM-ddTHH:mmZ`.
        start_time: Option<String> = "StartTime",
        /// Tasks started until, as `yyyy-MM-ddTHH:mmZ`.
        end_time: Option<String> = "EndTime",
        /// Tasks on these resources.
        resource_ids: Vec<String> = "ResourceIds" repeated,
        /// The page, from 1.
        page_number: u32 = "PageNumber" numbered(100),
    }
    /// All tasks of a region.
    new(region_id: String) {
        page_number: 1,
    };
}

page! {
    /// One page of tasks.
    #[derive(Eq)]
    pub struct TaskPage of DescribeTasks by page_number {
        /// The rows, in the cloud's order.
        tasks: Vec<Task> = "TaskSet" / "Task", id task_id,
    }
}
