//! What is asked of the index.

use std::collections::HashSet;

use super::columns::Order;
use crate::inventory::ShardKind;

/// Which rows, and in which order. Everything given is ANDed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Query {
    /// Account ids; empty means all.
    pub(crate) account_ids: Vec<String>,
    /// Region ids; empty means all.
    pub(crate) region_ids: Vec<String>,
    /// Tests that belong to the scope: rows that do not pass them do not count at all.
    pub(crate) scope: Vec<Test>,
    /// Lower case and on one line; empty means all.
    pub(crate) search: String,
    pub(crate) tests: Vec<Test>,
    pub(crate) order: Order,
    pub(crate) descending: bool,
}

/// What a row must pass.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    /// The word column holds one of them; the empty word stands for none.
    Words { column: usize, any_of: HashSet<String> },
    /// The number column holds a number within the bounds, which count in.
    Number {
        column: usize,
        from: Option<i64>,
        to: Option<i64>,
    },
    /// The bit is set; or it is not, and the place of the row is known well enough to say so.
    Flag {
        bit: u32,
        is: bool,
        needs: &'static [ShardKind],
    },
    /// The row has the tag; without a value, any of that key.
    Tag { key: String, value: Option<String> },
}

/// The answer.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Found {
    /// Row numbers in order.
    pub(crate) rows: Vec<u32>,
    /// Rows of the scope before search and tests.
    pub(crate) of: u32,
}
