//! One sending of CreateImage: written down first, then sent once, then its answer written down.

use std::time::Duration;

use alibaba_cloud::ecs::CreateImage;
use alibaba_cloud::{Action, Error};
use jiff::Timestamp;

use super::engine::{Engine, backoff};
use super::events::{event, fail};
use super::outcome::{self, Cause, Outcome};
use super::recorded::{RecordedCreateImage, snapshot_ids};
use super::work::{Step, Work};
use super::{AttemptOutcome, JobEventCode, StepState, refusal};
use crate::cloud::{AccountClient, CallError, WriteContext};
use crate::{Problem, ProblemCode};

/// Longest and shortest wait after a throttled answer. The limits count by the minute, and the next one is free.
const SHORTEST_THROTTLE: Duration = Duration::from_secs(1);
const LONGEST_THROTTLE: Duration = Duration::from_secs(120);

pub(super) async fn send(engine: &Engine, work: &mut Work) -> Step {
    let client = match engine.client(&work.job.account_id).await {
        Ok(client) => client,
        Err(problem) if problem.code == ProblemCode::AccountRemoved => return abandon(engine, work, problem).await,
        Err(problem) => return unreachable(engine, work, problem).await,
    };
    let now = engine.now();
    work.attempt.outcome = AttemptOutcome::Sending;
    work.attempt.sendings += 1;
    work.attempt.first_sent_at.get_or_insert(now);
    work.attempt.last_sent_at = Some(now);
    work.job.state = StepState::Sending;
    work.job.problem = None;
    let line = work
        .waits_for
        .is_none()
        .then(|| event(now, JobEventCode::Sending).with("attempt", work.attempt.number));
    engine.keep(&work.job, Some(&work.attempt), Vec::from_iter(line)).await;

    let action = RecordedCreateImage::new(&work.parameters, &work.attempt.client_token);
    let context = WriteContext {
        job_id: Some(work.job.id),
        position: None,
        target: work.job.image_name.clone(),
    };
    match client.send(&action.request(), CreateImage::decode, context).await {
        Ok(reply) => {
            let now = engine.now();
            let image_id = reply.body.image_id;
            work.attempt.outcome = AttemptOutcome::Accepted;
            work.attempt.request_id = Some(reply.request_id.clone());
            work.job.state = StepState::Running;
            work.job.accepted_at = Some(now);
            work.job.image_id = Some(image_id.clone());
            let line = event(now, JobEventCode::Accepted)
                .with("resourceId", image_id)
                .answered(Some(&reply.request_id));
            engine.keep(&work.job, Some(&work.attempt), vec![line]).await;
            Step::Done
        }
        Err(CallError {
            problem,
            error: Some(error),
        }) => failed(engine, work, &client, &error, problem).await,
        // The gate did not let it pass.
        Err(CallError { problem, error: None }) => {
            work.attempt.outcome = AttemptOutcome::Unsent;
            unreachable(engine, work, problem).await
        }
    }
}

async fn failed(engine: &Engine, work: &mut Work, client: &AccountClient, error: &Error, problem: Problem) -> Step {
    work.attempt.request_id = error.request_id().map(str::to_owned);
    let contradicted_before = std::mem::take(&mut work.contradicted);
    match outcome::of(error) {
        Outcome::Look(cause) => {
            work.reached();
            work.attempt.outcome = AttemptOutcome::Unknown;
            work.job.state = StepState::Reconciling;
            let line = event(engine.now(), JobEventCode::NoAnswer)
                .because(&problem)
                .answered(error.request_id());
            engine.keep(&work.job, Some(&work.attempt), vec![line]).await;
            work.contradicted = cause == Cause::Contradiction;
            work.refusal = match cause {
                Cause::Contradiction if contradicted_before => Some(refusal(work, client, error, problem).await),
                _ => None,
            };
            Step::Look(cause)
        }
        Outcome::Throttled(asked) => {
            work.reached();
            throttled(engine, work, problem, asked).await
        }
        Outcome::Unreachable => {
            work.attempt.outcome = AttemptOutcome::Unsent;
            unreachable(engine, work, problem).await
        }
        Outcome::Refused => {
            let problem = refusal(work, client, error, problem).await;
            refuse(engine, work, problem).await
        }
    }
}

async fn refusal(work: &Work, client: &AccountClient, error: &Error, problem: Problem) -> Problem {
    let snapshots = snapshot_ids(&work.parameters);
    refusal::problem(error, problem, client, &work.job.region_id, &snapshots).await
}

/// Ends a job that cannot be made.
pub(super) async fn refuse(engine: &Engine, work: &mut Work, problem: Problem) -> Step {
    let now = engine.now();
    work.attempt.outcome = AttemptOutcome::Refused;
    work.job.state = StepState::Failed;
    work.job.finished_at = Some(now);
    work.job.problem = Some(problem.clone());
    engine
        .keep(
            &work.job,
            Some(&work.attempt),
            vec![event(now, JobEventCode::Refused).because(&problem)],
        )
        .await;
    Step::Done
}

/// Ends a job that nobody can follow any more. What became of its last sending stays open.
pub(super) async fn abandon(engine: &Engine, work: &mut Work, problem: Problem) -> Step {
    let line = fail(&mut work.job, problem, engine.now());
    engine.keep(&work.job, None, vec![line]).await;
    Step::Done
}

async fn throttled(engine: &Engine, work: &mut Work, problem: Problem, asked: Option<Duration>) -> Step {
    let wait = throttle_wait(engine, asked);
    let line = event(engine.now(), JobEventCode::Throttled)
        .because(&problem)
        .with("seconds", wait.as_secs());
    work.attempt.outcome = AttemptOutcome::Throttled;
    work.job.state = StepState::Waiting;
    work.job.problem = Some(problem);
    engine.keep(&work.job, Some(&work.attempt), vec![line]).await;
    tokio::time::sleep(wait).await;
    Step::Send
}

/// Until the cloud's own time when it names one, else into the next minute, not all jobs at once.
pub(super) fn throttle_wait(engine: &Engine, asked: Option<Duration>) -> Duration {
    let wait = asked.unwrap_or_else(|| {
        let left = 60
            - engine
                .runtime
                .now()
                .duration_since(Timestamp::UNIX_EPOCH)
                .as_secs()
                .rem_euclid(60);
        let spread = Duration::from_secs(5).mul_f64(engine.runtime.jitter().clamp(0.0, 1.0));
        Duration::from_secs(u64::try_from(left).unwrap_or(60)) + spread
    });
    wait.clamp(SHORTEST_THROTTLE, LONGEST_THROTTLE)
}

/// Waits for the key or the network: nothing was sent, or nothing that could take effect. However often it is tried, the log has
/// one line for it.
async fn unreachable(engine: &Engine, work: &mut Work, problem: Problem) -> Step {
    let told = work.waits_for.replace(problem.code) == Some(problem.code);
    let line = (!told).then(|| event(engine.now(), JobEventCode::Paused).because(&problem));
    work.job.state = StepState::Waiting;
    work.job.problem = Some(problem);
    engine.keep(&work.job, Some(&work.attempt), Vec::from_iter(line)).await;
    engine.pause(backoff(work.pauses)).await;
    work.pauses += 1;
    Step::Send
}
