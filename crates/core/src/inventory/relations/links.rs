//! From one id to many.

use std::collections::{BTreeSet, HashMap};

/// Ids of one kind by an id of another. An empty id has none: it stands for what the cloud does not tell.
#[derive(Default)]
pub(super) struct Links {
    ids: HashMap<String, BTreeSet<String>>,
}

impl Links {
    pub(super) fn add(&mut self, from: &str, to: &str) {
        if !from.is_empty() {
            self.ids.entry(from.to_owned()).or_default().insert(to.to_owned());
        }
    }

    pub(super) fn remove(&mut self, from: &str, to: &str) {
        if let Some(ids) = self.ids.get_mut(from) {
            ids.remove(to);
            if ids.is_empty() {
                self.ids.remove(from);
            }
        }
    }

    /// In their order.
    pub(super) fn of(&self, from: &str) -> impl Iterator<Item = &str> {
        self.ids.get(from).into_iter().flatten().map(String::as_str)
    }
}
