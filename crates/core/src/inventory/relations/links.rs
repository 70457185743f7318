//! From one id to many.

use std::collections::HashMap;

/// Ids of one kind by an id of another.
#[derive(Default)]
pub(super) struct Links {
    ids: HashMap<String, Vec<String>>,
}

impl Links {
    pub(super) fn add(&mut self, from: &str, to: &str) {
        let ids = self.ids.entry(from.to_owned()).or_default();
        if !ids.iter().any(|id| id == to) {
            ids.push(to.to_owned());
        }
    }

    pub(super) fn remove(&mut self, from: &str, to: &str) {
        if let Some(ids) = self.ids.get_mut(from) {
            ids.retain(|id| id != to);
            if ids.is_empty() {
                self.ids.remove(from);
            }
        }
    }

    pub(super) fn of(&self, from: &str) -> &[String] {
        self.ids.get(from).map_or(&[], Vec::as_slice)
    }
}
