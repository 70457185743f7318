//! Custom images: the draft, its check, and creating one.

use darkroom_core::Problem;
use darkroom_core::image::{DraftCheck, ImageDraft, ImageSource, NameCheck};
use darkroom_core::inventory::SnapshotKey;
use darkroom_core::job::JobSummary;
use tauri::State;

use crate::opened::Opened;

#[tauri::command]
pub async fn image_draft_open(opened: State<'_, Opened>, key: SnapshotKey) -> Result<ImageSource, Problem> {
    opened.darkroom().await?.image_draft_open(key).await
}

#[tauri::command]
pub async fn image_draft_check(opened: State<'_, Opened>, draft: ImageDraft) -> Result<DraftCheck, Problem> {
    opened.darkroom().await?.image_draft_check(draft).await
}

#[tauri::command]
pub async fn image_name_check(
    opened: State<'_, Opened>,
    account_id: String,
    region_id: String,
    name: String,
) -> Result<NameCheck, Problem> {
    opened
        .darkroom()
        .await?
        .image_name_check(account_id, region_id, name)
        .await
}

#[tauri::command]
pub async fn image_create(
    opened: State<'_, Opened>,
    request_id: String,
    draft: ImageDraft,
) -> Result<JobSummary, Problem> {
    opened.darkroom().await?.image_create(request_id, draft).await
}
