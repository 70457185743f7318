//! ModifyInstanceNetworkSpec: bandwidth and how it is charged. It takes effect at once; without any, the public address is
//! given up.

use serde_json::json;

use crate::call::{Answer, Call, fields};
use crate::client_token::{self, MISMATCH};
use crate::cloud::Instance;
use crate::ledger::Effect;
use crate::refusal::Refusal;

fn refuse<T>(status: u16, code: &str, message: &str) -> Result<T, Refusal> {
    Err(Refusal::new(status, code, message))
}

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    client_token::once(call, MISMATCH, |call| {
        let instance = super::any_instance(call)?.clone();
        let allocates = call.parameters.boolean("AllocatePublicIp")? == Some(true);
        let out = call.parameters.integer("InternetMaxBandwidthOut")?;
        set_bandwidth(
            call,
            &instance,
            out.unwrap_or(instance.settings.bandwidth_out),
            allocates,
        )
    })
}

/// Sets the bandwidth of an instance, with the address that goes with it.
pub(super) fn set_bandwidth(call: &mut Call<'_>, instance: &Instance, out: i64, allocates: bool) -> Answer {
    let charge_type = call.one_of("NetworkChargeType", &["PayByBandwidth", "PayByTraffic"], || {
        let message = "The specified InternetChargeType is invalid.";
        Refusal::new(400, "InvalidInternetChargeType.ValueNotSupported", message)
    })?;
    let charge_type = charge_type.unwrap_or(instance.settings.internet_charge_type);
    let is_subscribed = instance.subscribed_until.is_some();
    let most = if is_subscribed && charge_type == "PayByBandwidth" {
        200
    } else {
        100
    };
    if !(0..=most).contains(&out) {
        let message = "The specified InternetMaxBandwidthOut is beyond the permitted range.";
        return refuse(400, "InvalidInternetMaxBandwidthOut.ValueNotSupported", message);
    }
    let asked_in = call.parameters.integer("InternetMaxBandwidthIn")?;
    if asked_in.is_some_and(|asked| !(1..=out.max(10)).contains(&asked)) {
        let message = "The specified InternetMaxBandwidthIn is beyond the permitted range.";
        return refuse(400, "InvalidInternetMaxBandwidthIn.ValueNotSupported", message);
    }
    if instance.settings.eip.is_some() {
        let message = "The specified instance with eip is not supported, please unassociate eip first.";
        return refuse(403, "InvalidInstance.EipNotSupport", message);
    }
    if !["Running", "Stopped"].contains(&instance.status(call.now)) {
        let message = "The current status of the instance does not support this operation.";
        return refuse(403, "IncorrectInstanceStatus", message);
    }
    let address = call.cloud.public_address();
    let now = call.now;
    let mut instances = call.cloud.instances.iter_mut();
    if let Some(row) = instances.find(|row| row.instance_id == instance.instance_id) {
        row.spec_changed = Some(now);
        let settings = &mut row.settings;
        settings.internet_charge_type = charge_type;
        settings.bandwidth_out = out;
        settings.bandwidth_in = match asked_in {
            Some(asked) => asked,
            None if out == 0 => -1,
            None => out.max(10),
        };
        if out == 0 {
            settings.public_ip = None;
        } else if settings.public_ip.is_none() && (is_subscribed || allocates) {
            settings.public_ip = Some(address);
        }
    }
    call.effects.push(Effect::InstanceModified {
        region_id: instance.region_id.to_owned(),
        instance_id: instance.instance_id.clone(),
    });
    if !is_subscribed {
        return Ok(fields(json!({})));
    }
    let order_id = call.cloud.randomness.digits(15);
    Ok(fields(json!({ "OrderId": order_id })))
}
