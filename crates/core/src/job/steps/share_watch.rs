//! Watches with whom images are shared: every page of DescribeImageSharePermission for each image.

use alibaba_cloud::ecs::DescribeImageSharePermission;
use alibaba_cloud::{Action, BoxFuture};

use crate::cloud::{AccountClient, CallError};
pub(super) use crate::inventory::shares;
use crate::job::kind::{Observation, Observed, Watcher};

pub(super) struct ShareWatcher;

impl Watcher for ShareWatcher {
    fn action(&self) -> &'static str {
        DescribeImageSharePermission::NAME
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
            for image_id in ids {
                match accounts(client, region_id, &image_id).await {
                    Ok((accounts, request_id)) => {
                        observed.by_id.insert(image_id, Observation::Shares(accounts));
                        observed.request_id = request_id;
                    }
                    // The image is not listed.
                    Err(failure) if is_not_found(&failure) => {}
                    Err(failure) => return Err(failure),
                }
            }
            Ok(observed)
        })
    }
}

/// Whether the cloud does not know the image.
pub(super) fn is_not_found(failure: &CallError) -> bool {
    let code = failure.error.as_ref().and_then(|error| error.code());
    code == Some("InvalidImageId.NotFound")
}

/// The accounts an image is shared with, and the RequestId of the last page.
pub(super) async fn accounts(
    client: &AccountClient,
    region_id: &str,
    image_id: &str,
) -> Result<(Vec<String>, String), CallError> {
    let told = shares(client, region_id, image_id).await?;
    Ok((told.accounts, told.request_id))
}
