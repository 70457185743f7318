//! Rows that are not finished yet, asked for again and again, so many at a time.

use std::collections::BTreeSet;
use std::ops::Bound;

/// The first `limit` ids after `after`, and then from the beginning: each has its turn, however many there are.
pub(super) fn next_of(ids: &BTreeSet<String>, after: &str, limit: usize) -> Vec<String> {
    let later = ids.range::<str, _>((Bound::Excluded(after), Bound::Unbounded));
    let earlier = ids.range::<str, _>((Bound::Unbounded, Bound::Included(after)));
    later.chain(earlier).take(limit).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_its_turn() {
        let ids: BTreeSet<String> = (0..5).map(|id| format!("s-{id}")).collect();
        let mut asked = Vec::new();
        let mut after = String::new();
        for _ in 0..3 {
            let next = next_of(&ids, &after, 2);
            after = next.last().cloned().unwrap_or_default();
            asked.extend(next);
        }
        assert_eq!(asked, ["s-0", "s-1", "s-2", "s-3", "s-4", "s-0"]);
        assert_eq!(next_of(&ids, "", 9).len(), 5, "none twice");
        assert_eq!(next_of(&ids, "s-2", 9).len(), 5, "none twice");
        assert!(next_of(&BTreeSet::new(), "s-2", 9).is_empty());
    }
}
