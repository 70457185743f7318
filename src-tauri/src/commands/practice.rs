//! The practice cloud's door.

use darkroom_core::Problem;
use darkroom_core::account::Account;
use tauri::State;

use crate::opened::Opened;

#[tauri::command]
pub async fn practice_open(opened: State<'_, Opened>) -> Result<Account, Problem> {
    opened.darkroom().await?.practice_open().await
}

#[tauri::command]
pub async fn practice_close(opened: State<'_, Opened>) -> Result<(), Problem> {
    opened.darkroom().await?.practice_close().await
}
