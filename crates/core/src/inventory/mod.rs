//! The inventory: every snapshot of the chosen regions, how fresh it is, and windows of rows for the grid. Making images does not
//! belong here.

mod coalescer;
mod detail;
mod facts;
mod handle;
mod moment;
mod obstacle;
mod query;
mod reads;
mod row;
mod schedule;
mod shard;
mod shard_reader;
mod snapshot;
mod stored;
mod sync_state;
mod views;

pub(crate) use handle::Inventory;

pub use facts::{SnapshotFacts, SourceDisk, SourceInstance};
pub use moment::SAME_MOMENT_SECONDS;
pub use obstacle::{data_disk_obstacles, obstacles};
pub use query::{DiskType, SnapshotQuery, SnapshotScope, SnapshotSort, SortColumn};
pub use row::{SnapshotKey, SnapshotRow, SnapshotWindow};
pub use snapshot::{DiskTimeline, RawField, SnapshotDetail, Tag, TimelineSnapshot};
pub use sync_state::{AccountFailure, AccountPart, ShardKind, ShardState, SyncShard, SyncState};
