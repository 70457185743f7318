//! Resource groups of an account.

use darkroom_core::Problem;
use darkroom_core::inventory::ResourceGroupList;
use tauri::State;

use crate::core_handle::CoreHandle;

#[tauri::command]
pub async fn resource_group_list(
    core: State<'_, CoreHandle>,
    account_id: String,
) -> Result<ResourceGroupList, Problem> {
    core.darkroom().await?.resource_group_list(account_id).await
}
