//! Watching instances together with their disks: DescribeDisks of each, and DescribeInstances of all.

use alibaba_cloud::ecs::{DescribeDisks, Disk};
use alibaba_cloud::{Action, BoxFuture};
use futures_util::TryStreamExt;

use super::instance_watch;
use crate::cloud::{AccountClient, CallError};
use crate::job::kind::{Observation, Observed, Watcher};

pub(super) struct SystemDiskWatcher;

impl Watcher for SystemDiskWatcher {
    fn action(&self) -> &'static str {
        DescribeDisks::NAME
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
            let mut listed = instance_watch::list(client, region_id, &ids).await?;
            let mut observed = Observed {
                is_complete: listed.is_complete,
                request_id: listed.request_id,
                ..Observed::default()
            };
            for id in ids {
                let Some(instance) = listed.instances.remove(&id) else {
                    continue;
                };
                let disks = disks(client, region_id, &id).await?;
                let instance = Box::new(instance);
                observed
                    .by_id
                    .insert(id, Observation::InstanceWithDisks { instance, disks });
            }
            Ok(observed)
        })
    }
}

/// The disks of an instance. A row that cannot be read fails the question: it may be the one that has changed.
pub(super) async fn disks(client: &AccountClient, region_id: &str, instance_id: &str) -> Result<Vec<Disk>, CallError> {
    let action = DescribeDisks {
        instance_id: Some(instance_id.to_owned()),
        ..DescribeDisks::new(region_id)
    };
    let mut pages = std::pin::pin!(client.pages(action));
    let mut disks = Vec::new();
    while let Some(page) = pages.try_next().await? {
        if page.body.skipped > 0 {
            return Err(CallError::of_unreadable_row(page.request_id));
        }
        disks.extend(page.body.disks);
    }
    Ok(disks)
}

/// The system disk among the disks of an instance.
pub(super) fn system(disks: &[Disk]) -> Option<&Disk> {
    disks.iter().find(|disk| disk.disk_type.as_deref() == Some("system"))
}
