//! DescribeTasks: exports, by filter. Creating and copying images are no tasks.

use jiff::Timestamp;
use serde_json::json;

use crate::call::{Answer, Call, to_second};
use crate::cloud::Task;
use crate::paging::{self, Row};
use crate::refusal::Refusal;

const ACTIONS: [&str; 5] = [
    "ImportImage",
    "ExportImage",
    "RedeployInstance",
    "ModifyDiskSpec",
    "ArchiveSnapshot",
];

impl Row for &Task {
    fn position(&self) -> (Timestamp, &str) {
        (self.created, &self.task_id)
    }
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let parameters = call.parameters;
    let action = call.one_of("TaskAction", &ACTIONS, || Refusal::invalid("TaskAction"))?;
    let status = call.one_of("TaskStatus", &["Finished", "Processing", "Failed"], || {
        Refusal::invalid("TaskStatus")
    })?;
    let ids: Option<Vec<&str>> = parameters
        .get("TaskIds")
        .map(|ids| ids.split(',').map(str::trim).collect());
    let moment = |name: &str| match parameters.get(name) {
        None => Ok(None),
        Some(text) => text.parse::<Timestamp>().map(Some).map_err(|_| Refusal::invalid(name)),
    };
    let (from, to) = (moment("StartTime")?, moment("EndTime")?);
    let resources = parameters.list("ResourceIds")?;
    let now = call.now;
    let rows = call.cloud.tasks.iter().filter(|task| {
        task.region_id == region_id
            && action.is_none_or(|action| action == task.action)
            && status.is_none_or(|status| status == task.status(now))
            && from.is_none_or(|from| task.created >= from)
            && to.is_none_or(|to| task.created <= to)
            && ids.as_ref().is_none_or(|ids| ids.contains(&task.task_id.as_str()))
            && (resources.is_empty() || resources.contains(&task.resource_id))
    });
    let (rows, mut fields) = paging::numbered_page(parameters, rows.collect())?;
    let tasks: Vec<_> = rows
        .into_iter()
        .map(|task| {
            json!({
                "TaskId": task.task_id,
                "TaskAction": task.action,
                "TaskStatus": task.status(now),
                "ResourceId": task.resource_id,
                "SupportCancel": (task.status(now) == "Processing").to_string(),
                "CreationTime": to_second(task.created),
                "FinishedTime": task.finished(now).map(to_second).unwrap_or_default(),
            })
        })
        .collect();
    fields.insert("RegionId", region_id);
    fields.insert("TaskSet", json!({ "Task": tasks }));
    Ok(fields)
}
