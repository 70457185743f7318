//! One task in detail.

use super::Task;
use crate::declare::{action, reply};
use crate::{JsonObject, Unreadable};

action! {
    /// Asks for the progress of a task. Source: metadata of ECS, DescribeTaskAttribute.
    pub struct DescribeTaskAttribute: Ecs(region_id), Read, 15 seconds -> TaskAttribute {
        /// The region.
        region_id: String = "RegionId",
        /// The task.
        task_id: String = "TaskId",
    }
    /// How far a task is.
    new(region_id: String, task_id: String);
}

reply! {
    /// A task in detail.
    #[derive(Eq)]
    pub struct TaskAttribute from reply {
        /// The task as DescribeTasks lists it; `resource_id` is absent.
        task: Task = Task::read(reply).ok_or(Unreadable::Field("TaskId"))?,
        /// Percent done.
        task_process: Option<u8> = reply.percent("TaskProcess"),
        /// How many of its operations there are.
        total_count: Option<u32> = reply.number("TotalCount"),
        /// How many of them succeeded.
        success_count: Option<u32> = reply.number("SuccessCount"),
        /// How many of them failed.
        failed_count: Option<u32> = reply.number("FailedCount"),
        /// The operations.
        operations: Vec<OperationProgress> = reply.rows("OperationProgressSet", "OperationProgress", OperationProgress::read),
    }
}

/// One operation of a task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationProgress {
    /// `Success`, `Failed`, ...; verbatim.
    pub operation_status: Option<String>,
    /// The error code, when it failed.
    pub error_code: Option<String>,
    /// The message of the cloud: hostile text.
    pub error_msg: Option<String>,
    /// What the operation made or used, as name and value, such as the OSS object of an export.
    pub related_items: Vec<(String, String)>,
}

impl OperationProgress {
    #[allow(clippy::unnecessary_wraps, reason = "the form of every reader of rows")]
    fn read(fields: JsonObject<'_>) -> Option<Self> {
        let item = |item: JsonObject<'_>| Some((item.text("Name")?, item.text("Value").unwrap_or_default()));
        Some(Self {
            operation_status: fields.text("OperationStatus"),
            error_code: fields.text("ErrorCode"),
            error_msg: fields.text("ErrorMsg"),
            related_items: fields.rows("RelatedItemSet", "RelatedItem", item),
        })
    }
}
