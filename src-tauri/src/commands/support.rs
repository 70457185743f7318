//! The support report.

use darkroom_core::Problem;
use tauri::State;

use crate::core_handle::CoreHandle;

#[tauri::command]
pub async fn support_report(core: State<'_, CoreHandle>, job_id: Option<i64>) -> Result<String, Problem> {
    core.darkroom().await?.support_report(job_id).await
}
