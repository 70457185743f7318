//! StopInstances: from Running over Stopping to Stopped; faster when forced.

use super::power::{self, PowerChange};
use crate::call::{Answer, Call};
use crate::instance_questions::StopMode;
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let is_forced = call.parameters.boolean("ForceStop")? == Some(true);
    let mode = call.one_of("StoppedMode", &["StopCharging", "KeepCharging"], || {
        Refusal::invalid("StoppedMode")
    })?;
    let default = match call.cloud.open_questions.instances.stop_mode {
        StopMode::KeepCharging => "KeepCharging",
        StopMode::StopCharging | StopMode::NoStockAtStart => "StopCharging",
    };
    let change = PowerChange {
        from: "Running",
        passing: if is_forced {
            &[("Stopping", 5)]
        } else {
            &[("Stopping", 40)]
        },
        to: "Stopped",
        stopped_mode: Some(mode.unwrap_or(default)),
    };
    power::change(call, &change)
}
