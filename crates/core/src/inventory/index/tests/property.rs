//! Whatever comes, changes and goes, the index answers as the model does.

use std::collections::HashSet;

use proptest::collection::{hash_set, vec};
use proptest::option;
use proptest::prelude::*;

use super::model::Model;
use super::{LAYOUT, ask, place};
use crate::inventory::index::kind_index::KindIndex;
use crate::inventory::index::{Entry, Layout, Order, Query, SearchText, Test};

#[derive(Clone, Debug)]
enum Step {
    Put(Vec<Entry<'static>>),
    Remove(Vec<i64>),
    Places(HashSet<i64>),
    Ask(Query),
}

/// Few ids, so that rows change, go and come back; some rows share their cloud id.
fn entry() -> impl Strategy<Value = Entry<'static>> {
    let name = prop_oneof![
        "[ab]{0,3}",
        "same-beginning-of-many-[ab]{0,9}",
        "[a\u{0}ä财]{0,9}",
        ".{0,4}"
    ];
    let tag = ("[kK]", "[vw]?");
    (
        (1..40_i64, 0..4_i64, 0..30_u8, name),
        prop_oneof!["", "one", "two", "one\ntwo"],
        (
            option::of(0..6_i64),
            option::of(prop_oneof![0..4_i64, Just(i64::MAX), Just(i64::MIN + 1)]),
        ),
        0..4_u32,
        vec(tag, 0..3),
    )
        .prop_map(
            |((id, place, cloud_id, name), word, (created, size), flags, tags)| Entry {
                id,
                place,
                search: SearchText::new()
                    .line(&format!("s-{cloud_id}"))
                    .line(&name)
                    .line("description")
                    .finish(),
                words: vec![word.into()],
                numbers: vec![created, size],
                flags,
                tags: tags
                    .into_iter()
                    .map(|(key, value)| (key.into(), value.into()))
                    .collect(),
            },
        )
}

fn test() -> impl Strategy<Value = Test> {
    let words = hash_set(prop_oneof!["", "one", "two", "three"], 0..3);
    prop_oneof![
        words.prop_map(|any_of| Test::Words { column: 0, any_of }),
        (0..2_usize, option::of(-1..5_i64), option::of(-1..5_i64)).prop_map(|(column, from, to)| Test::Number {
            column,
            from,
            to
        }),
        (0..2_u32, any::<bool>()).prop_map(|(bit, is)| Test::Flag { bit, is, needs: &[] }),
        ("[kK]", option::of("[vw]?")).prop_map(|(key, value)| Test::Tag { key, value }),
    ]
}

fn query() -> impl Strategy<Value = Query> {
    let order = prop_oneof![
        (0..2_usize).prop_map(Order::Text),
        Just(Order::Word(0)),
        (0..2_usize).prop_map(Order::Number),
        Just(Order::Region),
        Just(Order::Account),
    ];
    let accounts = vec("account-[01]", 0..2);
    let regions = vec("region-[012]", 0..2);
    let search = prop_oneof![3 => Just(String::new()), 1 => "[ab]{1,2}", 1 => "s-1", 1 => "[\u{0}ä财]"];
    (accounts, regions, search, vec(test(), 0..2), order, any::<bool>()).prop_map(
        |(account_ids, region_ids, search, tests, order, descending)| Query {
            account_ids,
            region_ids,
            scope: Vec::new(),
            search,
            tests,
            order,
            descending,
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => vec(entry(), 0..12).prop_map(Step::Put),
        2 => vec(1..40_i64, 0..6).prop_map(Step::Remove),
        1 => hash_set(0..4_i64, 2..4).prop_map(Step::Places),
        6 => query().prop_map(Step::Ask),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn the_index_answers_as_the_model_does(steps in vec(step(), 1..40), own in 1..=2_usize) {
        let mut index = KindIndex::new(Layout { own, shared: 3 - own, ..LAYOUT });
        let mut model = Model::default();
        let all = (0..4).collect();
        let mut places: HashSet<i64> = all;
        index.set_places(&places.iter().map(|id| place(*id)).collect::<Vec<_>>());
        model.set_places(&places);
        for step in steps {
            match step {
                Step::Put(entries) => {
                    let entries: Vec<Entry> =
                        entries.into_iter().filter(|entry| places.contains(&entry.place)).collect();
                    for entry in &entries {
                        model.put(entry.clone());
                    }
                    index.put(entries);
                }
                Step::Remove(ids) => {
                    for id in &ids {
                        model.remove(*id);
                    }
                    index.remove(&ids);
                }
                Step::Places(ids) => {
                    places = ids;
                    index.set_places(&places.iter().map(|id| place(*id)).collect::<Vec<_>>());
                    model.set_places(&places);
                }
                Step::Ask(query) => prop_assert_eq!(ask(&index, &query), model.ask(&query), "{:?}", query),
            }
            prop_assert_eq!(index.len(), model.ids().len());
        }
    }
}
