//! A task as DescribeTasks returns it. Making and copying images are not among them.

use crate::declare::row;
use jiff::Timestamp;

row! {
    /// An import, an export or another long task.
    #[derive(Default, Eq)]
    pub struct Task from fields {
        /// The task id.
        task_id: String = fields.text("TaskId")?,
        /// `ImportImage`, `ExportImage`, ...; verbatim.
        task_action: Option<String> = fields.text("TaskAction"),
        /// `Processing`, `Finished` or `Failed`; others verbatim.
        task_status: Option<String> = fields.text("TaskStatus"),
        /// What it works on.
        resource_id: Option<String> = fields.text("ResourceId"),
        /// Whether it can be cancelled.
        support_cancel: Option<bool> = fields.flag("SupportCancel"),
        /// When it was started.
        creation_time: Option<Timestamp> = fields.time("CreationTime"),
        /// When it ended.
        finished_time: Option<Timestamp> = fields.time("FinishedTime"),
    }
}
