//! One task in detail.

use std::time::Duration;

use super::Task;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Asks how far a task is. Source: metadata of ECS, DescribeTaskAttribute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeTaskAttribute {
    /// The region.
    pub region_id: String,
    /// The task.
    pub task_id: String,
}

/// A task in detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskAttribute {
    /// The task as DescribeTasks lists it; `resource_id` is absent.
    pub task: Task,
    /// Percent done.
    pub task_process: Option<u8>,
    /// How many of its operations there are.
    pub total_count: Option<u32>,
    /// How many of them succeeded.
    pub success_count: Option<u32>,
    /// How many of them failed.
    pub failed_count: Option<u32>,
    /// The operations.
    pub operations: Vec<OperationProgress>,
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

impl DescribeTaskAttribute {
    /// How far a task is.
    pub fn new(region_id: impl Into<String>, task_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            task_id: task_id.into(),
        }
    }
}

impl Action for DescribeTaskAttribute {
    type Response = TaskAttribute;

    const NAME: &'static str = "DescribeTaskAttribute";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(15);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set("TaskId", &self.task_id);
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<TaskAttribute, Unreadable> {
        let fields = *reply;
        Ok(TaskAttribute {
            task: Task::read(fields).ok_or(Unreadable::Field("TaskId"))?,
            task_process: fields.percent("TaskProcess"),
            total_count: fields.number("TotalCount"),
            success_count: fields.number("SuccessCount"),
            failed_count: fields.number("FailedCount"),
            operations: fields.rows("OperationProgressSet", "OperationProgress", OperationProgress::read),
        })
    }
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
