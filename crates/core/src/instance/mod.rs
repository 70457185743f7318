//! What is done with existing instances: starting and stopping them, and snapshots of their disks.

mod change;
pub(crate) mod change_rules;
mod changes;
mod power;
pub(crate) mod reading;
mod replace;
pub(crate) mod replace_rules;
mod replacements;
mod snapshot_order;
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
