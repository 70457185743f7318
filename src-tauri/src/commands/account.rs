//! Accounts and the keyring.

use darkroom_core::Problem;
use darkroom_core::account::{Account, AccountForm, Identity, KeyringState};
use tauri::State;

use crate::opened::Opened;

#[tauri::command]
pub async fn account_list(opened: State<'_, Opened>) -> Result<Vec<Account>, Problem> {
    opened.darkroom().await?.account_list().await
}

#[tauri::command]
pub async fn account_test(opened: State<'_, Opened>, form: AccountForm) -> Result<Identity, Problem> {
    opened.darkroom().await?.account_test(form).await
}

#[tauri::command]
pub async fn account_save(
    opened: State<'_, Opened>,
    request_id: String,
    form: AccountForm,
) -> Result<Account, Problem> {
    opened.darkroom().await?.account_save(request_id, form).await
}

#[tauri::command]
pub async fn account_remove(opened: State<'_, Opened>, account_id: String) -> Result<(), Problem> {
    opened.darkroom().await?.account_remove(account_id).await
}

#[tauri::command]
pub async fn keyring_state(opened: State<'_, Opened>) -> Result<KeyringState, Problem> {
    opened.darkroom().await?.keyring_state().await
}
