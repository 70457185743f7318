//! The index of one kind: rows come, change and go, and queries are answered.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use memchr::memchr;

use super::bits::Bits;
use super::codes::Codes;
use super::columns::Order;
use super::entry::{Entry, Layout};
use super::numbering::Numbering;
use super::numbers::{NO_NUMBER, NumberColumn};
use super::orders::Orders;
use super::patterns::NamePatterns;
use super::place::{IndexedPlace, PlaceColumn, PlaceCount};
use super::query::{Found, Query, Test};
use super::tags;
use super::text::TextBuffer;
use super::words::WordColumn;

/// Numbers of rows that are gone are not worth the work of numbering the others anew when they are fewer than this.
const FEW_ROWS: usize = 1_024;

/// Rows by number. A row keeps its number while it changes, until all are numbered anew.
pub(crate) struct KindIndex {
    layout: Layout,
    numbering: Arc<Numbering>,
    alive: Bits,
    /// Rows with a name of these are not found.
    hidden_names: NamePatterns,
    hidden: Bits,
    /// The lines that every row has for itself.
    text: TextBuffer,
    /// The lines after them.
    shared: Vec<WordColumn>,
    places: PlaceColumn,
    words: Vec<WordColumn>,
    numbers: Vec<NumberColumn>,
    flags: Codes,
    tags: WordColumn,
    orders: Orders,
}

impl KindIndex {
    pub(crate) fn new(layout: Layout) -> Self {
        let words = |columns| std::iter::repeat_with(WordColumn::new).take(columns).collect();
        Self {
            layout,
            numbering: Arc::default(),
            alive: Bits::default(),
            hidden_names: NamePatterns::default(),
            hidden: Bits::default(),
            text: TextBuffer::default(),
            shared: words(layout.shared),
            places: PlaceColumn::default(),
            words: words(layout.words),
            numbers: layout.numbers.iter().map(|unit| NumberColumn::new(*unit)).collect(),
            flags: Codes::default(),
            tags: WordColumn::new(),
            orders: Orders::default(),
        }
    }

    /// What the numbers of rows mean now.
    pub(crate) fn numbering(&self) -> &Arc<Numbering> {
        &self.numbering
    }

    /// Puts rows that are new or have changed.
    pub(crate) fn put(&mut self, entries: Vec<Entry<'_>>) {
        for entry in entries {
            let known = self.numbering.row(entry.id);
            let row = known.unwrap_or_else(|| self.add(entry.id));
            self.set(row, &entry);
            self.orders.changed(row);
        }
        self.orders.forget_if_many(self.flags.len());
    }

    /// Removes rows.
    pub(crate) fn remove(&mut self, ids: &[i64]) {
        for id in ids {
            if let Some(row) = self.numbering.remove(*id) {
                self.alive.set(row, false);
                self.hidden.set(row, false);
                self.text.remove(row);
                self.orders.changed(row);
            }
        }
        let gone = self.flags.len() - self.len();
        if gone > self.len() && gone > FEW_ROWS {
            self.number_anew();
        } else {
            self.orders.forget_if_many(self.flags.len());
        }
    }

    /// Removes all rows: another file has taken the place of the one that they were in.
    pub(crate) fn clear(&mut self) {
        let numbering = self.numbering.of_next_file();
        let hidden_names = std::mem::take(&mut self.hidden_names);
        *self = Self::new(self.layout);
        self.numbering = Arc::new(numbering);
        self.hidden_names = hidden_names;
    }

    /// Hides the rows with such names from now on, and no others. The name is the second text column.
    pub(crate) fn hide(&mut self, names: NamePatterns) {
        self.hidden_names = names;
        self.find_hidden();
    }

    fn find_hidden(&mut self) {
        self.hidden.clear();
        if !self.hidden_names.is_empty() {
            let is_hidden = |row: &u32| self.hidden_names.match_any(self.text(*row, 1));
            let hidden: Vec<u32> = self.alive.iter().filter(is_hidden).collect();
            for row in hidden {
                self.hidden.set(row, true);
            }
        }
    }

    fn number_anew(&mut self) {
        let rows: Vec<u32> = self.alive.iter().collect();
        self.numbering = Arc::new(self.numbering.without_others(&rows));
        self.alive = Bits::filled(rows.len(), true);
        self.text.number_anew(&rows);
        self.places.keep(&rows);
        let shared = self.shared.iter_mut();
        for column in shared.chain(&mut self.words).chain([&mut self.tags]) {
            column.keep(&rows);
        }
        for column in &mut self.numbers {
            column.keep(&rows);
        }
        self.flags.keep(&rows);
        self.orders.forget();
        self.find_hidden();
    }

    /// Names all places that there are. Rows of others go.
    pub(crate) fn set_places(&mut self, places: &[IndexedPlace]) {
        if !self.places.set_places(places) {
            return;
        }
        self.orders.forget();
        let is_gone = self.places.each(|place| place.is_none());
        let is_gone = |row: &u32| is_gone[self.places.code_of(*row)];
        let gone: Vec<u32> = self.alive.iter().filter(is_gone).collect();
        self.remove(&self.numbering.ids(&gone));
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.numbering.len()
    }

    /// How many of them are hidden.
    pub(crate) fn hidden(&self) -> u32 {
        self.hidden.count()
    }

    /// The numbers of all rows.
    pub(super) fn rows(&self) -> &Bits {
        &self.alive
    }

    /// The numbers of all rows that are not hidden.
    pub(crate) fn visible(&self) -> Bits {
        let mut rows = self.alive.clone();
        if !self.hidden_names.is_empty() {
            rows.retain(|row| !self.hidden.get(row));
        }
        rows
    }

    /// How many of the rows with these ids are in each place, with and without a flag.
    pub(crate) fn count_by_place(&self, ids: &[i64], bit: Option<u32>) -> Vec<PlaceCount> {
        let mut counts = HashMap::new();
        for row in ids.iter().filter_map(|id| self.numbering.row(*id)) {
            let flag = bit.is_some_and(|bit| self.has_flag(row, bit));
            *counts.entry((self.places.code_of(row), flag)).or_insert(0) += 1;
        }
        let places = self.places.each(|place| place.cloned());
        let of_place = |((code, flag), rows): ((usize, bool), u32)| {
            let IndexedPlace {
                account_id, region_id, ..
            } = places[code].clone()?;
            Some(PlaceCount {
                account_id,
                region_id,
                flag,
                rows,
            })
        };
        counts.into_iter().filter_map(of_place).collect()
    }

    /// Answers a query; `None` when it was given up on the way.
    pub(crate) fn query(&self, query: &Query, is_cancelled: &dyn Fn() -> bool) -> Option<Found> {
        let mut passing = self.in_scope(query);
        let of = passing.count();
        for test in &query.tests {
            self.keep_passing(&mut passing, test);
        }
        if !query.search.is_empty() {
            let mut found = self.text.find(&query.search, is_cancelled)?;
            for column in &self.shared {
                column.find(&query.search, &mut found, is_cancelled)?;
            }
            passing.and(&found);
        }
        if is_cancelled() {
            return None;
        }
        let sorted = self.orders.get(query.order, self);
        Some(Found {
            rows: sorted.of(&passing, query.descending),
            of,
        })
    }

    fn in_scope(&self, query: &Query) -> Bits {
        let mut rows = self.visible();
        if !query.account_ids.is_empty() || !query.region_ids.is_empty() {
            let holds = |ids: &[String], id: &String| ids.is_empty() || ids.contains(id);
            let is_in = self.places.each(|place| {
                place.is_some_and(|place| {
                    holds(&query.account_ids, &place.account_id) && holds(&query.region_ids, &place.region_id)
                })
            });
            rows.retain(|row| is_in[self.places.code_of(row)]);
        }
        for test in &query.scope {
            self.keep_passing(&mut rows, test);
        }
        rows
    }

    /// The words that rows of an account have in a column.
    pub(crate) fn words_of_account(&self, account_id: &str, column: usize) -> BTreeSet<String> {
        let is_of = self
            .places
            .each(|place| place.is_some_and(|place| place.account_id == account_id));
        let words = &self.words[column];
        let mut is_used = words.each(|_| false);
        for row in self.alive.iter().filter(|row| is_of[self.places.code_of(*row)]) {
            is_used[words.code_of(row)] = true;
        }
        let mut is_used = is_used.into_iter();
        let used = words.each(|word| (is_used.next() == Some(true)).then(|| word.to_owned()));
        used.into_iter().flatten().collect()
    }

    fn keep_passing(&self, rows: &mut Bits, test: &Test) {
        match test {
            Test::Words { column, any_of } => {
                let words = &self.words[*column];
                let passes = words.each(|word| word.split('\n').any(|word| any_of.contains(word)));
                rows.retain(|row| passes[words.code_of(row)]);
            }
            Test::Number { column, from, to } => {
                let from = from.unwrap_or(i64::MIN).max(NO_NUMBER + 1);
                let range = from..=to.unwrap_or(i64::MAX);
                let numbers = &self.numbers[*column];
                rows.retain(|row| range.contains(&numbers.get(row)));
            }
            Test::Flag { bit, is, needs } => {
                let is_known =
                    |place: Option<&IndexedPlace>| *is || place.is_some_and(|place| place.listed.has_all(needs));
                let is_known = self.places.each(is_known);
                rows.retain(|row| self.has_flag(row, *bit) == *is && is_known[self.places.code_of(row)]);
            }
            Test::Tag { key, value } => {
                let passes = self.tags.each(|joined| tags::has_tag(joined, key, value.as_deref()));
                rows.retain(|row| passes[self.tags.code_of(row)]);
            }
        }
    }

    fn has_flag(&self, row: u32, bit: u32) -> bool {
        self.flags.get(row) >> bit & 1 == 1
    }

    fn add(&mut self, id: i64) -> u32 {
        let row = self.numbering.add(id);
        self.alive.set(row, true);
        row
    }

    fn set(&mut self, row: u32, entry: &Entry<'_>) {
        let (own, mut rest) = split_lines(&entry.search, self.layout.own);
        self.text.put(row, own);
        for (place, column) in self.shared.iter_mut().enumerate() {
            let is_last = place + 1 == self.layout.shared;
            let (lines, after) = split_lines(rest, if is_last { usize::MAX } else { 1 });
            column.put(row, lines);
            rest = after;
        }
        self.places.put(row, entry.place);
        for (place, column) in self.words.iter_mut().enumerate() {
            column.put(row, entry.words.get(place).map_or("", |word| word));
        }
        for (place, column) in self.numbers.iter_mut().enumerate() {
            let number = entry.numbers.get(place).copied().flatten();
            column.put(row, number.map_or(NO_NUMBER, |number| number.max(NO_NUMBER + 1)));
        }
        if !self.hidden_names.is_empty() {
            let is_hidden = self.hidden_names.match_any(self.text(row, 1));
            self.hidden.set(row, is_hidden);
        }
        self.flags.put(row, entry.flags);
        self.tags.put(row, &tags::joined(&entry.tags));
    }

    /// The text column of a row. The id of the row is the first one.
    pub(super) fn text(&self, row: u32, column: usize) -> &[u8] {
        debug_assert!(column < self.layout.texts);
        match column.checked_sub(self.layout.own) {
            None => self.text.line(row, column),
            Some(column) => self.shared[column].word(row),
        }
    }

    /// The time of its creation, as a number that orders rows; the smallest one when it is unknown.
    pub(super) fn created(&self, row: u32) -> i64 {
        self.numbers[0].get(row)
    }

    /// For each row what orders that are not of text are sorted by.
    pub(super) fn keys(&self, order: Order) -> Box<dyn Fn(u32) -> u64 + '_> {
        match order {
            Order::Text(_) => Box::new(|_| 0),
            Order::Word(column) => {
                let words = &self.words[column];
                let ranks = words.ranks();
                Box::new(move |row| ranks[words.code_of(row)])
            }
            Order::Number(column) => {
                let numbers = &self.numbers[column];
                Box::new(move |row| numbers.key(row))
            }
            Order::Region | Order::Account => {
                let text = move |place: Option<&IndexedPlace>| place.map(|place| place_text(place, order).to_owned());
                let texts = self.places.each(text);
                let mut sorted: Vec<&Option<String>> = texts.iter().collect();
                sorted.sort_unstable();
                sorted.dedup();
                let ranks: Vec<u64> = texts
                    .iter()
                    .map(|text| sorted.binary_search(&text).unwrap_or(0) as u64)
                    .collect();
                Box::new(move |row| ranks[self.places.code_of(row)])
            }
        }
    }

    /// How two rows compare in the column of an order alone.
    pub(super) fn compare_in(&self, order: Order, left: u32, right: u32) -> Ordering {
        match order {
            Order::Text(column) => self.text(left, column).cmp(self.text(right, column)),
            Order::Word(column) => self.words[column].word(left).cmp(self.words[column].word(right)),
            Order::Number(column) => {
                let numbers = &self.numbers[column];
                numbers.get(left).cmp(&numbers.get(right))
            }
            Order::Region | Order::Account => {
                let text = |row| self.places.place(row).map(|place| place_text(place, order));
                text(left).cmp(&text(right))
            }
        }
    }

    /// How two rows compare that are equal in the column of the order: newest first, then by id.
    pub(super) fn compare_ties(&self, left: u32, right: u32) -> Ordering {
        let by_time = self.created(right).cmp(&self.created(left));
        by_time
            .then_with(|| self.text(left, 0).cmp(self.text(right, 0)))
            .then_with(|| self.compare_in_place(left, right))
    }

    /// Bytes that the search text takes.
    #[cfg(test)]
    pub(super) fn text_size(&self) -> usize {
        self.text.size()
    }

    /// Words that a column remembers.
    #[cfg(test)]
    pub(super) fn word_count(&self, column: usize) -> usize {
        self.words[column].each(|_| ()).len()
    }

    /// How two rows compare that have the same id.
    pub(super) fn compare_in_place(&self, left: u32, right: u32) -> Ordering {
        let by_place = self.places.id(left).cmp(&self.places.id(right));
        by_place.then(left.cmp(&right))
    }
}

/// So many lines of a text, without the end of the last one, and what comes after them.
fn split_lines(text: &str, lines: usize) -> (&str, &str) {
    let mut end = 0;
    for _ in 0..lines {
        match memchr(b'\n', &text.as_bytes()[end..]) {
            Some(length) => end += length + 1,
            None => break,
        }
    }
    let (lines, rest) = text.split_at(end);
    (lines.strip_suffix('\n').unwrap_or(lines), rest)
}

fn place_text(place: &IndexedPlace, order: Order) -> &str {
    match order {
        Order::Account => &place.account_key,
        _ => &place.region_id,
    }
}
