//! A task as DescribeTasks tells it. Making and copying images are not among them.

use jiff::Timestamp;

use crate::JsonObject;

/// An import, an export or another long task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task {
    /// The task id.
    pub task_id: String,
    /// `ImportImage`, `ExportImage`, ...; verbatim.
    pub task_action: Option<String>,
    /// `Processing`, `Finished` or `Failed`; others verbatim.
    pub task_status: Option<String>,
    /// What it works on.
    pub resource_id: Option<String>,
    /// Whether it can be cancelled.
    pub support_cancel: Option<bool>,
    /// When it was started.
    pub creation_time: Option<Timestamp>,
    /// When it ended.
    pub finished_time: Option<Timestamp>,
}

impl Task {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            task_id: fields.text("TaskId")?,
            task_action: fields.text("TaskAction"),
            task_status: fields.text("TaskStatus"),
            resource_id: fields.text("ResourceId"),
            support_cancel: fields.flag("SupportCancel"),
            creation_time: fields.time("CreationTime"),
            finished_time: fields.time("FinishedTime"),
        })
    }
}
