//! CreateImage: from snapshots to an image that is available.

use alibaba_cloud::ecs::{CreateImage, DescribeSnapshots, Image};
use alibaba_cloud::{Action, BoxFuture, Decode, Error, FailureKind, Request};
use serde::{Deserialize, Serialize};

use super::image_search::{self, Owner};
use super::new_image::NewImage;
use super::request;
use crate::cloud::{AccountClient, CallError};
use crate::image::TagRecord;
use crate::job::kind::{Earlier, Made, Prepared, input};
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

pub(super) struct CreateImageStep;

/// What a CreateImage is made from.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct CreateImageInput {
    version: u32,
    /// Parameters but for tags and token. The name is that of the step.
    parameters: Vec<(String, String)>,
    tags: Vec<TagRecord>,
}

impl CreateImageInput {
    /// From the request of a draft.
    pub(in crate::job) fn new(parameters: &[(String, String)], tags: Vec<TagRecord>) -> Self {
        let kept = parameters.iter().filter(|(name, _)| !name.starts_with("Tag."));
        Self {
            version: 1,
            parameters: kept.cloned().collect(),
            tags,
        }
    }

    /// The snapshots it is made of.
    fn snapshot_ids(&self) -> Vec<String> {
        let named = |name: &str| name == "SnapshotId" || name.ends_with(".SnapshotId");
        let ids = self.parameters.iter().filter(|(name, _)| named(name));
        ids.map(|(_, value)| value.clone()).collect()
    }
}

impl NewImage for CreateImageStep {
    type Action = CreateImage;
    type Input = CreateImageInput;

    fn tags(input: &mut CreateImageInput) -> &mut Vec<TagRecord> {
        &mut input.tags
    }

    fn request(step: &StepRow, _: &Earlier<'_>) -> Result<Request, Problem> {
        let stored: CreateImageInput = input(step)?;
        let mut parameters: alibaba_cloud::Parameters = stored.parameters.into_iter().collect();
        parameters.set_optional("ImageName", step.name.as_deref());
        for (index, tag) in request::tags(&stored.tags, step).iter().enumerate() {
            parameters.set(format!("Tag.{}.Key", index + 1), &tag.key);
            parameters.set(format!("Tag.{}.Value", index + 1), &tag.value);
        }
        Ok(Request {
            product: CreateImage::PRODUCT,
            action: CreateImage::NAME.into(),
            version: CreateImage::VERSION.into(),
            region_id: Some(step.request_region.clone()),
            idempotency: CreateImage::IDEMPOTENCY,
            read_timeout: CreateImage::READ_TIMEOUT,
            parameters,
        })
    }

    /// An unfinished snapshot makes no image: the step waits until all of them are accomplished.
    fn prepare<'a>(step: &'a StepRow, client: &'a AccountClient) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async move {
            let Ok(stored) = input::<CreateImageInput>(step) else {
                return Ok(Prepared::Ready);
            };
            let mut action = DescribeSnapshots::new(&step.request_region);
            action.snapshot_ids = stored.snapshot_ids();
            let snapshots = match client.call(&action).await {
                Ok(reply) => reply.body.snapshots,
                // Without the right to list snapshots the image may still be allowed: CreateImage will tell.
                Err(failure) if failure.error.as_ref().is_some_and(is_refusal) => return Ok(Prepared::Ready),
                Err(failure) => return Err(failure),
            };
            let unfinished = snapshots
                .iter()
                .find(|snapshot| !matches!(snapshot.status.as_deref(), Some("accomplished" | "failed") | None));
            Ok(match unfinished {
                Some(snapshot) => Prepared::NotYet(
                    Problem::new(ProblemCode::SnapshotNotReady)
                        .with("snapshotId", &snapshot.snapshot_id)
                        .with(
                            "progress",
                            snapshot.progress.map(|percent| percent.to_string()).unwrap_or_default(),
                        ),
                ),
                // A deleted or failed snapshot is refused by CreateImage, in the cloud's own words.
                None => Prepared::Ready,
            })
        })
    }

    fn decode() -> Decode<Made> {
        |reply| CreateImage::decode(reply).map(|made| Made::one(made.image_id))
    }

    fn owner(_: &StepRow, input: &CreateImageInput, image: &Image) -> Owner {
        match image_search::made_of(image, &input.snapshot_ids()) {
            Some(true) => Owner::Us,
            Some(false) => Owner::Others,
            None => Owner::Undetermined,
        }
    }

    fn waits_for(step: &StepRow, error: &Error) -> Option<Problem> {
        let waits = matches!(error.code(), Some("InvalidSnapshotId.NotReady" | "SnapshotNotReady"));
        waits.then(|| {
            let ids = input::<CreateImageInput>(step).unwrap_or_default().snapshot_ids();
            let message = error.provider_message().unwrap_or_default();
            let named = ids.iter().find(|id| message.contains(id.as_str())).or(ids.first());
            Problem {
                code: ProblemCode::SnapshotNotReady,
                ..Problem::from(error)
            }
            .with("snapshotId", named.cloned().unwrap_or_default())
        })
    }

    fn refusal<'a>(
        step: &'a StepRow,
        input: CreateImageInput,
        client: &'a AccountClient,
        error: &'a Error,
        problem: Problem,
    ) -> BoxFuture<'a, Problem> {
        Box::pin(async move { refusal(error, problem, client, &step.request_region, &input.snapshot_ids()).await })
    }
}

fn is_refusal(error: &Error) -> bool {
    matches!(error.kind(), FailureKind::Permission | FailureKind::ClientFault)
}

/// A refusal of CreateImage in the codes the window has words for, at the field at fault.
async fn refusal(
    error: &Error,
    problem: Problem,
    client: &AccountClient,
    region_id: &str,
    snapshot_ids: &[String],
) -> Problem {
    let Some(code) = error.code() else {
        return problem;
    };
    if error.kind() == FailureKind::Permission {
        return problem;
    }
    let message = error.provider_message().unwrap_or_default();
    let unfit = |reason: &str| {
        let named = snapshot_ids
            .iter()
            .find(|id| message.contains(id.as_str()))
            .or(snapshot_ids.first());
        let problem = Problem {
            code: ProblemCode::SnapshotUnfit,
            ..problem.clone()
        };
        problem
            .with("reason", reason)
            .with("snapshotId", named.cloned().unwrap_or_default())
            .at("snapshot")
    };
    match code {
        "InvalidSnapshotId.NotFound" => {
            let gone = gone(client, region_id, snapshot_ids, message).await;
            Problem {
                code: ProblemCode::SnapshotGone,
                ..problem
            }
            .with("snapshotId", gone)
        }
        "InvalidSnapshot.TooOld" => unfit("tooOld"),
        "InvalidSnapshotCategory.NotSupportImageCreation" | "OperationDenied.InvalidSnapshotCategory" => {
            unfit("category")
        }
        "OperationDenied" | "InvalidSystemSnapshot.Missing" | "UserNotInTheWhiteList" => unfit("denied"),
        _ => match field(code) {
            Some(field) => problem.at(field),
            None => problem,
        },
    }
}

fn field(code: &str) -> Option<&'static str> {
    match code.split('.').next().unwrap_or(code) {
        "InvalidImageName" => Some("name"),
        "InvalidDescription" => Some("description"),
        "InvalidImageFamily" | "ImageQuotaExceed" | "ImageFamilyQuotaExceed" => Some("family"),
        "InvalidResourceGroup" => Some("resourceGroupId"),
        "Duplicate" => Some("tags"),
        "QuotaExceed" if code == "QuotaExceed.Tags" => Some("tags"),
        _ => None,
    }
}

/// Which of the snapshots the cloud no longer has; all of them when it cannot be asked.
async fn gone(client: &AccountClient, region_id: &str, snapshot_ids: &[String], message: &str) -> String {
    if let Some(named) = snapshot_ids.iter().find(|id| message.contains(id.as_str())) {
        return named.clone();
    }
    let mut action = DescribeSnapshots::new(region_id);
    action.snapshot_ids = snapshot_ids.to_vec();
    let left = match client.call(&action).await {
        Ok(reply) => reply.body.snapshots,
        Err(_) => Vec::new(),
    };
    let missing: Vec<&str> = snapshot_ids
        .iter()
        .map(String::as_str)
        .filter(|id| left.iter().all(|snapshot| snapshot.snapshot_id != *id))
        .collect();
    let named = if missing.is_empty() {
        snapshot_ids.iter().map(String::as_str).collect()
    } else {
        missing
    };
    named.join(", ")
}
