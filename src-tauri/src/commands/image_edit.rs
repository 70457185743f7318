//! Editing existing images.

use darkroom_core::image::{EditOrder, EditStart};
use darkroom_core::inventory::ResourceKey;
use darkroom_core::job::JobSummary;
use darkroom_core::{Finding, Problem};
use tauri::State;

use crate::core_handle::CoreHandle;

#[tauri::command]
pub async fn image_edit_open(core: State<'_, CoreHandle>, keys: Vec<ResourceKey>) -> Result<EditStart, Problem> {
    core.darkroom().await?.image_edit_open(keys).await
}

#[tauri::command]
pub async fn image_edit_check(core: State<'_, CoreHandle>, order: EditOrder) -> Result<Vec<Finding>, Problem> {
    core.darkroom().await?.image_edit_check(order).await
}

#[tauri::command]
pub async fn image_edit_start(
    core: State<'_, CoreHandle>,
    request_id: String,
    order: EditOrder,
) -> Result<JobSummary, Problem> {
    core.darkroom().await?.image_edit_start(request_id, order).await
}
