//! StartInstances: from Stopped over Starting to Running.

use jiff::SignedDuration;

use super::power::{self, PowerChange};
use crate::call::{Answer, Call};

pub(super) fn answer(call: &mut Call<'_>) -> Answer {
    let change = PowerChange {
        from: "Stopped",
        passing: "Starting",
        to: "Running",
        lasts: SignedDuration::from_secs(30),
    };
    power::change(call, &change)
}
