//! The index in memory: the search text of a kind, what its rows have in common kept once, and narrow columns to filter and sort by.
//! Knows no store and no kind.

mod bits;
mod codes;
mod columns;
mod entry;
mod indexes;
mod kind_index;
mod numbering;
mod numbers;
mod orders;
mod patterns;
mod place;
mod query;
mod sort_text;
mod sorted;
mod tags;
mod text;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use bits::Bits;
pub(crate) use columns::{Columns, Order};
pub(crate) use entry::{Entry, Layout, SearchText, lower_case_line};
pub(crate) use indexes::{Indexes, State};
pub(crate) use numbering::Numbering;
pub(crate) use patterns::NamePatterns;
pub(crate) use place::IndexedPlace;
pub(crate) use query::{Found, Query, Test};
