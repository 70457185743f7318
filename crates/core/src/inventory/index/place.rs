//! Accounts and regions that rows belong to.

use std::collections::HashMap;

use super::codes::Codes;
use crate::inventory::listed::Listed;

/// An account and region.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct IndexedPlace {
    /// Its id in the cache.
    pub(crate) id: i64,
    pub(crate) account_id: String,
    /// What accounts are sorted by: the alias in lower case.
    pub(crate) account_key: String,
    pub(crate) region_id: String,
    /// Kinds that are known to the last row.
    pub(crate) listed: Listed,
}

/// How many of some rows are in a place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct PlaceCount {
    pub(crate) account_id: String,
    pub(crate) region_id: String,
    /// Those that have the flag, or those that do not.
    pub(crate) flag: bool,
    pub(crate) rows: u32,
}

/// The place of each row, as a number.
#[derive(Debug, Default)]
pub(super) struct PlaceColumn {
    codes: Codes,
    /// IndexedPlace id of each number.
    ids: Vec<i64>,
    known: HashMap<i64, u32>,
    places: HashMap<i64, IndexedPlace>,
}

impl PlaceColumn {
    pub(super) fn put(&mut self, row: u32, place: i64) {
        let next = self.ids.len() as u32;
        let code = *self.known.entry(place).or_insert(next);
        if code == next {
            self.ids.push(place);
        }
        self.codes.put(row, code);
    }

    /// Keeps these rows alone, and numbers them in their order.
    pub(super) fn keep(&mut self, rows: &[u32]) {
        self.codes.keep(rows);
    }

    /// Whether that changes more than how well the places are known.
    pub(super) fn set_places(&mut self, places: &[IndexedPlace]) -> bool {
        let before = std::mem::take(&mut self.places);
        self.places = places.iter().map(|place| (place.id, place.clone())).collect();
        let is_same = |place: &IndexedPlace| {
            let known = before.get(&place.id);
            known.is_some_and(|known| known.account_key == place.account_key)
        };
        before.len() != places.len() || !places.iter().all(is_same)
    }

    pub(super) fn id(&self, row: u32) -> i64 {
        self.ids[self.code_of(row)]
    }

    /// The number of the place of a row.
    pub(super) fn code_of(&self, row: u32) -> usize {
        self.codes.get(row) as usize
    }

    /// The place of a row, when it is known.
    pub(super) fn place(&self, row: u32) -> Option<&IndexedPlace> {
        self.places.get(&self.id(row))
    }

    /// For each place by its number what `of` says of it.
    pub(super) fn each<T>(&self, of: impl Fn(Option<&IndexedPlace>) -> T) -> Vec<T> {
        self.ids.iter().map(|id| of(self.places.get(id))).collect()
    }
}
