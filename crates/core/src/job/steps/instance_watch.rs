//! Watching instances: one DescribeInstances for all steps of an account and region. Every instance asked for is observed: as it is
//! listed, or as one that is not listed.

use std::collections::HashMap;

use alibaba_cloud::ecs::{DescribeInstanceHistoryEvents, DescribeInstances, Instance};
use alibaba_cloud::{Action, BoxFuture};

use crate::cloud::{AccountClient, CallError};
use crate::job::kind::{Observation, Observed, Watcher};

/// Instance ids of one question, at most.
const BATCH: usize = 100;

pub(super) struct InstanceWatcher;

impl Watcher for InstanceWatcher {
    fn action(&self) -> &'static str {
        DescribeInstances::NAME
    }

    fn watches_instances(&self) -> bool {
        true
    }

    fn observe<'a>(
        &'a self,
        client: &'a AccountClient,
        region_id: &'a str,
        ids: Vec<String>,
        _: bool,
    ) -> BoxFuture<'a, Result<Observed, CallError>> {
        Box::pin(async move {
            let listed = list(client, region_id, &ids).await?;
            let missing: Vec<String> = ids
                .into_iter()
                .filter(|id| !listed.instances.contains_key(id))
                .collect();
            let mut observed = Observed {
                is_complete: listed.is_complete,
                request_id: listed.request_id,
                ..Observed::default()
            };
            let rows = listed.instances.into_iter();
            observed
                .by_id
                .extend(rows.map(|(id, instance)| (id, Observation::Instance(Box::new(instance)))));
            // An instance whose row could not be read is not missing.
            if listed.is_complete && !missing.is_empty() {
                let mut events = events(client, region_id, &missing).await;
                let gone = missing.into_iter().map(|id| {
                    let event = events.remove(&id);
                    (id, Observation::NoInstance { event })
                });
                observed.by_id.extend(gone);
            }
            Ok(observed)
        })
    }
}

/// What the cloud lists of some instances.
pub(super) struct ListedInstances {
    pub(super) instances: HashMap<String, Instance>,
    /// `false` when a row could not be read.
    pub(super) is_complete: bool,
    pub(super) request_id: String,
}

/// Asks for instances of a region by their ids.
///
/// # Errors
/// Those of the cloud.
pub(super) async fn list(
    client: &AccountClient,
    region_id: &str,
    ids: &[String],
) -> Result<ListedInstances, CallError> {
    let mut listed = ListedInstances {
        instances: HashMap::new(),
        is_complete: true,
        request_id: String::new(),
    };
    for batch in ids.chunks(BATCH) {
        let action = DescribeInstances {
            instance_ids: batch.to_vec(),
            ..DescribeInstances::new(region_id)
        };
        let reply = client.call(&action).await?;
        listed.is_complete &= reply.body.skipped == 0;
        listed.request_id = reply.request_id;
        let rows = reply.body.instances.into_iter();
        listed.instances.extend(rows.map(|row| (row.instance_id.clone(), row)));
    }
    Ok(listed)
}

/// The newest system event of each of these instances. Who may not ask for events learns no reason.
async fn events(client: &AccountClient, region_id: &str, ids: &[String]) -> HashMap<String, String> {
    let mut newest = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let action = DescribeInstanceHistoryEvents {
            resource_ids: batch.to_vec(),
            ..DescribeInstanceHistoryEvents::new(region_id)
        };
        let Ok(reply) = client.call(&action).await else {
            continue;
        };
        let mut rows = reply.body.instance_events;
        rows.sort_by_key(|event| event.event_publish_time);
        let named = rows.into_iter();
        newest.extend(named.filter_map(|event| Some((event.instance_id?, event.event_type?))));
    }
    newest
}
