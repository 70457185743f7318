//! Jobs: all of them, and one in full.

use darkroom_core::Problem;
use darkroom_core::job::{JobDetail, JobSummary};
use tauri::State;

use crate::core_handle::CoreHandle;

#[tauri::command]
pub async fn job_list(core: State<'_, CoreHandle>) -> Result<Vec<JobSummary>, Problem> {
    core.darkroom().await?.job_list().await
}

#[tauri::command]
pub async fn job_get(core: State<'_, CoreHandle>, id: i64) -> Result<JobDetail, Problem> {
    core.darkroom().await?.job_get(id).await
}
