//! What was done to the cloud.

use jiff::tz::TimeZone;

use super::Darkroom;
use crate::view::{ExportFormat, ExportTarget, JournalExported, JournalFile, write_journal};
use crate::{JournalEntry, JournalFilter, JournalPage, JournalValues, Problem};

impl Darkroom {
    /// A page of the entries of the journal that match, newest first; of those before the entry `before` when that is given.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn journal_page(&self, filter: JournalFilter, before: Option<i64>) -> Result<JournalPage, Problem> {
        self.cloud.journal_page(filter, before).await
    }

    /// An entry of the journal in full, without secrets.
    ///
    /// # Errors
    /// `NotFound`, `StoreFailed`.
    pub async fn journal_get(&self, id: i64) -> Result<JournalEntry, Problem> {
        self.cloud.journal_entry(id).await
    }

    /// What the journal can be filtered by.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn journal_values(&self) -> Result<JournalValues, Problem> {
        self.cloud.journal_values().await
    }

    /// The name that is proposed for a file of the journal.
    #[must_use]
    pub fn journal_file_name(&self, format: ExportFormat) -> String {
        let today = self.runtime.now().to_zoned(TimeZone::system()).date();
        format!("journal-{today}.{}", format.extension())
    }

    /// Writes the entries that match to a file.
    ///
    /// # Errors
    /// `ExportFailed`, `StoreFailed`.
    pub async fn journal_export(
        &self,
        filter: JournalFilter,
        file: JournalFile,
        target: Box<dyn ExportTarget>,
    ) -> Result<JournalExported, Problem> {
        write_journal(&self.cloud, filter, &file, target).await
    }
}
