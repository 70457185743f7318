//! From one id to many.

use std::collections::{BTreeSet, HashMap};

/// So many ids of one are kept in a list; more in a tree, where one that comes moves no others.
const FEW: usize = 64;

/// Ids of one kind by an id of another. An empty id has none: it stands for what the cloud does not tell.
#[derive(Default)]
pub(super) struct Links {
    ids: HashMap<Box<str>, Ids>,
}

/// Most ids have one or a few, for which a tree takes several times the memory of a list.
enum Ids {
    /// In order.
    Few(Vec<Box<str>>),
    Many(BTreeSet<Box<str>>),
}

impl Ids {
    fn add(&mut self, id: &str) {
        match self {
            Self::Many(ids) => {
                ids.insert(id.into());
            }
            Self::Few(ids) => {
                let Err(place) = place(ids, id) else {
                    return;
                };
                if ids.len() == ids.capacity() {
                    ids.reserve_exact(ids.len() / 4 + 1);
                }
                ids.insert(place, id.into());
                if ids.len() > FEW {
                    *self = Self::Many(ids.drain(..).collect());
                }
            }
        }
    }

    /// Whether there is any other.
    fn remove(&mut self, id: &str) -> bool {
        match self {
            Self::Many(ids) => {
                ids.remove(id);
                !ids.is_empty()
            }
            Self::Few(ids) => {
                if let Ok(place) = place(ids, id) {
                    ids.remove(place);
                }
                !ids.is_empty()
            }
        }
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        let (few, many) = match self {
            Self::Few(ids) => (Some(ids), None),
            Self::Many(ids) => (None, Some(ids)),
        };
        let few = few.into_iter().flatten();
        few.chain(many.into_iter().flat_map(|ids| ids.iter())).map(|id| &**id)
    }
}

fn place(ids: &[Box<str>], id: &str) -> Result<usize, usize> {
    ids.binary_search_by(|known| (**known).cmp(id))
}

impl Links {
    pub(super) fn add(&mut self, from: &str, to: &str) {
        if from.is_empty() {
            return;
        }
        match self.ids.get_mut(from) {
            Some(ids) => ids.add(to),
            None => {
                self.ids.insert(from.into(), Ids::Few(vec![to.into()]));
            }
        }
    }

    pub(super) fn remove(&mut self, from: &str, to: &str) {
        if self.ids.get_mut(from).is_some_and(|ids| !ids.remove(to)) {
            self.ids.remove(from);
        }
    }

    /// In their order.
    pub(super) fn of(&self, from: &str) -> impl Iterator<Item = &str> {
        self.ids.get(from).into_iter().flat_map(Ids::iter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_told_in_order_however_many_there_are_until_they_are_removed() {
        let names: Vec<String> = (0..3 * FEW)
            .map(|number| format!("i-{:05}", number * 7_919 % 10_007))
            .collect();
        let mut links = Links::default();
        for count in 1..=names.len() {
            links.add("m-1", &names[count - 1]);
            links.add("m-1", &names[count / 2]);
            let expected: BTreeSet<&str> = names[..count].iter().map(String::as_str).collect();
            assert!(links.of("m-1").eq(expected), "{count}");
        }
        for name in &names {
            links.remove("m-1", name);
            assert!(links.of("m-1").all(|id| id != name));
        }
        assert!(links.ids.is_empty());
        links.add("", "i-1");
        assert!(links.ids.is_empty());
    }
}
