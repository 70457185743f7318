//! Image jobs.

use darkroom_core::Problem;
use darkroom_core::job::{JobDetail, JobSummary};
use tauri::State;

use crate::opened::Opened;

#[tauri::command]
pub async fn job_list(opened: State<'_, Opened>) -> Result<Vec<JobSummary>, Problem> {
    opened.darkroom().await?.job_list().await
}

#[tauri::command]
pub async fn job_get(opened: State<'_, Opened>, id: i64) -> Result<JobDetail, Problem> {
    opened.darkroom().await?.job_get(id).await
}
