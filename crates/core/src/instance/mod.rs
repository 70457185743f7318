//! What is done with existing instances: starting and stopping them, and snapshots of their disks.

mod power;
pub(crate) mod reading;
mod snapshot_order;

pub use power::{PowerAction, PowerOrder};
pub use snapshot_order::{OrderDisk, OrderedImage, SnapshotOrder, SnapshotOrderStart};
