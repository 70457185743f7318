//! What a view shows: kind, scope, search, filters and order.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Filter;
use crate::inventory::{RowKind, SortColumn};

/// What a view shows. Everything given is ANDed.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ViewSpec {
    /// The kind of its rows.
    pub kind: RowKind,
    /// Which accounts, regions and resource groups.
    pub scope: Scope,
    /// Substring, any case, over everything that a row is searched by. White space around it is ignored.
    pub search: String,
    /// Rows that pass all of them.
    pub filters: Vec<Filter>,
    /// Order of the rows.
    pub sort: Sort,
}

/// Accounts, regions and resource groups of a view.
#[derive(Clone, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Scope {
    /// Account ids; empty means all.
    pub account_ids: Vec<String>,
    /// Region ids; empty means all chosen ones.
    pub region_ids: Vec<String>,
    /// `ResourceGroupId`s; empty means all.
    pub resource_group_ids: Vec<String>,
}

/// Column and direction. Ties are broken by time, newest first, then id, so that the order is stable.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Sort {
    /// The column; one that the kind has.
    pub column: SortColumn,
    /// Largest, newest or last letter first.
    pub descending: bool,
}
