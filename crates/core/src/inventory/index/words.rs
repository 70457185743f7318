//! A column of words, each kept once.

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

use super::bits::Bits;
use super::codes::Codes;
use super::text::TextBuffer;

/// Words that nobody uses any more are forgotten when there are more than so many of them for nothing.
const FEW_WORDS: usize = 1_024;

/// A word a row, as the number of the word. The empty word has number 0.
#[derive(Debug)]
pub(super) struct WordColumn {
    codes: Codes,
    words: TextBuffer,
    /// The number of each word.
    known: HashTable<u32>,
}

impl WordColumn {
    pub(super) fn new() -> Self {
        let mut column = Self {
            codes: Codes::default(),
            words: TextBuffer::default(),
            known: HashTable::new(),
        };
        column.code("");
        column
    }

    pub(super) fn put(&mut self, row: u32, word: &str) {
        let code = self.code(word);
        self.codes.put(row, code);
        if self.words.len() > self.codes.len() + self.codes.len() / 2 + FEW_WORDS {
            self.forget_unused();
        }
    }

    /// Keeps these rows alone, and numbers them in their order.
    pub(super) fn keep(&mut self, rows: &[u32]) {
        self.codes.keep(rows);
        self.forget_unused();
    }

    /// The word of a row as bytes, which order as the words do.
    pub(super) fn word(&self, row: u32) -> &[u8] {
        self.words.text(self.codes.get(row))
    }

    /// The number of the word of a row.
    pub(super) fn code_of(&self, row: u32) -> usize {
        self.codes.get(row) as usize
    }

    /// For each word by its number what `of` says of it.
    pub(super) fn each<T>(&self, mut of: impl FnMut(&str) -> T) -> Vec<T> {
        (0..self.words.len() as u32)
            .map(|code| of(self.word_of(code)))
            .collect()
    }

    /// For each word by its number its place in the alphabet.
    pub(super) fn ranks(&self) -> Vec<u64> {
        let mut sorted: Vec<u32> = (0..self.words.len() as u32).collect();
        sorted.sort_unstable_by_key(|code| self.words.text(*code));
        let mut ranks = vec![0; sorted.len()];
        for (rank, code) in sorted.into_iter().enumerate() {
            ranks[code as usize] = rank as u64;
        }
        ranks
    }

    /// Adds the rows whose word holds `needle`. `None` when given up.
    pub(super) fn find(&self, needle: &str, found: &mut Bits, is_cancelled: &dyn Fn() -> bool) -> Option<()> {
        let words = self.words.find(needle, is_cancelled)?;
        if words.count() > 0 {
            self.codes.find(&words, found);
        }
        Some(())
    }

    fn word_of(&self, code: u32) -> &str {
        str::from_utf8(self.words.text(code)).unwrap_or_default()
    }

    fn code(&mut self, word: &str) -> u32 {
        let words = &self.words;
        let is_it = |code: &u32| words.text(*code) == word.as_bytes();
        if let Some(code) = self.known.find(hash(word.as_bytes()), is_it) {
            return *code;
        }
        let code = self.words.len() as u32;
        self.words.put(code, word);
        let words = &self.words;
        let hash_of = |code: &u32| hash(words.text(*code));
        self.known.insert_unique(hash(word.as_bytes()), code, hash_of);
        code
    }

    fn forget_unused(&mut self) {
        let mut used = Self::new();
        for row in 0..self.codes.len() as u32 {
            let code = used.code(self.word_of(self.codes.get(row)));
            used.codes.put(row, code);
        }
        *self = used;
    }
}

fn hash(word: &[u8]) -> u64 {
    xxh3_64(word)
}
