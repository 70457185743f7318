//! After no clear answer: is the image there? Looked for by the job's tag, then by its exact name, in every status, for a while,
//! before anything is sent again. What another installation made is never taken over.

use std::time::Duration;

use alibaba_cloud::ecs::{DescribeImages, Image, TagFilter};
use alibaba_cloud::{Error, Product};
use futures_util::TryStreamExt;

use super::engine::{Engine, backoff};
use super::events::event;
use super::outcome::Cause;
use super::recorded::snapshot_ids;
use super::send::{abandon, refuse, throttle_wait};
use super::work::{Step, Work};
use super::{AttemptOutcome, JobEventCode, StepState};
use crate::cloud::{AccountClient, CallError};
use crate::image::rules::JOB_TAG_KEY;
use crate::store::attempts::AttemptRow;
use crate::{Problem, ProblemCode};

/// Pauses before each look, seconds: several looks, the last one a minute and more after the first. A request may be at work
/// for longer than its answer takes to get lost.
const LOOKS: [u64; 7] = [0, 2, 4, 9, 15, 20, 25];

/// Rounds of looks, a minute and more each, after which an image of the name that never told whose it is ends the job.
const MOST_UNDECIDED: u32 = 4;

/// How far the clock of this computer may be from the cloud's, milliseconds: more, and requests are refused.
const CLOCK_TOLERANCE: i64 = 15 * 60 * 1000;

/// What a look found.
enum Found {
    /// The job's own image; `others` more have its mark.
    Ours {
        image: Box<Image>,
        by: &'static str,
        others: usize,
        request_id: String,
    },
    /// The name belongs to an image that is not the job's.
    Theirs {
        image_id: String,
    },
    /// An image has the name, and does not yet tell whose it is.
    NotYetKnown {
        image_id: String,
    },
    Nothing,
}

pub(super) async fn reconcile(engine: &Engine, work: &mut Work, cause: Cause) -> Step {
    begin(engine, work).await;
    let mut undecided = None;
    for pause in LOOKS {
        tokio::time::sleep(Duration::from_secs(pause)).await;
        let found = match look_until_answered(engine, work).await {
            Ok(found) => found,
            Err(problem) => return abandon(engine, work, problem).await,
        };
        match found {
            Found::Ours {
                image,
                by,
                others,
                request_id,
            } => return adopt(engine, work, *image, by, others, &request_id).await,
            Found::Theirs { image_id } if cause == Cause::NameTaken => {
                return name_taken(engine, work, Some(&image_id)).await;
            }
            Found::Theirs { .. } => undecided = None,
            Found::NotYetKnown { image_id } => undecided = Some(image_id),
            // A listing may lag behind an earlier one.
            Found::Nothing => {}
        }
    }
    let refusal = work.refusal.take();
    // What has the name and is in no listing may be what an earlier sending made.
    let is_unseen = cause == Cause::NameTaken && (work.attempt.sendings > 1 || work.attempt.number > 1);
    let is_undecided = undecided.is_some() || is_unseen;
    if is_undecided {
        work.undecided += 1;
        let is_open = work.undecided < MOST_UNDECIDED;
        match cause {
            Cause::NameTaken | Cause::TokenSpent if is_open => return Step::Look(cause),
            // A new token could make a second image.
            Cause::NameTaken | Cause::TokenSpent => return give_up(engine, work, undecided.as_deref()).await,
            Cause::Contradiction if refusal.is_some() && !is_open => {
                return give_up(engine, work, undecided.as_deref()).await;
            }
            // The same token tells whether the image is the job's.
            Cause::Silence | Cause::InProgress | Cause::Contradiction => {}
        }
    } else if let Some(problem) = refusal {
        return refuse(engine, work, problem).await;
    }
    match cause {
        Cause::NameTaken => name_taken(engine, work, None).await,
        Cause::TokenSpent => {
            work.attempt = AttemptRow::new(work.job.id, work.attempt.number + 1, engine.runtime.nonce());
            let line = event(engine.now(), JobEventCode::NewToken).with("attempt", work.attempt.number);
            engine.keep(&work.job, Some(&work.attempt), vec![line]).await;
            Step::Send
        }
        Cause::Silence | Cause::InProgress | Cause::Contradiction => {
            work.attempt.outcome = AttemptOutcome::Unsent;
            let line = (!is_undecided).then(|| event(engine.now(), JobEventCode::NotFoundResend));
            engine.keep(&work.job, Some(&work.attempt), Vec::from_iter(line)).await;
            Step::Send
        }
    }
}

/// A process that died while sending left no line about it.
async fn begin(engine: &Engine, work: &mut Work) {
    let line = (work.attempt.outcome == AttemptOutcome::Sending).then(|| event(engine.now(), JobEventCode::NoAnswer));
    work.attempt.outcome = AttemptOutcome::Unknown;
    work.job.state = StepState::Reconciling;
    work.job.problem = None;
    engine.keep(&work.job, Some(&work.attempt), Vec::from_iter(line)).await;
}

/// A look that could not be made is no look: it is made again until the cloud has answered. Fails only when the account is gone.
async fn look_until_answered(engine: &Engine, work: &mut Work) -> Result<Found, Problem> {
    loop {
        let (problem, wait) = match engine.client(&work.job.account_id).await {
            Err(problem) if problem.code == ProblemCode::AccountRemoved => return Err(problem),
            Err(problem) => (problem, None),
            Ok(client) => match look(&client, work).await {
                Ok(found) => {
                    if work.waits_for.is_some() {
                        work.reached();
                        work.job.state = StepState::Reconciling;
                        work.job.problem = None;
                        engine.keep(&work.job, None, Vec::new()).await;
                    }
                    return Ok(found);
                }
                Err(error) => {
                    let asked = error.error.as_ref().and_then(Error::retry_after);
                    let is_throttled = error.problem.code == ProblemCode::Throttled;
                    (error.problem, is_throttled.then(|| throttle_wait(engine, asked)))
                }
            },
        };
        let told = work.waits_for.replace(problem.code) == Some(problem.code);
        let line = (!told).then(|| event(engine.now(), JobEventCode::Paused).because(&problem));
        work.job.state = StepState::Waiting;
        work.job.problem = Some(problem);
        engine.keep(&work.job, None, Vec::from_iter(line)).await;
        engine.pause(wait.unwrap_or_else(|| backoff(work.pauses))).await;
        work.pauses += 1;
    }
}

async fn look(client: &AccountClient, work: &Work) -> Result<Found, CallError> {
    let sources = snapshot_ids(&work.parameters);
    let mark = TagFilter {
        key: JOB_TAG_KEY.to_owned(),
        value: Some(work.job.marker.clone()),
    };
    let by_tag = DescribeImages {
        tags: vec![mark],
        ..DescribeImages::new(&work.job.region_id)
    };
    let (marked, request_id) = all(client, by_tag).await?;
    let mut ours: Vec<Image> = marked
        .into_iter()
        .filter(|image| mark_of(image) == Some(&work.job.marker) && agree(image, &sources) != Some(false))
        .collect();
    ours.sort_by(|left, right| (left.creation_time, &left.image_id).cmp(&(right.creation_time, &right.image_id)));
    let mut ours = ours.into_iter();
    if let Some(image) = ours.next() {
        return Ok(Found::Ours {
            image: Box::new(image),
            by: "tag",
            others: ours.count(),
            request_id,
        });
    }

    let by_name = DescribeImages {
        image_name: Some(work.job.image_name.clone()),
        ..DescribeImages::new(&work.job.region_id)
    };
    let (named, request_id) = all(client, by_name).await?;
    let Some(image) = named
        .into_iter()
        .find(|image| image.image_name.as_ref() == Some(&work.job.image_name))
    else {
        return Ok(Found::Nothing);
    };
    Ok(match owner(&image, work, &sources) {
        Owner::Us => Found::Ours {
            image: Box::new(image),
            by: "name",
            others: 0,
            request_id,
        },
        Owner::Others => Found::Theirs {
            image_id: image.image_id,
        },
        Owner::NotYetKnown => Found::NotYetKnown {
            image_id: image.image_id,
        },
    })
}

enum Owner {
    Us,
    Others,
    NotYetKnown,
}

/// Whose image of our name it is. A tag may come later than its image, so an image without any job's mark is ours when it is made
/// of our snapshots and is not older than our first sending.
fn owner(image: &Image, work: &Work, sources: &[String]) -> Owner {
    match mark_of(image) {
        Some(mark) if *mark != work.job.marker => return Owner::Others,
        Some(_) if agree(image, sources) != Some(false) => return Owner::Us,
        _ => {}
    }
    let sent_at = work
        .attempt
        .first_sent_at
        .unwrap_or(work.job.created_at)
        .min(work.job.created_at);
    let older = image
        .creation_time
        .is_some_and(|made| made.as_millisecond() < sent_at - CLOCK_TOLERANCE);
    match agree(image, sources) {
        _ if older => Owner::Others,
        Some(true) => Owner::Us,
        Some(false) => Owner::Others,
        None => Owner::NotYetKnown,
    }
}

fn mark_of(image: &Image) -> Option<&String> {
    image
        .tags
        .iter()
        .find(|tag| tag.key == JOB_TAG_KEY)
        .map(|tag| &tag.value)
}

/// Whether an image is made of exactly these snapshots; `None` while the cloud does not tell its disks.
fn agree(image: &Image, sources: &[String]) -> Option<bool> {
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

/// Every image that matches. One that cannot be read may be the one looked for, so it fails the look.
async fn all(client: &AccountClient, action: DescribeImages) -> Result<(Vec<Image>, String), CallError> {
    let host = client.host(Product::Ecs, Some(&action.region_id));
    let mut pages = client.pages(action);
    let mut images = Vec::new();
    let mut request_id = String::new();
    while let Some(page) = pages.try_next().await? {
        if page.body.skipped > 0 {
            return Err(Problem::new(ProblemCode::NotEcsReply)
                .with("action", "ecs:DescribeImages")
                .with("host", host)
                .into());
        }
        images.extend(page.body.images);
        request_id = page.request_id;
    }
    Ok((images, request_id))
}

async fn adopt(engine: &Engine, work: &mut Work, image: Image, by: &str, others: usize, request_id: &str) -> Step {
    let now = engine.now();
    let found = event(now, JobEventCode::Adopted)
        .with("resourceId", &image.image_id)
        .with("by", by)
        .answered(Some(request_id));
    let mut lines = vec![found];
    if others > 0 {
        let line = event(now, JobEventCode::DuplicateFound);
        lines.push(
            line.with("resourceId", &image.image_id)
                .with("count", others + 1)
                .answered(Some(request_id)),
        );
    }
    work.attempt.outcome = AttemptOutcome::Adopted;
    work.job.state = StepState::Running;
    work.job.problem = None;
    // The cloud's own time of the making, but never in this computer's future, whose clock may have been set back since.
    let made = image.creation_time.map_or(now, |made| made.as_millisecond());
    work.job.accepted_at = Some(made.max(work.job.created_at).min(now));
    work.job.image_id = Some(image.image_id);
    engine.keep(&work.job, Some(&work.attempt), lines).await;
    Step::Done
}

async fn name_taken(engine: &Engine, work: &mut Work, image_id: Option<&str>) -> Step {
    let problem = about_name(ProblemCode::ImageNameTaken, work, image_id).at("name");
    refuse(engine, work, problem).await
}

async fn give_up(engine: &Engine, work: &mut Work, image_id: Option<&str>) -> Step {
    let problem = about_name(ProblemCode::ImageUndecided, work, image_id);
    abandon(engine, work, problem).await
}

fn about_name(code: ProblemCode, work: &Work, image_id: Option<&str>) -> Problem {
    let problem = Problem::new(code).with("name", &work.job.image_name);
    match image_id {
        Some(image_id) => problem.with("imageId", image_id),
        None => problem,
    }
}
