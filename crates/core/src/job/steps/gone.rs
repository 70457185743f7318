//! Which images and snapshots the cloud does not list any more.

use std::collections::HashMap;
use std::time::Duration;

use crate::cloud::{AccountClient, CallError};
use crate::job::kind::{Observation, Observed, Watcher};

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

/// What is listed of `ids`, in any status. What is missing at first is asked for once more.
///
/// # Errors
/// As [`missing`].
pub(super) async fn listed(
    watcher: &dyn Watcher,
    client: &AccountClient,
    region_id: &str,
    ids: Vec<String>,
) -> Result<HashMap<String, Observation>, CallError> {
    let mut listed = observe(watcher, client, region_id, ids.clone()).await?.by_id;
    let missing: Vec<String> = ids.into_iter().filter(|id| !listed.contains_key(id)).collect();
    if !missing.is_empty() {
        tokio::time::sleep(BETWEEN_LOOKS).await;
        listed.extend(observe(watcher, client, region_id, missing).await?.by_id);
    }
    Ok(listed)
}

async fn look(
    watcher: &dyn Watcher,
    client: &AccountClient,
    region_id: &str,
    ids: Vec<String>,
) -> Result<(Vec<String>, String), CallError> {
    let observed = observe(watcher, client, region_id, ids.clone()).await?;
    let missing = ids.into_iter().filter(|id| !observed.by_id.contains_key(id));
    Ok((missing.collect(), observed.request_id))
}

async fn observe(
    watcher: &dyn Watcher,
    client: &AccountClient,
    region_id: &str,
    ids: Vec<String>,
) -> Result<Observed, CallError> {
    let observed = watcher.observe(client, region_id, ids, true).await?;
    if !observed.is_complete {
        return Err(CallError::of_unreadable_row(observed.request_id));
    }
    Ok(observed)
}
