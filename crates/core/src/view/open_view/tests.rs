#![allow(clippy::unwrap_used)]

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
    IndexState { revision, is_loading }
}

fn shown(wanted: &Wanted, index: IndexState, rows: Vec<u32>) -> Arc<Shown> {
    Arc::new(Shown {
        version: wanted.version,
        index,
        now: 0,
        of: u32::try_from(rows.len()).unwrap(),
        rows,
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
    let selection = view.select(|selected| selected.all(&all.rows));
    assert_eq!(selection, Selection { count: 3, hidden: 0 });
    let wanted = view.replace(spec("new"));
    let fewer = shown(&wanted, index(1, false), vec![2]);
    assert!(view.set_found(&fewer, &Bits::filled(9, true)));
    assert_eq!(view.state_of(&fewer).selection, Selection { count: 3, hidden: 2 });
    let mut there = Bits::filled(9, true);
    there.set(3, false);
    assert!(view.set_found(&fewer, &there));
    assert_eq!(view.state_of(&fewer).selection, Selection { count: 2, hidden: 1 });
}

#[test]
fn hidden_rows_are_counted_by_what_is_shown_now_though_a_selection_was_begun_before() {
    let view = OpenView::new(1, spec(""));
    let before = shown(&view.wanted(), index(1, false), vec![3, 2, 1]);
    assert!(view.set_found(&before, &Bits::filled(9, true)));
    let now = shown(&view.replace(spec("new")), index(1, false), vec![2]);
    assert!(view.set_found(&now, &Bits::filled(9, true)));
    let selection = view.select(|selected| selected.all(&before.rows));
    assert_eq!(selection, Selection { count: 3, hidden: 2 });
    assert_eq!(view.state_of(&now).selection, selection);
}
