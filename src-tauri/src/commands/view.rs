//! Views of the inventory: handles, windows of rows, selection, and views kept by name.

use darkroom_core::Problem;
use darkroom_core::inventory::{InventoryCounts, ResourceKey, RowKind};
use darkroom_core::view::{SavedView, SelectOperation, SelectedKeys, Selection, ViewAndRows, ViewRows, ViewSpec};
use tauri::State;

use crate::core_handle::CoreHandle;

#[tauri::command]
pub async fn view_open(
    core: State<'_, CoreHandle>,
    spec: ViewSpec,
    from: u32,
    to: u32,
) -> Result<ViewAndRows, Problem> {
    core.darkroom().await?.view_open_with_rows(spec, from, to).await
}

#[tauri::command]
pub async fn view_update(
    core: State<'_, CoreHandle>,
    view_id: u32,
    spec: ViewSpec,
    from: u32,
    to: u32,
) -> Result<ViewAndRows, Problem> {
    let core = core.darkroom().await?;
    core.view_update_with_rows(view_id, spec, from, to).await
}

#[tauri::command]
pub async fn view_rows(
    core: State<'_, CoreHandle>,
    view_id: u32,
    version: u32,
    from: u32,
    to: u32,
) -> Result<ViewRows, Problem> {
    core.darkroom().await?.view_rows(view_id, version, from, to).await
}

#[tauri::command]
pub async fn view_locate(core: State<'_, CoreHandle>, view_id: u32, key: ResourceKey) -> Result<Option<u32>, Problem> {
    core.darkroom().await?.view_locate(view_id, key).await
}

#[tauri::command]
pub async fn view_select(
    core: State<'_, CoreHandle>,
    view_id: u32,
    operation: SelectOperation,
) -> Result<Selection, Problem> {
    core.darkroom().await?.view_select(view_id, operation).await
}

#[tauri::command]
pub async fn view_selected(core: State<'_, CoreHandle>, view_id: u32, limit: u32) -> Result<SelectedKeys, Problem> {
    core.darkroom().await?.view_selected(view_id, limit).await
}

#[tauri::command]
pub async fn view_save(core: State<'_, CoreHandle>, name: String, spec: ViewSpec) -> Result<(), Problem> {
    core.darkroom().await?.view_save(name, spec).await
}

#[tauri::command]
pub async fn view_saved_list(core: State<'_, CoreHandle>, kind: RowKind) -> Result<Vec<SavedView>, Problem> {
    core.darkroom().await?.view_saved_list(kind).await
}

#[tauri::command]
pub async fn view_saved_remove(core: State<'_, CoreHandle>, kind: RowKind, name: String) -> Result<(), Problem> {
    core.darkroom().await?.view_saved_remove(kind, name).await
}

#[tauri::command]
pub async fn inventory_counts(core: State<'_, CoreHandle>) -> Result<InventoryCounts, Problem> {
    core.darkroom().await?.inventory_counts().await
}
