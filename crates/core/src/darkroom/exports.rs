//! Files of the rows of a view.

use std::path::PathBuf;

use jiff::tz::TimeZone;

use super::Darkroom;
use crate::Problem;
use crate::inventory::RowKind;
use crate::view::{Export, ExportFormat, ExportOffer, ExportSpec, ExportTarget};

/// Characters of the name of a resource in the name of a file.
const MOST_NAME_CHARACTERS: usize = 64;

impl Darkroom {
    /// The name that is proposed for a file about something that has a name, with today's date.
    pub(super) fn file_name(&self, about: &str, name: &str, extension: &str) -> String {
        let today = self.runtime.now().to_zoned(TimeZone::system()).date();
        let name: String = name
            .chars()
            .take(MOST_NAME_CHARACTERS)
            .map(|character| if character.is_alphanumeric() { character } else { '-' })
            .collect();
        format!("{about}-{name}-{today}.{extension}")
    }

    /// How many rows an export of a view would have, and how many of them are stale or missing.
    ///
    /// # Errors
    /// `NotFound` for a view that is not open, `StoreFailed`.
    pub async fn export_offer(&self, view_id: u32) -> Result<ExportOffer, Problem> {
        self.exports.offer(view_id).await
    }

    /// The name that is proposed for a file of a view: its kind and today's date.
    ///
    /// # Errors
    /// `NotFound` for a view that is not open.
    pub fn export_file_name(&self, view_id: u32, format: ExportFormat) -> Result<String, Problem> {
        let kind = match self.views.kind(view_id)? {
            RowKind::Snapshots => "snapshots",
            RowKind::Images => "images",
            RowKind::Instances => "instances",
        };
        let today = self.runtime.now().to_zoned(TimeZone::system()).date();
        Ok(format!("{kind}-{today}.{}", format.extension()))
    }

    /// Begins to write the rows of a view as they are now to a file. A repeated `request_id` gives the export that it began. How far
    /// it is is in [`Darkroom::export_list`].
    ///
    /// # Errors
    /// `Empty` without a request id, `NotFound` for a view that is not open, `StoreFailed`, the cache's codes.
    pub async fn export_start(
        &self,
        request_id: String,
        view_id: u32,
        spec: ExportSpec,
        target: Box<dyn ExportTarget>,
    ) -> Result<Export, Problem> {
        self.exports.start(request_id, view_id, spec, target).await
    }

    /// The exports of this run of the program, the newest last; of those that have ended the last 20.
    ///
    /// # Errors
    /// None today.
    pub async fn export_list(&self) -> Result<Vec<Export>, Problem> {
        Ok(self.exports.list())
    }

    /// Stops an export. One that has ended stays as it is.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn export_cancel(&self, id: u32) -> Result<(), Problem> {
        self.exports.cancel(id)
    }

    /// Where the file of an export is, for the desktop; the window never learns it.
    ///
    /// # Errors
    /// `NotFound`, also while it is not done.
    pub fn export_path(&self, id: u32) -> Result<PathBuf, Problem> {
        self.exports.path(id)
    }
}
