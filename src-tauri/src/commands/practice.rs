//! The practice cloud's door.

use darkroom_core::Problem;
use darkroom_core::account::Account;
use tauri::State;

use crate::core_handle::CoreHandle;

#[tauri::command]
pub async fn practice_open(core: State<'_, CoreHandle>) -> Result<Account, Problem> {
    core.darkroom().await?.practice_open().await
}

#[tauri::command]
pub async fn practice_close(core: State<'_, CoreHandle>) -> Result<(), Problem> {
    core.darkroom().await?.practice_close().await
}
