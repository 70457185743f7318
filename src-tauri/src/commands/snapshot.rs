//! Snapshots: windows of rows, and one in full.

use darkroom_core::Problem;
use darkroom_core::inventory::{ResourceKey, SnapshotDetail, SnapshotQuery, SnapshotWindow};
use tauri::State;

use crate::core_handle::CoreHandle;

#[tauri::command]
pub async fn snapshot_window(
    core: State<'_, CoreHandle>,
    query: SnapshotQuery,
    offset: u32,
    limit: u32,
) -> Result<SnapshotWindow, Problem> {
    core.darkroom().await?.snapshot_window(query, offset, limit).await
}

#[tauri::command]
pub async fn snapshot_get(core: State<'_, CoreHandle>, key: ResourceKey) -> Result<SnapshotDetail, Problem> {
    core.darkroom().await?.snapshot_get(key).await
}
