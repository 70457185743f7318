//! Deleting images and snapshots.

use darkroom_core::Problem;
use darkroom_core::deletion::{DeletionByRule, DeletionOrder, DeletionPlan, DeletionRule};
use darkroom_core::inventory::ResourceKey;
use darkroom_core::job::JobSummary;
use tauri::State;

use crate::core_handle::CoreHandle;

#[tauri::command]
pub async fn deletion_open(
    core: State<'_, CoreHandle>,
    images: Vec<ResourceKey>,
    snapshots: Vec<ResourceKey>,
) -> Result<DeletionPlan, Problem> {
    core.darkroom().await?.deletion_open(images, snapshots).await
}

#[tauri::command]
pub async fn deletion_by_rule(core: State<'_, CoreHandle>, rule: DeletionRule) -> Result<DeletionByRule, Problem> {
    core.darkroom().await?.deletion_by_rule(rule).await
}

#[tauri::command]
pub async fn deletion_start(
    core: State<'_, CoreHandle>,
    request_id: String,
    order: DeletionOrder,
) -> Result<JobSummary, Problem> {
    core.darkroom().await?.deletion_start(request_id, order).await
}
