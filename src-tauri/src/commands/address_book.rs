//! The address book: its entries, and files of them.

use darkroom_core::address_book::{AddressBookEntry, AddressBookExported, AddressBookFile, AddressBookHeadings};
use darkroom_core::view::{ExportFile, ExportFormat};
use darkroom_core::{Finding, Problem, ProblemCode};
use tauri::{State, WebviewWindow};

use crate::core_handle::CoreHandle;
use crate::open_dialog;
use crate::save_dialog::{self, SaveDialog};

/// Larger than a file of ten thousand people, bytes.
const MAX_BYTES: u64 = 8 * 1024 * 1024;

#[tauri::command]
pub async fn address_book_list(core: State<'_, CoreHandle>) -> Result<Vec<AddressBookEntry>, Problem> {
    core.darkroom().await?.address_book_list().await
}

#[tauri::command]
pub async fn address_book_check(
    core: State<'_, CoreHandle>,
    entry: AddressBookEntry,
    replaces: Option<String>,
) -> Result<Vec<Finding>, Problem> {
    core.darkroom().await?.address_book_check(entry, replaces).await
}

#[tauri::command]
pub async fn address_book_save(
    core: State<'_, CoreHandle>,
    entry: AddressBookEntry,
    replaces: Option<String>,
) -> Result<Vec<AddressBookEntry>, Problem> {
    core.darkroom().await?.address_book_save(entry, replaces).await
}

#[tauri::command]
pub async fn address_book_remove(core: State<'_, CoreHandle>, uid: String) -> Result<Vec<AddressBookEntry>, Problem> {
    core.darkroom().await?.address_book_remove(uid).await
}

/// Asks the person for a CSV file and reads it; nothing when they close the dialog.
#[tauri::command]
pub async fn address_book_read(
    core: State<'_, CoreHandle>,
    window: WebviewWindow,
) -> Result<Option<AddressBookFile>, Problem> {
    let core = core.darkroom().await?;
    let Some(path) = open_dialog::ask(&window, &["csv", "txt"]).await else {
        return Ok(None);
    };
    let (name, content) = open_dialog::read(path, MAX_BYTES, ProblemCode::AddressFileRefused).await?;
    core.address_book_read(name, content).await.map(Some)
}

#[tauri::command]
pub async fn address_book_import(
    core: State<'_, CoreHandle>,
    entries: Vec<AddressBookEntry>,
) -> Result<Vec<AddressBookEntry>, Problem> {
    core.darkroom().await?.address_book_import(entries).await
}

/// Asks the person where the file goes and writes it; nothing when they close the dialog.
#[tauri::command]
pub async fn address_book_export(
    core: State<'_, CoreHandle>,
    dialog: State<'_, SaveDialog<AddressBookExported>>,
    window: WebviewWindow,
    request_id: String,
    headings: AddressBookHeadings,
) -> Result<Option<AddressBookExported>, Problem> {
    let core = core.darkroom().await?;
    let written = async {
        let name = core.address_book_file_name();
        let Some(path) = save_dialog::ask(&window, &name, ExportFormat::Csv.extension()).await else {
            return Ok(None);
        };
        let target = Box::new(ExportFile::at(path));
        core.address_book_export(headings, target).await.map(Some)
    };
    dialog.once(&request_id, written).await
}
