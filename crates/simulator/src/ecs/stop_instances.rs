//! StopInstances: from Running over Stopping to Stopped; at once when forced.

use jiff::SignedDuration;

use super::power::{self, PowerChange};
use crate::call::{Answer, Call};
use crate::refusal::Refusal;

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let is_forced = call.parameters.boolean("ForceStop")? == Some(true);
    call.one_of("StoppedMode", &["StopCharging", "KeepCharging"], || {
        Refusal::invalid("StoppedMode")
    })?;
    let change = PowerChange {
        from: "Running",
        passing: "Stopping",
        to: "Stopped",
        lasts: SignedDuration::from_secs(if is_forced { 5 } else { 40 }),
    };
    power::change(call, &change)
}
