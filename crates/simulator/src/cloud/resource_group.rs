//! Resource groups: known to ListResourceGroups, to whatever creates, and to the filters.

use jiff::Timestamp;

#[derive(Debug, Clone)]
pub(crate) struct ResourceGroup {
    pub(crate) id: String,
    pub(crate) created: Timestamp,
    pub(crate) name: &'static str,
    pub(crate) display_name: &'static str,
}
