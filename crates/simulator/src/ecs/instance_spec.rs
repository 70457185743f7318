//! ModifyInstanceSpec and ModifyPrepayInstanceSpec: another type for an instance, or another bandwidth.

use jiff::SignedDuration;
use serde_json::json;

use super::modify_instance_network_spec;
use crate::call::{Answer, Call, fields};
use crate::client_token;
use crate::cloud::{Instance, InstanceType};
use crate::ledger::Effect;
use crate::refusal::Refusal;

const MISMATCH: (u16, &str, &str) = (
    400,
    "IdempotenceParamNotMatch",
    "There is a idempotence signature mismatch between this and last request.",
);

fn refuse<T>(status: u16, code: &str, message: &str) -> Result<T, Refusal> {
    Err(Refusal::new(status, code, message))
}

/// Of a pay-as-you-go instance: stopped, unless a switch says otherwise; type or bandwidth, never both.
pub(super) fn modify(call: &mut Call<'_>) -> Answer {
    client_token::once(call, MISMATCH, |call| {
        let instance = super::any_instance(call)?.clone();
        let bandwidth = call.parameters.integer("InternetMaxBandwidthOut")?;
        let questions = call.cloud.open_questions.instances;
        if instance.subscribed_until.is_some() {
            let message = "The operation is not permitted due to charge type of the instance.";
            return refuse(403, "ChargeTypeViolation", message);
        }
        if let Some(changed) = instance.spec_changed {
            let interval =
                SignedDuration::from_secs(i64::try_from(questions.spec_interval_seconds).unwrap_or(i64::MAX));
            if call.now.duration_since(changed) < interval {
                let message = "Request was denied due to request throttling, please try again after 5 minutes.";
                return refuse(400, "Throttling", message);
            }
        }
        let asked = call.parameters.get("InstanceType");
        if asked.is_some() && bandwidth.is_some() {
            return refuse(400, "InvalidParameter.Mismatch", "Too many parameters in one request.");
        }
        if let Some(bandwidth) = bandwidth {
            return modify_instance_network_spec::set_bandwidth(call, &instance, bandwidth, false);
        }
        let kind = kind(call, &instance, asked)?;
        let status = instance.status(call.now);
        let is_ready = status == "Stopped" || (questions.spec_changes_online && status == "Running");
        if !is_ready {
            let message = "The specified Instance status is not stopped.";
            return refuse(400, "InvalidInstanceStatus.NotStopped", message);
        }
        call.stop_if_dry_run()?;
        change(call, &instance, kind, false);
        Ok(fields(json!({})))
    })
}

/// Of a subscription: an upgrade while it runs takes effect at the next start or reboot; a downgrade needs it stopped.
pub(super) fn modify_prepay(call: &mut Call<'_>) -> Answer {
    call.region_id()?;
    client_token::once(call, MISMATCH, |call| {
        let instance = super::any_instance(call)?.clone();
        if instance.subscribed_until.is_none() {
            let message = "The operation is not permitted due to an invalid billing method of the instance.";
            return refuse(400, "InvalidBillingMethod.ValueNotSupported", message);
        }
        let kind = kind(call, &instance, call.parameters.get("InstanceType"))?;
        let is_running = instance.status(call.now) == "Running";
        let is_smaller = (kind.cpu, kind.memory_gib * 1_024) < (instance.cpu, instance.memory_mib);
        let operator = call.parameters.get("OperatorType").unwrap_or("upgrade");
        if is_running && (is_smaller || operator.eq_ignore_ascii_case("downgrade")) {
            return refuse(400, "InvalidStatus.NotStopped", "Instance status must be stopped.");
        }
        if !is_running && instance.status(call.now) != "Stopped" {
            let message = "The current status of the resource does not support this operation.";
            return refuse(403, "IncorrectInstanceStatus", message);
        }
        change(call, &instance, kind, is_running);
        let order_id = call.cloud.randomness.digits(15);
        Ok(fields(json!({ "OrderId": order_id })))
    })
}

/// The type asked for, which must fit image, disks and stock.
fn kind(call: &Call<'_>, instance: &Instance, asked: Option<&str>) -> Result<&'static InstanceType, Refusal> {
    let asked = asked.ok_or_else(|| Refusal::missing("InstanceType"))?;
    let kind = InstanceType::find(asked);
    let Some(kind) = kind.filter(|kind| kind.id != instance.instance_type) else {
        let message = "The specified InstanceType does not exist or beyond the permitted range.";
        return refuse(400, "InvalidInstanceType.ValueNotSupported", message);
    };
    let image = call.cloud.image(instance.region_id, &instance.image_id);
    if image.is_some_and(|image| !kind.fits(image)) {
        let message = "The specified image do not support the InstanceType instance.";
        return refuse(403, "ImageNotSupportInstanceType", message);
    }
    let disks = call.cloud.disks_of(&instance.instance_id);
    if !disks.iter().all(|disk| kind.takes(disk.category)) {
        let message = "The instanceType of the specified instance does not support this disk category.";
        return refuse(403, "InvalidInstanceType.NotSupportDiskCategory", message);
    }
    if call.cloud.supply.left(&instance.zone_id, kind.id) == Some(0) {
        return refuse(403, "OperationDenied.NoStock", "The resource is out of usage.");
    }
    Ok(kind)
}

fn change(call: &mut Call<'_>, instance: &Instance, kind: &'static InstanceType, waits: bool) {
    let now = call.now;
    let mut instances = call.cloud.instances.iter_mut();
    if let Some(row) = instances.find(|row| row.instance_id == instance.instance_id) {
        row.spec_changed = Some(now);
        if waits {
            row.pending_type = Some(kind);
        } else {
            row.set_type(kind);
        }
    }
    call.effects.push(Effect::InstanceModified {
        region_id: instance.region_id.to_owned(),
        instance_id: instance.instance_id.clone(),
    });
}
