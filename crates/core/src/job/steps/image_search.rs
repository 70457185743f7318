//! Searches for the image that a step may have made: by its marker, then by its exact name, in every status. An image of another
//! installation is never adopted.

use alibaba_cloud::ecs::{DescribeImages, Image, TagFilter};
use alibaba_cloud::{Error, FailureKind};
use futures_util::TryStreamExt;

use crate::cloud::{AccountClient, CallError};
use crate::image::rules::{self, JOB_TAG_KEY};
use crate::job::kind::{Found, Made, NameProblem, Search};
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// Who made an image.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Owner {
    Us,
    Others,
    Undetermined,
}

/// Searches for the image of a step. `owner` decides about an image of the step's name without a marker.
pub(super) async fn find(search: &Search<'_>, owner: impl Fn(&Image) -> Owner + Send) -> Result<Found, CallError> {
    let step = search.step;
    let by_tag = DescribeImages {
        tags: vec![TagFilter {
            key: JOB_TAG_KEY.to_owned(),
            value: Some(step.marker.clone()),
        }],
        ..DescribeImages::new(&step.result_region)
    };
    let (marked, request_id) = all(search.client, by_tag).await?;
    let mut ours: Vec<Image> = marked
        .into_iter()
        .filter(|image| has_marker(image, step) && owner(image) != Owner::Others)
        .collect();
    ours.sort_by(|left, right| (left.creation_time, &left.image_id).cmp(&(right.creation_time, &right.image_id)));
    let mut ours = ours.into_iter();
    if let Some(image) = ours.next() {
        return Ok(found(image, "tag", ours.count(), request_id));
    }

    let Some(name) = &step.name else {
        return Ok(Found::Nothing);
    };
    let by_name = DescribeImages {
        image_name: Some(name.clone()),
        ..DescribeImages::new(&step.result_region)
    };
    let (mut named, mut request_id) = all(search.client, by_name.clone()).await?;
    if named.is_empty() {
        // It may have a status that the list of known ones leaves out.
        let every_status = DescribeImages {
            status: vec!["ALL".to_owned()],
            ..by_name
        };
        (named, request_id) = match all(search.client, every_status).await {
            Err(failure) if failure.error.as_ref().is_some_and(is_refused_parameter) => (named, request_id),
            found => found?,
        };
    }
    let Some(image) = named.into_iter().find(|image| image.image_name.as_ref() == Some(name)) else {
        return Ok(Found::Nothing);
    };
    Ok(match owner_by_name(&image, search, owner) {
        Owner::Us => found(image, "name", 0, request_id),
        Owner::Others => Found::Foreign {
            resource_id: image.image_id,
        },
        Owner::Undetermined => Found::Undetermined {
            resource_id: image.image_id,
        },
    })
}

fn found(image: Image, by: &'static str, others: usize, request_id: String) -> Found {
    Found::Ours {
        made_at: image.creation_time.map(|made| made.as_millisecond()),
        made: Made::one(image.image_id),
        by,
        others,
        request_id,
    }
}

/// Who made an image of the step's name. The tag may become visible later than the image, so an image without a marker can be the
/// step's own, but only when it was created after the first sending.
fn owner_by_name(image: &Image, search: &Search<'_>, owner: impl Fn(&Image) -> Owner) -> Owner {
    match marker_of(image) {
        Some(marker) if *marker != search.step.marker => return Owner::Others,
        Some(_) if owner(image) != Owner::Others => return Owner::Us,
        _ => {}
    }
    match image.creation_time {
        Some(made) if made.as_millisecond() < search.not_before => Owner::Others,
        None if owner(image) == Owner::Us => Owner::Undetermined,
        _ => owner(image),
    }
}

/// `Status=ALL` is newer than the list of statuses, and a region may not know it.
fn is_refused_parameter(error: &Error) -> bool {
    error.kind() == FailureKind::ClientFault
}

/// Whether an image has the marker of a step.
pub(super) fn has_marker(image: &Image, step: &StepRow) -> bool {
    marker_of(image) == Some(&step.marker)
}

fn marker_of(image: &Image) -> Option<&String> {
    let tag = image.tags.iter().find(|tag| tag.key == JOB_TAG_KEY);
    tag.map(|tag| &tag.value)
}

/// Whether an image is made of exactly these snapshots; `None` while the cloud does not list its disks.
pub(super) fn made_of(image: &Image, sources: &[String]) -> Option<bool> {
    let mut disks: Vec<&String> = image
        .disk_device_mappings
        .iter()
        .filter_map(|disk| disk.snapshot_id.as_ref())
        .collect();
    if disks.is_empty() {
        return None;
    }
    let mut sources: Vec<&String> = sources.iter().collect();
    disks.sort();
    sources.sort();
    Some(disks == sources)
}

/// Every image that matches. An unreadable one may be the image searched for, so it fails the search.
async fn all(client: &AccountClient, action: DescribeImages) -> Result<(Vec<Image>, String), CallError> {
    let mut pages = std::pin::pin!(client.pages(action));
    let mut images = Vec::new();
    let mut request_id = String::new();
    while let Some(page) = pages.try_next().await? {
        if page.body.skipped > 0 {
            return Err(CallError::of_unreadable_row(page.request_id));
        }
        images.extend(page.body.images);
        request_id = page.request_id;
    }
    Ok((images, request_id))
}

/// The problem of an image name that is taken.
pub(super) fn name_problem(step: &StepRow, code: NameProblem, resource_id: Option<&str>) -> Problem {
    let problem = match code {
        NameProblem::Taken => Problem::new(ProblemCode::ImageNameTaken).at("name"),
        NameProblem::Undecided => Problem::new(ProblemCode::ImageUndecided),
    };
    let problem = problem.with("name", step.name.clone().unwrap_or_default());
    match resource_id {
        Some(image_id) => problem.with("imageId", image_id),
        None => problem,
    }
}

/// Checks a new name of an image by the rules of the draft.
///
/// # Errors
/// `DraftInvalid` at `name`.
pub(super) fn check_name(name: &str) -> Result<(), Problem> {
    let findings = rules::check_name("name", name);
    match findings.len() {
        0 => Ok(()),
        count => Err(Problem::new(ProblemCode::DraftInvalid)
            .with("count", count.to_string())
            .at("name")),
    }
}
