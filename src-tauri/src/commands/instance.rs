//! Instances: one in full.

use darkroom_core::instance::{PowerOrder, SnapshotOrder, SnapshotOrderStart};
use darkroom_core::inventory::{InstanceDetail, ResourceKey};
use darkroom_core::job::JobSummary;
use darkroom_core::{Finding, Problem};
use tauri::State;

use crate::core_handle::CoreHandle;

#[tauri::command]
pub async fn instance_get(core: State<'_, CoreHandle>, key: ResourceKey) -> Result<InstanceDetail, Problem> {
    core.darkroom().await?.instance_get(key).await
}

#[tauri::command]
pub async fn instance_power(
    core: State<'_, CoreHandle>,
    request_id: String,
    order: PowerOrder,
) -> Result<JobSummary, Problem> {
    core.darkroom().await?.instance_power(request_id, order).await
}

#[tauri::command]
pub async fn snapshot_order_open(core: State<'_, CoreHandle>, key: ResourceKey) -> Result<SnapshotOrderStart, Problem> {
    core.darkroom().await?.snapshot_order_open(key).await
}

#[tauri::command]
pub async fn snapshot_order_check(core: State<'_, CoreHandle>, order: SnapshotOrder) -> Result<Vec<Finding>, Problem> {
    core.darkroom().await?.snapshot_order_check(order).await
}

#[tauri::command]
pub async fn snapshots_create(
    core: State<'_, CoreHandle>,
    request_id: String,
    order: SnapshotOrder,
) -> Result<JobSummary, Problem> {
    core.darkroom().await?.snapshots_create(request_id, order).await
}
