//! Texts are sorted as byte strings, whatever they have in common.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::inventory::index::sort_text::sort_by_text;

fn check(texts: &[Vec<u8>]) {
    let mut rows: Vec<u32> = (0..u32::try_from(texts.len()).unwrap()).collect();
    let mut expected = rows.clone();
    let text = |row: u32| texts[row as usize].as_slice();
    // Equal texts by their row, the last first.
    expected.sort_by(|left, right| text(*left).cmp(text(*right)).then(right.cmp(left)));
    let mut begins = Vec::new();
    sort_by_text(
        &mut rows,
        text,
        |left, right| right.cmp(&left),
        |place| begins.push(place),
    );
    assert_eq!(rows, expected);
    begins.sort_unstable();
    let is_begin = |place: &usize| *place == 0 || text(rows[place - 1]) != text(rows[*place]);
    assert_eq!(begins, (0..rows.len()).filter(is_begin).collect::<Vec<_>>());
}

#[test]
fn texts_that_differ_by_what_fills_a_chunk_are_not_equal() {
    let texts = [
        "",
        "\0",
        "\0\0",
        "a",
        "a\0",
        "a\0\0\0\0\0\0\0",
        "a\0\0\0\0\0\0\0\0",
        "a",
        "12345678",
        "123456789",
        "12345678",
    ];
    check(&texts.map(|text| text.as_bytes().to_vec()));
}

#[test]
fn long_texts_that_begin_alike_are_sorted_without_going_deep() {
    let texts: Vec<Vec<u8>> = (0..50_u8)
        .rev()
        .map(|last| [vec![b'x'; 100_000], vec![last / 2]].concat())
        .collect();
    check(&texts);
}

proptest! {
    #[test]
    fn texts_are_sorted_as_byte_strings(texts in vec("(same-begin)?[a\u{0}]{0,18}", 0..60)) {
        check(&texts.into_iter().map(String::into_bytes).collect::<Vec<_>>());
    }
}
