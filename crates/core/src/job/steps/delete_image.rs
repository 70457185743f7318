//! DeleteImage. It is asynchronous: the step is done when the cloud does not list the image any more, for its snapshots cannot be
//! deleted before. Source: FACTS section g.

use alibaba_cloud::ecs::DeleteImage;
use alibaba_cloud::{Action, BoxFuture, Error, Request};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::deletion_rows::DeletionRecord;
use super::gone;
use super::image_watch::ImageWatcher;
use super::{share_watch, uses};
use crate::cloud::{AccountClient, CallError, ram_action_of};
use crate::deletion::PlannedImage;
use crate::inventory::ResourceKey;
use crate::job::cause::Cause;
use crate::job::kind::{
    Earlier, Found, Made, Observation, Prepared, Search, Seen, StepKind, StepUpdate, Verdict, Watcher, input,
};
use crate::job::{JobEventCode, StepChange, StepKindName};
use crate::milliseconds::MINUTE;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// How long an image or a snapshot is listed at most after its deletion was accepted, milliseconds. It is waited for all the same.
pub(super) const LISTED_FOR: i64 = 30 * MINUTE;

/// Instances that a problem names, at most.
const MOST_NAMED: usize = 5;

/// The group of accounts that a published image is shared with.
const EVERYBODY: &str = "all";

pub(super) struct DeleteImageStep;

/// Which image.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct DeleteImageInput {
    version: u32,
    pub(super) image_id: String,
    /// `ImageName`, which nobody tells once it is gone.
    pub(super) name: String,
    /// `Force`: although instances run it.
    force: bool,
    /// `InstanceId`s that run it, as a person was told.
    instances: Vec<String>,
}

impl DeleteImageInput {
    pub(in crate::job) fn new(image: &PlannedImage) -> Self {
        Self {
            version: 2,
            image_id: image.key.id.clone(),
            name: image.name.clone(),
            force: image.force,
            instances: image.instances.clone(),
        }
    }

    /// Whether a person was told of an instance. What an older version has stored does not tell which ones, only that there were some.
    fn is_told(&self, instance_id: &str) -> bool {
        (self.version < 2 && self.force) || self.instances.iter().any(|id| id == instance_id)
    }

    /// Why it is not deleted: more instances run it than a person was told of. The cloud is asked.
    pub(super) async fn used_since(
        &self,
        client: &AccountClient,
        region_id: &str,
    ) -> Result<Option<Problem>, CallError> {
        let instances = match uses::instances_of_image(client, region_id, &self.image_id).await {
            Ok(instances) => instances,
            // By force it is deleted whatever runs it, so that nobody may know. Otherwise the cloud refuses by itself what is in use.
            Err(failure) if uses::is_denied(&failure) => return Ok(self.force.then_some(failure.problem)),
            Err(failure) => return Err(failure),
        };
        let came = instances.iter().filter(|id| !self.is_told(id));
        let came: Vec<&str> = came.map(String::as_str).collect();
        let named = &came[..came.len().min(MOST_NAMED)];
        Ok((!came.is_empty()).then(|| {
            Problem::new(ProblemCode::ImageUsedSince)
                .with("imageId", &self.image_id)
                .with("count", instances.len().to_string())
                .with("instanceIds", named.join(", "))
        }))
    }
}

/// The image that a step deletes.
pub(in crate::job) fn deleted_image(step: &StepRow) -> Option<ResourceKey> {
    let stored: DeleteImageInput = input(step).ok()?;
    Some(ResourceKey {
        account_id: step.account_id.clone(),
        region_id: step.request_region.clone(),
        id: stored.image_id,
    })
}

/// What stands against taking an image from the accounts that see it, when it is to be deleted after that by a step of the same job.
/// `stays_with` are accounts and groups that it is taken from by no step.
pub(super) async fn against(
    image_id: &str,
    region_id: &str,
    stays_with: &[String],
    earlier: &Earlier<'_>,
    client: &AccountClient,
) -> Result<Option<Problem>, CallError> {
    let deletions = earlier.0.iter().filter(|step| step.kind == StepKindName::DeleteImage);
    let mut inputs = deletions.filter_map(|step| input::<DeleteImageInput>(step).ok());
    let Some(stored) = inputs.find(|stored| stored.image_id == image_id) else {
        return Ok(None);
    };
    if !stays_with.is_empty() {
        return Ok(Some(still_shared(image_id, stays_with)));
    }
    stored.used_since(client, region_id).await
}

/// The problem of an image that is shared with accounts or groups.
pub(super) fn still_shared(image_id: &str, accounts: &[String]) -> Problem {
    Problem::new(ProblemCode::ImageStillShared)
        .with("imageId", image_id)
        .with("shareAccountId", accounts.join(", "))
}

/// The problem of what is still listed long after its deletion was accepted.
pub(super) fn still_listed(step: &StepRow, status: Option<&str>, now: i64) -> Option<Problem> {
    let is_late = step.accepted_at.is_some_and(|at| now - at > LISTED_FOR);
    is_late.then(|| Problem::new(ProblemCode::StillListed).with("status", status.unwrap_or_default()))
}

impl StepKind for DeleteImageStep {
    fn action(&self) -> Option<String> {
        Some(ram_action_of::<DeleteImage>())
    }

    fn request(&self, _: &StepRow, _: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        Ok(None)
    }

    fn target(&self, step: &StepRow, _: &Earlier<'_>) -> Option<Made> {
        Some(Made::one(input::<DeleteImageInput>(step).ok()?.image_id))
    }

    /// Asks whether it is there, whether it is published, with whom it is shared and what runs it: with `Force` the cloud may take it from accounts and instances
    /// that nobody was told of.
    fn prepare<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a Earlier<'a>,
        client: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async move {
            let stored: DeleteImageInput = input(step)?;
            let region_id = &step.request_region;
            let id = stored.image_id.clone();
            let gone_before = || Prepared::Done {
                code: JobEventCode::DeletedBefore,
                params: vec![("resourceId", id.clone())],
                result: Some(json!(DeletionRecord::gone_before([id.clone()]))),
            };
            let listed = gone::listed(&ImageWatcher, client, region_id, vec![id.clone()]).await?;
            let Some(observed) = listed.get(&id) else {
                return Ok(gone_before());
            };
            if matches!(observed, Observation::Image { image, .. } if image.is_public == Some(true)) {
                return Ok(Prepared::Never(still_shared(&id, &[EVERYBODY.to_owned()])));
            }
            let shared_with = match share_watch::shares(client, region_id, &id).await {
                Ok(shares) => [shares.accounts, shares.groups].concat(),
                Err(failure) if share_watch::is_not_found(&failure) => Vec::new(),
                Err(failure) => return Err(failure),
            };
            if !shared_with.is_empty() {
                return Ok(Prepared::Never(still_shared(&id, &shared_with)));
            }
            if let Some(problem) = stored.used_since(client, region_id).await? {
                return Ok(Prepared::Never(problem));
            }
            let action = DeleteImage {
                force: stored.force,
                ..DeleteImage::new(region_id, id)
            };
            Ok(Prepared::Send(Box::new(action.request())))
        })
    }

    fn asks_before_every_sending(&self) -> bool {
        true
    }

    /// What was sent is in effect when the image is gone.
    fn find<'a>(&'a self, search: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async move {
            let stored: DeleteImageInput = input(search.step)?;
            let region_id = &search.step.result_region;
            let asked = vec![stored.image_id.clone()];
            let (missing, request_id) = gone::missing(&ImageWatcher, search.client, region_id, asked).await?;
            if missing.is_empty() {
                return Ok(Found::Nothing);
            }
            Ok(Found::Ours {
                made: Made::one(stored.image_id),
                made_at: None,
                by: "state",
                others: 0,
                request_id,
            })
        })
    }

    fn watcher(&self) -> &'static dyn Watcher {
        &ImageWatcher
    }

    fn judge(&self, step: &StepRow, seen: &Seen<'_>, now: i64) -> StepUpdate {
        let Some(Observation::Image { image, .. }) = seen.one() else {
            return StepUpdate::default();
        };
        StepUpdate {
            status: Some(image.status.clone()).filter(|status| !status.is_empty()),
            problem: still_listed(step, Some(&image.status), now),
            ..StepUpdate::default()
        }
    }

    fn when_gone(&self, step: &StepRow) -> Option<StepUpdate> {
        let id = step.resource_id.clone().unwrap_or_default();
        Some(StepUpdate {
            verdict: Verdict::Done {
                code: JobEventCode::Deleted,
                params: vec![("resourceId", id)],
            },
            ..StepUpdate::default()
        })
    }

    /// What is not there any more may have been deleted by an earlier sending.
    fn refusal_cause(&self, error: &Error) -> Option<Cause> {
        (error.code() == Some("InvalidImageId.NotFound")).then_some(Cause::Contradiction)
    }

    fn change(&self, _: &mut StepRow, _: &StepChange) -> Result<(), Problem> {
        Err(Problem::new(ProblemCode::StepMovedOn))
    }

    fn can_change(&self) -> bool {
        false
    }
}
