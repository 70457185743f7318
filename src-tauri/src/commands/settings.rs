//! What is set for the whole program: preferences, proxy and certificates, the API budget, and where things are kept.

use darkroom_core::account::KeyringState;
use darkroom_core::preferences::{
    BudgetRow, ConnectionTest, FolderKind, PreferenceChange, Preferences, ProxyForm, StorageInfo,
};
use darkroom_core::{Password, Problem, ProblemCode};
use tauri::{State, WebviewWindow};

use crate::core_handle::CoreHandle;
use crate::open_dialog;

/// Larger than any file of certificates, bytes.
const MAX_CERTIFICATE_BYTES: u64 = 1024 * 1024;

#[tauri::command]
pub async fn preferences_get(core: State<'_, CoreHandle>) -> Result<Preferences, Problem> {
    core.darkroom().await?.preferences_get().await
}

#[tauri::command]
pub async fn preferences_change(core: State<'_, CoreHandle>, change: PreferenceChange) -> Result<Preferences, Problem> {
    core.darkroom().await?.preferences_change(change).await
}

#[tauri::command]
pub async fn proxy_set(
    core: State<'_, CoreHandle>,
    form: ProxyForm,
    password: Option<Password>,
    forget_password: bool,
) -> Result<Preferences, Problem> {
    core.darkroom().await?.proxy_set(form, password, forget_password).await
}

#[tauri::command]
pub async fn connection_test(
    core: State<'_, CoreHandle>,
    form: Option<ProxyForm>,
    password: Option<Password>,
) -> Result<ConnectionTest, Problem> {
    core.darkroom().await?.connection_test(form, password).await
}

/// Asks the person for a file with certificates and trusts them; nothing when they close the dialog.
#[tauri::command]
pub async fn certificate_choose(
    core: State<'_, CoreHandle>,
    window: WebviewWindow,
) -> Result<Option<Preferences>, Problem> {
    let core = core.darkroom().await?;
    let Some(path) = open_dialog::ask(&window, &["pem", "crt", "cer", "der"]).await else {
        return Ok(None);
    };
    let (name, content) = open_dialog::read(path, MAX_CERTIFICATE_BYTES, ProblemCode::CertificateRefused).await?;
    core.certificate_add(name, content).await.map(Some)
}

#[tauri::command]
pub async fn certificate_remove(core: State<'_, CoreHandle>, id: String) -> Result<Preferences, Problem> {
    core.darkroom().await?.certificate_remove(id).await
}

#[tauri::command]
pub async fn api_budget(core: State<'_, CoreHandle>) -> Result<Vec<BudgetRow>, Problem> {
    core.darkroom().await?.api_budget().await
}

#[tauri::command]
pub async fn storage_info(core: State<'_, CoreHandle>) -> Result<StorageInfo, Problem> {
    core.darkroom().await?.storage_info().await
}

#[tauri::command]
pub async fn keyring_test(core: State<'_, CoreHandle>) -> Result<KeyringState, Problem> {
    core.darkroom().await?.keyring_test().await
}

/// Opens one of the program's own folders in the system's file manager.
#[tauri::command]
pub async fn folder_open(core: State<'_, CoreHandle>, folder: FolderKind) -> Result<(), Problem> {
    let path = core.darkroom().await?.folder(folder)?;
    let name = path.display().to_string();
    let opened = tokio::task::spawn_blocking(move || tauri_plugin_opener::open_path(path, None::<&str>)).await;
    match opened {
        Ok(Ok(())) => Ok(()),
        _ => Err(Problem::new(ProblemCode::FolderNotShown).with("file", name)),
    }
}

#[tauri::command]
pub async fn cache_clear(core: State<'_, CoreHandle>) -> Result<(), Problem> {
    core.darkroom().await?.cache_clear().await
}
