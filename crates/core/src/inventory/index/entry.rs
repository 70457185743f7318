//! What a kind gives the index of a row.

use std::borrow::Cow;

/// Everything that a row is found, filtered and sorted by.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Entry<'a> {
    /// Row id in the table of the kind.
    pub(crate) id: i64,
    /// Id of the account and region.
    pub(crate) place: i64,
    /// Made with [`SearchText`]: first the text columns of the kind, the cloud's id before all, then whatever else is searched. Each
    /// line is what the same one of other rows is, as [`Layout`] has it.
    pub(crate) search: String,
    /// One a word column. Several words of one row are joined with `\n`; empty means none.
    pub(crate) words: Vec<Cow<'a, str>>,
    /// One a number column. The first one is the time of creation.
    pub(crate) numbers: Vec<Option<i64>>,
    /// One bit a flag.
    pub(crate) flags: u32,
    /// Keys and values as the cloud tells them.
    pub(crate) tags: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

/// How many columns of each sort a kind has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Layout {
    /// Text columns, at the beginning of the search text.
    pub(crate) texts: usize,
    /// Lines at the beginning of the search text that are seldom the same in two rows.
    pub(crate) own: usize,
    /// Columns of what comes after them, kept once for all rows that have the same: a line each, and all further lines the last one.
    pub(crate) shared: usize,
    pub(crate) words: usize,
    /// What most numbers of each number column are a multiple of.
    pub(crate) numbers: &'static [i64],
}

/// Bytes that most search texts have room in.
const TYPICAL: usize = 192;

/// Joins fields into a search text: lower case, one field a line, so that no match spans two fields.
#[derive(Debug, Default)]
pub(crate) struct SearchText(String);

impl SearchText {
    pub(crate) fn new() -> Self {
        Self(String::with_capacity(TYPICAL))
    }

    /// Adds a field. An empty one is a line too.
    pub(crate) fn line(mut self, field: &str) -> Self {
        let begin = self.0.len();
        if field.is_ascii() {
            self.0.push_str(field);
            self.0[begin..].make_ascii_lowercase();
            if field.contains('\n') {
                let line = self.0.split_off(begin);
                self.0.push_str(&line.replace('\n', " "));
            }
        } else {
            self.0.push_str(&lower_case_line(field));
        }
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
