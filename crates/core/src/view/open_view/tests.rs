#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use super::*;
use crate::inventory::{RowKind, SortColumn, TimeField};
use crate::view::{Filter, Scope, Sort};

fn spec(search: &str) -> ViewSpec {
    ViewSpec {
        kind: RowKind::Snapshots,
        scope: Scope::default(),
        search: search.to_owned(),
        filters: Vec::new(),
        sort: Sort {
            column: SortColumn::CreatedAt,
            descending: true,
        },
    }
}

fn index(revision: u64, is_loading: bool) -> IndexState {
    IndexState {
        revision,
        file: 0,
        is_loading,
    }
}

static NUMBERING: LazyLock<Arc<Numbering>> = LazyLock::new(|| Arc::new(Numbering::of(1, &[10, 11, 12, 13])));

fn shown(wanted: &Wanted, index: IndexState, rows: Vec<u32>) -> Arc<Shown> {
    Arc::new(Shown {
        version: wanted.version,
        index,
        now: 0,
        of: u32::try_from(rows.len()).unwrap(),
        rows,
        numbering: NUMBERING.clone(),
    })
}

#[test]
fn rows_are_looked_for_once_for_a_revision_and_again_for_the_next() {
    let view = OpenView::new(1, spec(""));
    let wanted = view.wanted();
    assert!(view.found(&wanted, index(5, false), 0).is_none());
    assert!(view.set_found(&shown(&wanted, index(5, false), vec![1]), &Bits::filled(9, true)));
    for revision in [4, 5] {
        assert!(view.found(&wanted, index(revision, false), 0).is_some(), "{revision}");
    }
    assert!(view.found(&wanted, index(6, false), 0).is_none());
}

#[test]
fn rows_that_were_found_while_the_file_was_read_are_looked_for_again_when_it_has_been() {
    let view = OpenView::new(1, spec(""));
    let wanted = view.wanted();
    assert!(view.set_found(&shown(&wanted, index(5, true), vec![1]), &Bits::filled(9, true)));
    assert!(view.found(&wanted, index(5, true), 0).is_some());
    assert!(view.found(&wanted, index(5, false), 0).is_none());
}

#[test]
fn only_near_times_are_compared_anew_when_time_passes() {
    let within = ViewSpec {
        filters: vec![Filter::Within {
            field: TimeField::CreatedAt,
            days: 1,
        }],
        ..spec("")
    };
    for (spec, is_kept) in [(spec(""), true), (within, false)] {
        let view = OpenView::new(1, spec);
        let wanted = view.wanted();
        assert!(view.set_found(&shown(&wanted, index(1, false), vec![1]), &Bits::filled(9, true)));
        assert_eq!(view.found(&wanted, index(1, false), 60_000).is_some(), is_kept);
    }
}

#[test]
fn a_newer_question_has_the_older_one_given_up_and_its_rows_left_out() {
    let view = OpenView::new(1, spec("old"));
    let old = view.wanted();
    let new = view.replace(spec("new"));
    assert!(old.is_replaced.load(Ordering::SeqCst));
    assert!(!new.is_replaced.load(Ordering::SeqCst));
    assert!(new.version > old.version);
    assert!(!view.set_found(&shown(&old, index(1, false), vec![1]), &Bits::filled(9, true)));
    assert!(view.set_found(&shown(&new, index(1, false), vec![2]), &Bits::filled(9, true)));
    assert!(view.found(&old, index(1, false), 0).is_none());
    assert_eq!(view.found(&new, index(1, false), 0).unwrap().rows, [2]);
}

#[test]
fn the_selection_outlives_a_question_and_loses_rows_that_are_gone() {
    let view = OpenView::new(1, spec(""));
    let wanted = view.wanted();
    let all = shown(&wanted, index(1, false), vec![3, 2, 1]);
    assert!(view.set_found(&all, &Bits::filled(9, true)));
    let selection = view.select(&all, |selected, rows, _| selected.all(rows));
    assert_eq!(selection, Selection { count: 3, hidden: 0 });
    let wanted = view.replace(spec("new"));
    let fewer = shown(&wanted, index(1, false), vec![2]);
    assert!(view.set_found(&fewer, &Bits::filled(9, true)));
    assert_eq!(view.state_of(&fewer, None).selection, Selection { count: 3, hidden: 2 });
    let mut there = Bits::filled(9, true);
    there.set(3, false);
    assert!(view.set_found(&fewer, &there));
    assert_eq!(view.state_of(&fewer, None).selection, Selection { count: 2, hidden: 1 });
}

#[test]
fn hidden_rows_are_counted_by_what_is_shown_now_though_a_selection_was_begun_before() {
    let view = OpenView::new(1, spec(""));
    let before = shown(&view.wanted(), index(1, false), vec![3, 2, 1]);
    assert!(view.set_found(&before, &Bits::filled(9, true)));
    let now = shown(&view.replace(spec("new")), index(1, false), vec![2]);
    assert!(view.set_found(&now, &Bits::filled(9, true)));
    let selection = view.select(&before, |selected, rows, _| selected.all(rows));
    assert_eq!(selection, Selection { count: 3, hidden: 2 });
    assert_eq!(view.state_of(&now, None).selection, selection);
}

#[test]
fn the_selection_goes_over_to_other_numbers_of_its_rows_and_not_to_rows_of_another_file() {
    let view = OpenView::new(1, spec(""));
    let before = shown(&view.wanted(), index(1, false), vec![3, 2, 1, 0]);
    assert!(view.set_found(&before, &Bits::filled(4, true)));
    view.select(&before, |selected, rows, _| selected.range(rows, None, 3, true));
    view.select(&before, |selected, rows, _| selected.range(rows, None, 1, true));
    let by = |numbering: Numbering, rows: Vec<u32>| {
        let wanted = view.wanted();
        Arc::new(Shown {
            version: wanted.version,
            index: index(2, false),
            now: 0,
            of: u32::try_from(rows.len()).unwrap(),
            rows,
            numbering: Arc::new(numbering),
        })
    };
    // Row 12 is gone.
    let now = by(Numbering::of(1, &[11, 13, 10]), vec![1, 0, 2]);
    assert!(view.set_found(&now, &Bits::filled(3, true)));
    assert_eq!(view.are_selected(&[13, 11, 10]), [true, true, false]);
    assert_eq!(view.first_selected(&now, 9).0, [13, 11]);
    // What somebody saw before means the same rows.
    assert_eq!(view.first_selected(&before, 9).0, [13, 11]);
    let selection = view.select(&before, |selected, rows, _| selected.range(rows, Some(1), 2, true));
    assert_eq!(selection, Selection { count: 3, hidden: 0 });

    let other_file = by(Numbering::of(2, &[10, 11, 12, 13]), vec![0, 1, 2, 3]);
    assert!(view.set_found(&other_file, &Bits::filled(4, true)));
    assert_eq!(view.are_selected(&[10, 11, 12, 13]), [false; 4]);
}

#[test]
fn all_is_a_rule_until_another_question_or_a_new_selection() {
    let view = OpenView::new(1, spec(""));
    let found = |rows: Vec<u32>| {
        let shown = shown(&view.wanted(), index(1, false), rows);
        assert!(view.set_found(&shown, &Bits::filled(9, true)));
        shown
    };
    let first = found(vec![1, 2]);
    view.select(&first, |selected, rows, _| selected.all(rows));
    view.select(&first, |selected, _, _| selected.set(2, false));
    let second = found(vec![3, 1, 2]);
    assert_eq!(
        view.first_selected(&second, 9).0,
        [13, 11],
        "the new one, and not the one taken out"
    );
    view.replace(spec("new"));
    let third = found(vec![0, 3, 1, 2]);
    assert_eq!(view.first_selected(&third, 9).0, [13, 11], "the rule has ended");
    view.select(&third, |selected, rows, _| selected.all(rows));
    view.select(&third, |selected, _, _| selected.only(1));
    let fourth = found(vec![0, 1]);
    assert_eq!(view.first_selected(&fourth, 9).0, [11]);
}

#[test]
fn a_selection_of_all_that_an_older_question_showed_takes_no_row_of_the_newer_one() {
    let view = OpenView::new(1, spec(""));
    let before = shown(&view.wanted(), index(1, false), vec![1]);
    assert!(view.set_found(&before, &Bits::filled(9, true)));
    let wanted = view.replace(spec("new"));
    view.select(&before, |selected, rows, _| selected.all(rows));
    let now = shown(&wanted, index(1, false), vec![1, 2]);
    assert!(view.set_found(&now, &Bits::filled(9, true)));
    assert_eq!(view.first_selected(&now, 9).0, [11]);
}
