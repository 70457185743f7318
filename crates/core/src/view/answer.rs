//! What the window is told of a view.

use serde::Serialize;
use ts_rs::TS;

use super::{Selection, ViewSpec};
use crate::Problem;
use crate::inventory::Rows;

/// How a view stands.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ViewState {
    /// Its handle.
    pub view_id: u32,
    /// Grows with each update of the view.
    pub version: u32,
    /// Revision of the rows of its kind.
    #[ts(type = "number")]
    pub revision: u64,
    /// Rows that it shows.
    pub total: u32,
    /// Rows in its scope before search and filters.
    pub of: u32,
    /// What is selected.
    pub selection: Selection,
    /// The rows of the last run of the program are still being loaded: `total` and `of` grow.
    pub loading: bool,
    /// Why the rows of the last run of the program could not be loaded: there are more than `total` and `of` say, or none is known.
    pub problem: Option<Problem>,
}

/// A window of rows of a view.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ViewRows {
    /// As in [`ViewState`].
    pub version: u32,
    /// As in [`ViewState`].
    #[ts(type = "number")]
    pub revision: u64,
    /// As in [`ViewState`].
    pub total: u32,
    /// As in [`ViewState`].
    pub of: u32,
    /// Index of the first row here.
    pub from: u32,
    /// One a row: whether it is selected.
    pub selected: Vec<bool>,
    /// The rows.
    pub rows: Rows,
    /// What is selected.
    pub selection: Selection,
    /// As in [`ViewState`].
    pub loading: bool,
    /// As in [`ViewState`].
    pub problem: Option<Problem>,
}

/// A view and a window of its rows.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ViewAndRows {
    /// How the view stands.
    pub view: ViewState,
    /// The rows that were asked for with it.
    pub window: ViewRows,
}

/// A view that was kept under a name.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SavedView {
    /// Its name.
    pub name: String,
    /// What it shows.
    pub spec: ViewSpec,
}
