//! Watching instances together with their Cloud Assistant Agent: DescribeInstances, then DescribeCloudAssistantStatus of those listed.

use std::collections::HashMap;

use alibaba_cloud::ecs::{CloudAssistantStatus, DescribeCloudAssistantStatus};
use alibaba_cloud::{Action, BoxFuture, FailureKind};

use super::instance_watch::InstanceWatcher;
use crate::Problem;
use crate::cloud::{AccountClient, CallError};
use crate::job::kind::{Observation, Observed, Watcher};

/// Instances of one question: so many rows are on a page.
const BATCH: usize = 50;

pub(super) struct AgentWatcher;

impl Watcher for AgentWatcher {
    fn action(&self) -> &'static str {
        DescribeCloudAssistantStatus::NAME
    }

    fn watches_instances(&self) -> bool {
        true
    }

    fn observe<'a>(
        &'a self,
        client: &'a AccountClient,
        region_id: &'a str,
        ids: Vec<String>,
        every_status: bool,
    ) -> BoxFuture<'a, Result<Observed, CallError>> {
        Box::pin(async move {
            let mut observed = InstanceWatcher.observe(client, region_id, ids, every_status).await?;
            let mut running: Vec<String> = Vec::new();
            for (id, seen) in &observed.by_id {
                if matches!(seen, Observation::Instance(instance) if instance.status.as_deref() == Some("Running")) {
                    running.push(id.clone());
                }
            }
            let mut agents = HashMap::new();
            for batch in running.chunks(BATCH) {
                agents.extend(agents_of(client, region_id, batch).await?);
            }
            let rows = observed.by_id.into_iter().map(|(id, seen)| match seen {
                Observation::Instance(instance) => {
                    let agent = agents.remove(&id).unwrap_or(Ok(None));
                    (id, Observation::InstanceWithAgent { instance, agent })
                }
                other => (id, other),
            });
            observed.by_id = rows.collect();
            Ok(observed)
        })
    }
}

type Agents = HashMap<String, Result<Option<CloudAssistantStatus>, Problem>>;

/// The agents of some instances. A refusal is an answer: nobody has to be allowed to ask.
async fn agents_of(client: &AccountClient, region_id: &str, ids: &[String]) -> Result<Agents, CallError> {
    match client
        .call(&DescribeCloudAssistantStatus::new(region_id, ids.to_vec()))
        .await
    {
        Ok(reply) => {
            let rows = reply.body.cloud_assistant_statuses.into_iter();
            Ok(rows.map(|row| (row.instance_id.clone(), Ok(Some(row)))).collect())
        }
        Err(failure) if is_refusal(&failure) => {
            let refused = ids.iter().map(|id| (id.clone(), Err(failure.problem.clone())));
            Ok(refused.collect())
        }
        Err(failure) => Err(failure),
    }
}

/// Whether the answer would be the same again.
fn is_refusal(failure: &CallError) -> bool {
    let kind = failure.error.as_ref().map(alibaba_cloud::Error::kind);
    matches!(kind, Some(FailureKind::Permission | FailureKind::ClientFault))
}
