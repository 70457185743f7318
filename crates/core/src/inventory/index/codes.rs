//! A small number a row, in as few bytes as the largest of them needs.

use super::bits::Bits;

/// Numbers by row. Rows between known ones have number 0.
#[derive(Debug)]
pub(super) enum Codes {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Default for Codes {
    fn default() -> Self {
        Self::One(Vec::new())
    }
}

impl Codes {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::One(codes) => codes.len(),
            Self::Two(codes) => codes.len(),
            Self::Four(codes) => codes.len(),
        }
    }

    pub(super) fn get(&self, row: u32) -> u32 {
        let row = row as usize;
        match self {
            Self::One(codes) => u32::from(codes[row]),
            Self::Two(codes) => u32::from(codes[row]),
            Self::Four(codes) => codes[row],
        }
    }

    /// Adds the rows that have one of these numbers.
    pub(super) fn find(&self, codes: &Bits, found: &mut Bits) {
        match self {
            Self::One(of_rows) => found.add(of_rows.iter().map(|code| codes.get(u32::from(*code)))),
            Self::Two(of_rows) => found.add(of_rows.iter().map(|code| codes.get(u32::from(*code)))),
            Self::Four(of_rows) => found.add(of_rows.iter().map(|code| codes.get(*code))),
        }
    }

    /// Keeps these rows alone, and numbers them in their order.
    pub(super) fn keep(&mut self, rows: &[u32]) {
        let mut kept = Self::default();
        for (number, row) in (0..).zip(rows) {
            kept.put(number, self.get(*row));
        }
        *self = kept;
    }

    pub(super) fn put(&mut self, row: u32, code: u32) {
        let row = row as usize;
        match self {
            Self::One(codes) => match u8::try_from(code) {
                Ok(code) => put(codes, row, code),
                Err(_) => self.widen(row, code),
            },
            Self::Two(codes) => match u16::try_from(code) {
                Ok(code) => put(codes, row, code),
                Err(_) => self.widen(row, code),
            },
            Self::Four(codes) => put(codes, row, code),
        }
    }

    fn widen(&mut self, row: usize, code: u32) {
        *self = match self {
            Self::One(codes) => Self::Two(codes.iter().copied().map(u16::from).collect()),
            Self::Two(codes) => Self::Four(codes.iter().copied().map(u32::from).collect()),
            Self::Four(codes) => Self::Four(std::mem::take(codes)),
        };
        self.put(row as u32, code);
    }
}

fn put<T: Clone + Default>(codes: &mut Vec<T>, row: usize, code: T) {
    if row >= codes.len() {
        codes.resize(row + 1, T::default());
    }
    codes[row] = code;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_what_they_are_while_larger_ones_come() {
        let largest = [0, 1, 255, 256, 65_535, 65_536, u32::MAX];
        let mut codes = Codes::default();
        for (row, code) in (0..).zip(largest) {
            codes.put(row * 2, code);
            let known: Vec<u32> = (0..=row).map(|row| codes.get(row * 2)).collect();
            assert_eq!(known, largest[..=row as usize]);
        }
        assert_eq!(codes.get(1), 0);
        assert_eq!(codes.len(), 13);
        codes.put(12, 7);
        assert_eq!(codes.get(12), 7);
        assert!(matches!(codes, Codes::Four(_)));
    }
}
