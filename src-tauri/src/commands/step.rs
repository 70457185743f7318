//! Steps of a job: what a person can do with one.

use darkroom_core::Problem;
use darkroom_core::job::{JobDetail, StepChange};
use tauri::State;

use crate::core_handle::CoreHandle;

#[tauri::command]
pub async fn step_retry(
    core: State<'_, CoreHandle>,
    request_id: String,
    job_id: i64,
    position: u32,
    change: Option<StepChange>,
) -> Result<JobDetail, Problem> {
    core.darkroom()
        .await?
        .step_retry(request_id, job_id, position, change)
        .await
}

#[tauri::command]
pub async fn step_skip(
    core: State<'_, CoreHandle>,
    request_id: String,
    job_id: i64,
    position: u32,
) -> Result<JobDetail, Problem> {
    core.darkroom().await?.step_skip(request_id, job_id, position).await
}

#[tauri::command]
pub async fn step_cancel(
    core: State<'_, CoreHandle>,
    request_id: String,
    job_id: i64,
    position: u32,
) -> Result<JobDetail, Problem> {
    core.darkroom().await?.step_cancel(request_id, job_id, position).await
}

#[tauri::command]
pub async fn step_stop(
    core: State<'_, CoreHandle>,
    request_id: String,
    job_id: i64,
    position: u32,
) -> Result<JobDetail, Problem> {
    core.darkroom().await?.step_stop(request_id, job_id, position).await
}

#[tauri::command]
pub async fn step_confirm(
    core: State<'_, CoreHandle>,
    request_id: String,
    job_id: i64,
    position: u32,
) -> Result<JobDetail, Problem> {
    core.darkroom().await?.step_confirm(request_id, job_id, position).await
}
