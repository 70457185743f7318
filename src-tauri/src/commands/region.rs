//! Regions of an account.

use darkroom_core::Problem;
use darkroom_core::account::Region;
use tauri::State;

use crate::opened::Opened;

#[tauri::command]
pub async fn region_list(opened: State<'_, Opened>, account_id: String) -> Result<Vec<Region>, Problem> {
    opened.darkroom().await?.region_list(account_id).await
}

#[tauri::command]
pub async fn region_choose(
    opened: State<'_, Opened>,
    account_id: String,
    region_ids: Vec<String>,
) -> Result<(), Problem> {
    opened.darkroom().await?.region_choose(account_id, region_ids).await
}
