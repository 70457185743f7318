//! What is done with existing instances: starting and stopping them, and snapshots of their disks.

mod power;
pub(crate) mod reading;
mod snapshot_order;
pub(crate) mod snapshot_rules;

pub use power::{PowerAction, PowerOrder};
pub(crate) use snapshot_order::OrderFacts;
pub use snapshot_order::{OrderDisk, OrderedImage, SnapshotOrder, SnapshotOrderStart};
