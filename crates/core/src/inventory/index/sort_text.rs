//! Sorting many texts that begin alike: eight bytes at a time, as numbers.

use std::cmp::Ordering;
use std::ops::Range;

/// Bytes compared at a time.
const CHUNK: usize = 8;
/// Texts that are alike for so long are compared as they are.
const DEEPEST: usize = 256;

/// The place of a row before it is sorted, with the bytes of its text that are compared now.
struct Item {
    chunk: u64,
    place: u32,
}

/// Sorts rows by their text, and by `ties` where texts are equal. Calls `begins` with each place where another text begins than
/// before, in no order.
pub(super) fn sort_by_text<'a>(
    rows: &mut [u32],
    text: impl Fn(u32) -> &'a [u8],
    ties: impl Fn(u32, u32) -> Ordering,
    mut begins: impl FnMut(usize),
) {
    let before = rows.to_vec();
    let texts: Vec<&[u8]> = before.iter().map(|row| text(*row)).collect();
    let of = |item: &Item| texts[item.place as usize];
    let row = |item: &Item| before[item.place as usize];
    let mut items: Vec<Item> = (0..before.len() as u32).map(|place| Item { chunk: 0, place }).collect();
    let mut waiting: Vec<(Range<usize>, usize)> = vec![(0..items.len(), 0)];
    while let Some((range, depth)) = waiting.pop() {
        let begin = range.start;
        let run = &mut items[range];
        if depth >= DEEPEST {
            run.sort_unstable_by(|left, right| of(left).cmp(of(right)).then_with(|| ties(row(left), row(right))));
            each_group(
                run,
                |left, right| of(left) == of(right),
                |group| begins(begin + group.start),
            );
            continue;
        }
        for item in &mut *run {
            item.chunk = chunk(of(item), depth);
        }
        run.sort_unstable_by_key(|item| item.chunk);
        let mut groups = Vec::new();
        each_group(run, |left, right| left.chunk == right.chunk, |group| groups.push(group));
        let next = depth + CHUNK;
        for group in groups {
            let first = begin + group.start;
            if group.len() == 1 {
                begins(first);
                continue;
            }
            let group_end = begin + group.end;
            let same = &mut run[group];
            if same.iter().all(|item| of(item).len() > next) {
                waiting.push((first..group_end, next));
                continue;
            }
            // Texts that end here are equal when they are equally long; the longer ones come after them.
            let length = |item: &Item| of(item).len().min(next + 1);
            same.sort_unstable_by(|left, right| {
                length(left)
                    .cmp(&length(right))
                    .then_with(|| ties(row(left), row(right)))
            });
            each_group(
                same,
                |left, right| length(left) == length(right),
                |group| {
                    if length(&same[group.start]) > next {
                        waiting.push((first + group.start..first + group.end, next));
                    } else {
                        begins(first + group.start);
                    }
                },
            );
        }
    }
    for (sorted, item) in rows.iter_mut().zip(&items) {
        *sorted = row(item);
    }
}

/// Calls `each` with every longest run of neighbours that are the same.
fn each_group(items: &[Item], is_same: impl Fn(&Item, &Item) -> bool, mut each: impl FnMut(Range<usize>)) {
    let mut begin = 0;
    while begin < items.len() {
        let is_other = |item: &Item| !is_same(&items[begin], item);
        let end = items[begin..]
            .iter()
            .position(is_other)
            .map_or(items.len(), |length| begin + length);
        each(begin..end);
        begin = end;
    }
}

/// The bytes from `depth` on as a number that orders as they do.
fn chunk(text: &[u8], depth: usize) -> u64 {
    let left = text.get(depth..).unwrap_or_default();
    let mut bytes = [0; CHUNK];
    let length = left.len().min(CHUNK);
    bytes[..length].copy_from_slice(&left[..length]);
    u64::from_be_bytes(bytes)
}
