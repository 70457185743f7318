//! The proof of a fleet: one in full, a new one, accepting a difference.

use darkroom_core::Problem;
use darkroom_core::inventory::ResourceKey;
use darkroom_core::job::{JobDetail, JobSummary};
use darkroom_core::proof::{AcceptedDifference, FleetProof};
use tauri::State;

use crate::core_handle::CoreHandle;

#[tauri::command]
pub async fn proof_get(core: State<'_, CoreHandle>, job_id: i64, position: u32) -> Result<FleetProof, Problem> {
    core.darkroom().await?.proof_get(job_id, position).await
}

#[tauri::command]
pub async fn proof_start(
    core: State<'_, CoreHandle>,
    request_id: String,
    instances: Vec<ResourceKey>,
    against: String,
) -> Result<JobSummary, Problem> {
    core.darkroom().await?.proof_start(request_id, instances, against).await
}

#[tauri::command]
pub async fn proof_again(
    core: State<'_, CoreHandle>,
    request_id: String,
    job_id: i64,
    position: u32,
) -> Result<JobDetail, Problem> {
    core.darkroom().await?.proof_again(request_id, job_id, position).await
}

#[tauri::command]
pub async fn proof_accept(
    core: State<'_, CoreHandle>,
    request_id: String,
    job_id: i64,
    position: u32,
    accepted: AcceptedDifference,
) -> Result<FleetProof, Problem> {
    core.darkroom()
        .await?
        .proof_accept(request_id, job_id, position, accepted)
        .await
}
