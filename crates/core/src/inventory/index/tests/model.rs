//! The same as the index, so simple that it cannot be wrong.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};

use super::place;
use crate::inventory::index::{Entry, Order, Query, Test};

#[derive(Default)]
pub(super) struct Model {
    rows: BTreeMap<i64, (usize, Entry<'static>)>,
    places: HashSet<i64>,
    next: usize,
}

impl Model {
    pub(super) fn put(&mut self, entry: Entry<'static>) {
        let known = self.rows.get(&entry.id).map(|(number, _)| *number);
        let number = known.unwrap_or_else(|| {
            self.next += 1;
            self.next
        });
        self.rows.insert(entry.id, (number, entry));
    }

    pub(super) fn remove(&mut self, id: i64) {
        self.rows.remove(&id);
    }

    pub(super) fn set_places(&mut self, ids: &HashSet<i64>) {
        self.places.clone_from(ids);
        self.rows.retain(|_, (_, entry)| ids.contains(&entry.place));
    }

    pub(super) fn ids(&self) -> Vec<i64> {
        self.rows.keys().copied().collect()
    }

    pub(super) fn ask(&self, query: &Query) -> (Vec<i64>, u32) {
        let mut found: Vec<&(usize, Entry)> = self
            .rows
            .values()
            .filter(|(_, entry)| self.is_in_scope(query, entry))
            .collect();
        let of = u32::try_from(found.len()).unwrap();
        found.retain(|(_, entry)| entry.search.split('\n').any(|line| line.contains(&query.search)));
        found.retain(|(_, entry)| query.tests.iter().all(|test| passes(entry, test)));
        found.sort_by(|(left_number, left), (right_number, right)| {
            let order = self.compare(query.order, left, right);
            let order = if query.descending { order.reverse() } else { order };
            let id = |entry: &Entry| text(entry, 0);
            order
                .then_with(|| right.numbers[0].cmp(&left.numbers[0]))
                .then_with(|| id(left).cmp(&id(right)))
                .then_with(|| left.place.cmp(&right.place))
                .then_with(|| left_number.cmp(right_number))
        });
        (found.into_iter().map(|(_, entry)| entry.id).collect(), of)
    }

    fn is_in_scope(&self, query: &Query, entry: &Entry) -> bool {
        let place = place(entry.place);
        let holds = |ids: &[String], id: &String| ids.is_empty() || ids.contains(id);
        self.places.contains(&entry.place)
            && holds(&query.account_ids, &place.account_id)
            && holds(&query.region_ids, &place.region_id)
    }

    fn compare(&self, order: Order, left: &Entry, right: &Entry) -> Ordering {
        match order {
            Order::Text(column) => text(left, column).as_bytes().cmp(text(right, column).as_bytes()),
            Order::Word(column) => left.words[column].cmp(&right.words[column]),
            Order::Number(column) => left.numbers[column].cmp(&right.numbers[column]),
            Order::Region => place(left.place).region_id.cmp(&place(right.place).region_id),
            Order::Account => place(left.place).account_key.cmp(&place(right.place).account_key),
        }
    }
}

fn text(entry: &Entry, column: usize) -> String {
    entry.search.split('\n').nth(column).unwrap_or_default().to_owned()
}

fn passes(entry: &Entry, test: &Test) -> bool {
    match test {
        Test::Words { column, any_of } => entry.words[*column].split('\n').any(|word| any_of.contains(word)),
        Test::Number { column, from, to } => entry.numbers[*column]
            .is_some_and(|number| from.is_none_or(|from| from <= number) && to.is_none_or(|to| number <= to)),
        Test::Flag { bit, is, .. } => (entry.flags & (1 << bit) != 0) == *is,
        Test::Tag { key, value } => entry
            .tags
            .iter()
            .any(|(its_key, its_value)| its_key == key && value.as_ref().is_none_or(|value| value == its_value)),
    }
}
