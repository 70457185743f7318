//! Snapshots: windows of rows, and one in full.

use darkroom_core::Problem;
use darkroom_core::inventory::{SnapshotDetail, SnapshotKey, SnapshotQuery, SnapshotWindow};
use tauri::State;

use crate::opened::Opened;

#[tauri::command]
pub async fn snapshot_window(
    opened: State<'_, Opened>,
    query: SnapshotQuery,
    offset: u32,
    limit: u32,
) -> Result<SnapshotWindow, Problem> {
    opened.darkroom().await?.snapshot_window(query, offset, limit).await
}

#[tauri::command]
pub async fn snapshot_get(opened: State<'_, Opened>, key: SnapshotKey) -> Result<SnapshotDetail, Problem> {
    opened.darkroom().await?.snapshot_get(key).await
}
