//! CreateImage: from snapshots to an image that is available.

use alibaba_cloud::ecs::{CreateImage, DescribeSnapshots, Image, ImageSource, NewDisk};
use alibaba_cloud::{Action, BoxFuture, Decode, Error, FailureKind, Request};
use serde::{Deserialize, Serialize};

use super::image_search::{self, Owner};
use super::new_image::NewImage;
use super::{request, snapshot_watch};
use crate::cloud::{AccountClient, CallError};
use crate::image::TagRecord;
use crate::job::StepState;
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
    /// Disks whose snapshots are made by earlier steps, the system disk first; empty when the parameters name the snapshots.
    disks: Vec<DiskToCome>,
}

/// A disk of the image whose snapshot an earlier step makes.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct DiskToCome {
    /// The step.
    pub(in crate::job) position: u32,
    pub(in crate::job) disk_id: String,
    /// `/dev/xvda`, ...
    pub(in crate::job) device: String,
}

impl CreateImageInput {
    /// From the request of a draft.
    pub(in crate::job) fn new(parameters: &[(String, String)], tags: Vec<TagRecord>) -> Self {
        let kept = parameters.iter().filter(|(name, _)| !name.starts_with("Tag."));
        Self {
            version: 1,
            parameters: kept.cloned().collect(),
            tags,
            disks: Vec::new(),
        }
    }

    /// Of snapshots that earlier steps make.
    pub(in crate::job) fn of_disks(parameters: &[(String, String)], disks: Vec<DiskToCome>) -> Self {
        Self {
            disks,
            ..Self::new(parameters, Vec::new())
        }
    }

    /// The snapshots it is made of; `None` while they are not known.
    fn snapshot_ids(&self, step: &StepRow) -> Option<Vec<String>> {
        let named = |name: &str| name == "SnapshotId" || name.ends_with(".SnapshotId");
        let parameters = match &step.request {
            _ if self.disks.is_empty() => &self.parameters,
            request => &request.as_ref()?.parameters,
        };
        let ids = parameters.iter().filter(|(name, _)| named(name));
        Some(ids.map(|(_, value)| value.clone()).collect())
    }

    /// The parameters of the snapshots that earlier steps have made. A data disk whose snapshot the person has left out is not in the
    /// image.
    fn sources(&self, step: &StepRow, earlier: &Earlier<'_>) -> Result<Vec<(String, String)>, Problem> {
        let mut disks = Vec::new();
        for disk in &self.disks {
            let made = earlier.at(disk.position).filter(|made| made.state == StepState::Done);
            let snapshot_id = made.and_then(|made| snapshot_watch::made_of(made, &disk.disk_id));
            let is_system = disk.position == step.source.unwrap_or_default() && disks.is_empty();
            match snapshot_id {
                Some(snapshot_id) => disks.push(NewDisk {
                    snapshot_id: Some(snapshot_id),
                    device: Some(disk.device.clone()).filter(|device| !device.is_empty()),
                    ..NewDisk::default()
                }),
                None if made.is_none() && !is_system => {}
                None => {
                    let problem = Problem::new(ProblemCode::Internal);
                    return Err(problem.with("reason", format!("no snapshot of {}", disk.disk_id)));
                }
            }
        }
        let source = match disks.as_slice() {
            [
                NewDisk {
                    snapshot_id: Some(snapshot_id),
                    ..
                },
            ] => ImageSource::Snapshot {
                snapshot_id: snapshot_id.clone(),
            },
            _ => ImageSource::DiskDeviceMappings(disks),
        };
        let parameters = CreateImage::new(&step.request_region, source, "").parameters();
        let of_snapshots = |name: &str| name == "SnapshotId" || name.starts_with("DiskDeviceMapping.");
        let found = parameters.plain().filter(|(name, _)| of_snapshots(name));
        Ok(found.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }
}

impl NewImage for CreateImageStep {
    type Action = CreateImage;
    type Input = CreateImageInput;

    fn tags(input: &mut CreateImageInput) -> &mut Vec<TagRecord> {
        &mut input.tags
    }

    fn request(step: &StepRow, earlier: &Earlier<'_>) -> Result<Request, Problem> {
        let stored: CreateImageInput = input(step)?;
        let sources = stored.sources(step, earlier)?;
        let mut parameters: alibaba_cloud::Parameters = stored.parameters.into_iter().chain(sources).collect();
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
            action.snapshot_ids = stored.snapshot_ids(step).unwrap_or_default();
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

    fn owner(step: &StepRow, input: &CreateImageInput, image: &Image) -> Owner {
        // A retry has no request yet: then the marker alone tells.
        let snapshot_ids = input.snapshot_ids(step);
        match snapshot_ids.and_then(|ids| image_search::made_of(image, &ids)) {
            Some(true) => Owner::Us,
            Some(false) => Owner::Others,
            None => Owner::Undetermined,
        }
    }

    fn waits_for(step: &StepRow, error: &Error) -> Option<Problem> {
        let waits = matches!(error.code(), Some("InvalidSnapshotId.NotReady" | "SnapshotNotReady"));
        waits.then(|| {
            let stored: CreateImageInput = input(step).unwrap_or_default();
            let ids = stored.snapshot_ids(step).unwrap_or_default();
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
        Box::pin(async move {
            let snapshot_ids = input.snapshot_ids(step).unwrap_or_default();
            refusal(error, problem, client, &step.request_region, &snapshot_ids).await
        })
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
