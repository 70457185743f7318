//! Rows of which something changed that another row tells.

use std::collections::BTreeSet;

/// Ids of rows in the store, by the kind of the view that shows them.
#[derive(Default)]
pub(crate) struct Dirty {
    pub(crate) snapshots: BTreeSet<i64>,
    pub(crate) images: BTreeSet<i64>,
    pub(crate) instances: BTreeSet<i64>,
}
