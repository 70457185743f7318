//! RebootInstances: from Running over Stopping and Starting to Running; faster when forced.

use super::power::{self, PowerChange};
use crate::call::{Answer, Call};

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let is_forced = call.parameters.boolean("ForceReboot")? == Some(true);
    let change = PowerChange {
        from: "Running",
        passing: if is_forced {
            &[("Stopping", 5), ("Starting", 35)]
        } else {
            &[("Stopping", 40), ("Starting", 70)]
        },
        to: "Running",
        stopped_mode: None,
    };
    power::change(call, &change)
}
