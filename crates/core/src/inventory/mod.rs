//! The inventory: every snapshot, image, disk and instance of the chosen regions, how fresh they are, and what they say of each other.
//! Making images does not belong here.

mod asked;
mod coalescer;
mod counts;
mod detail;
mod facts;
mod families;
mod field;
mod handle;
mod image;
mod image_detail;
mod image_presence;
mod image_relations;
mod image_shares;
pub(crate) mod index;
mod instance;
mod instance_detail;
mod instance_disks;
mod key;
mod kinds;
mod kms_keys;
mod known;
mod listed;
mod loading;
mod moment;
mod named_rows;
mod obstacle;
mod presence;
mod reads;
mod records;
mod relations;
mod resource_groups;
mod row;
mod row_ids;
mod rows;
mod schedule;
mod shard;
mod snapshot;
mod snapshot_uses;
mod stored;
mod stored_pages;
mod storing;
mod sync_state;
mod unfinished;
mod uses_now;

pub(crate) use asked::AskedRows;
pub(crate) use families::NewestImage;
pub(crate) use handle::Inventory;
pub(crate) use image_detail::disks as image_disks;
pub(crate) use image_shares::{Shares, shares};
pub(crate) use instance_disks::KnownInstance;
pub(crate) use kinds::image::size_gib;
pub(crate) use kinds::image::{check_word, findings as check_findings, is_finished as is_check_finished};
pub(crate) use presence::{KnownCopy, KnownCopyState, PresenceQuestion};
pub(crate) use records::{Recorded, Records};
pub(crate) use snapshot_uses::SnapshotUse;

pub use counts::InventoryCounts;
pub use facts::{SnapshotFacts, SourceDisk, SourceInstance};
pub use families::FamilyNewest;
pub use field::{FlagField, NumberField, RowKind, SortColumn, TimeField, WordField};
pub use image::{ImageCheck, ImageCheckItem, ImageCopy, ImageDetail, ImageDisk, ImageRef, ImageRow, InstanceRef};
pub use image_presence::{CopyRegion, ImageThere};
pub use instance::{InstanceDetail, InstanceDisk, InstanceRow};
pub use key::ResourceKey;
pub use kms_keys::KmsKey;
pub use moment::SAME_MOMENT_SECONDS;
pub use obstacle::{data_disk_obstacles, obstacles};
pub use presence::{
    PresenceAccount, PresenceBy, PresenceCell, PresenceFailure, PresenceLine, PresenceRow, PresenceSource,
    PresenceWindow, RegionNotAsked,
};
pub use resource_groups::{ResourceGroup, ResourceGroupList};
pub use row::SnapshotRow;
pub use rows::Rows;
pub use snapshot::{DiskTimeline, RawField, SnapshotDetail, Tag, TimelineSnapshot};
pub use sync_state::{AccountFailure, AccountPart, KindSync, ShardKind, ShardState, SyncShard, SyncState};
