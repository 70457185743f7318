//! What the grid asks for: scope, search, filters and sort.

use serde::Deserialize;
use ts_rs::TS;

use super::SortColumn;

/// A view of the snapshot inventory. Everything given is ANDed.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SnapshotQuery {
    /// Which accounts and regions.
    pub scope: SnapshotScope,
    /// Substring, any case, over name, id, description, tags, disk id, instance id and name. White space around it is ignored.
    pub search: String,
    /// `progressing`, `accomplished`, `failed`; empty means all.
    pub status: Vec<String>,
    /// System or data disk snapshots only.
    pub disk_type: Option<DiskType>,
    /// Created within so many days.
    pub created_within_days: Option<u32>,
    /// Encrypted ones only, or unencrypted ones only.
    pub encrypted: Option<bool>,
    /// `true`: automatic snapshots only; `false`: manual ones only.
    pub automatic: Option<bool>,
    /// Leave out the temporary snapshots of Security Center (`SAS_Agentless*`).
    pub hide_agentless: bool,
    /// Order of the rows.
    pub sort: SnapshotSort,
}

/// Accounts and regions of a view.
#[derive(Clone, Debug, Default, Deserialize, Eq, Hash, PartialEq, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SnapshotScope {
    /// Account ids; empty means all.
    pub account_ids: Vec<String>,
    /// Region ids; empty means all chosen ones.
    pub region_ids: Vec<String>,
}

/// `SourceDiskType` of a snapshot.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, serde::Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum DiskType {
    /// `system`
    System,
    /// `data`
    Data,
}

/// Column and direction. Ties are broken by time, then id, so that the order is stable.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SnapshotSort {
    /// The column.
    pub column: SortColumn,
    /// Largest, newest or last letter first.
    pub descending: bool,
}
