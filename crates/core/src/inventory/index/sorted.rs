//! All rows in one order, made at once or from an earlier one in which a few rows have changed.

use std::cmp::Ordering;

use super::bits::Bits;

/// Row numbers, ascending in one column, those that are equal in it in an order of their own.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    pub(super) rows: Vec<u32>,
    /// Places where another value of the column begins than before.
    pub(super) begins: Bits,
}

impl Sorted {
    /// The rows that pass. Descending, rows that are equal in the column keep their order.
    pub(super) fn of(&self, passing: &Bits, descending: bool) -> Vec<u32> {
        let mut found = Vec::with_capacity(passing.count() as usize);
        if !descending {
            found.extend(self.rows.iter().copied().filter(|row| passing.get(*row)));
            return found;
        }
        let mut end = self.rows.len();
        for place in (0..self.rows.len()).rev() {
            if self.begins.get(place as u32) {
                found.extend(self.rows[place..end].iter().copied().filter(|row| passing.get(*row)));
                end = place;
            }
        }
        found
    }

    /// Sorts rows by a number; rows of the same number stay in their order.
    pub(super) fn by_number(rows: &[u32], key: impl Fn(u32) -> u64) -> Self {
        let largest = rows.iter().map(|row| key(*row)).max().unwrap_or(0);
        let keys = (0..).zip(rows).map(|(place, row)| (key(*row), place));
        if u32::try_from(largest).is_ok() {
            // Half the memory, and half the time.
            let mut packed: Vec<u64> = keys.map(|(key, place)| key << 32 | u64::from(place)).collect();
            packed.sort_unstable();
            Self::of_sorted(rows, packed.iter().map(|packed| (packed >> 32, *packed as u32)))
        } else {
            let mut keys: Vec<(u64, u32)> = keys.collect();
            keys.sort_unstable();
            Self::of_sorted(rows, keys.iter().copied())
        }
    }

    /// `keys` are sorted, each with the place in `rows` of its row.
    fn of_sorted(rows: &[u32], keys: impl Iterator<Item = (u64, u32)>) -> Self {
        let mut begins = Bits::filled(rows.len(), false);
        let mut sorted = Vec::with_capacity(rows.len());
        let mut before = None;
        for (key, place) in keys {
            begins.set(sorted.len() as u32, before != Some(key));
            sorted.push(rows[place as usize]);
            before = Some(key);
        }
        Self { rows: sorted, begins }
    }

    /// Sorts the rows of each value of the column with `sort`.
    pub(super) fn sort_each(&mut self, sort: impl Fn(&mut [u32])) {
        let mut end = self.rows.len();
        for place in (0..end).rev() {
            if self.begins.get(place as u32) {
                if end - place > 1 {
                    sort(&mut self.rows[place..end]);
                }
                end = place;
            }
        }
    }

    /// The same order after some rows have changed: `gone` are taken out, and `new`, sorted, put in. `compare` is the order, `is_same`
    /// whether two rows are equal in its column.
    pub(super) fn updated(
        &self,
        gone: &Bits,
        new: &[u32],
        compare: impl Fn(u32, u32) -> Ordering,
        is_same: impl Fn(u32, u32) -> bool,
    ) -> Self {
        let kept = self.without(gone);
        let mut rows = Vec::with_capacity(kept.rows.len() + new.len());
        let mut begins = Bits::filled(rows.capacity(), false);
        let mut from = 0;
        for row in new {
            let to = from + kept.rows[from..].partition_point(|other| compare(*other, *row) == Ordering::Less);
            kept.copy(from, to, &mut rows, &mut begins, &is_same);
            let is_begin = rows.last().is_none_or(|before| !is_same(*before, *row));
            begins.set(rows.len() as u32, is_begin);
            rows.push(*row);
            from = to;
        }
        kept.copy(from, kept.rows.len(), &mut rows, &mut begins, &is_same);
        Self { rows, begins }
    }

    fn without(&self, gone: &Bits) -> Self {
        let mut rows = Vec::with_capacity(self.rows.len());
        let mut begins = Bits::filled(self.rows.len(), false);
        let mut is_begin = false;
        for (place, row) in self.rows.iter().enumerate() {
            // The value of rows that are gone may begin with the next one that is not.
            is_begin |= self.begins.get(place as u32);
            if !gone.get(*row) {
                begins.set(rows.len() as u32, is_begin);
                rows.push(*row);
                is_begin = false;
            }
        }
        Self { rows, begins }
    }

    /// Appends a part of these rows to others.
    fn copy(
        &self,
        from: usize,
        to: usize,
        rows: &mut Vec<u32>,
        begins: &mut Bits,
        is_same: &impl Fn(u32, u32) -> bool,
    ) {
        for place in from..to {
            let row = self.rows[place];
            // Only the row before the first one may be another than here.
            let is_begin = match rows.last() {
                Some(before) if place == from => !is_same(*before, row),
                _ => self.begins.get(place as u32),
            };
            begins.set(rows.len() as u32, is_begin);
            rows.push(row);
        }
    }
}

/// The place of each row in a list of all of them.
pub(super) fn ranks(rows: &[u32]) -> Vec<u32> {
    let mut ranks = vec![0; rows.iter().max().map_or(0, |row| *row as usize + 1)];
    for (rank, row) in rows.iter().enumerate() {
        ranks[*row as usize] = rank as u32;
    }
    ranks
}
