//! How fresh the inventory is.

use darkroom_core::Problem;
use darkroom_core::inventory::SyncState;
use tauri::State;

use crate::opened::Opened;

#[tauri::command]
pub async fn sync_start(opened: State<'_, Opened>) -> Result<(), Problem> {
    opened.darkroom().await?.sync_start().await
}

#[tauri::command]
pub async fn sync_state(opened: State<'_, Opened>) -> Result<SyncState, Problem> {
    opened.darkroom().await?.sync_state().await
}
