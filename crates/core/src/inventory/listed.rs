//! Which kinds of rows of a place are known to the last one. Only of those does a row that is not there not exist.

use super::ShardKind;

/// Kinds of which a listing came to its end with every row read.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Listed(u8);

impl Listed {
    /// These kinds and no other.
    pub(crate) fn of(kinds: impl IntoIterator<Item = ShardKind>) -> Self {
        Self(kinds.into_iter().fold(0, |all, kind| all | bit(kind)))
    }

    /// Whether all of these are known to the last row.
    pub(crate) fn has_all(self, kinds: &[ShardKind]) -> bool {
        kinds.iter().all(|kind| self.0 & bit(*kind) != 0)
    }

    /// What is known once these are: `None` before.
    pub(crate) fn once<T>(self, kinds: &[ShardKind], known: T) -> Option<T> {
        self.has_all(kinds).then_some(known)
    }
}

fn bit(kind: ShardKind) -> u8 {
    1 << kind as u8
}
