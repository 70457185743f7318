#![allow(clippy::unwrap_used)]

mod beside_a_query;
mod memory;
mod model;
mod property;
mod text_order;

use std::collections::HashSet;

use super::kind_index::KindIndex;
use super::{Entry, IndexedPlace, Layout, Order, Query, SearchText, Test};
use crate::inventory::ShardKind;
use crate::inventory::listed::Listed;

pub(super) const LAYOUT: Layout = Layout {
    texts: 2,
    own: 2,
    shared: 1,
    words: 1,
    numbers: &[1_000, 1],
};

/// A row whose name, word and so on are told by the words of `name`.
pub(super) fn entry(id: i64, place: i64, name: &str, created: Option<i64>) -> Entry<'static> {
    Entry {
        id,
        place,
        search: SearchText::new().line(&format!("s-{id:05}")).line(name).finish(),
        words: vec!["".into()],
        numbers: vec![created, None],
        ..Entry::default()
    }
}

pub(super) fn place(id: i64) -> IndexedPlace {
    IndexedPlace {
        id,
        account_id: format!("account-{}", id % 2),
        account_key: ["zoe", "amy"][usize::try_from(id).unwrap() % 2].to_owned(),
        region_id: format!("region-{}", id / 2),
        listed: Listed::default(),
    }
}

pub(super) fn everything() -> Query {
    Query {
        account_ids: Vec::new(),
        region_ids: Vec::new(),
        scope: Vec::new(),
        search: String::new(),
        tests: Vec::new(),
        order: Order::Number(0),
        descending: true,
    }
}

/// The ids of the rows that a query finds, in order, and how many rows its scope has.
pub(super) fn ask(index: &KindIndex, query: &Query) -> (Vec<i64>, u32) {
    let found = index.query(query, &|| false).unwrap();
    (index.numbering().ids(&found.rows), found.of)
}

fn index(entries: Vec<Entry>) -> KindIndex {
    let mut index = KindIndex::new(LAYOUT);
    index.set_places(&(0..4).map(place).collect::<Vec<_>>());
    index.put(entries);
    index
}

fn search(index: &KindIndex, text: &str) -> HashSet<i64> {
    let query = Query {
        search: super::lower_case_line(text),
        ..everything()
    };
    ask(index, &query).0.into_iter().collect()
}

#[test]
fn hostile_text_is_found_as_it_is_and_matches_nothing_else() {
    let names = [
        "100%",
        "a_b",
        "[x].*",
        "o'neil\"",
        "back\\slash",
        "\u{202e}gnp",
        "ÄRGER",
        "nul\u{0}byte",
        "two\nlines",
        "财务系统",
        "",
    ];
    let entries = (1..).zip(names).map(|(id, name)| entry(id, 0, name, None));
    let index = index(entries.collect());
    for (id, name) in (1..).zip(names).filter(|(_, name)| !name.is_empty()) {
        assert_eq!(search(&index, name), HashSet::from([id]), "{name:?}");
    }
    assert_eq!(search(&index, "ärger"), HashSet::from([7]));
    assert!(search(&index, "a%b").is_empty());
    assert!(search(&index, "100%s-00002").is_empty(), "no match spans two rows");
    assert!(search(&index, "s-00001100").is_empty(), "no match spans two fields");
}

#[test]
fn a_row_keeps_its_number_while_it_changes_and_in_another_file_its_id_is_another_row() {
    let mut index = index(vec![entry(7, 0, "old", None), entry(8, 0, "other", None)]);
    let old = index.numbering().clone();
    index.put(vec![entry(8, 0, "renamed", None)]);
    assert_eq!(old.row(8), Some(1));
    assert_eq!(index.numbering().translated(&[1, 0], &old), [1, 0]);
    index.clear();
    index.set_places(&[place(0)]);
    index.put(vec![entry(8, 0, "of the new file", None)]);
    assert_eq!(ask(&index, &everything()), (vec![8], 1));
    assert_ne!(index.numbering().file(), old.file());
    assert!(index.numbering().translated(&[0, 1], &old).is_empty());
    assert_eq!(old.ids(&[0, 1]), [7, 8], "what it meant");
}

#[test]
fn a_query_that_is_given_up_ends_without_an_answer() {
    let index = index((1..=10).map(|id| entry(id, 0, "name", None)).collect());
    let query = Query {
        search: "name".into(),
        ..everything()
    };
    assert_eq!(index.query(&query, &|| true), None);
}

#[test]
fn tags_match_by_key_and_value_and_are_not_taken_apart() {
    let tagged = |id, tags: &[(&str, &str)]| Entry {
        tags: tags
            .iter()
            .map(|(key, value)| ((*key).to_owned().into(), (*value).to_owned().into()))
            .collect(),
        ..entry(id, 0, "", None)
    };
    let index = index(vec![
        tagged(1, &[("env", "prod"), ("team", "a")]),
        tagged(2, &[("env", "test")]),
        tagged(3, &[("environment", "prod")]),
        tagged(4, &[("x\u{1}env\u{0}prod", "y\u{1}env\u{0}prod\u{1}")]),
        tagged(5, &[]),
    ]);
    let ask = |key: &str, value: Option<&str>| {
        let test = Test::Tag {
            key: key.into(),
            value: value.map(Into::into),
        };
        let query = Query {
            tests: vec![test],
            order: Order::Text(0),
            descending: false,
            ..everything()
        };
        ask(&index, &query).0
    };
    assert_eq!(ask("env", None), [1, 2]);
    assert_eq!(ask("env", Some("prod")), [1]);
    assert_eq!(ask("team", Some("")), [0; 0]);
    assert_eq!(ask("ENV", None), [0; 0], "keys of tags know case");
}

#[test]
fn a_flag_that_is_not_set_counts_as_false_only_where_enough_is_known() {
    let mut index = KindIndex::new(LAYOUT);
    let needs: &[ShardKind] = &[ShardKind::Disks];
    let places = |listed: &[&[ShardKind]]| {
        let places = (0..).zip(listed);
        let listed = places.map(|(id, kinds)| IndexedPlace {
            listed: Listed::of(kinds.iter().copied()),
            ..place(id)
        });
        listed.collect::<Vec<_>>()
    };
    index.set_places(&places(&[&[], &[ShardKind::Images], &[ShardKind::Disks]]));
    let flagged = |id, place, flags| Entry {
        flags,
        ..entry(id, place, "", Some(id))
    };
    let rows = (0..3).flat_map(|place| [flagged(place * 10, place, 0), flagged(place * 10 + 1, place, 1)]);
    index.put(rows.collect());
    let of = |index: &KindIndex, is: bool| {
        let query = Query {
            tests: vec![Test::Flag { bit: 0, is, needs }],
            descending: false,
            ..everything()
        };
        ask(index, &query).0
    };
    assert_eq!((of(&index, true), of(&index, false)), (vec![1, 11, 21], vec![20]));
    index.set_places(&places(&[needs, &[ShardKind::Images], needs]));
    assert_eq!((of(&index, true), of(&index, false)), (vec![1, 11, 21], vec![0, 20]));
}
