//! Resource groups: known to CreateImage and to the filters.

#[derive(Debug, Clone)]
pub(crate) struct ResourceGroup {
    pub(crate) id: String,
    pub(crate) name: &'static str,
    pub(crate) display_name: &'static str,
}
