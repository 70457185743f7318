//! Which snapshots of an account were copied from which.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::links::Links;

/// A snapshot that is gone stays known as long as a copy of it is there: it joins the copies.
#[derive(Default)]
pub(in crate::inventory) struct Origins {
    copied: HashMap<String, Copied>,
    copies: Links,
    /// Snapshots that were copied from another one, and are gone.
    gone: HashSet<String>,
}

struct Copied {
    /// Where the copy is.
    place: i64,
    source: String,
}

impl Origins {
    /// Remembers that a snapshot was copied from another one.
    pub(in crate::inventory) fn put(&mut self, place: i64, snapshot_id: &str, source: &str) {
        if self.copied.get(snapshot_id).is_some_and(|known| known.source != source) {
            self.forget(snapshot_id);
        }
        self.gone.remove(snapshot_id);
        self.copies.add(source, snapshot_id);
        let copied = Copied {
            place,
            source: source.to_owned(),
        };
        self.copied.insert(snapshot_id.to_owned(), copied);
    }

    /// A snapshot is gone, or was not copied from another one.
    pub(in crate::inventory) fn remove(&mut self, snapshot_id: &str) {
        if !self.copied.contains_key(snapshot_id) {
            return;
        }
        if self.copies.of(snapshot_id).next().is_none() {
            self.forget(snapshot_id);
        } else {
            self.gone.insert(snapshot_id.to_owned());
        }
    }

    /// The snapshots of all other places are gone.
    pub(super) fn keep_places(&mut self, is_kept: impl Fn(i64) -> bool) {
        let of_others = self.copied.iter().filter(|(_, copied)| !is_kept(copied.place));
        let of_others: Vec<String> = of_others.map(|(id, _)| id.clone()).collect();
        for snapshot_id in of_others {
            self.remove(&snapshot_id);
        }
    }

    /// Whether it is known what a snapshot was copied from.
    pub(super) fn is_copied(&self, snapshot_id: &str) -> bool {
        self.copied.contains_key(snapshot_id)
    }

    /// The snapshot, what it was copied from, and all copies of that.
    pub(super) fn related<'a>(&'a self, snapshot_id: &'a str) -> BTreeSet<&'a str> {
        let mut related: BTreeSet<&str> = BTreeSet::from([snapshot_id]);
        let mut open = vec![snapshot_id];
        while let Some(id) = open.pop() {
            let source = self.copied.get(id).map(|copied| copied.source.as_str());
            let copies = self.copies.of(id);
            for next in source.into_iter().chain(copies) {
                if related.insert(next) {
                    open.push(next);
                }
            }
        }
        related
    }

    /// Forgets a snapshot, and what it was copied from when nothing else needs that.
    fn forget(&mut self, snapshot_id: &str) {
        let mut next = Some(snapshot_id.to_owned());
        while let Some(id) = next.take() {
            self.gone.remove(&id);
            let Some(Copied { source, .. }) = self.copied.remove(&id) else {
                return;
            };
            self.copies.remove(&source, &id);
            let is_needed = self.copies.of(&source).next().is_some() || !self.gone.contains(&source);
            next = (!is_needed).then_some(source);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn related(origins: &Origins, id: &str) -> Vec<String> {
        origins.related(id).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn copies_stay_joined_though_what_is_between_them_is_gone_and_are_forgotten_with_the_last() {
        let mut origins = Origins::default();
        origins.put(1, "s-2", "s-1");
        origins.put(2, "s-3", "s-2");
        origins.remove("s-2");
        assert_eq!(related(&origins, "s-3"), ["s-1", "s-2", "s-3"]);
        origins.remove("s-3");
        assert!(origins.copied.is_empty() && origins.gone.is_empty());
        assert_eq!(related(&origins, "s-1"), ["s-1"]);
    }

    #[test]
    fn snapshots_of_places_that_are_gone_are_forgotten() {
        let mut origins = Origins::default();
        origins.put(1, "s-2", "s-1");
        origins.put(2, "s-3", "s-1");
        origins.keep_places(|place| place == 1);
        assert_eq!(related(&origins, "s-1"), ["s-1", "s-2"]);
    }

    #[test]
    fn a_copy_of_something_else_is_no_copy_of_what_it_was() {
        let mut origins = Origins::default();
        origins.put(1, "s-2", "s-1");
        origins.put(1, "s-2", "s-9");
        assert_eq!(related(&origins, "s-1"), ["s-1"]);
        assert_eq!(related(&origins, "s-9"), ["s-2", "s-9"]);
    }
}
