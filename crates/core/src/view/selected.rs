//! The rule of selecting: what each operation does to a set of rows.

use super::Selection;
use crate::inventory::index::Bits;

/// The selected rows of a view, by row number: shown ones and hidden ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Selected {
    rows: Bits,
    /// While the rule is "all that match but these": the rows that were shown since it holds. One that comes is selected.
    seen: Option<Bits>,
}

impl Selected {
    pub(super) fn clear(&mut self) {
        self.rows.clear();
        self.end_rule();
    }

    /// Selects every row that is shown, and those that come later until the rule ends.
    pub(super) fn all(&mut self, shown: &[u32]) {
        self.seen = Some(Bits::default());
        self.follow_rule(shown);
    }

    /// Selects rows that are shown now and were not before, if that is the rule.
    pub(super) fn follow_rule(&mut self, shown: &[u32]) {
        let Some(seen) = &mut self.seen else {
            return;
        };
        for row in shown {
            if !seen.get(*row) {
                seen.set(*row, true);
                self.rows.set(*row, true);
            }
        }
    }

    /// Rows that come later are not selected any more.
    pub(super) fn end_rule(&mut self) {
        self.seen = None;
    }

    /// Goes over to other numbers of the same rows. Rows without one are gone.
    pub(super) fn number_anew(&mut self, numbers: impl Fn(&[u32]) -> Vec<u32>) {
        for rows in std::iter::once(&mut self.rows).chain(&mut self.seen) {
            let mut anew = Bits::default();
            for row in numbers(&rows.iter().collect::<Vec<u32>>()) {
                anew.set(row, true);
            }
            *rows = anew;
        }
    }

    pub(super) fn set(&mut self, row: u32, selected: bool) {
        self.rows.set(row, selected);
    }

    /// Selects a row and nothing else.
    pub(super) fn only(&mut self, row: u32) {
        self.clear();
        self.rows.set(row, true);
    }

    /// Selects everything from `anchor` to `to`, or takes it out. An anchor that is not shown counts as `to`; a `to` that is not shown
    /// changes nothing.
    pub(super) fn range(&mut self, shown: &[u32], anchor: Option<u32>, to: u32, selected: bool) {
        let place = |row: u32| shown.iter().position(|other| *other == row);
        let Some(to) = place(to) else {
            return;
        };
        let anchor = anchor.and_then(place).unwrap_or(to);
        for row in &shown[anchor.min(to)..=anchor.max(to)] {
            self.rows.set(*row, selected);
        }
    }

    /// Forgets rows that are gone.
    pub(super) fn retain(&mut self, there: &Bits) {
        self.rows.and(there);
        if let Some(seen) = &mut self.seen {
            seen.and(there);
        }
    }

    pub(super) fn contains(&self, row: u32) -> bool {
        self.rows.get(row)
    }

    /// How many are selected, and how many of them are not shown.
    pub(super) fn count(&self, shown: &[u32]) -> Selection {
        let count = self.rows.count();
        let seen = match count {
            0 => 0,
            _ => shown.iter().filter(|row| self.rows.get(**row)).count(),
        };
        Selection {
            count,
            hidden: count - u32::try_from(seen).unwrap_or(count).min(count),
        }
    }

    /// The first selected rows in the order shown; those that are not shown come last.
    pub(super) fn first(&self, limit: usize, shown: &[u32]) -> Vec<u32> {
        let mut hidden = self.rows.clone();
        let mut first = Vec::new();
        for row in shown.iter().filter(|row| self.rows.get(**row)) {
            hidden.set(*row, false);
            first.push(*row);
        }
        first.extend(hidden.iter());
        first.truncate(limit);
        first
    }
}

#[cfg(test)]
mod tests;
