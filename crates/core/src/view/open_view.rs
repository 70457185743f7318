//! One open view: what it shows, its rows as they were found last, and its selection.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use super::question::is_of_now;
use super::selected::Selected;
use super::{Selection, ViewSpec, ViewState};
use crate::inventory::index::{Bits, State as IndexState};
use crate::lock::lock;

/// A view under its handle.
pub(super) struct OpenView {
    pub(super) id: u32,
    state: Mutex<State>,
    /// Held while its rows are looked for, so that they are looked for once.
    pub(super) looking: tokio::sync::Mutex<()>,
}

struct State {
    version: u32,
    spec: Arc<ViewSpec>,
    /// Gives up the search for the rows of this version.
    is_replaced: Arc<AtomicBool>,
    shown: Option<Arc<Shown>>,
    selected: Selected,
    selection: Selection,
}

/// The rows of a view as they were found.
pub(super) struct Shown {
    pub(super) version: u32,
    pub(super) index: IndexState,
    /// The time that near times were compared with.
    pub(super) now: i64,
    /// Row numbers in order.
    pub(super) rows: Vec<u32>,
    /// Rows in the scope.
    pub(super) of: u32,
}

/// What a view asks for now.
#[derive(Clone)]
pub(super) struct Wanted {
    pub(super) version: u32,
    pub(super) spec: Arc<ViewSpec>,
    pub(super) is_replaced: Arc<AtomicBool>,
}

impl Shown {
    pub(super) fn total(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }
}

impl OpenView {
    pub(super) fn new(id: u32, spec: ViewSpec) -> Self {
        Self {
            id,
            state: Mutex::new(State {
                version: 1,
                spec: Arc::new(spec),
                is_replaced: Arc::default(),
                shown: None,
                selected: Selected::default(),
                selection: Selection::default(),
            }),
            looking: tokio::sync::Mutex::default(),
        }
    }

    /// Has the view show something else. A search for what it showed before is given up.
    pub(super) fn replace(&self, spec: ViewSpec) -> Wanted {
        let mut state = lock(&self.state);
        state.is_replaced.store(true, Ordering::SeqCst);
        state.is_replaced = Arc::default();
        state.version = state.version.wrapping_add(1);
        state.spec = Arc::new(spec);
        drop(state);
        self.wanted()
    }

    pub(super) fn wanted(&self) -> Wanted {
        let state = lock(&self.state);
        Wanted {
            version: state.version,
            spec: state.spec.clone(),
            is_replaced: state.is_replaced.clone(),
        }
    }

    /// The rows as they were found, if that was for this version, not before this revision, and near times are the same.
    pub(super) fn found(&self, wanted: &Wanted, index: IndexState, now: i64) -> Option<Arc<Shown>> {
        let state = lock(&self.state);
        let is_it = |shown: &Arc<Shown>| {
            let is_loaded = index.is_loading || !shown.index.is_loading;
            shown.version == wanted.version
                && shown.index.revision >= index.revision
                && is_loaded
                && (shown.now == now || !is_of_now(&wanted.spec))
        };
        state.shown.clone().filter(is_it)
    }

    /// Keeps the rows that were found while `there` were all rows. `false` when the view has moved on to another version.
    pub(super) fn set_found(&self, shown: &Arc<Shown>, there: &Bits) -> bool {
        let mut state = lock(&self.state);
        if state.version != shown.version {
            return false;
        }
        state.selected.retain(there);
        state.selection = state.selected.count(&shown.rows);
        state.shown = Some(shown.clone());
        true
    }

    /// Changes the selection. What is hidden is counted by the rows that the view shows now: an update may have come after those that
    /// the change was made of.
    pub(super) fn select(&self, change: impl FnOnce(&mut Selected)) -> Selection {
        let mut state = lock(&self.state);
        change(&mut state.selected);
        let shown = state.shown.as_ref().map_or(&[][..], |shown| &shown.rows);
        state.selection = state.selected.count(shown);
        state.selection
    }

    /// Reads the selection.
    pub(super) fn selected<T>(&self, read: impl FnOnce(&Selected, Selection) -> T) -> T {
        let state = lock(&self.state);
        read(&state.selected, state.selection)
    }

    pub(super) fn state_of(&self, shown: &Shown) -> ViewState {
        ViewState {
            view_id: self.id,
            version: shown.version,
            revision: shown.index.revision,
            total: shown.total(),
            of: shown.of,
            selection: self.selected(|_, selection| selection),
            loading: shown.index.is_loading,
        }
    }
}

#[cfg(test)]
mod tests;
