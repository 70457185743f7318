//! New instances: what they start from, what can be chosen, checks, and launching them.

use darkroom_core::image::ImageDraft;
use darkroom_core::inventory::ResourceKey;
use darkroom_core::job::{JobDetail, JobSummary, LaunchTarget};
use darkroom_core::launch::{
    LaunchCheck, LaunchChoices, LaunchDraft, LaunchPrice, LaunchReview, LaunchStart, TestLaunchOffer, TestLaunchStart,
    TypePrice,
};
use darkroom_core::{Password, Problem};
use tauri::State;

use crate::core_handle::CoreHandle;

#[tauri::command]
pub async fn launch_open(
    core: State<'_, CoreHandle>,
    key: ResourceKey,
    like: Option<String>,
) -> Result<LaunchStart, Problem> {
    core.darkroom().await?.launch_open(key, like).await
}

#[tauri::command]
pub async fn launch_choices(core: State<'_, CoreHandle>, draft: LaunchDraft) -> Result<LaunchChoices, Problem> {
    core.darkroom().await?.launch_choices(draft).await
}

#[tauri::command]
pub async fn launch_type_prices(
    core: State<'_, CoreHandle>,
    draft: LaunchDraft,
    types: Vec<String>,
) -> Result<Vec<TypePrice>, Problem> {
    core.darkroom().await?.launch_type_prices(draft, types).await
}

#[tauri::command]
pub async fn launch_price(core: State<'_, CoreHandle>, draft: LaunchDraft) -> Result<LaunchPrice, Problem> {
    core.darkroom().await?.launch_price(draft).await
}

#[tauri::command]
pub async fn launch_check(core: State<'_, CoreHandle>, draft: LaunchDraft) -> Result<LaunchCheck, Problem> {
    core.darkroom().await?.launch_check(draft).await
}

#[tauri::command]
pub async fn launch_review(
    core: State<'_, CoreHandle>,
    draft: LaunchDraft,
    password: Option<Password>,
) -> Result<LaunchReview, Problem> {
    let password = password.map(Into::into);
    core.darkroom().await?.launch_review(draft, password).await
}

#[tauri::command]
pub async fn launch_create(
    core: State<'_, CoreHandle>,
    request_id: String,
    draft: LaunchDraft,
    password: Option<Password>,
) -> Result<JobSummary, Problem> {
    let password = password.map(Into::into);
    core.darkroom().await?.launch_create(request_id, draft, password).await
}

#[tauri::command]
pub async fn launch_rest(
    core: State<'_, CoreHandle>,
    request_id: String,
    job_id: i64,
    position: u32,
    target: LaunchTarget,
) -> Result<JobDetail, Problem> {
    core.darkroom()
        .await?
        .launch_rest(request_id, job_id, position, target)
        .await
}

#[tauri::command]
pub async fn test_launch_open(core: State<'_, CoreHandle>, draft: ImageDraft) -> Result<TestLaunchStart, Problem> {
    core.darkroom().await?.test_launch_open(draft).await
}

#[tauri::command]
pub async fn test_launch_offer(core: State<'_, CoreHandle>, draft: ImageDraft) -> Result<TestLaunchOffer, Problem> {
    core.darkroom().await?.test_launch_offer(draft).await
}

#[tauri::command]
pub async fn step_password(
    core: State<'_, CoreHandle>,
    job_id: i64,
    position: u32,
    password: Password,
) -> Result<JobDetail, Problem> {
    core.darkroom()
        .await?
        .step_password(job_id, position, password.into())
        .await
}
