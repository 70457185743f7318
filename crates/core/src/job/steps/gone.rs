//! Which images and snapshots the cloud does not list any more.

use std::time::Duration;

use crate::cloud::{AccountClient, CallError};
use crate::job::kind::Watcher;

/// A listing may be wrong for a moment: what is missing is asked for once more after so long.
const BETWEEN_LOOKS: Duration = Duration::from_secs(5);

/// What is not listed of `ids`, in any status, and the RequestId of the last answer.
///
/// # Errors
/// Those of the cloud; a row that could not be read, which may be one of them.
pub(super) async fn missing(
    watcher: &dyn Watcher,
    client: &AccountClient,
    region_id: &str,
    ids: Vec<String>,
) -> Result<(Vec<String>, String), CallError> {
    let (missing, request_id) = look(watcher, client, region_id, ids).await?;
    if missing.is_empty() {
        return Ok((missing, request_id));
    }
    tokio::time::sleep(BETWEEN_LOOKS).await;
    look(watcher, client, region_id, missing).await
}

async fn look(
    watcher: &dyn Watcher,
    client: &AccountClient,
    region_id: &str,
    ids: Vec<String>,
) -> Result<(Vec<String>, String), CallError> {
    let observed = watcher.observe(client, region_id, ids.clone(), true).await?;
    if !observed.is_complete {
        return Err(CallError::of_unreadable_row(observed.request_id));
    }
    let missing = ids.into_iter().filter(|id| !observed.by_id.contains_key(id));
    Ok((missing.collect(), observed.request_id))
}
