//! StartInstances: from Stopped over Starting to Running.

use super::power::{self, PowerChange};
use crate::call::{Answer, Call};

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let change = PowerChange {
        from: "Stopped",
        passing: &[("Starting", 30)],
        to: "Running",
        stopped_mode: None,
    };
    power::change(call, &change)
}
