#![allow(clippy::unwrap_used)]

use std::collections::{BTreeSet, HashSet};

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::*;

const ROWS: u32 = 10_000;

#[derive(Clone, Debug)]
enum Step {
    Clear,
    All,
    Set(u32, bool),
    Only(u32),
    Range(Option<u32>, u32, bool),
    /// Another order, in which every so many-th row is hidden.
    Show(u32, u32),
    /// Rows that are gone.
    Lose(Vec<u32>),
}

fn step() -> impl Strategy<Value = Step> {
    let row = 0..ROWS;
    prop_oneof![
        1 => Just(Step::Clear),
        1 => Just(Step::All),
        3 => (row.clone(), any::<bool>()).prop_map(|(row, selected)| Step::Set(row, selected)),
        1 => row.clone().prop_map(Step::Only),
        6 => (option::of(row.clone()), row.clone(), any::<bool>())
            .prop_map(|(anchor, to, selected)| Step::Range(anchor, to, selected)),
        2 => (1..ROWS, 2..9_u32).prop_map(|(shift, hidden)| Step::Show(shift, hidden)),
        1 => vec(row, 0..50).prop_map(Step::Lose),
    ]
}

fn order(shift: u32, hidden: u32) -> Vec<u32> {
    // 7919 has no factor in common with the number of rows.
    let rows = (0..ROWS).map(|place| (place * 7919 + shift) % ROWS);
    rows.filter(|row| row % hidden != 0).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn ten_thousand_rows_are_selected_as_somebody_would_do_it_row_by_row(steps in vec(step(), 1..25)) {
        let mut shown: Vec<u32> = (0..ROWS).rev().collect();
        let mut there = Bits::filled(ROWS as usize, true);
        let mut selected = Selected::default();
        let mut model = BTreeSet::new();
        for step in steps {
            match step {
                Step::Clear => {
                    selected.clear();
                    model.clear();
                }
                Step::All => {
                    selected.all(&shown);
                    model.extend(shown.iter().copied());
                }
                Step::Set(row, is) => {
                    selected.set(row, is);
                    let _ = if is { model.insert(row) } else { model.remove(&row) };
                }
                Step::Only(row) => {
                    selected.only(row);
                    model = BTreeSet::from([row]);
                }
                Step::Range(anchor, to, is) => {
                    selected.range(&shown, anchor, to, is);
                    if shown.contains(&to) {
                        let mut inside = false;
                        let anchor = anchor.filter(|row| shown.contains(row)).unwrap_or(to);
                        for row in &shown {
                            let is_end = *row == anchor || *row == to;
                            if inside || is_end {
                                let _ = if is { model.insert(*row) } else { model.remove(row) };
                            }
                            if is_end && anchor != to {
                                inside = !inside;
                            }
                        }
                    }
                }
                Step::Show(shift, hidden) => {
                    shown = order(shift, hidden);
                    shown.retain(|row| there.get(*row));
                }
                Step::Lose(rows) => {
                    for row in rows {
                        there.set(row, false);
                        model.remove(&row);
                        shown.retain(|other| *other != row);
                    }
                    selected.retain(&there);
                }
            }
            let is_shown: HashSet<u32> = shown.iter().copied().collect();
            let seen = shown.iter().copied().filter(|row| model.contains(row));
            let hidden: Vec<u32> = model.iter().copied().filter(|row| !is_shown.contains(row)).collect();
            let hidden_count = hidden.len();
            let expected: Vec<u32> = seen.chain(hidden).collect();
            let count = selected.count(&shown);
            prop_assert_eq!(count.count as usize, model.len());
            prop_assert_eq!(count.hidden as usize, hidden_count);
            prop_assert_eq!(selected.first(usize::MAX, &shown), expected);
        }
    }
}

#[test]
fn shift_over_ten_thousand_rows_selects_ten_thousand_and_takes_them_out_again() {
    let shown: Vec<u32> = (0..ROWS).map(|place| (place * 7919) % ROWS).collect();
    let mut selected = Selected::default();
    selected.range(&shown, Some(shown[9_999]), shown[0], true);
    assert_eq!(selected.count(&shown), Selection { count: ROWS, hidden: 0 });
    selected.range(&shown, Some(shown[9_000]), shown[9_999], false);
    assert_eq!(selected.count(&shown).count, 9_000);
    assert_eq!(
        selected.count(&shown[..10]),
        Selection {
            count: 9_000,
            hidden: 8_990
        }
    );
    assert_eq!(
        selected.first(3, &shown[8_998..]),
        [shown[8_998], shown[8_999], 0],
        "hidden ones last"
    );
}

#[test]
fn a_range_without_an_end_that_is_shown_changes_nothing_and_without_an_anchor_is_one_row() {
    let mut selected = Selected::default();
    selected.range(&[3, 1, 2], Some(3), 9, true);
    assert_eq!(selected.count(&[3, 1, 2]).count, 0);
    selected.range(&[3, 1, 2], Some(9), 1, true);
    selected.range(&[3, 1, 2], None, 2, true);
    assert_eq!(selected.first(9, &[3, 1, 2]), [1, 2]);
}
