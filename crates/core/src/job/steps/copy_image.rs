//! CopyImage: the request goes to the region of the source, the copy is found in the region of the destination.

use alibaba_cloud::ecs::{CancelCopyImage, CopyImage, Image};
use alibaba_cloud::{Action, BoxFuture, Decode, Error, Request};
use serde::{Deserialize, Serialize};

use super::image_search::Owner;
use super::new_image::NewImage;
use super::request;
use crate::cloud::AccountClient;
use crate::image::TagRecord;
use crate::job::kind::{Earlier, Made, input};
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

impl NewImage for CopyImageStep {
    type Action = CopyImage;
    type Input = CopyImageInput;

    fn tags(input: &mut CopyImageInput) -> &mut Vec<TagRecord> {
        &mut input.tags
    }

    fn request(step: &StepRow, earlier: &Earlier<'_>) -> Result<Request, Problem> {
        let stored: CopyImageInput = input(step)?;
        let given = |value: &str| (!value.is_empty()).then(|| value.to_owned());
        let mut action = CopyImage::new(&step.request_region, earlier.source_id(step)?, &step.result_region, "");
        action.destination_image_name.clone_from(&step.name);
        action.destination_description = given(&stored.description);
        action.resource_group_id = given(&stored.resource_group_id);
        action.tags = request::tags(&stored.tags, step);
        Ok(action.request())
    }

    fn decode() -> Decode<Made> {
        |reply| CopyImage::decode(reply).map(|made| Made::one(made.image_id))
    }

    fn owner(_: &StepRow, _: &CopyImageInput, image: &Image) -> Owner {
        match image.is_copied {
            Some(false) => Owner::Others,
            // A copy does not name the image it was made of.
            _ => Owner::Undetermined,
        }
    }

    /// One image is not copied twice at once: the next copy goes on when the last one has ended.
    fn waits_for(step: &StepRow, error: &Error) -> Option<Problem> {
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
        _: &'a StepRow,
        _: CopyImageInput,
        _: &'a AccountClient,
        error: &'a Error,
        problem: Problem,
    ) -> BoxFuture<'a, Problem> {
        let is_name = error.code().is_some_and(|code| code.starts_with("InvalidImageName"));
        Box::pin(async move { if is_name { problem.at("name") } else { problem } })
    }

    fn cancel(step: &StepRow) -> Option<Request> {
        let image_id = step.resource_id.as_ref()?;
        Some(CancelCopyImage::new(&step.result_region, image_id).request())
    }
}
