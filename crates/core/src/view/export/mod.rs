//! Rows of a view written to a file: as CSV or JSON, piece by piece, beside what the file does not hold or holds in an older state.

pub(crate) mod csv;
mod exports;
mod field;
pub(crate) mod formula;
mod freshness;
mod image;
mod instance;
mod journal;
mod json;
mod run;
mod snapshot;
mod spec;
mod state;
mod table;
mod target;
mod value;

pub(crate) use exports::{Exports, ExportsConfig};
pub(crate) use journal::write_journal;
pub(crate) use run::write_file;

pub use field::ExportField;
pub use journal::{JournalExported, JournalFile};
pub use spec::{ExportFormat, ExportHeader, ExportRows, ExportSpec};
pub use state::{Export, ExportCount, ExportOffer, ExportState};
pub use target::{ExportFile, ExportSink, ExportTarget};

#[cfg(test)]
mod tests;
