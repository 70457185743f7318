//! The index in memory: the search text of all rows of a kind in one buffer, and narrow columns to filter and sort by. Knows no
//! store and no kind.

mod columns;
mod entry;

pub(crate) use columns::{Columns, Order};
pub(crate) use entry::{Entry, Layout, SearchText};
