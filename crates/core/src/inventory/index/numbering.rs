//! Which row has which number. What a view has found and what is selected is kept by number.

use std::sync::RwLock;

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use crate::lock::{read, write};

/// The numbers of rows. A number is never given to another row: when too many belong to rows that are gone, a new numbering takes the
/// place of this one, which still tells what its numbers meant. No query holds it.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    /// Which file the rows are of. The same id means another row in another file.
    file: u64,
    numbers: RwLock<Numbers>,
}

#[derive(Debug, Default)]
struct Numbers {
    ids: Vec<i64>,
    /// By their ids.
    rows: HashTable<u32>,
}

impl Numbers {
    fn add(&mut self, id: i64) -> u32 {
        let row = self.ids.len() as u32;
        self.ids.push(id);
        let ids = &self.ids;
        self.rows.insert_unique(hash(id), row, |row| hash(ids[*row as usize]));
        row
    }

    fn remove(&mut self, id: i64) -> Option<u32> {
        let found = self.rows.find_entry(hash(id), |row| self.ids[*row as usize] == id);
        Some(found.ok()?.remove().0)
    }

    fn row(&self, id: i64) -> Option<u32> {
        let found = self.rows.find(hash(id), |row| self.ids[*row as usize] == id);
        found.copied()
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
        read(&self.numbers).rows.len()
    }

    /// How many numbers there are, those of rows that are gone too.
    #[cfg(test)]
    pub(super) fn numbers(&self) -> usize {
        read(&self.numbers).ids.len()
    }

    /// Which file the rows are of; grows with each.
    pub(crate) fn file(&self) -> u64 {
        self.file
    }

    /// The ids of rows, in their order.
    pub(crate) fn ids(&self, rows: &[u32]) -> Vec<i64> {
        let numbers = read(&self.numbers);
        let id = |row: &u32| numbers.ids.get(*row as usize).copied();
        rows.iter().filter_map(id).collect()
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

fn hash(id: i64) -> u64 {
    xxh3_64(&id.to_le_bytes())
}
