//! One page of the tasks of a region.

use std::time::Duration;

use super::Task;
use crate::fields;
use crate::paging::{self, Listing};
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

const PAGE_SIZE: u32 = 100;

/// Lists imports, exports and other long tasks. Source: metadata of ECS, DescribeTasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeTasks {
    /// The region.
    pub region_id: String,
    /// At most 100 task ids; all tasks when empty.
    pub task_ids: Vec<String>,
    /// `ImportImage`, `ExportImage`, ...
    pub task_action: Option<String>,
    /// `Finished`, `Processing` or `Failed`.
    pub task_status: Option<String>,
    /// Tasks started since, as `yyyy-MM-ddTHH:mmZ`.
    pub start_time: Option<String>,
    /// Tasks started until, as `yyyy-MM-ddTHH:mmZ`.
    pub end_time: Option<String>,
    /// Tasks on these resources.
    pub resource_ids: Vec<String>,
    /// The page, from 1.
    pub page_number: u32,
}

/// One page of tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskPage {
    /// The rows, in the cloud's order.
    pub tasks: Vec<Task>,
    /// Rows that could not be read.
    pub skipped: usize,
    /// How many rows a full page has, as the cloud understood it.
    pub page_size: Option<u32>,
}

impl DescribeTasks {
    /// All tasks of a region.
    pub fn new(region_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            page_number: 1,
            task_ids: Vec::new(),
            task_action: None,
            task_status: None,
            start_time: None,
            end_time: None,
            resource_ids: Vec::new(),
        }
    }
}

impl Action for DescribeTasks {
    type Response = TaskPage;

    const NAME: &'static str = "DescribeTasks";
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
        parameters.set_comma_list("TaskIds", &self.task_ids);
        parameters.set_optional("TaskAction", self.task_action.as_deref());
        parameters.set_optional("TaskStatus", self.task_status.as_deref());
        parameters.set_optional("StartTime", self.start_time.as_deref());
        parameters.set_optional("EndTime", self.end_time.as_deref());
        parameters.set_repeated("ResourceIds", &self.resource_ids);
        parameters.set("PageNumber", self.page_number.to_string());
        parameters.set("PageSize", PAGE_SIZE.to_string());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<TaskPage, Unreadable> {
        let (tasks, skipped) = fields::rows(reply, "TaskSet", "Task", Task::read)?;
        Ok(TaskPage {
            tasks,
            skipped,
            page_size: reply.number("PageSize"),
        })
    }
}

impl Listing for DescribeTasks {
    fn turn(&mut self, page: &TaskPage) -> bool {
        self.page_number = self.page_number.saturating_add(1);
        paging::is_full(Self::row_count(page), page.page_size, PAGE_SIZE)
    }

    fn row_count(page: &TaskPage) -> usize {
        page.tasks.len() + page.skipped
    }

    fn row_ids(page: &TaskPage) -> Vec<&str> {
        page.tasks.iter().map(|row| row.task_id.as_str()).collect()
    }
}
