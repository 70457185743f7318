//! Custom images: one in full, the draft, its check, and creating one; where those that are there are, copying, sharing and exporting
//! them.

use darkroom_core::image::{
    CopyOrder, CopyStart, DraftCheck, DraftStart, ImageDraft, ImageExportOrder, ImageExportStart, KeptDraft, NameCheck,
    ShareOrder, ShareStart,
};
use darkroom_core::inventory::{ImageDetail, KmsKey, PresenceWindow, ResourceKey};
use darkroom_core::job::JobSummary;
use darkroom_core::view::PresenceSpec;
use darkroom_core::{Finding, Problem};
use tauri::State;

use crate::core_handle::CoreHandle;

#[tauri::command]
pub async fn image_get(core: State<'_, CoreHandle>, key: ResourceKey) -> Result<ImageDetail, Problem> {
    core.darkroom().await?.image_get(key).await
}

#[tauri::command]
pub async fn image_draft_open(core: State<'_, CoreHandle>, key: ResourceKey) -> Result<DraftStart, Problem> {
    core.darkroom().await?.image_draft_open(key).await
}

#[tauri::command]
pub async fn image_draft_check(core: State<'_, CoreHandle>, draft: ImageDraft) -> Result<DraftCheck, Problem> {
    core.darkroom().await?.image_draft_check(draft).await
}

#[tauri::command]
pub async fn image_draft_review(core: State<'_, CoreHandle>, draft: ImageDraft) -> Result<DraftCheck, Problem> {
    core.darkroom().await?.image_draft_review(draft).await
}

#[tauri::command]
pub async fn image_draft_keep(core: State<'_, CoreHandle>, kept: KeptDraft) -> Result<(), Problem> {
    core.darkroom().await?.image_draft_keep(kept).await
}

#[tauri::command]
pub async fn image_draft_kept(core: State<'_, CoreHandle>, key: ResourceKey) -> Result<Option<KeptDraft>, Problem> {
    core.darkroom().await?.image_draft_kept(key).await
}

#[tauri::command]
pub async fn image_draft_forget(core: State<'_, CoreHandle>, key: ResourceKey) -> Result<(), Problem> {
    core.darkroom().await?.image_draft_forget(key).await
}

#[tauri::command]
pub async fn image_name_check(
    core: State<'_, CoreHandle>,
    account_id: String,
    region_id: String,
    name: String,
) -> Result<NameCheck, Problem> {
    core.darkroom()
        .await?
        .image_name_check(account_id, region_id, name)
        .await
}

#[tauri::command]
pub async fn image_create(
    core: State<'_, CoreHandle>,
    request_id: String,
    draft: ImageDraft,
) -> Result<JobSummary, Problem> {
    core.darkroom().await?.image_create(request_id, draft).await
}

#[tauri::command]
pub async fn image_copy_open(core: State<'_, CoreHandle>, keys: Vec<ResourceKey>) -> Result<CopyStart, Problem> {
    core.darkroom().await?.image_copy_open(keys).await
}

#[tauri::command]
pub async fn image_copy_check(core: State<'_, CoreHandle>, order: CopyOrder) -> Result<Vec<Finding>, Problem> {
    core.darkroom().await?.image_copy_check(order).await
}

#[tauri::command]
pub async fn image_copy_start(
    core: State<'_, CoreHandle>,
    request_id: String,
    order: CopyOrder,
) -> Result<JobSummary, Problem> {
    core.darkroom().await?.image_copy_start(request_id, order).await
}

#[tauri::command]
pub async fn image_presence(
    core: State<'_, CoreHandle>,
    spec: PresenceSpec,
    from: u32,
    to: u32,
) -> Result<PresenceWindow, Problem> {
    core.darkroom().await?.image_presence(spec, from, to).await
}

#[tauri::command]
pub async fn image_share_open(core: State<'_, CoreHandle>, keys: Vec<ResourceKey>) -> Result<ShareStart, Problem> {
    core.darkroom().await?.image_share_open(keys).await
}

#[tauri::command]
pub async fn image_share_check(core: State<'_, CoreHandle>, order: ShareOrder) -> Result<Vec<Finding>, Problem> {
    core.darkroom().await?.image_share_check(order).await
}

#[tauri::command]
pub async fn image_share_start(
    core: State<'_, CoreHandle>,
    request_id: String,
    order: ShareOrder,
) -> Result<JobSummary, Problem> {
    core.darkroom().await?.image_share_start(request_id, order).await
}

#[tauri::command]
pub async fn kms_key_list(
    core: State<'_, CoreHandle>,
    account_id: String,
    region_id: String,
) -> Result<Vec<KmsKey>, Problem> {
    core.darkroom().await?.kms_key_list(account_id, region_id).await
}

#[tauri::command]
pub async fn image_export_open(
    core: State<'_, CoreHandle>,
    keys: Vec<ResourceKey>,
) -> Result<ImageExportStart, Problem> {
    core.darkroom().await?.image_export_open(keys).await
}

#[tauri::command]
pub async fn image_export_check(core: State<'_, CoreHandle>, order: ImageExportOrder) -> Result<Vec<Finding>, Problem> {
    core.darkroom().await?.image_export_check(order).await
}

#[tauri::command]
pub async fn image_export_start(
    core: State<'_, CoreHandle>,
    request_id: String,
    order: ImageExportOrder,
) -> Result<JobSummary, Problem> {
    core.darkroom().await?.image_export_start(request_id, order).await
}
