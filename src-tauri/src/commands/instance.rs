//! Instances: one in full, and what is done with them.

use darkroom_core::instance::{
    ChangeCheck, ChangeDraft, ChangeStart, PowerOrder, ReplaceCheck, ReplaceDraft, ReplaceStart, SnapshotOrder,
    SnapshotOrderStart,
};
use darkroom_core::inventory::{InstanceDetail, ResourceKey};
use darkroom_core::job::JobSummary;
use darkroom_core::{Finding, Password, Problem};
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

#[tauri::command]
pub async fn replace_open(
    core: State<'_, CoreHandle>,
    keys: Vec<ResourceKey>,
    image: Option<String>,
) -> Result<ReplaceStart, Problem> {
    core.darkroom().await?.replace_open(keys, image).await
}

#[tauri::command]
pub async fn replace_check(core: State<'_, CoreHandle>, draft: ReplaceDraft) -> Result<ReplaceCheck, Problem> {
    core.darkroom().await?.replace_check(draft).await
}

#[tauri::command]
pub async fn replace_start(
    core: State<'_, CoreHandle>,
    request_id: String,
    draft: ReplaceDraft,
    password: Option<Password>,
) -> Result<JobSummary, Problem> {
    let password = password.map(Into::into);
    core.darkroom().await?.replace_start(request_id, draft, password).await
}

#[tauri::command]
pub async fn change_open(core: State<'_, CoreHandle>, key: ResourceKey) -> Result<ChangeStart, Problem> {
    core.darkroom().await?.change_open(key).await
}

#[tauri::command]
pub async fn change_check(core: State<'_, CoreHandle>, draft: ChangeDraft) -> Result<ChangeCheck, Problem> {
    core.darkroom().await?.change_check(draft).await
}

#[tauri::command]
pub async fn change_start(
    core: State<'_, CoreHandle>,
    request_id: String,
    draft: ChangeDraft,
) -> Result<JobSummary, Problem> {
    core.darkroom().await?.change_start(request_id, draft).await
}
