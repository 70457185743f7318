//! Which rows of a view are selected. The window never holds the list.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::inventory::ResourceKey;

/// How many rows are selected.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Selection {
    /// All of them.
    pub count: u32,
    /// Those of them that the view does not show now.
    pub hidden: u32,
}

/// A change of the selection.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "op")]
#[ts(export)]
pub enum SelectOperation {
    /// Selects nothing.
    Clear,
    /// Selects every row that the view shows now, and those that it shows later, until it shows something else or the selection is
    /// cleared. Single rows can be taken out.
    All,
    /// Selects a row, or takes it out.
    Set {
        /// The row.
        key: ResourceKey,
        /// Whether it is selected from now on.
        selected: bool,
    },
    /// Selects a row and nothing else.
    Only {
        /// The row.
        key: ResourceKey,
    },
    /// Selects two rows and everything between them in the order of the view, or takes them out.
    Range {
        /// Where the range begins. One that is not shown counts as `to`.
        anchor: ResourceKey,
        /// Where the range ends.
        to: ResourceKey,
        /// Whether they are selected from now on.
        selected: bool,
    },
}

/// The selected rows by name.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SelectedKeys {
    /// All of them.
    pub count: u32,
    /// Those of them that the view does not show now.
    pub hidden: u32,
    /// The first of them in the order of the view, hidden ones last.
    pub keys: Vec<ResourceKey>,
}
