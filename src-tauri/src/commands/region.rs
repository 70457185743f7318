//! Regions of an account.

use darkroom_core::Problem;
use darkroom_core::account::AccountRegion;
use tauri::State;

use crate::core_handle::CoreHandle;

#[tauri::command]
pub async fn region_list(core: State<'_, CoreHandle>, account_id: String) -> Result<Vec<AccountRegion>, Problem> {
    core.darkroom().await?.region_list(account_id).await
}

#[tauri::command]
pub async fn region_choose(
    core: State<'_, CoreHandle>,
    account_id: String,
    region_ids: Vec<String>,
) -> Result<(), Problem> {
    core.darkroom().await?.region_choose(account_id, region_ids).await
}
