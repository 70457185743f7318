//! The proof of a fleet: one in full, a new one, accepting a difference.

use darkroom_core::Problem;
use darkroom_core::inventory::ResourceKey;
use darkroom_core::job::{JobDetail, JobSummary};
use darkroom_core::proof::{AcceptedDifference, FleetProof, ProofAttributeCode, ProofFile};
use darkroom_core::view::ExportFile;
use tauri::{State, WebviewWindow};

use crate::core_handle::CoreHandle;
use crate::save_dialog::{self, SaveDialog};

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

#[tauri::command]
pub async fn proof_mend(
    core: State<'_, CoreHandle>,
    request_id: String,
    job_id: i64,
    position: u32,
    instance_id: String,
    attribute: ProofAttributeCode,
) -> Result<JobDetail, Problem> {
    core.darkroom()
        .await?
        .proof_mend(request_id, job_id, position, instance_id, attribute)
        .await
}

/// Asks the person where the file goes and writes it; the name of the file, or nothing when they close the dialog.
#[tauri::command]
pub async fn proof_export(
    core: State<'_, CoreHandle>,
    dialog: State<'_, SaveDialog<String>>,
    window: WebviewWindow,
    request_id: String,
    job_id: i64,
    position: u32,
    file: ProofFile,
) -> Result<Option<String>, Problem> {
    let core = core.darkroom().await?;
    let written = async {
        let name = core.proof_file_name(job_id, file.format).await?;
        let Some(path) = save_dialog::ask(&window, &name, file.format.extension()).await else {
            return Ok(None);
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        core.proof_export(job_id, position, file, Box::new(ExportFile::at(path)))
            .await?;
        Ok(Some(name))
    };
    dialog.once(&request_id, written).await
}
