//! Accounts and the keyring.

use darkroom_core::Problem;
use darkroom_core::account::{Account, AccountEdit, AccountForm, AccountRemoval, Identity, KeyForm, KeyringState};
use tauri::State;

use crate::core_handle::CoreHandle;

#[tauri::command]
pub async fn account_list(core: State<'_, CoreHandle>) -> Result<Vec<Account>, Problem> {
    core.darkroom().await?.account_list().await
}

#[tauri::command]
pub async fn account_test(core: State<'_, CoreHandle>, form: AccountForm) -> Result<Identity, Problem> {
    core.darkroom().await?.account_test(form).await
}

#[tauri::command]
pub async fn account_save(
    core: State<'_, CoreHandle>,
    request_id: String,
    form: AccountForm,
) -> Result<Account, Problem> {
    core.darkroom().await?.account_save(request_id, form).await
}

#[tauri::command]
pub async fn account_remove(core: State<'_, CoreHandle>, account_id: String) -> Result<(), Problem> {
    core.darkroom().await?.account_remove(account_id).await
}

#[tauri::command]
pub async fn keyring_state(core: State<'_, CoreHandle>) -> Result<KeyringState, Problem> {
    core.darkroom().await?.keyring_state().await
}

#[tauri::command]
pub async fn account_removal(core: State<'_, CoreHandle>, account_id: String) -> Result<AccountRemoval, Problem> {
    core.darkroom().await?.account_removal(account_id).await
}

#[tauri::command]
pub async fn account_update(
    core: State<'_, CoreHandle>,
    account_id: String,
    edit: AccountEdit,
) -> Result<Account, Problem> {
    core.darkroom().await?.account_update(account_id, edit).await
}

#[tauri::command]
pub async fn account_key_replace(
    core: State<'_, CoreHandle>,
    account_id: String,
    key: KeyForm,
) -> Result<Account, Problem> {
    core.darkroom().await?.account_key_replace(account_id, key).await
}

#[tauri::command]
pub async fn account_lock(core: State<'_, CoreHandle>, account_id: String, locked: bool) -> Result<Account, Problem> {
    core.darkroom().await?.account_lock(account_id, locked).await
}

#[tauri::command]
pub async fn account_unlock_for(
    core: State<'_, CoreHandle>,
    request_id: String,
    account_id: String,
    minutes: u32,
) -> Result<Account, Problem> {
    core.darkroom()
        .await?
        .account_unlock_for(request_id, account_id, minutes)
        .await
}
