//! What StartInstances and StopInstances share: the batch, its refusals, and the change of power state.

use jiff::SignedDuration;
use serde_json::json;

use crate::call::{Answer, Call, fields};
use crate::ledger::Effect;
use crate::refusal::Refusal;

/// From one power state to another.
pub(super) struct PowerChange {
    pub(super) from: &'static str,
    pub(super) passing: &'static str,
    pub(super) to: &'static str,
    /// How long it takes in the real cloud.
    pub(super) lasts: SignedDuration,
}

pub(super) fn change(call: &mut Call<'_>, change: &PowerChange) -> Answer {
    let region_id = call.region_id()?;
    let ids = call.parameters.list("InstanceId")?;
    let refuse = |status, code: &str, message: &str| Err(Refusal::new(status, code, message));
    if ids.is_empty() {
        return refuse(403, "InvalidInstanceId.NotFound", "InstanceId should not be null.");
    }
    if ids.len() > 100 {
        let message = "Instance ids cannot be more than 100.";
        return refuse(403, "InvalidParameter.TooManyInstanceIds", message);
    }
    let together = call.one_of("BatchOptimization", &["AllTogether", "SuccessFirst"], || {
        Refusal::invalid("BatchOptimization")
    })?;
    let together = together.is_none_or(|mode| mode == "AllTogether");
    let now = call.now;
    for id in &ids {
        let Some(instance) = call.cloud.instance(region_id, id) else {
            return refuse(
                404,
                "InvalidInstanceIds.NotFound",
                "The specified InstanceIds does not exist.",
            );
        };
        if together && instance.status(now) != change.from {
            let message = format!(
                "The current status of the instance {id} is {}, which does not support this operation.",
                instance.status(now)
            );
            return refuse(403, "IncorrectInstanceStatus", &message);
        }
    }
    call.stop_if_dry_run()?;
    let until = now.checked_add(call.cloud.paced(change.lasts)).unwrap_or(now);
    let mut responses = Vec::new();
    for id in ids {
        let mut instances = call.cloud.instances.iter_mut();
        let Some(instance) = instances.find(|instance| instance.instance_id == id) else {
            continue;
        };
        let present = instance.status(now);
        if present != change.from {
            responses.push(json!({
                "InstanceId": id,
                "Code": "403",
                "Message": "IncorrectInstanceStatus",
                "PreviousStatus": present,
                "CurrentStatus": present,
            }));
            continue;
        }
        instance.transitions = vec![(change.passing, until)];
        instance.final_status = change.to;
        call.effects.push(Effect::InstanceModified {
            region_id: region_id.to_owned(),
            instance_id: id.clone(),
        });
        responses.push(json!({
            "InstanceId": id,
            "Code": "200",
            "Message": "success",
            "PreviousStatus": change.from,
            "CurrentStatus": change.passing,
        }));
    }
    Ok(fields(
        json!({ "InstanceResponses": { "InstanceResponse": responses } }),
    ))
}
