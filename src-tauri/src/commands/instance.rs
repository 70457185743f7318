//! Instances: one in full.

use darkroom_core::Problem;
use darkroom_core::inventory::{InstanceDetail, ResourceKey};
use tauri::State;

use crate::core_handle::CoreHandle;

#[tauri::command]
pub async fn instance_get(core: State<'_, CoreHandle>, key: ResourceKey) -> Result<InstanceDetail, Problem> {
    core.darkroom().await?.instance_get(key).await
}
