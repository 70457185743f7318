//! The open views.

use super::{SavedView, SelectOperation, SelectedKeys, Selection, ViewRows, ViewSpec, ViewState};
use crate::inventory::{Inventory, InventoryCounts, ResourceKey, RowKind};
use crate::{Problem, ProblemCode};

/// The open views. A clone shares everything.
#[derive(Clone)]
pub(crate) struct Views {
    _inventory: Inventory,
}

#[allow(clippy::unused_async)]
impl Views {
    pub(crate) fn new(inventory: Inventory) -> Self {
        Self { _inventory: inventory }
    }

    pub(crate) async fn open(&self, _spec: ViewSpec) -> Result<ViewState, Problem> {
        Err(Problem::new(ProblemCode::Internal))
    }

    pub(crate) async fn update(&self, _view_id: u32, _spec: ViewSpec) -> Result<ViewState, Problem> {
        Err(Problem::new(ProblemCode::Internal))
    }

    pub(crate) async fn rows(&self, _view_id: u32, _version: u32, _from: u32, _to: u32) -> Result<ViewRows, Problem> {
        Err(Problem::new(ProblemCode::Internal))
    }

    pub(crate) async fn locate(&self, _view_id: u32, _key: &ResourceKey) -> Result<Option<u32>, Problem> {
        Err(Problem::new(ProblemCode::Internal))
    }

    pub(crate) async fn select(&self, _view_id: u32, _operation: SelectOperation) -> Result<Selection, Problem> {
        Err(Problem::new(ProblemCode::Internal))
    }

    pub(crate) async fn selected(&self, _view_id: u32, _limit: u32) -> Result<SelectedKeys, Problem> {
        Err(Problem::new(ProblemCode::Internal))
    }

    pub(crate) fn close(&self, _view_id: u32) {}

    pub(crate) async fn save(&self, _name: &str, _spec: &ViewSpec) -> Result<(), Problem> {
        Err(Problem::new(ProblemCode::Internal))
    }

    pub(crate) async fn saved(&self, _kind: RowKind) -> Result<Vec<SavedView>, Problem> {
        Err(Problem::new(ProblemCode::Internal))
    }

    pub(crate) async fn remove_saved(&self, _kind: RowKind, _name: &str) -> Result<(), Problem> {
        Err(Problem::new(ProblemCode::Internal))
    }

    pub(crate) fn counts(&self) -> InventoryCounts {
        InventoryCounts::default()
    }
}
