//! Where a kind keeps the fields that views ask for.

use super::entry::Layout;
use crate::inventory::{FlagField, NumberField, SortColumn, TimeField, WordField};

/// What rows are sorted by.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Order {
    /// A text column.
    Text(usize),
    /// A word column.
    Word(usize),
    /// A number column; rows without a number come before all others.
    Number(usize),
    /// Region id.
    Region,
    /// Alias of the account.
    Account,
}

/// The columns of a kind. `None` for a field that it does not have.
pub(crate) trait Columns: Send + Sync {
    /// How many columns of each sort there are.
    fn layout(&self) -> Layout;
    /// What a sort column stands for.
    fn order(&self, column: SortColumn) -> Option<Order>;
    /// The word column of a field.
    fn word(&self, field: WordField) -> Option<usize>;
    /// The number column of a field.
    fn number(&self, field: NumberField) -> Option<usize>;
    /// The number column of a time.
    fn time(&self, field: TimeField) -> Option<usize>;
    /// The bit of a flag.
    fn flag(&self, field: FlagField) -> Option<u32>;
}
