//! Which row has which number. What a view has found and what is selected is kept by number.

use std::collections::HashMap;
use std::sync::RwLock;

use super::bits::Bits;
use super::numbers::NumberColumn;
use crate::lock::{read, write};

/// The numbers of rows. A number is never given to another row: when too many belong to rows that are gone, a new numbering takes the
/// place of this one, which still tells what its numbers meant. No query holds it.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    /// Which file the rows are of. The same id means another row in another file.
    file: u64,
    numbers: RwLock<Numbers>,
}

/// Ids of rows by their numbers. Those that come have a greater id than all before them, with few exceptions, so that rows are found by
/// bisection.
#[derive(Debug)]
struct Numbers {
    /// Ascending. Of an exception, the id of the row before it.
    ids: NumberColumn,
    rows: u32,
    /// The ids of exceptions.
    exceptions: HashMap<u32, i64>,
    /// Exceptions that are there.
    rows_of_exceptions: HashMap<i64, u32>,
    /// Rows that are there.
    alive: Bits,
    count: usize,
}

impl Default for Numbers {
    fn default() -> Self {
        Self {
            ids: NumberColumn::new(1),
            rows: 0,
            exceptions: HashMap::new(),
            rows_of_exceptions: HashMap::new(),
            alive: Bits::default(),
            count: 0,
        }
    }
}

impl Numbers {
    fn add(&mut self, id: i64) -> u32 {
        let row = self.rows;
        let before = row.checked_sub(1).map(|before| self.ids.get(before));
        match before.filter(|before| *before >= id) {
            Some(before) => {
                self.ids.put(row, before);
                self.exceptions.insert(row, id);
                self.rows_of_exceptions.insert(id, row);
            }
            None => self.ids.put(row, id),
        }
        self.rows += 1;
        self.alive.set(row, true);
        self.count += 1;
        row
    }

    fn remove(&mut self, id: i64) -> Option<u32> {
        let row = self.row(id)?;
        self.rows_of_exceptions.remove(&id);
        self.alive.set(row, false);
        self.count -= 1;
        Some(row)
    }

    fn row(&self, id: i64) -> Option<u32> {
        if let Some(row) = self.rows_of_exceptions.get(&id) {
            return Some(*row);
        }
        let (mut low, mut high) = (0, self.rows);
        // One that has just come is after all others.
        if high > 0 && self.ids.get(high - 1) < id {
            return None;
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if self.ids.get(middle) < id {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (self.id(low) == Some(id) && self.alive.get(low)).then_some(low)
    }

    fn id(&self, row: u32) -> Option<i64> {
        if row >= self.rows {
            return None;
        }
        let exception = self.exceptions.get(&row).copied();
        Some(exception.unwrap_or_else(|| self.ids.get(row)))
    }
}

impl Numbering {
    /// Rows of a file, numbered from 0.
    #[cfg(test)]
    pub(crate) fn of(file: u64, ids: &[i64]) -> Self {
        let numbering = Self {
            file,
            ..Self::default()
        };
        for id in ids {
            numbering.add(*id);
        }
        numbering
    }

    /// No row of any file before.
    pub(super) fn of_next_file(&self) -> Self {
        Self {
            file: self.file + 1,
            numbers: RwLock::default(),
        }
    }

    /// Numbers these rows anew, in their order.
    pub(super) fn without_others(&self, rows: &[u32]) -> Self {
        let mut numbers = Numbers::default();
        for id in self.ids(rows) {
            numbers.add(id);
        }
        Self {
            file: self.file,
            numbers: RwLock::new(numbers),
        }
    }

    /// A number for a row that has none.
    pub(super) fn add(&self, id: i64) -> u32 {
        write(&self.numbers).add(id)
    }

    /// The row is gone. The number that it had.
    pub(super) fn remove(&self, id: i64) -> Option<u32> {
        write(&self.numbers).remove(id)
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        read(&self.numbers).count
    }

    /// How many numbers there are, those of rows that are gone too.
    #[cfg(test)]
    pub(super) fn numbers(&self) -> usize {
        read(&self.numbers).rows as usize
    }

    /// Which file the rows are of; grows with each.
    pub(crate) fn file(&self) -> u64 {
        self.file
    }

    /// The ids of rows, in their order.
    pub(crate) fn ids(&self, rows: &[u32]) -> Vec<i64> {
        let numbers = read(&self.numbers);
        rows.iter().filter_map(|row| numbers.id(*row)).collect()
    }

    /// The number of the row with an id, while it is there.
    pub(crate) fn row(&self, id: i64) -> Option<u32> {
        read(&self.numbers).row(id)
    }

    /// The numbers here of rows by their numbers in `other`, in their order. Those that are gone are left out.
    pub(crate) fn translated(&self, rows: &[u32], other: &Self) -> Vec<u32> {
        if self.file != other.file {
            return Vec::new();
        }
        let ids = other.ids(rows);
        let numbers = read(&self.numbers);
        ids.iter().filter_map(|id| numbers.row(*id)).collect()
    }
}
