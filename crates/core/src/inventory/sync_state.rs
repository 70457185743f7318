//! How fresh the inventory is, shard by shard. "Empty" is never confused with "could not ask".

use serde::Serialize;
use ts_rs::TS;

use crate::Problem;

/// The state of the whole sync.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SyncState {
    /// Something is being read right now. A shard that waits because the cloud throttles it does not count.
    pub running: bool,
    /// Rows read so far since the sync began.
    pub rows_so_far: u32,
    /// When the stalest snapshots of those shown were read, milliseconds since the epoch; `null` when none were ever read.
    #[ts(type = "number | null")]
    pub synced_at: Option<i64>,
    /// Regions (one per account) whose snapshots were never read.
    pub never: u32,
    /// Regions whose snapshots could not be read the last time.
    pub failed: u32,
    /// Regions whose snapshots wait because the cloud throttles them.
    pub throttled: u32,
    /// One per account, region and kind.
    pub shards: Vec<SyncShard>,
    /// Accounts that could not be asked, or not for their regions.
    pub accounts: Vec<AccountFailure>,
    /// Why the cache cannot be used, or that it was damaged and is being filled again.
    pub cache: Option<Problem>,
}

/// One kind of row of one account in one region.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SyncShard {
    /// Our account id.
    pub account_id: String,
    /// `RegionId`.
    pub region_id: String,
    /// What is listed.
    pub kind: ShardKind,
    /// Where it stands.
    pub state: ShardState,
    /// When it was last read to its end, milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub synced_at: Option<i64>,
    /// Rows the cloud sent that could not be read. While there are any, no row is taken for deleted.
    pub skipped: u32,
    /// Why it could not be read the last time.
    pub problem: Option<Problem>,
}

/// A kind of row that a region is listed by.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ShardKind {
    /// DescribeSnapshots.
    Snapshots,
    /// DescribeDisks: devices and instances of the snapshots.
    Disks,
    /// DescribeInstances: names and operating systems.
    Instances,
}

impl ShardKind {
    /// All kinds. Disks and instances come first: their first page is there before most snapshots are stored.
    pub(super) const ALL: [Self; 3] = [Self::Disks, Self::Instances, Self::Snapshots];
}

/// Where a shard stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ShardState {
    /// Not read yet.
    Never,
    /// Being read.
    Loading,
    /// Read to its end.
    Fresh,
    /// The cloud throttles it; it is read as soon as the cloud allows.
    Throttled,
    /// Could not be read; see `problem`.
    Failed,
}

/// An account of which something could not be asked.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AccountFailure {
    /// Our account id.
    pub account_id: String,
    /// What could not be asked.
    pub part: AccountPart,
    /// Why.
    pub problem: Problem,
}

/// What of an account could not be asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum AccountPart {
    /// Nothing at all.
    Everything,
    /// Which regions there are.
    Regions,
}
