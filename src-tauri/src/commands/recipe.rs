//! Recipes: kept, run, given away as files; and plans as text for other tools.

use darkroom_core::image::ImageDraft;
use darkroom_core::recipe::{HandoverKind, HandoverText, Recipe, RecipeCheck, RecipeRun};
use darkroom_core::view::ExportFile;
use darkroom_core::{Problem, ProblemCode};
use tauri::{State, WebviewWindow};

use crate::core_handle::CoreHandle;
use crate::open_dialog;
use crate::save_dialog::{self, SaveDialog};

/// Larger than any recipe, bytes.
const MAX_BYTES: u64 = 1024 * 1024;

#[tauri::command]
pub async fn recipe_list(core: State<'_, CoreHandle>) -> Result<Vec<Recipe>, Problem> {
    core.darkroom().await?.recipe_list().await
}

#[tauri::command]
pub async fn recipe_of_draft(core: State<'_, CoreHandle>, draft: ImageDraft) -> Result<Recipe, Problem> {
    core.darkroom().await?.recipe_of_draft(draft).await
}

#[tauri::command]
pub async fn recipe_check(core: State<'_, CoreHandle>, recipe: Recipe) -> Result<RecipeCheck, Problem> {
    core.darkroom().await?.recipe_check(recipe).await
}

#[tauri::command]
pub async fn recipe_save(core: State<'_, CoreHandle>, request_id: String, recipe: Recipe) -> Result<Recipe, Problem> {
    core.darkroom().await?.recipe_save(request_id, recipe).await
}

#[tauri::command]
pub async fn recipe_remove(core: State<'_, CoreHandle>, id: i64) -> Result<(), Problem> {
    core.darkroom().await?.recipe_remove(id).await
}

#[tauri::command]
pub async fn recipe_resolve(core: State<'_, CoreHandle>, id: i64) -> Result<RecipeRun, Problem> {
    core.darkroom().await?.recipe_resolve(id).await
}

/// Asks the person where the file goes and writes it; the name of the file, or nothing when they close the dialog.
#[tauri::command]
pub async fn recipe_export(
    core: State<'_, CoreHandle>,
    dialog: State<'_, SaveDialog<String>>,
    window: WebviewWindow,
    request_id: String,
    id: i64,
) -> Result<Option<String>, Problem> {
    let core = core.darkroom().await?;
    let written = async {
        let name = core.recipe_file_name(id).await?;
        let Some(path) = save_dialog::ask(&window, &name, "json").await else {
            return Ok(None);
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        core.recipe_export(id, Box::new(ExportFile::at(path))).await?;
        Ok(Some(name))
    };
    dialog.once(&request_id, written).await
}

/// Asks the person for a file and reads the recipe in it; nothing when they close the dialog. It is not saved.
#[tauri::command]
pub async fn recipe_import(core: State<'_, CoreHandle>, window: WebviewWindow) -> Result<Option<Recipe>, Problem> {
    let core = core.darkroom().await?;
    let Some(path) = open_dialog::ask(&window, &["json"]).await else {
        return Ok(None);
    };
    let (_, content) = open_dialog::read(path, MAX_BYTES, ProblemCode::RecipeFileRefused).await?;
    core.recipe_read(content).await.map(Some)
}

#[tauri::command]
pub async fn image_handover(core: State<'_, CoreHandle>, draft: ImageDraft) -> Result<Vec<HandoverText>, Problem> {
    core.darkroom().await?.image_handover(draft).await
}

/// Asks the person where the file goes and writes it; the name of the file, or nothing when they close the dialog.
#[tauri::command]
pub async fn image_handover_save(
    core: State<'_, CoreHandle>,
    dialog: State<'_, SaveDialog<String>>,
    window: WebviewWindow,
    request_id: String,
    draft: ImageDraft,
    kind: HandoverKind,
) -> Result<Option<String>, Problem> {
    let core = core.darkroom().await?;
    let written = async {
        let name = core.image_handover_file_name(&draft, kind);
        let Some(path) = save_dialog::ask(&window, &name, kind.extension()).await else {
            return Ok(None);
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        core.image_handover_save(draft, kind, Box::new(ExportFile::at(path)))
            .await?;
        Ok(Some(name))
    };
    dialog.once(&request_id, written).await
}
