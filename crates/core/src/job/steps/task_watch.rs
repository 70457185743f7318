//! Watches tasks: DescribeTaskAttribute of each, for only that tells how far one is, and what came of each of its parts.

use alibaba_cloud::ecs::DescribeTaskAttribute;
use alibaba_cloud::{Action, BoxFuture};

use crate::cloud::{AccountClient, CallError};
use crate::job::kind::{Observation, Observed, Watcher};

pub(super) struct TaskWatcher;

impl Watcher for TaskWatcher {
    fn action(&self) -> &'static str {
        DescribeTaskAttribute::NAME
    }

    fn observe<'a>(
        &'a self,
        client: &'a AccountClient,
        region_id: &'a str,
        ids: Vec<String>,
        _: bool,
    ) -> BoxFuture<'a, Result<Observed, CallError>> {
        Box::pin(async move {
            let mut observed = Observed {
                is_complete: true,
                ..Observed::default()
            };
            for task_id in ids {
                match client.call(&DescribeTaskAttribute::new(region_id, &task_id)).await {
                    Ok(reply) => {
                        observed.request_id = reply.request_id;
                        observed.by_id.insert(task_id, Observation::Task(Box::new(reply.body)));
                    }
                    // The task is not listed.
                    Err(failure) if is_not_found(&failure) => {}
                    Err(failure) => return Err(failure),
                }
            }
            Ok(observed)
        })
    }
}

/// Whether the cloud does not know the task.
pub(super) fn is_not_found(failure: &CallError) -> bool {
    let code = failure.error.as_ref().and_then(|error| error.code());
    code == Some("InvalidTaskId.NotFound")
}
