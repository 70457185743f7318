//! How fresh the inventory is.

use darkroom_core::Problem;
use darkroom_core::inventory::SyncState;
use tauri::State;

use crate::core_handle::CoreHandle;

#[tauri::command]
pub async fn sync_start(core: State<'_, CoreHandle>) -> Result<(), Problem> {
    core.darkroom().await?.sync_start().await
}

#[tauri::command]
pub async fn sync_state(core: State<'_, CoreHandle>) -> Result<SyncState, Problem> {
    core.darkroom().await?.sync_state().await
}
