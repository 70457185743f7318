//! The inventory: every snapshot of the chosen regions, how fresh it is, and windows of rows for the grid. Making images does not belong here.

mod detail;
#[allow(clippy::module_inception)]
mod inventory;
mod listing;
mod moment;
mod pulse;
mod query;
mod record;
mod row;
mod run;
mod shard;
mod snapshot;
mod sync;
mod views;

pub(crate) use inventory::Inventory;
pub(crate) use record::SnapshotRecord;

pub use query::{DiskType, SnapshotQuery, SnapshotScope, SnapshotSort, SortColumn};
pub use row::{SnapshotKey, SnapshotRow, SnapshotWindow};
pub use snapshot::{DiskLane, Frame, RawField, SnapshotDetail, Tag};
pub use sync::{ShardState, SyncShard, SyncState};
