//! What is written to a file.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ExportField;

/// What is written of a view, and how. Every field of the rows is written.
#[derive(Clone, Debug, Deserialize, PartialEq, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ExportSpec {
    /// Which rows.
    pub rows: ExportRows,
    /// The format of the file.
    pub format: ExportFormat,
    /// The headings of a CSV file; those of fields that the kind does not have are ignored. Without it, and where one is missing, the
    /// names of the API. JSON always has these.
    pub headers: Option<Vec<ExportHeader>>,
}

/// Which rows of a view.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ExportRows {
    /// Those that it shows.
    Shown,
    /// Those that are selected, hidden ones last.
    Selected,
}

/// The format of a file.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ExportFormat {
    /// RFC 4180 in UTF-8 with a byte order mark.
    Csv,
    /// One object with the rows and what is stale or missing.
    Json,
}

impl ExportFormat {
    /// What names of such files end with, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// The heading of a field in the language of the window.
#[derive(Clone, Debug, Deserialize, PartialEq, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ExportHeader {
    /// Which field.
    pub field: ExportField,
    /// Its heading.
    pub header: String,
}
