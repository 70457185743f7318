//! How rows are looked at: views that stay open under a handle, with search, filters, order and selection, and windows of their rows, and files
//! of them.

mod answer;
mod export;
mod filter;
mod open_view;
mod presence;
mod question;
mod saved;
mod saved_record;
mod selected;
mod selection;
mod spec;
mod views;

pub(crate) use export::formula::{guarded, guarded_reversibly, unguarded};
pub(crate) use export::{Exports, ExportsConfig, csv, write_file, write_journal};
pub(crate) use views::Views;

pub use answer::{SavedView, ViewAndRows, ViewRows, ViewState};
pub use export::{
    Export, ExportCount, ExportField, ExportFile, ExportFormat, ExportHeader, ExportOffer, ExportRows, ExportSink,
    ExportSpec, ExportState, ExportTarget, JournalExported, JournalFile,
};
pub use filter::Filter;
pub use presence::PresenceSpec;
pub use selection::{SelectOperation, SelectedKeys, Selection};
pub use spec::{Scope, Sort, ViewSpec};
