//! Exports: files of the rows of a view. The page names a view and an export, never a path.

use darkroom_core::view::{Export, ExportFile, ExportOffer, ExportSpec};
use darkroom_core::{Problem, ProblemCode};
use tauri::{State, WebviewWindow};

use crate::core_handle::CoreHandle;
use crate::save_dialog::{self, SaveDialog};

#[tauri::command]
pub async fn export_offer(core: State<'_, CoreHandle>, view_id: u32) -> Result<ExportOffer, Problem> {
    core.darkroom().await?.export_offer(view_id).await
}

/// Asks the person where the file goes and begins to write it; nothing when they close the dialog.
#[tauri::command]
pub async fn export_start(
    core: State<'_, CoreHandle>,
    dialog: State<'_, SaveDialog<Export>>,
    window: WebviewWindow,
    request_id: String,
    view_id: u32,
    spec: ExportSpec,
) -> Result<Option<Export>, Problem> {
    let core = core.darkroom().await?;
    let started = async {
        let name = core.export_file_name(view_id, spec.format)?;
        let Some(path) = save_dialog::ask(&window, &name, spec.format.extension()).await else {
            return Ok(None);
        };
        let file = Box::new(ExportFile::at(path));
        core.export_start(request_id.clone(), view_id, spec, file)
            .await
            .map(Some)
    };
    dialog.once(&request_id, started).await
}

#[tauri::command]
pub async fn export_list(core: State<'_, CoreHandle>) -> Result<Vec<Export>, Problem> {
    core.darkroom().await?.export_list().await
}

#[tauri::command]
pub async fn export_cancel(core: State<'_, CoreHandle>, id: u32) -> Result<(), Problem> {
    core.darkroom().await?.export_cancel(id).await
}

/// Shows the file of a finished export in the system's file manager.
#[tauri::command]
pub async fn export_show(core: State<'_, CoreHandle>, id: u32) -> Result<(), Problem> {
    let path = core.darkroom().await?.export_path(id)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let shown = tokio::task::spawn_blocking(move || tauri_plugin_opener::reveal_item_in_dir(path)).await;
    match shown {
        Ok(Ok(())) => Ok(()),
        _ => Err(Problem::new(ProblemCode::FolderNotShown).with("file", name)),
    }
}
