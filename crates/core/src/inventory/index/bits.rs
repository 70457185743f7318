//! A set of row numbers.

/// A set of row numbers, one bit each. Grows as needed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

const WIDTH: usize = u64::BITS as usize;

impl Bits {
    /// The numbers below `length` all in, or all out.
    pub(crate) fn filled(length: usize, value: bool) -> Self {
        let mut words = vec![if value { u64::MAX } else { 0 }; length.div_ceil(WIDTH)];
        if value
            && !length.is_multiple_of(WIDTH)
            && let Some(last) = words.last_mut()
        {
            *last = (1 << (length % WIDTH)) - 1;
        }
        Self { words }
    }

    pub(crate) fn get(&self, row: u32) -> bool {
        let word = self.words.get(row as usize / WIDTH).copied().unwrap_or(0);
        word >> (row as usize % WIDTH) & 1 == 1
    }

    pub(crate) fn set(&mut self, row: u32, value: bool) {
        let place = row as usize / WIDTH;
        if place >= self.words.len() {
            if !value {
                return;
            }
            self.words.resize(place + 1, 0);
        }
        let bit = 1 << (row as usize % WIDTH);
        if value {
            self.words[place] |= bit;
        } else {
            self.words[place] &= !bit;
        }
    }

    /// Keeps what is in `other` too.
    pub(crate) fn and(&mut self, other: &Self) {
        self.words.truncate(other.words.len());
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Adds the numbers for which it says so, from 0 on.
    pub(crate) fn add(&mut self, each: impl ExactSizeIterator<Item = bool>) {
        self.words.resize(self.words.len().max(each.len().div_ceil(WIDTH)), 0);
        for (row, is_in) in each.enumerate() {
            self.words[row / WIDTH] |= u64::from(is_in) << (row % WIDTH);
        }
    }

    /// Keeps what passes.
    pub(crate) fn retain(&mut self, mut passes: impl FnMut(u32) -> bool) {
        for (place, word) in self.words.iter_mut().enumerate() {
            let mut left = *word;
            while left != 0 {
                let bit = left.trailing_zeros();
                left &= left - 1;
                if !passes((place * WIDTH) as u32 + bit) {
                    *word &= !(1 << bit);
                }
            }
        }
    }

    pub(crate) fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    pub(crate) fn clear(&mut self) {
        self.words.clear();
    }

    /// The numbers, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let of_word = |(place, word): (usize, &u64)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some((place * WIDTH) as u32 + bit)
            })
        };
        self.words.iter().enumerate().flat_map(of_word)
    }
}
