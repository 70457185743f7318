//! The inventory: every snapshot of the chosen regions, how fresh it is, and windows of rows for the grid. Making images does not
//! belong here.

mod coalescer;
mod counts;
mod detail;
mod facts;
mod field;
mod handle;
pub(crate) mod index;
mod key;
mod moment;
mod obstacle;
mod query;
mod reads;
mod row;
mod rows;
mod schedule;
mod shard;
mod shard_reader;
mod snapshot;
mod stored;
mod sync_state;
mod views;

pub(crate) use handle::Inventory;

pub use counts::InventoryCounts;
pub use facts::{SnapshotFacts, SourceDisk, SourceInstance};
pub use field::{FlagField, NumberField, RowKind, SortColumn, TimeField, WordField};
pub use key::ResourceKey;
pub use moment::SAME_MOMENT_SECONDS;
pub use obstacle::{data_disk_obstacles, obstacles};
pub use query::{DiskType, SnapshotQuery, SnapshotScope, SnapshotSort};
pub use row::{SnapshotRow, SnapshotWindow};
pub use rows::Rows;
pub use snapshot::{DiskTimeline, RawField, SnapshotDetail, Tag, TimelineSnapshot};
pub use sync_state::{AccountFailure, AccountPart, ShardKind, ShardState, SyncShard, SyncState};
