//! DescribeTaskAttribute: how far one task is.

use serde_json::json;

use super::task;
use crate::call::{Answer, Call, fields, to_second};

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let (task, now) = (task(call, region_id)?, call.now);
    let status = task.status(now);
    let error = if task.cancelled.is_some() { "TaskCancelled" } else { "" };
    Ok(fields(json!({
        "TaskId": task.task_id,
        "RegionId": region_id,
        "TaskAction": task.action,
        "TaskStatus": status,
        "TaskProcess": format!("{}%", task.progress(now)),
        "SupportCancel": (status == "Processing").to_string(),
        "TotalCount": 1,
        "SuccessCount": i32::from(status == "Finished"),
        "FailedCount": i32::from(status == "Failed"),
        "CreationTime": to_second(task.created),
        "FinishedTime": task.finished(now).map(to_second).unwrap_or_default(),
        "OperationProgressSet": { "OperationProgress": [{
            "OperationStatus": status,
            "ErrorCode": error,
            "ErrorMsg": error,
            "RelatedItemSet": { "RelatedItem": [{ "Name": "ImageId", "Value": task.resource_id }] },
        }] },
    })))
}
