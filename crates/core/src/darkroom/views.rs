//! The views of the window.

use super::Darkroom;
use crate::Problem;
use crate::inventory::{InventoryCounts, ResourceGroupList, ResourceKey, RowKind};
use crate::view::{SavedView, SelectOperation, SelectedKeys, Selection, ViewAndRows, ViewRows, ViewSpec, ViewState};

impl Darkroom {
    /// Opens a view. It stays open until many newer ones are; nobody has to close it.
    ///
    /// # Errors
    /// `Malformed` at `sort`, `filters` when the kind lacks the field.
    pub async fn view_open(&self, spec: ViewSpec) -> Result<ViewState, Problem> {
        self.views.open(spec).await
    }

    /// Opens a view and answers with its rows from index `from` up to `to`: asking for both at once saves the window a round trip.
    ///
    /// # Errors
    /// As [`Darkroom::view_open`] and [`Darkroom::view_rows`].
    pub async fn view_open_with_rows(&self, spec: ViewSpec, from: u32, to: u32) -> Result<ViewAndRows, Problem> {
        let view = self.view_open(spec).await?;
        match self.view_rows(view.view_id, view.version, from, to).await {
            Ok(window) => Ok(ViewAndRows { view, window }),
            Err(problem) => {
                self.views.forget(view.view_id);
                Err(problem)
            }
        }
    }

    /// Updates a view and answers with its rows from index `from` up to `to`.
    ///
    /// # Errors
    /// As [`Darkroom::view_update`] and [`Darkroom::view_rows`].
    pub async fn view_update_with_rows(
        &self,
        view_id: u32,
        spec: ViewSpec,
        from: u32,
        to: u32,
    ) -> Result<ViewAndRows, Problem> {
        let view = self.view_update(view_id, spec).await?;
        let window = self.view_rows(view_id, view.version, from, to).await?;
        Ok(ViewAndRows { view, window })
    }

    /// Has a view show something else of its kind. Its selection stays.
    ///
    /// # Errors
    /// `NotFound` for a view that is not open, `Malformed` as [`Darkroom::view_open`] and at `kind`, `Superseded` when a newer update
    /// came.
    pub async fn view_update(&self, view_id: u32, spec: ViewSpec) -> Result<ViewState, Problem> {
        self.views.update(view_id, spec).await
    }

    /// The rows of a view from index `from` up to `to`, at most 1,000.
    ///
    /// # Errors
    /// `NotFound`, `Superseded` when `version` is not the newest of the view, the cache's codes.
    pub async fn view_rows(&self, view_id: u32, version: u32, from: u32, to: u32) -> Result<ViewRows, Problem> {
        self.views.rows(view_id, version, from, to).await
    }

    /// Where a row stands in a view now; `None` when the view does not show it.
    ///
    /// # Errors
    /// `NotFound` for a view that is not open, the cache's codes.
    pub async fn view_locate(&self, view_id: u32, key: ResourceKey) -> Result<Option<u32>, Problem> {
        self.views.locate(view_id, &key).await
    }

    /// Changes the selection of a view. Rows that the inventory does not have are left out.
    ///
    /// # Errors
    /// `NotFound` for a view that is not open, the cache's codes.
    pub async fn view_select(&self, view_id: u32, operation: SelectOperation) -> Result<Selection, Problem> {
        self.views.select(view_id, operation).await
    }

    /// The first `limit` selected rows of a view.
    ///
    /// # Errors
    /// `NotFound` for a view that is not open, the cache's codes.
    pub async fn view_selected(&self, view_id: u32, limit: u32) -> Result<SelectedKeys, Problem> {
        self.views.selected(view_id, limit).await
    }

    /// Keeps a view under a name, in the place of another of the same kind and name.
    ///
    /// # Errors
    /// `Empty` or `Malformed` at `name`, `StoreFailed`.
    pub async fn view_save(&self, name: String, spec: ViewSpec) -> Result<(), Problem> {
        self.views.save(&name, &spec).await
    }

    /// The views of a kind that were kept, by name.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn view_saved_list(&self, kind: RowKind) -> Result<Vec<SavedView>, Problem> {
        self.views.saved(kind).await
    }

    /// Forgets a view that was kept. One that is not there is no mistake.
    ///
    /// # Errors
    /// `StoreFailed`.
    pub async fn view_saved_remove(&self, kind: RowKind, name: String) -> Result<(), Problem> {
        self.views.remove_saved(kind, &name).await
    }

    /// The resource groups of an account, by which every list can be narrowed.
    ///
    /// # Errors
    /// The cache's codes; that the cloud cannot be asked is part of the answer.
    pub async fn resource_group_list(&self, account_id: String) -> Result<ResourceGroupList, Problem> {
        self.inventory.resource_groups(&account_id).await
    }

    /// How many rows of each kind there are.
    ///
    /// # Errors
    /// None today.
    pub async fn inventory_counts(&self) -> Result<InventoryCounts, Problem> {
        Ok(self.views.counts())
    }
}
