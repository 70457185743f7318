//! A column of words, each kept once.

use std::collections::HashMap;
use std::sync::Arc;

use super::codes::Codes;

/// Words that nobody uses any more are forgotten when there are more than so many of them for nothing.
const FEW_WORDS: usize = 1_024;

/// A word a row, as the number of the word. The empty word has number 0.
#[derive(Debug)]
pub(super) struct WordColumn {
    codes: Codes,
    words: Vec<Arc<str>>,
    known: HashMap<Arc<str>, u32>,
}

impl WordColumn {
    pub(super) fn new() -> Self {
        let mut column = Self {
            codes: Codes::default(),
            words: Vec::new(),
            known: HashMap::new(),
        };
        column.code("");
        column
    }

    pub(super) fn put(&mut self, row: u32, word: &str) {
        let code = self.code(word);
        self.codes.put(row, code);
        if self.words.len() > 2 * self.codes.len() + FEW_WORDS {
            self.forget_unused();
        }
    }

    /// Keeps these rows alone, and numbers them in their order.
    pub(super) fn keep(&mut self, rows: &[u32]) {
        self.codes.keep(rows);
        self.forget_unused();
    }

    pub(super) fn word(&self, row: u32) -> &str {
        &self.words[self.code_of(row)]
    }

    /// The number of the word of a row.
    pub(super) fn code_of(&self, row: u32) -> usize {
        self.codes.get(row) as usize
    }

    /// For each word by its number what `of` says of it.
    pub(super) fn each<T>(&self, mut of: impl FnMut(&str) -> T) -> Vec<T> {
        self.words.iter().map(|word| of(word)).collect()
    }

    /// For each word by its number its place in the alphabet.
    pub(super) fn ranks(&self) -> Vec<u64> {
        let mut sorted: Vec<usize> = (0..self.words.len()).collect();
        sorted.sort_unstable_by_key(|code| &self.words[*code]);
        let mut ranks = vec![0; sorted.len()];
        for (rank, code) in sorted.into_iter().enumerate() {
            ranks[code] = rank as u64;
        }
        ranks
    }

    fn code(&mut self, word: &str) -> u32 {
        if let Some(code) = self.known.get(word) {
            return *code;
        }
        let code = self.words.len() as u32;
        let word: Arc<str> = word.into();
        self.words.push(word.clone());
        self.known.insert(word, code);
        code
    }

    fn forget_unused(&mut self) {
        let mut used = Self::new();
        for row in 0..self.codes.len() as u32 {
            let code = used.code(self.word(row));
            used.codes.put(row, code);
        }
        *self = used;
    }
}
