//! The orders that were asked for lately, brought up to date when they are asked for again.

use std::cmp::Ordering;
use std::sync::{Arc, Mutex};

use super::bits::Bits;
use super::columns::Order;
use super::kind_index::KindIndex;
use super::sort_text::sort_by_text;
use super::sorted::{Sorted, ranks};
use crate::lock::lock;

/// Orders kept at once.
const KEPT: usize = 8;
/// When more than one row of so many has changed, an order is made anew.
const FEW: usize = 32;
/// Changed rows that are remembered at least.
const LEAST_REMEMBERED: usize = 4_096;

/// So many rows of the same time are not worth preparing their texts.
const FEW_TEXTS: usize = 32;

/// By time of creation: what decides between equal rows, and after it their id.
const TIME: Order = Order::Number(0);

#[derive(Debug, Default)]
pub(super) struct Orders {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    kept: Vec<Kept>,
    /// Rows that have changed, the latest last.
    changed: Vec<u32>,
}

#[derive(Debug)]
struct Kept {
    order: Order,
    sorted: Arc<Sorted>,
    /// How many of the changes it has seen.
    seen: usize,
}

impl Orders {
    /// A row has come, changed or gone.
    pub(super) fn changed(&mut self, row: u32) {
        let state = self.state.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !state.kept.is_empty() {
            state.changed.push(row);
        }
    }

    /// Forgets all orders when so many of `rows` have changed that they are better made anew.
    pub(super) fn forget_if_many(&mut self, rows: usize) {
        let state = self.state.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
        if state.changed.len() > LEAST_REMEMBERED.max(rows / FEW) {
            *state = State::default();
        }
    }

    /// Forgets all orders.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// All rows of the index in an order.
    pub(super) fn get(&self, order: Order, index: &KindIndex) -> Arc<Sorted> {
        lock(&self.state).get(order, index)
    }
}

impl State {
    fn get(&mut self, order: Order, index: &KindIndex) -> Arc<Sorted> {
        let known = self.kept.iter().position(|kept| kept.order == order);
        let known = known.map(|place| self.kept.remove(place));
        let sorted = match known {
            Some(kept) if kept.seen == self.changed.len() => kept.sorted,
            Some(kept) => Arc::new(updated(&kept.sorted, order, &self.changed[kept.seen..], index)),
            None => Arc::new(self.made(order, index)),
        };
        if self.kept.len() >= KEPT {
            self.kept.remove(0);
        }
        self.kept.push(Kept {
            order,
            sorted: sorted.clone(),
            seen: self.changed.len(),
        });
        self.forget_seen();
        sorted
    }

    fn made(&mut self, order: Order, index: &KindIndex) -> Sorted {
        if order == TIME {
            return by_time(index);
        }
        let newest_first = self.get(TIME, index).of(index.rows(), true);
        match order {
            Order::Text(column) => {
                let rank = ranks(&newest_first);
                by_text(index, column, |left, right| {
                    rank[left as usize].cmp(&rank[right as usize])
                })
            }
            _ => Sorted::by_number(&newest_first, index.keys(order)),
        }
    }

    /// Changes that every order has seen are of no use.
    fn forget_seen(&mut self) {
        if self.kept.iter().all(|kept| kept.seen == self.changed.len()) {
            self.changed.clear();
            for kept in &mut self.kept {
                kept.seen = 0;
            }
        }
    }
}

fn by_time(index: &KindIndex) -> Sorted {
    let rows: Vec<u32> = index.rows().iter().collect();
    let mut sorted = Sorted::by_number(&rows, index.keys(TIME));
    let id = |row| index.text(row, 0);
    let ties = |left, right| index.compare_in_place(left, right);
    sorted.sort_each(|rows| {
        if rows.len() < FEW_TEXTS {
            rows.sort_unstable_by(|left, right| id(*left).cmp(id(*right)).then_with(|| ties(*left, *right)));
        } else {
            sort_by_text(rows, id, ties, |_| ());
        }
    });
    sorted
}

fn by_text(index: &KindIndex, column: usize, ties: impl Fn(u32, u32) -> Ordering) -> Sorted {
    let mut rows: Vec<u32> = index.rows().iter().collect();
    let mut begins = Bits::filled(rows.len(), false);
    let begin = |place| begins.set(place as u32, true);
    sort_by_text(&mut rows, |row| index.text(row, column), ties, begin);
    Sorted { rows, begins }
}

fn updated(sorted: &Sorted, order: Order, changed: &[u32], index: &KindIndex) -> Sorted {
    let mut touched = Bits::default();
    for row in changed {
        touched.set(*row, true);
    }
    let compare_in = |left, right| index.compare_in(order, left, right);
    let compare = |left, right| compare_in(left, right).then_with(|| index.compare_ties(left, right));
    let mut new = touched.clone();
    new.and(index.rows());
    let mut new: Vec<u32> = new.iter().collect();
    new.sort_unstable_by(|left, right| compare(*left, *right));
    sorted.updated(&touched, &new, compare, |left, right| {
        compare_in(left, right) == Ordering::Equal
    })
}
