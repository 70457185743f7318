//! What a kind gives the index of a row.

/// Everything that a row is found, filtered and sorted by.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Entry {
    /// Row id in the table of the kind.
    pub(crate) id: i64,
    /// Id of the account and region.
    pub(crate) place: i64,
    /// Made with [`SearchText`]: first the text columns of the kind, the cloud's id before all, then whatever else is searched.
    pub(crate) search: String,
    /// One a word column. Several words of one row are joined with `\n`; empty means none.
    pub(crate) words: Vec<String>,
    /// One a number column. The first one is the time of creation.
    pub(crate) numbers: Vec<Option<i64>>,
    /// One bit a flag.
    pub(crate) flags: u32,
    /// Keys and values as the cloud tells them.
    pub(crate) tags: Vec<(String, String)>,
}

/// How many columns of each sort a kind has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Layout {
    /// Text columns, at the beginning of the search text.
    pub(crate) texts: usize,
    pub(crate) words: usize,
    pub(crate) numbers: usize,
}

/// Joins fields into a search text: lower case, one field a line, so that no match spans two fields.
#[derive(Debug, Default)]
pub(crate) struct SearchText(String);

impl SearchText {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a field. An empty one is a line too.
    pub(crate) fn line(mut self, field: &str) -> Self {
        let begin = self.0.len();
        self.0.push_str(&lower_case_line(field));
        debug_assert!(!self.0[begin..].contains('\n'));
        self.0.push('\n');
        self
    }

    pub(crate) fn finish(self) -> String {
        self.0
    }
}

/// A text as it is searched: in lower case and on one line.
pub(crate) fn lower_case_line(text: &str) -> String {
    text.to_lowercase().replace('\n', " ")
}
