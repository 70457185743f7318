//! Rows that change for ever take no more room for it, and those that go give theirs back.

use super::{ask, entry, everything, index};
use crate::inventory::index::{Entry, Query};

#[test]
fn rows_that_change_again_and_again_leave_no_more_than_a_quarter_of_dead_text() {
    let rows = 2_000_i64;
    let named = |round: i64| -> Vec<Entry<'static>> {
        let name = |id| format!("a name of some length, round {round:03}, row {id:05}");
        (1..=rows)
            .map(|id| Entry {
                words: vec![format!("word {round} {id}").into()],
                ..entry(id, 0, &name(id), Some(id))
            })
            .collect()
    };
    let mut index = index(named(0));
    let alive = index.text_size();
    for round in 1..60 {
        index.put(named(round));
        assert!(
            index.text_size() < alive * 3 / 2,
            "round {round}: {}",
            index.text_size()
        );
        assert!(index.word_count(0) <= 2 * 2_000 + 2_048, "{}", index.word_count(0));
    }
    let query = Query {
        search: "round 059, row 01999".into(),
        ..everything()
    };
    assert_eq!(ask(&index, &query).0, [1_999]);
    let old = Query {
        search: "round 058".into(),
        ..everything()
    };
    assert!(ask(&index, &old).0.is_empty());
}

#[test]
fn rows_that_go_give_their_room_back() {
    let name = "a name of some length";
    let mut index = index((1..=2_000).map(|id| entry(id, 0, name, Some(id))).collect());
    let full = index.text_size();
    index.remove(&(1..=1_000).collect::<Vec<i64>>());
    assert!(index.text_size() < full * 3 / 4, "{}", index.text_size());
    index.remove(&(1_001..=2_000).collect::<Vec<i64>>());
    assert!(index.text_size() < full / 8, "{}", index.text_size());
}

#[test]
fn numbers_of_rows_that_are_gone_are_given_back_and_old_ones_still_mean_the_same_rows() {
    let rows = 3_000_i64;
    let of_round = |round: i64| (round * rows..(round + 1) * rows).map(|id| entry(id, 0, "name", Some(id)));
    let mut index = index(vec![entry(-1, 0, "that stays", Some(0))]);
    let before = index.numbering().clone();
    let stays = before.row(-1).unwrap();
    for round in 0..20 {
        index.put(of_round(round).collect());
        index.remove(&of_round(round).map(|entry| entry.id).collect::<Vec<_>>());
        let numbers = index.numbering().numbers();
        assert!(numbers < 2 * 3_000, "round {round}: {numbers}");
    }
    index.put(of_round(99).collect());
    assert_eq!(before.ids(&[stays]), [-1]);
    let now = index.numbering().translated(&[stays], &before);
    assert_eq!(index.numbering().ids(&now), [-1]);
    let query = Query {
        search: "that stays".into(),
        ..everything()
    };
    assert_eq!(ask(&index, &query), (vec![-1], 3_001));
    let (newest_first, _) = ask(&index, &everything());
    assert_eq!((newest_first.len(), newest_first[0]), (3_001, 99 * rows + rows - 1));
}
