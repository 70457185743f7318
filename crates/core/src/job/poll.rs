//! Watching images: one poller an account and region asks for all of its jobs at once, in every status, until the last has ended.
//! No deadline of ours turns a running job of the cloud into a failure.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use alibaba_cloud::Error;
use alibaba_cloud::ecs::{DescribeImages, Image};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep};

use super::engine::{Engine, Place, backoff, lock};
use super::events::{event, fail};
use super::send::throttle_wait;
use super::{JobEventCode, StepState};
use crate::store::jobs;
use crate::store::jobs::JobRow;
use crate::{Problem, ProblemCode};

const SHORTEST: Duration = Duration::from_secs(2);
const LONGEST: Duration = Duration::from_secs(10);
/// Image ids of one question, at most (`ImageId` of DescribeImages).
const BATCH: usize = 100;
/// An image is gone when so many answers in a row, over so long a time, do not have it.
const MISSES: u32 = 5;
const MISSED_FOR: Duration = Duration::from_secs(60);

/// Sees to it that somebody watches the images of a place.
pub(super) fn follow(engine: &Arc<Engine>, place: Place) {
    let mut pollers = lock(&engine.pollers);
    if let Some(poke) = pollers.get(&place) {
        poke.notify_one();
        return;
    }
    let poke = Arc::new(Notify::new());
    pollers.insert(place.clone(), poke.clone());
    tokio::spawn(stay(engine.clone(), place, poke));
}

/// Keeps a poller at work over its panics, and ends it when no job is left.
async fn stay(engine: Arc<Engine>, place: Place, poke: Arc<Notify>) {
    for tries in 0.. {
        let round = tokio::spawn(watch(engine.clone(), place.clone(), poke.clone()));
        match round.await {
            Err(error) if !error.is_cancelled() => sleep(backoff(tries)).await,
            _ => return,
        }
    }
}

/// Answers in a row that did not have an image, and since when.
type Misses = HashMap<i64, (u32, Instant)>;

async fn watch(engine: Arc<Engine>, place: Place, poke: Arc<Notify>) {
    let mut misses = Misses::new();
    let mut failures = 0;
    loop {
        let (account_id, region_id) = (place.account_id.clone(), place.region_id.clone());
        let read = engine
            .state
            .read(move |connection| jobs::in_cloud(connection, &account_id, &region_id))
            .await;
        let Ok(rows) = read else {
            sleep(backoff(failures)).await;
            failures += 1;
            continue;
        };
        if rows.is_empty() {
            if leave(&engine, &place, &poke) {
                return;
            }
            continue;
        }
        let youngest = rows
            .iter()
            .map(|job| job.accepted_at.unwrap_or(job.created_at))
            .max()
            .unwrap_or(0);
        let wait = match ask(&engine, &place, rows, &mut misses).await {
            Ok(()) => {
                failures = 0;
                interval(engine.now() - youngest)
            }
            Err(wait) => {
                failures += 1;
                wait.unwrap_or_else(|| backoff(failures))
            }
        };
        if failures > 0 {
            engine.pause(wait).await;
        } else {
            tokio::select! {
                () = sleep(wait) => {}
                () = poke.notified() => {}
            }
        }
    }
}

/// Ends a poller without work, unless a job has come in between. Whoever brings one pokes under the same lock.
fn leave(engine: &Engine, place: &Place, poke: &Notify) -> bool {
    let mut pollers = lock(&engine.pollers);
    let poked = futures_util::FutureExt::now_or_never(poke.notified()).is_some();
    if !poked {
        pollers.remove(place);
    }
    !poked
}

/// A tenth of the age of the youngest job.
fn interval(age: i64) -> Duration {
    Duration::from_millis(u64::try_from(age / 10).unwrap_or(0)).clamp(SHORTEST, LONGEST)
}

/// Asks for all images of the place. An error is how long to wait, when the cloud has a say in it.
async fn ask(engine: &Engine, place: &Place, rows: Vec<JobRow>, misses: &mut Misses) -> Result<(), Option<Duration>> {
    let client = match engine.client(&place.account_id).await {
        Ok(client) => client,
        Err(problem) if problem.code == ProblemCode::AccountRemoved => {
            for mut job in rows {
                let line = fail(&mut job, problem.clone(), engine.now());
                engine.keep(&job, None, vec![line]).await;
            }
            return Ok(());
        }
        Err(problem) => {
            hold(engine, rows, &problem, None).await;
            return Err(None);
        }
    };
    let mut rows = rows;
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(BATCH));
        let action = DescribeImages {
            image_ids: rows.iter().filter_map(|job| job.image_id.clone()).collect(),
            ..DescribeImages::new(&place.region_id)
        };
        match client.call(&action).await {
            Ok(reply) => {
                let mut found: HashMap<String, Image> = reply
                    .body
                    .images
                    .into_iter()
                    .map(|image| (image.image_id.clone(), image))
                    .collect();
                for job in rows {
                    let image = job.image_id.as_ref().and_then(|id| found.remove(id));
                    // A reply with rows that could not be read may well have had this one.
                    match image {
                        Some(image) => {
                            misses.remove(&job.id);
                            seen(engine, job, &image, &reply.request_id).await;
                        }
                        None if reply.body.skipped > 0 => {}
                        None => missed(engine, job, misses, &reply.request_id).await,
                    }
                }
            }
            Err(error) => {
                let asked = error.error.as_ref().and_then(Error::retry_after);
                let problem = error.problem;
                let wait = (problem.code == ProblemCode::Throttled).then(|| throttle_wait(engine, asked));
                rows.extend(rest);
                hold(engine, rows, &problem, wait).await;
                return Err(wait);
            }
        }
        rows = rest;
    }
    Ok(())
}

/// The cloud could not be asked: the jobs wait, with one line in their logs however long it lasts.
async fn hold(engine: &Engine, rows: Vec<JobRow>, problem: &Problem, throttled: Option<Duration>) {
    for mut job in rows {
        if job.state == StepState::Waiting && job.problem.as_ref().is_some_and(|old| old.code == problem.code) {
            continue;
        }
        let line = match throttled {
            Some(wait) => event(engine.now(), JobEventCode::Throttled).with("seconds", wait.as_secs()),
            None => event(engine.now(), JobEventCode::Paused),
        };
        job.state = StepState::Waiting;
        job.problem = Some(problem.clone());
        engine.keep(&job, None, vec![line.because(problem)]).await;
    }
}

async fn seen(engine: &Engine, mut job: JobRow, image: &Image, request_id: &str) {
    let now = engine.now();
    let before = (job.state, job.cloud_status.clone(), job.progress);
    job.cloud_status = Some(image.status.clone()).filter(|status| !status.is_empty());
    job.progress = job.progress.max(image.progress.map(|percent| percent.min(100)));
    job.state = StepState::Running;
    job.problem = None;
    let line = match image.status.as_str() {
        // Somebody deprecated it in the meantime: it was made.
        "Available" | "Deprecated" => {
            job.state = StepState::Done;
            job.progress = Some(100);
            job.finished_at = Some(now);
            Some(event(now, JobEventCode::Done))
        }
        "CreateFailed" | "UnAvailable" => {
            let problem = Problem::new(ProblemCode::ImageCreateFailed)
                .with("imageId", &image.image_id)
                .with("status", &image.status)
                .with("requestId", request_id);
            Some(fail(&mut job, problem, now))
        }
        // Everything else counts as running, whatever it is called.
        status => {
            let changed = (&before.1, before.2) != (&job.cloud_status, job.progress);
            let progress = job.progress.unwrap_or(0);
            changed.then(|| {
                event(now, JobEventCode::Progress)
                    .with("status", status)
                    .with("progress", progress)
            })
        }
    };
    if line.is_some() || before.0 != job.state {
        let lines = line.map(|line| line.answered(Some(request_id)));
        engine.keep(&job, None, Vec::from_iter(lines)).await;
    }
}

async fn missed(engine: &Engine, mut job: JobRow, misses: &mut Misses, request_id: &str) {
    let (count, since) = misses.entry(job.id).or_insert_with(|| (0, Instant::now()));
    *count += 1;
    if *count < MISSES || since.elapsed() < MISSED_FOR {
        return;
    }
    misses.remove(&job.id);
    let image_id = job.image_id.clone().unwrap_or_default();
    let line = fail(
        &mut job,
        Problem::new(ProblemCode::ImageNotListed).with("imageId", image_id),
        engine.now(),
    );
    engine.keep(&job, None, vec![line.answered(Some(request_id))]).await;
}
