//! How fresh the inventory is, shard by shard. Empty is never confused with "could not ask".

use serde::Serialize;
use ts_rs::TS;

use crate::Problem;

/// The state of the whole sync.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SyncState {
    /// A shard is being asked right now.
    pub running: bool,
    /// Rows read so far in this run.
    pub rows_so_far: u32,
    /// When the stalest finished shard was read, milliseconds since the epoch; `null` before the first.
    #[ts(type = "number | null")]
    pub synced_at: Option<i64>,
    /// One an account and region.
    pub shards: Vec<SyncShard>,
}

/// One account in one region.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SyncShard {
    /// Our account id.
    pub account_id: String,
    /// `RegionId`, or empty when the regions themselves could not be listed.
    pub region_id: String,
    /// Never, loading, fresh or failed.
    pub state: ShardState,
    /// When it was last read to its end, milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub synced_at: Option<i64>,
    /// Rows the cloud sent that could not be read.
    pub skipped: u32,
    /// Why it could not be read. Of a fresh shard: why disks or instances could not be asked for; its snapshots are complete.
    pub problem: Option<Problem>,
}

/// Where a shard stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ShardState {
    /// Not asked yet.
    Never,
    /// Being asked.
    Loading,
    /// Read to its end.
    Fresh,
    /// Could not be asked; see `problem`.
    Failed,
}
