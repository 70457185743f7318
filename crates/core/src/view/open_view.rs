//! One open view: what it shows, its rows as they were found last, and its selection.

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use super::question::is_of_now;
use super::selected::Selected;
use super::{Selection, ViewSpec, ViewState};
use crate::Problem;
use crate::inventory::index::{Bits, Numbering, State as IndexState};
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
    /// By the numbering of what is shown.
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
    /// What they mean.
    pub(super) numbering: Arc<Numbering>,
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

    /// Its rows by another numbering.
    fn rows_by(&self, numbering: &Arc<Numbering>) -> Cow<'_, [u32]> {
        if Arc::ptr_eq(numbering, &self.numbering) {
            return Cow::Borrowed(&self.rows);
        }
        Cow::Owned(numbering.translated(&self.rows, &self.numbering))
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
        state.selected.end_rule();
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

    /// The rows as they were found last, for whichever version.
    pub(super) fn found_last(&self) -> Option<Arc<Shown>> {
        lock(&self.state).shown.clone()
    }

    /// Keeps the rows that were found while `there` were all rows. `false` when the view has moved on to another version.
    pub(super) fn set_found(&self, shown: &Arc<Shown>, there: &Bits) -> bool {
        let mut state = lock(&self.state);
        if state.version != shown.version {
            return false;
        }
        let before = state.shown.replace(shown.clone());
        if let Some(before) = before.filter(|before| !Arc::ptr_eq(&before.numbering, &shown.numbering)) {
            let numbers = |rows: &[u32]| shown.numbering.translated(rows, &before.numbering);
            state.selected.number_anew(numbers);
        }
        state.selected.retain(there);
        state.selected.follow_rule(&shown.rows);
        state.selection = state.selected.count(&shown.rows);
        true
    }

    /// Changes the selection. `change` is told the rows of `shown` and what row numbers mean. What is hidden is counted by the rows that
    /// the view shows now: an update may have come after those that the change was made of.
    pub(super) fn select(
        &self,
        shown: &Arc<Shown>,
        change: impl FnOnce(&mut Selected, &[u32], &Numbering),
    ) -> Selection {
        let mut state = lock(&self.state);
        let now = state.shown.clone().unwrap_or_else(|| shown.clone());
        change(&mut state.selected, &shown.rows_by(&now.numbering), &now.numbering);
        if shown.version != state.version {
            state.selected.end_rule();
        }
        state.selection = state.selected.count(&now.rows);
        state.selection
    }

    /// The ids of the first selected rows in the order of `shown`, those that it does not show last, and how many are selected.
    pub(super) fn first_selected(&self, shown: &Arc<Shown>, limit: usize) -> (Vec<i64>, Selection) {
        let state = lock(&self.state);
        let numbering = &state.shown.as_ref().unwrap_or(shown).numbering;
        let rows = state.selected.first(limit, &shown.rows_by(numbering));
        (numbering.ids(&rows), state.selection)
    }

    /// Which of these rows are selected, by their ids.
    pub(super) fn are_selected(&self, ids: &[i64]) -> Vec<bool> {
        let state = lock(&self.state);
        let numbering = state.shown.as_ref().map(|shown| &shown.numbering);
        let row = |id: &i64| numbering.and_then(|numbering| numbering.row(*id));
        let is_selected = |id: &i64| row(id).is_some_and(|row| state.selected.contains(row));
        ids.iter().map(is_selected).collect()
    }

    /// `problem` is why not all rows could be loaded.
    pub(super) fn state_of(&self, shown: &Shown, problem: Option<Problem>) -> ViewState {
        ViewState {
            view_id: self.id,
            version: shown.version,
            revision: shown.index.revision,
            total: shown.total(),
            of: shown.of,
            selection: lock(&self.state).selection,
            loading: shown.index.is_loading,
            problem,
        }
    }
}

#[cfg(test)]
mod tests;
