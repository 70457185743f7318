//! CancelTask: ends an export that is under way.

use serde_json::json;

use super::task;
use crate::call::{Answer, Call, fields};
use crate::ledger::Effect;
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let region_id = call.region_id()?;
    let task = task(call, region_id)?;
    if task.status(call.now) != "Processing" {
        let message = "The specified task status is invalid.";
        return Err(Refusal::new(403, "InvalidTaskId.IncorrectTaskStatus", message));
    }
    let (task_id, at) = (task.task_id.clone(), call.this_second());
    for task in call.cloud.tasks.iter_mut().filter(|task| task.task_id == task_id) {
        task.cancelled = Some(at);
    }
    call.effects.push(Effect::TaskCancelled {
        region_id: region_id.to_owned(),
        task_id,
    });
    Ok(fields(json!({})))
}
