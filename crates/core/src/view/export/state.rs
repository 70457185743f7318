//! What the window is told of exports.

use serde::Serialize;
use ts_rs::TS;

use super::ExportFormat;
use crate::Problem;
use crate::inventory::RowKind;

/// What could be written of a view now.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ExportOffer {
    /// The rows that it shows.
    pub shown: ExportCount,
    /// The rows that are selected.
    pub selected: ExportCount,
    /// Regions, and accounts, in its scope of which rows are not there because they could not be asked.
    pub missing_parts: u32,
}

/// How many rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ExportCount {
    /// All of them.
    pub rows: u32,
    /// Those of them that the view does not show.
    pub hidden: u32,
    /// Those of them that could not be read again the last time.
    pub stale: u32,
}

/// An export and how far it is.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Export {
    /// Its number in this run of the program.
    pub id: u32,
    /// The kind of its rows.
    pub kind: RowKind,
    /// The format of the file.
    pub format: ExportFormat,
    /// Name of the file, without its folder.
    pub file_name: String,
    /// Rows written so far.
    pub written: u32,
    /// Rows that there were at its begin.
    pub of: u32,
    /// Rows among those written that could not be read again the last time.
    pub stale_rows: u32,
    /// Rows that went meanwhile.
    pub missing_rows: u32,
    /// Regions, and accounts, of which rows are not there because they could not be asked.
    pub missing_parts: u32,
    /// Where it stands.
    pub state: ExportState,
    /// Why it failed.
    pub problem: Option<Problem>,
}

/// Where an export stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ExportState {
    /// It is being written.
    Running,
    /// The file is there.
    Done,
    /// It could not be written; a file that was there is as it was.
    Failed,
    /// A person stopped it; a file that was there is as it was.
    Cancelled,
}
