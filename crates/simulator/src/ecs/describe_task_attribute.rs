//! DescribeTaskAttribute: how far one task is.

use serde_json::json;

use super::task;
use crate::call::{Answer, Call, fields, to_second};

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let (task, now) = (task(call, region_id)?, call.now);
    let status = task.status(now);
    let error = if task.cancelled.is_some() { "TaskCancelled" } else { "" };
    let outcome = if status == "Finished" { "Success" } else { status };
    let parts: Vec<_> = match task.objects.as_slice() {
        [] => vec![json!([{ "Name": "ImageId", "Value": task.resource_id }])],
        objects => objects
            .iter()
            .map(|object| json!([{ "Name": "OSSObject", "Value": object }]))
            .collect(),
    };
    let count = |is: bool| if is { parts.len() } else { 0 };
    let operations: Vec<_> = parts
        .iter()
        .map(|items| {
            json!({
                "OperationStatus": outcome,
                "ErrorCode": error,
                "ErrorMsg": error,
                "RelatedItemSet": { "RelatedItem": items },
            })
        })
        .collect();
    Ok(fields(json!({
        "TaskId": task.task_id,
        "RegionId": region_id,
        "TaskAction": task.action,
        "TaskStatus": status,
        "TaskProcess": format!("{}%", task.progress(now)),
        "SupportCancel": (status == "Processing").to_string(),
        "TotalCount": parts.len(),
        "SuccessCount": count(status == "Finished"),
        "FailedCount": count(status == "Failed"),
        "CreationTime": to_second(task.created),
        "FinishedTime": task.finished(now).map(to_second).unwrap_or_default(),
        "OperationProgressSet": { "OperationProgress": operations },
    })))
}
