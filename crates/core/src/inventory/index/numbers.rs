//! A number a row, in as few bytes as they need.

use super::codes::Codes;

/// Stands for no number: less than any other.
pub(super) const NO_NUMBER: i64 = i64::MIN;

/// Numbers by row. Most are small multiples of a unit; the first that is not has all of them kept as they are.
#[derive(Debug)]
pub(super) struct NumberColumn {
    unit: i64,
    /// One more than the multiple; 0 for no number.
    multiples: Codes,
    /// When there are any, of all rows.
    exact: Vec<i64>,
}

impl NumberColumn {
    pub(super) fn new(unit: i64) -> Self {
        Self {
            unit,
            multiples: Codes::default(),
            exact: Vec::new(),
        }
    }

    pub(super) fn get(&self, row: u32) -> i64 {
        if !self.exact.is_empty() {
            return self.exact[row as usize];
        }
        match self.multiples.get(row) {
            0 => NO_NUMBER,
            more => (i64::from(more) - 1) * self.unit,
        }
    }

    /// A number without a sign that orders rows as their numbers do: a small one, as far as that is possible.
    pub(super) fn key(&self, row: u32) -> u64 {
        if self.exact.is_empty() {
            u64::from(self.multiples.get(row))
        } else {
            (self.exact[row as usize] as u64) ^ (1 << 63)
        }
    }

    pub(super) fn put(&mut self, row: u32, number: i64) {
        if self.exact.is_empty() {
            if let Some(multiple) = self.multiple(number) {
                return self.multiples.put(row, multiple);
            }
            self.exact = (0..self.multiples.len() as u32).map(|row| self.get(row)).collect();
            self.multiples = Codes::default();
        }
        if self.exact.len() <= row as usize {
            self.exact.resize(row as usize + 1, NO_NUMBER);
        }
        self.exact[row as usize] = number;
    }

    /// Keeps these rows alone, and numbers them in their order.
    pub(super) fn keep(&mut self, rows: &[u32]) {
        let mut kept = Self::new(self.unit);
        for (number, row) in (0..).zip(rows) {
            kept.put(number, self.get(*row));
        }
        *self = kept;
    }

    fn multiple(&self, number: i64) -> Option<u32> {
        match number {
            NO_NUMBER => Some(0),
            0.. if number % self.unit == 0 => u32::try_from(number / self.unit).ok()?.checked_add(1),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_what_they_are_whatever_comes_after_them() {
        let numbers = [0, 1_000, NO_NUMBER, 1_700_000_000_000, 5, -1, i64::MAX, 0];
        let mut column = NumberColumn::new(1_000);
        for (row, number) in (0..).zip(numbers) {
            column.put(row, number);
            let known: Vec<i64> = (0..=row).map(|row| column.get(row)).collect();
            assert_eq!(known, numbers[..=row as usize]);
        }
        column.keep(&[3, 1, 2]);
        assert_eq!(
            [0, 1, 2].map(|row| column.get(row)),
            [1_700_000_000_000, 1_000, NO_NUMBER]
        );
        assert!(column.exact.is_empty());
    }
}
