//! What is done with existing instances: starting and stopping them, snapshots of their disks, another operating system, another
//! configuration.

mod change;
pub(crate) mod change_rules;
mod changes;
mod power;
pub(crate) mod reading;
mod replace;
pub(crate) mod replace_rules;
mod replacements;
mod snapshot_order;
mod snapshot_orders;
pub(crate) mod snapshot_rules;

pub use change::{ChangeCheck, ChangeDisk, ChangeDraft, ChangeStart, ChangeStep, ChangeType, DiskChange};
pub(crate) use changes::Changes;
pub use power::{PowerAction, PowerOrder};
pub use replace::{
    ReplaceCheck, ReplaceDraft, ReplaceEffect, ReplaceEffectCode, ReplaceFate, ReplaceImage, ReplaceInstance,
    ReplaceStart,
};
pub(crate) use replacements::Replacements;
pub(crate) use snapshot_order::OrderFacts;
pub use snapshot_order::{OrderDisk, OrderedImage, SnapshotOrder, SnapshotOrderStart};
pub(crate) use snapshot_orders::SnapshotOrders;

use crate::{Problem, ProblemCode};

/// Instances of one order.
const MOST_INSTANCES: usize = 1_000;

/// Checks how many instances an order has.
///
/// # Errors
/// `Malformed` at `field` when there are more than 1,000.
pub(crate) fn check_number(field: &str, count: usize) -> Result<(), Problem> {
    if count > MOST_INSTANCES {
        let problem = Problem::new(ProblemCode::Malformed).at(field);
        return Err(problem.with("reason", format!("more than {MOST_INSTANCES} instances")));
    }
    Ok(())
}
