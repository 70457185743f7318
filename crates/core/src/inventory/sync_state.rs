//! How fresh the inventory is, shard by shard. "Empty" is never confused with "could not ask".

use std::collections::HashSet;

use serde::Serialize;
use ts_rs::TS;

use super::RowKind;
use crate::Problem;

/// The state of the whole sync.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SyncState {
    /// Something is being read right now. A shard that waits because the cloud throttles it does not count.
    pub running: bool,
    /// Snapshots read so far, as in [`KindSync::rows_so_far`].
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
    /// The same of each kind that has a page, in the order snapshots, images, instances.
    pub kinds: Vec<KindSync>,
    /// One per account, region and kind.
    pub shards: Vec<SyncShard>,
    /// Accounts that could not be asked, or not for their regions.
    pub accounts: Vec<AccountFailure>,
    /// Why the cache cannot be used, or that it was damaged and is being filled again.
    pub cache: Option<Problem>,
}

/// How fresh the rows of one page are.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct KindSync {
    /// Which rows.
    pub rows: RowKind,
    /// Rows read so far since something is being read. A region that is read once more meanwhile counts anew.
    pub rows_so_far: u32,
    /// When the stalest of them were read, milliseconds since the epoch; `null` when none were ever read.
    #[ts(type = "number | null")]
    pub synced_at: Option<i64>,
    /// Regions (one per account) of which some were never read.
    pub never: u32,
    /// Regions of which some could not be read the last time.
    pub failed: u32,
    /// Regions of which some wait because the cloud throttles them.
    pub throttled: u32,
}

impl KindSync {
    /// The state of one kind, from those of all shards.
    pub(super) fn of(rows: RowKind, rows_so_far: u32, shards: &[SyncShard]) -> Self {
        let of_kind = || shards.iter().filter(|shard| shard.kind.rows() == Some(rows));
        // A region counts once, though shared images are listed on their own.
        let regions = |is_counted: &dyn Fn(&SyncShard) -> bool| {
            let regions: HashSet<_> = of_kind()
                .filter(|shard| is_counted(shard))
                .map(|shard| (&shard.account_id, &shard.region_id))
                .collect();
            u32::try_from(regions.len()).unwrap_or(u32::MAX)
        };
        Self {
            rows,
            rows_so_far,
            synced_at: of_kind().filter_map(|shard| shard.synced_at).min(),
            never: regions(&|shard| shard.synced_at.is_none()),
            failed: regions(&|shard| shard.state == ShardState::Failed),
            throttled: regions(&|shard| shard.state == ShardState::Throttled),
        }
    }
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
    /// DescribeImages: the account's own, in every status.
    Images,
    /// DescribeImages: those that other accounts share with this one.
    SharedImages,
    /// DescribeDisks: devices and instances of the snapshots.
    Disks,
    /// DescribeInstances: names and operating systems.
    Instances,
}

impl ShardKind {
    /// All kinds. Those that name the rows of others come first: their first page is there before most snapshots are stored.
    pub(super) const ALL: [Self; 5] = [
        Self::Disks,
        Self::Instances,
        Self::Images,
        Self::SharedImages,
        Self::Snapshots,
    ];

    /// The account's own images and those shared with it.
    pub(super) const ALL_IMAGES: &'static [Self] = &[Self::Images, Self::SharedImages];
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
