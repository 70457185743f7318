//! The report of the check of an image, images compared, and their files.

use darkroom_core::image::{ComparedWith, ImageCheckReport, ImageComparison, ReportFile, TemplateSite};
use darkroom_core::inventory::ResourceKey;
use darkroom_core::view::ExportFile;
use darkroom_core::{Problem, ProblemCode, image};
use tauri::{State, WebviewWindow};

use crate::core_handle::CoreHandle;
use crate::save_dialog::{self, SaveDialog};

#[tauri::command]
pub async fn image_check_report(core: State<'_, CoreHandle>, key: ResourceKey) -> Result<ImageCheckReport, Problem> {
    core.darkroom().await?.image_check_report(key).await
}

/// Asks the person where the file goes and writes it; the name of the file, or nothing when they close the dialog.
#[tauri::command]
pub async fn image_check_export(
    core: State<'_, CoreHandle>,
    dialog: State<'_, SaveDialog<String>>,
    window: WebviewWindow,
    request_id: String,
    report: ImageCheckReport,
    file: ReportFile,
) -> Result<Option<String>, Problem> {
    let core = core.darkroom().await?;
    let written = async {
        let proposed = core.check_file_name(&report, &file);
        let Some(path) = save_dialog::ask(&window, &proposed, file.format.extension()).await else {
            return Ok(None);
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        core.check_export(&report, &file, Box::new(ExportFile::at(path)))
            .await?;
        Ok(Some(name))
    };
    dialog.once(&request_id, written).await
}

/// Opens the template that repairs images in the browser.
#[tauri::command]
pub async fn image_repair_open(region_id: String, site: TemplateSite) -> Result<(), Problem> {
    let page = image::repair_template(&region_id, site)?;
    let asked = page.clone();
    let opened = tokio::task::spawn_blocking(move || tauri_plugin_opener::open_url(asked, None::<&str>)).await;
    match opened {
        Ok(Ok(())) => Ok(()),
        _ => Err(Problem::new(ProblemCode::PageNotOpened).with("page", page)),
    }
}

#[tauri::command]
pub async fn image_compare(
    core: State<'_, CoreHandle>,
    key: ResourceKey,
    other: ComparedWith,
) -> Result<ImageComparison, Problem> {
    core.darkroom().await?.image_compare(key, other).await
}

/// Asks the person where the file goes and writes it; the name of the file, or nothing when they close the dialog.
#[tauri::command]
pub async fn image_compare_export(
    core: State<'_, CoreHandle>,
    dialog: State<'_, SaveDialog<String>>,
    window: WebviewWindow,
    request_id: String,
    comparison: ImageComparison,
    file: ReportFile,
) -> Result<Option<String>, Problem> {
    let core = core.darkroom().await?;
    let written = async {
        let proposed = core.comparison_file_name(&comparison, &file);
        let Some(path) = save_dialog::ask(&window, &proposed, file.format.extension()).await else {
            return Ok(None);
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        core.comparison_export(&comparison, &file, Box::new(ExportFile::at(path)))
            .await?;
        Ok(Some(name))
    };
    dialog.once(&request_id, written).await
}
