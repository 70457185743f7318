//! The journal: pages of it, one entry, what it can be filtered by, and a file of it.

use darkroom_core::view::{ExportFile, JournalExported, JournalFile};
use darkroom_core::{JournalEntry, JournalFilter, JournalPage, JournalValues, Problem};
use tauri::{State, WebviewWindow};

use crate::core_handle::CoreHandle;
use crate::save_dialog::{self, SaveDialog};

#[tauri::command]
pub async fn journal_page(
    core: State<'_, CoreHandle>,
    filter: JournalFilter,
    before: Option<i64>,
) -> Result<JournalPage, Problem> {
    core.darkroom().await?.journal_page(filter, before).await
}

#[tauri::command]
pub async fn journal_get(core: State<'_, CoreHandle>, id: i64) -> Result<JournalEntry, Problem> {
    core.darkroom().await?.journal_get(id).await
}

#[tauri::command]
pub async fn journal_values(core: State<'_, CoreHandle>) -> Result<JournalValues, Problem> {
    core.darkroom().await?.journal_values().await
}

/// Asks the person where the file goes and writes it; nothing when they close the dialog.
#[tauri::command]
pub async fn journal_export(
    core: State<'_, CoreHandle>,
    dialog: State<'_, SaveDialog<JournalExported>>,
    window: WebviewWindow,
    request_id: String,
    filter: JournalFilter,
    file: JournalFile,
) -> Result<Option<JournalExported>, Problem> {
    let core = core.darkroom().await?;
    let written = async {
        let name = core.journal_file_name(file.format);
        let Some(path) = save_dialog::ask(&window, &name, file.format.extension()).await else {
            return Ok(None);
        };
        let target = Box::new(ExportFile::at(path));
        core.journal_export(filter, file, target).await.map(Some)
    };
    dialog.once(&request_id, written).await
}
