//! One sending of a step's request: written down first, then sent once, then its answer written down.

use std::time::Duration;

use alibaba_cloud::{Error, Request};

use super::begin::no_request;
use super::cause::Cause;
use super::outcome::{self, Outcome, throttle_wait};
use super::work::{Next, Work};
use super::{AttemptOutcome, JobEventCode, StepState};
use crate::cloud::{AccountClient, CallError, WriteContext};
use crate::{Problem, ProblemCode};

/// How long the cloud is trusted to remember a token without being looked at first, milliseconds. Its real memory is not published.
const TOKEN_TRUSTED_FOR: i64 = 10 * 60 * 1000;

pub(super) async fn send(work: &mut Work) -> Next {
    let (Some(recorded), Some(attempt)) = (work.step.request.clone(), work.attempt.clone()) else {
        return work.fail(no_request()).await;
    };
    if is_long_ago(work, attempt.sendings, attempt.last_sent_at) {
        return Next::Look(Cause::NoAnswer);
    }
    let client = match work.engine.client(&work.step.account_id).await {
        Ok(client) => client,
        Err(problem) => return work.wait(problem, None, Next::Send).await,
    };
    let now = work.engine.now();
    let of_cloud = cloud_now(work, &client);
    work.before_sending.clone_from(&work.attempt);
    if let Some(attempt) = &mut work.attempt {
        attempt.outcome = AttemptOutcome::Sending;
        attempt.sendings += 1;
        attempt.first_sent_at.get_or_insert(of_cloud);
        attempt.last_sent_at = Some(now);
    }
    work.step.started_at.get_or_insert(now);
    work.step.state = StepState::Sending;
    work.step.problem = None;
    let line = work.waits_for.is_none().then(|| {
        let line = work.line(JobEventCode::Sending);
        line.with("action", &recorded.action).with("attempt", attempt.number)
    });
    if let Err(superseded) = work.persist(Vec::from_iter(line)).await {
        return superseded.into();
    }

    let mut request = Request::from(&recorded);
    if let Some(token) = &attempt.client_token {
        request.parameters.set("ClientToken", token);
    }
    let context = WriteContext {
        job_id: Some(work.step.job_id),
        position: Some(work.step.position),
        target: target(work),
    };
    match client.send(&request, work.kind().decode(), context).await {
        Ok(reply) => accepted(work, reply.body, &reply.request_id).await,
        Err(CallError { problem, error: None }) => {
            uncount(work, AttemptOutcome::Unsent);
            work.wait(problem, None, Next::Send).await
        }
        Err(CallError {
            problem,
            error: Some(error),
        }) => failed(work, &client, problem, error).await,
    }
}

/// Whether an earlier sending is so long ago that its token may have been forgotten.
fn is_long_ago(work: &Work, sendings: u32, last_sent_at: Option<i64>) -> bool {
    let last = last_sent_at.max(work.looked_at);
    sendings > 0 && last.is_some_and(|at| (work.engine.now() - at).abs() > TOKEN_TRUSTED_FOR)
}

/// The cloud's own time, milliseconds since the epoch: the clock of this computer may be corrected before it is compared.
pub(super) fn cloud_now(work: &Work, client: &AccountClient) -> i64 {
    let ahead = i64::try_from(client.clock_offset().as_millis()).unwrap_or(0);
    work.engine.now().saturating_add(ahead)
}

/// What the request is about, for the journal.
fn target(work: &Work) -> String {
    let step = &work.step;
    step.resource_id
        .clone()
        .or_else(|| step.name.clone())
        .unwrap_or_default()
}

async fn accepted(work: &mut Work, resource_id: Option<String>, request_id: &str) -> Next {
    work.reached();
    let now = work.engine.now();
    if let Some(attempt) = &mut work.attempt {
        attempt.outcome = AttemptOutcome::Accepted;
        attempt.request_id = Some(request_id.to_owned());
    }
    work.step.state = StepState::Running;
    work.step.accepted_at = Some(now);
    let line = work.line(JobEventCode::Accepted).answered(Some(request_id));
    let line = match &resource_id {
        Some(id) => line.with("resourceId", id),
        None => line,
    };
    if resource_id.is_some() {
        work.step.resource_id = resource_id;
    }
    let _ = work.persist(vec![line]).await;
    Next::Over
}

async fn failed(work: &mut Work, client: &AccountClient, problem: Problem, error: Error) -> Next {
    let kind = work.kind();
    if let Some(attempt) = &mut work.attempt {
        attempt.request_id = error.request_id().map(str::to_owned);
    }
    let was_contradicted = std::mem::take(&mut work.contradicted);
    let outcome = match kind.refusal_cause(&error) {
        Some(cause) => Outcome::Look(cause),
        None => outcome::of(&error),
    };
    match outcome {
        Outcome::Look(cause) => {
            work.reached();
            set_outcome(work, AttemptOutcome::Unknown);
            work.step.state = StepState::Reconciling;
            let line = work.line(JobEventCode::NoAnswer).because(&problem);
            let line = line.answered(error.request_id());
            if let Err(superseded) = work.persist(vec![line]).await {
                return superseded.into();
            }
            work.contradicted = cause == Cause::Contradiction;
            work.refusal = if work.contradicted && was_contradicted {
                Some(refusal(work, client, problem, error).await)
            } else {
                None
            };
            Next::Look(cause)
        }
        Outcome::Throttled(asked) => {
            work.reached();
            throttled(work, problem, asked).await
        }
        Outcome::Unreachable => {
            uncount(work, AttemptOutcome::Unsent);
            work.wait(problem, None, Next::Send).await
        }
        Outcome::Refused => {
            if let Some(reason) = kind.waits_for(&work.step, &error) {
                uncount(work, AttemptOutcome::Throttled);
                return work.wait(reason, None, Next::Send).await;
            }
            let problem = refusal(work, client, problem, error).await;
            if work.attempt.as_ref().is_some_and(|attempt| attempt.sendings > 1) {
                // Such as a quota that an earlier sending has used up: it may have made its result late.
                work.reached();
                work.refusal = Some(problem);
                return Next::Look(Cause::Contradiction);
            }
            refuse(work, problem).await
        }
    }
}

async fn refusal(work: &Work, client: &AccountClient, problem: Problem, error: Error) -> Problem {
    let failure = CallError {
        problem,
        error: Some(error),
    };
    work.kind().refusal(&work.step, client, &failure).await
}

fn set_outcome(work: &mut Work, outcome: AttemptOutcome) {
    if let Some(attempt) = &mut work.attempt {
        attempt.outcome = outcome;
    }
}

/// A sending that reached nobody, or that had no effect for certain, does not count, and makes the token no younger.
fn uncount(work: &mut Work, outcome: AttemptOutcome) {
    let (Some(attempt), Some(before)) = (&mut work.attempt, &work.before_sending) else {
        return;
    };
    attempt.outcome = outcome;
    attempt.sendings = before.sendings;
    attempt.first_sent_at = before.first_sent_at;
    attempt.last_sent_at = before.last_sent_at;
}

/// Ends a step that the cloud has refused.
pub(super) async fn refuse(work: &mut Work, problem: Problem) -> Next {
    set_outcome(work, AttemptOutcome::Refused);
    let now = work.engine.now();
    work.step.state = StepState::Failed;
    work.step.finished_at = Some(now);
    work.step.problem = Some(problem.clone());
    let line = work.line(JobEventCode::Refused).because(&problem);
    work.finish(line).await
}

async fn throttled(work: &mut Work, problem: Problem, asked: Option<Duration>) -> Next {
    uncount(work, AttemptOutcome::Throttled);
    let wait = throttle_wait(&work.engine, asked);
    let line = work.line(JobEventCode::Throttled).because(&problem);
    let line = line.with("seconds", wait.as_secs());
    let is_told = work.waits_for.replace(ProblemCode::Throttled) == Some(ProblemCode::Throttled);
    work.step.state = StepState::Waiting;
    work.step.problem = Some(problem);
    if let Err(superseded) = work.persist(Vec::from_iter((!is_told).then_some(line))).await {
        return superseded.into();
    }
    tokio::time::sleep(wait).await;
    Next::Send
}
