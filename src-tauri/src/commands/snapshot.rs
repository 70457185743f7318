//! One snapshot in full.

use darkroom_core::Problem;
use darkroom_core::inventory::{ResourceKey, SnapshotDetail};
use tauri::State;

use crate::core_handle::CoreHandle;

#[tauri::command]
pub async fn snapshot_get(core: State<'_, CoreHandle>, key: ResourceKey) -> Result<SnapshotDetail, Problem> {
    core.darkroom().await?.snapshot_get(key).await
}
