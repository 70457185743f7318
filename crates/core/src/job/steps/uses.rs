//! What uses an image or a snapshot at this moment, asked before it is deleted.

use alibaba_cloud::FailureKind;
use alibaba_cloud::ecs::{DescribeImages, DescribeInstances};
use futures_util::TryStreamExt;

use crate::cloud::{AccountClient, CallError};

/// `InstanceId`s that run an image. A row that cannot be read fails the question.
pub(super) async fn instances_of_image(
    client: &AccountClient,
    region_id: &str,
    image_id: &str,
) -> Result<Vec<String>, CallError> {
    let action = DescribeInstances {
        image_id: Some(image_id.to_owned()),
        ..DescribeInstances::new(region_id)
    };
    let mut pages = std::pin::pin!(client.pages(action));
    let mut ids = Vec::new();
    while let Some(page) = pages.try_next().await? {
        if page.body.skipped > 0 {
            return Err(CallError::of_unreadable_row(page.request_id));
        }
        ids.extend(page.body.instances.into_iter().map(|row| row.instance_id));
    }
    Ok(ids)
}

/// `ImageId`s of the account's own images that hold a snapshot, in every status.
pub(super) async fn images_of_snapshot(
    client: &AccountClient,
    region_id: &str,
    snapshot_id: &str,
) -> Result<Vec<String>, CallError> {
    let action = DescribeImages {
        snapshot_id: Some(snapshot_id.to_owned()),
        ..DescribeImages::new(region_id)
    };
    let mut pages = std::pin::pin!(client.pages(action));
    let mut ids = Vec::new();
    while let Some(page) = pages.try_next().await? {
        if page.body.skipped > 0 {
            return Err(CallError::of_unreadable_row(page.request_id));
        }
        ids.extend(page.body.images.into_iter().map(|row| row.image_id));
    }
    Ok(ids)
}

/// Whether the account may not ask this at all, so that waiting does not help.
pub(super) fn is_denied(failure: &CallError) -> bool {
    let kind = failure.error.as_ref().map(|error| error.kind());
    kind == Some(FailureKind::Permission)
}
