//! How rows are looked at: views that stay open under a handle, with search, filters, order and selection, and windows of their rows.

mod answer;
mod filter;
mod open_view;
mod question;
mod saved;
mod saved_record;
mod selected;
mod selection;
mod spec;
mod views;

pub(crate) use views::Views;

pub use answer::{SavedView, ViewRows, ViewState};
pub use filter::Filter;
pub use selection::{SelectOperation, SelectedKeys, Selection};
pub use spec::{Scope, Sort, ViewSpec};
