//! What StartInstances, StopInstances and RebootInstances share: the batch, its refusals, and the change of power state.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::call::{Answer, Call, fields};
use crate::cloud::Instance;
use crate::instance_questions::StopMode;
use crate::ledger::Effect;
use crate::refusal::Refusal;

/// From one power state to another.
pub(super) struct PowerChange {
    pub(super) from: &'static str,
    /// What is passed through, with the seconds after which it is over in the real cloud.
    pub(super) passing: &'static [(&'static str, i64)],
    pub(super) to: &'static str,
    /// `KeepCharging` or `StopCharging`, of a stop.
    pub(super) stopped_mode: Option<&'static str>,
}

fn refuse<T>(status: u16, code: &str, message: &str) -> Result<T, Refusal> {
    Err(Refusal::new(status, code, message))
}

/// The instances that `InstanceId.N` names, a hundred at most; all of them are there.
pub(super) fn instance_ids(call: &Call<'_>, region_id: &str) -> Result<Vec<String>, Refusal> {
    let ids = call.parameters.list("InstanceId")?;
    if ids.len() > 100 {
        let message = "Instance ids cannot be more than 100.";
        return refuse(403, "InvalidParameter.TooManyInstanceIds", message);
    }
    if ids.iter().any(|id| call.cloud.instance(region_id, id).is_none()) {
        let message = "The specified InstanceIds does not exist.";
        return refuse(404, "InvalidInstanceIds.NotFound", message);
    }
    Ok(ids)
}

/// Refuses with the answer of a dry run of instances that passed, when `DryRun=true` was sent.
pub(super) fn stop_if_dry_run(call: &Call<'_>) -> Result<(), Refusal> {
    if call.parameters.boolean("DryRun")? == Some(true) {
        let message = "This request is a dryrun request with successful result.";
        return refuse(400, "DRYRUN.SUCCESS", message);
    }
    Ok(())
}

pub(super) fn change(call: &mut Call<'_>, change: &PowerChange) -> Answer {
    let region_id = call.region_id()?;
    let ids = instance_ids(call, region_id)?;
    if ids.is_empty() {
        return refuse(403, "InvalidInstanceId.NotFound", "InstanceId should not be null.");
    }
    let together = call.one_of("BatchOptimization", &["AllTogether", "SuccessFirst"], || {
        Refusal::invalid("BatchOptimization")
    })?;
    let together = together.is_none_or(|mode| mode == "AllTogether");
    let refusals: Vec<_> = ids.iter().map(|id| hindrance(call, region_id, id, change)).collect();
    if let Some(refusal) = refusals.iter().flatten().next().filter(|_| together) {
        return Err(refusal.clone());
    }
    stop_if_dry_run(call)?;
    let now = call.now;
    let moment = |seconds: i64| {
        let lasts = call.cloud.paced(SignedDuration::from_secs(seconds));
        now.checked_add(lasts).unwrap_or(now)
    };
    let transitions: Vec<_> = change
        .passing
        .iter()
        .map(|(status, seconds)| (*status, moment(*seconds)))
        .collect();
    let current = transitions.first().map_or(change.to, |(status, _)| *status);
    let mut responses = Vec::new();
    for (id, refusal) in ids.into_iter().zip(refusals) {
        let present = call.cloud.instance(region_id, &id).map_or("", |row| row.status(now));
        if let Some(refusal) = refusal {
            responses.push(json!({
                "InstanceId": id,
                "Code": refusal.status.to_string(),
                "Message": refusal.code,
                "PreviousStatus": present,
                "CurrentStatus": present,
            }));
            continue;
        }
        carry_out(call, &id, change, transitions.clone());
        call.effects.push(Effect::InstanceModified {
            region_id: region_id.to_owned(),
            instance_id: id.clone(),
        });
        responses.push(json!({
            "InstanceId": id,
            "Code": "200",
            "Message": "success",
            "PreviousStatus": present,
            "CurrentStatus": current,
        }));
    }
    Ok(fields(
        json!({ "InstanceResponses": { "InstanceResponse": responses } }),
    ))
}

/// Why the power of an instance cannot be changed.
fn hindrance(call: &Call<'_>, region_id: &str, id: &str, change: &PowerChange) -> Option<Refusal> {
    let instance = call.cloud.instance(region_id, id)?;
    let present = instance.status(call.now);
    let is_replacing = call
        .cloud
        .disks_of(id)
        .iter()
        .any(|disk| disk.status(call.now) == "ReIniting");
    if present != change.from || is_replacing {
        let message =
            format!("The current status of the instance {id} is {present}, which does not support this operation.");
        return Some(Refusal::new(403, "IncorrectInstanceStatus", message));
    }
    if instance.locked_for.is_some() {
        let message = "The specified operation is denied as your instance is expired or in arrears.";
        return Some(Refusal::new(403, "InstanceExpiredOrInArrears", message));
    }
    if change.to == "Running" && is_out_of_stock(call, instance) {
        let message = "The requested resource is sold out in the specified zone; try other types of resources or other \
            regions and zones.";
        return Some(Refusal::new(403, "OperationDenied.NoStock", message));
    }
    None
}

/// What is not charged while it is stopped is not kept either.
fn is_out_of_stock(call: &Call<'_>, instance: &Instance) -> bool {
    let is_given_up = call.cloud.open_questions.instances.stop_mode == StopMode::NoStockAtStart;
    let is_sold = call.cloud.supply.left(&instance.zone_id, instance.instance_type) == Some(0);
    instance.stopped_mode(call.now) == "StopCharging" && (is_given_up || is_sold)
}

fn carry_out(call: &mut Call<'_>, id: &str, change: &PowerChange, transitions: Vec<(&'static str, Timestamp)>) {
    let address = call.cloud.public_address();
    let mut instances = call.cloud.instances.iter_mut();
    let Some(instance) = instances.find(|instance| instance.instance_id == id) else {
        return;
    };
    instance.transitions = transitions;
    instance.final_status = change.to;
    if change.to == "Running" {
        // In economical mode the public address is given up.
        if instance.stopped_mode == Some("StopCharging") && instance.settings.public_ip.is_some() {
            instance.settings.public_ip = Some(address);
        }
        instance.stopped_mode = None;
        take_effect(call, id);
    } else {
        instance.stopped_mode = change.stopped_mode;
    }
}

/// Lets the changes take effect that wait for the next start.
fn take_effect(call: &mut Call<'_>, id: &str) {
    let disks = call.cloud.disks.iter_mut();
    for disk in disks.filter(|disk| disk.instance_id.as_deref() == Some(id)) {
        disk.size_gib = disk.pending_gib.take().unwrap_or(disk.size_gib);
    }
    let mut instances = call.cloud.instances.iter_mut();
    if let Some(instance) = instances.find(|instance| instance.instance_id == id)
        && let Some(kind) = instance.pending_type.take()
    {
        instance.set_type(kind);
    }
}
