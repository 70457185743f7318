//! CopyImage: the request goes to the region of the source, the copy is found in the region of the destination.

use alibaba_cloud::ecs::{CancelCopyImage, CopyImage, Image};
use alibaba_cloud::{Action, BoxFuture, Decode, Error, Request};
use serde::{Deserialize, Serialize};

use super::image_search::{self, Owner};
use super::image_watch::{self, ImageWatcher};
use super::request;
use crate::cloud::{AccountClient, CallError};
use crate::job::StepChange;
use crate::job::cause::Cause;
use crate::job::kind::{Earlier, Found, NameProblem, Observation, Sighting, Sought, StepKind, Watcher, input};
use crate::job::record::TagRecord;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

pub(super) struct CopyImageStep;

/// What a copy gets beside its name.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct CopyImageInput {
    version: u32,
    description: String,
    resource_group_id: String,
    tags: Vec<TagRecord>,
}

impl CopyImageInput {
    pub(in crate::job) fn new(description: &str, resource_group_id: &str, tags: Vec<TagRecord>) -> Self {
        Self {
            version: 1,
            description: description.to_owned(),
            resource_group_id: resource_group_id.to_owned(),
            tags,
        }
    }
}

impl StepKind for CopyImageStep {
    fn request(&self, step: &StepRow, earlier: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        let stored: CopyImageInput = input(step)?;
        let given = |value: &str| (!value.is_empty()).then(|| value.to_owned());
        let mut action = CopyImage::new(&step.request_region, earlier.source_id(step)?, &step.result_region, "");
        action.destination_image_name.clone_from(&step.name);
        action.destination_description = given(&stored.description);
        action.resource_group_id = given(&stored.resource_group_id);
        action.tags = request::tags(&stored.tags, step);
        Ok(Some(action.request()))
    }

    fn target(&self, _: &StepRow, _: &Earlier<'_>) -> Option<String> {
        None
    }

    fn decode(&self) -> Decode<Option<String>> {
        |reply| CopyImage::decode(reply).map(|made| Some(made.image_id))
    }

    fn find<'a>(&'a self, sought: Sought<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async move {
            image_search::find(&sought, |image: &Image| match image.is_copied {
                Some(false) => Owner::Others,
                // Nothing of a copy tells of which image it is.
                _ => Owner::Undetermined,
            })
            .await
        })
    }

    fn watcher(&self) -> &'static dyn Watcher {
        &ImageWatcher
    }

    fn judge(&self, _: &StepRow, seen: &Observation, _: i64) -> Sighting {
        image_watch::judge_new(seen)
    }

    fn refusal_cause(&self, error: &Error) -> Option<Cause> {
        (error.code() == Some("InvalidImageName.Duplicated")).then_some(Cause::NameTaken)
    }

    /// One image is not copied twice at once: the next copy goes on when the last one has ended.
    fn waits_for(&self, step: &StepRow, error: &Error) -> Option<Problem> {
        let waits = matches!(
            error.code(),
            Some("OperationDenied.ImageCopyConflict" | "OperationDenied.ImageCopying")
        );
        waits.then(|| {
            let image_id = request::value(step, "ImageId").map(str::to_owned);
            Problem {
                code: ProblemCode::ImageCopyConflict,
                ..Problem::from(error)
            }
            .with("imageId", image_id.unwrap_or_default())
        })
    }

    fn refusal<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a AccountClient,
        failure: &'a CallError,
    ) -> BoxFuture<'a, Problem> {
        Box::pin(async move {
            let stored: CopyImageInput = input(step).unwrap_or_default();
            let problem = &failure.problem;
            let Some(error) = &failure.error else {
                return problem.clone();
            };
            if let Some(problem) = request::tag_key_refused(error, &stored.tags, problem) {
                return problem;
            }
            match error.code() {
                Some(code) if code.starts_with("InvalidImageName") => problem.clone().at("name"),
                _ => problem.clone(),
            }
        })
    }

    fn about_name(&self, step: &StepRow, code: NameProblem, resource_id: Option<&str>) -> Problem {
        image_search::name_problem(step, code, resource_id)
    }

    fn change(&self, step: &mut StepRow, change: &StepChange) -> Result<(), Problem> {
        if change.share_with.is_some() {
            return Err(Problem::new(ProblemCode::StepMovedOn));
        }
        if let Some(name) = &change.name {
            image_search::check_name(name)?;
            step.name = Some(name.clone());
        }
        if let Some(keys) = &change.drop_tags {
            let mut stored: CopyImageInput = input(step)?;
            request::drop_tags(&mut stored.tags, keys);
            step.input = serde_json::json!(stored);
        }
        Ok(())
    }

    fn cancel(&self, step: &StepRow) -> Option<Request> {
        let image_id = step.resource_id.as_ref()?;
        Some(CancelCopyImage::new(&step.result_region, image_id).request())
    }
}
