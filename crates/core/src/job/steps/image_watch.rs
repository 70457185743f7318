//! Watching images: one DescribeImages for all steps of an account and region, in every status.

use std::collections::HashMap;

use alibaba_cloud::ecs::{DescribeImages, Image};
use alibaba_cloud::{Action, BoxFuture};
use futures_util::TryStreamExt;

use crate::cloud::{AccountClient, CallError};
use crate::job::kind::{Observation, Observed, StepUpdate, Verdict, Watcher};
use crate::{Problem, ProblemCode};

/// Image ids of one question, at most (`ImageId` of DescribeImages).
const BATCH: usize = 100;

pub(super) struct ImageWatcher;

impl Watcher for ImageWatcher {
    fn action(&self) -> &'static str {
        DescribeImages::NAME
    }

    fn observe<'a>(
        &'a self,
        client: &'a AccountClient,
        region_id: &'a str,
        ids: Vec<String>,
        every_status: bool,
    ) -> BoxFuture<'a, Result<Observed, CallError>> {
        Box::pin(async move {
            let mut observed = Observed {
                is_complete: true,
                ..Observed::default()
            };
            let mut images = Vec::new();
            for batch in ids.chunks(BATCH) {
                let reply = client.call(&by_ids(region_id, batch, every_status)).await?;
                observed.is_complete &= reply.body.skipped == 0;
                observed.request_id = reply.request_id;
                images.extend(reply.body.images);
            }
            let is_queued = images.iter().any(|image| image.status == "Waiting");
            let mut queue = if is_queued {
                queue(client, region_id).await?
            } else {
                HashMap::new()
            };
            for image in images {
                let queued_behind = queue.remove(&image.image_id);
                observed.by_id.insert(
                    image.image_id.clone(),
                    Observation::Image {
                        image: Box::new(image),
                        queued_behind,
                    },
                );
            }
            Ok(observed)
        })
    }
}

/// Asks for images by their ids, in every status that has a name. `Status=ALL` also shows statuses that this program does not know;
/// it is newer, and so not the usual form.
fn by_ids(region_id: &str, ids: &[String], every_status: bool) -> DescribeImages {
    let usual = DescribeImages {
        image_ids: ids.to_vec(),
        ..DescribeImages::new(region_id)
    };
    if !every_status {
        return usual;
    }
    DescribeImages {
        status: vec!["ALL".to_owned()],
        ..usual
    }
}

/// One image in whatever status, and the RequestId of the answer.
///
/// # Errors
/// Those of the cloud.
pub(super) async fn look(
    client: &AccountClient,
    region_id: &str,
    image_id: &str,
) -> Result<(Option<Image>, String), CallError> {
    let reply = client.call(&by_ids(region_id, &[image_id.to_owned()], false)).await?;
    let mut images = reply.body.images.into_iter();
    Ok((images.find(|image| image.image_id == image_id), reply.request_id))
}

/// How many copies a region makes before each one that waits, according to its list of images.
async fn queue(client: &AccountClient, region_id: &str) -> Result<HashMap<String, u32>, CallError> {
    let action = DescribeImages {
        status: vec!["Creating".to_owned(), "Waiting".to_owned()],
        ..DescribeImages::new(region_id)
    };
    let mut pages = std::pin::pin!(client.pages(action));
    let mut copies = Vec::new();
    while let Some(page) = pages.try_next().await? {
        copies.extend(
            page.body
                .images
                .into_iter()
                .filter(|image| image.is_copied != Some(false)),
        );
    }
    copies.sort_by(|left, right| {
        let order = |image: &Image| (image.status == "Waiting", image.creation_time);
        order(left)
            .cmp(&order(right))
            .then_with(|| left.image_id.cmp(&right.image_id))
    });
    let numbered = copies.into_iter().zip(0..);
    Ok(numbered
        .filter(|(image, _)| image.status == "Waiting")
        .map(|(image, before)| (image.image_id, before))
        .collect())
}

/// The update from an image that is being made.
pub(super) fn judge_new(seen: &Observation) -> StepUpdate {
    let Observation::Image { image, queued_behind } = seen else {
        return StepUpdate::default();
    };
    let mut update = progress(image);
    update.queued_behind = queued_behind.filter(|_| image.status == "Waiting");
    update.verdict = match image.status.as_str() {
        // One that cannot launch instances yet is not done.
        "Available" if image.usable == Some(false) => Verdict::Running,
        // Somebody deprecated it in the meantime: it was made.
        "Available" | "Deprecated" => Verdict::done(),
        "CreateFailed" | "UnAvailable" => Verdict::Failed(create_failed(image)),
        // Every other status counts as running.
        _ => Verdict::Running,
    };
    update
}

/// Status and progress as the cloud reports them.
pub(super) fn progress(image: &Image) -> StepUpdate {
    StepUpdate {
        status: Some(image.status.clone()).filter(|status| !status.is_empty()),
        progress: image.progress.map(|percent| percent.min(100)),
        ..StepUpdate::default()
    }
}

/// The cloud gives the reason in the description of the image, when it gives one.
fn create_failed(image: &Image) -> Problem {
    let problem = Problem::new(ProblemCode::ImageCreateFailed)
        .with("imageId", &image.image_id)
        .with("status", &image.status);
    match &image.description {
        Some(reason) if !reason.is_empty() => problem.with("reason", reason),
        _ => problem,
    }
}
