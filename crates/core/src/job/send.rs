//! Sends the request of a step once: the sending is stored first, then the request is sent, then the answer is stored.

use std::time::Duration;

use alibaba_cloud::{Error, Request};

use super::begin::{new_attempt, no_request, recorded};
use super::cause::Cause;
use super::kind::{Answer, Made, Secrets};
use super::outcome::{self, Outcome, throttle_wait};
use super::step_run::{Phase, StepRun};
use super::{AttemptOutcome, JobEventCode, StepState, several};
use crate::cloud::{AccountClient, CallError, WriteContext};
use crate::lock::lock;
use crate::milliseconds::MINUTE;
use crate::{Problem, ProblemCode};

/// How long a token is sent again without a search first, milliseconds. How long the cloud remembers tokens is not published.
const TOKEN_TRUSTED_FOR: i64 = 10 * MINUTE;

pub(super) async fn send(run: &mut StepRun) -> Phase {
    let (Some(recorded), Some(attempt)) = (run.step.request.clone(), run.attempt.clone()) else {
        return run.fail(no_request()).await;
    };
    if is_long_ago(run, attempt.sendings, attempt.last_sent_at) {
        return Phase::Reconcile(Cause::NoAnswer);
    }
    if run.kind().asks_before_every_sending() && !std::mem::take(&mut run.prepared) {
        run.waits_to_send = run.waits_for.is_some();
        return Phase::Begin;
    }
    let client = match run.engine.client(&run.step.account_id).await {
        Ok(client) => client,
        Err(problem) => return run.wait(problem, None, next_after_wait(run)).await,
    };
    let secrets = match secrets(run, &client).await {
        Ok(secrets) => secrets,
        Err(next) => return next,
    };
    let now = run.engine.now();
    let of_cloud = cloud_now(run, &client);
    run.before_sending.clone_from(&run.attempt);
    if let Some(attempt) = &mut run.attempt {
        attempt.outcome = AttemptOutcome::Sending;
        attempt.sendings += 1;
        attempt.first_sent_at.get_or_insert(of_cloud);
        attempt.last_sent_at = Some(now);
    }
    run.step.started_at.get_or_insert(now);
    run.step.state = StepState::Sending;
    run.step.problem = None;
    let line = run.waits_for.is_none().then(|| {
        let line = run.line(JobEventCode::Sending);
        line.with("action", &recorded.action).with("attempt", attempt.number)
    });
    if let Err(superseded) = run.persist(Vec::from_iter(line)).await {
        return superseded.into();
    }

    let mut request = Request::from(&recorded);
    for (name, value) in secrets {
        request.parameters.set_secret(name, Some(&value));
    }
    if let Some(token) = &attempt.client_token {
        request.parameters.set("ClientToken", token);
    }
    let context = WriteContext {
        job_id: Some(run.step.job_id),
        position: Some(run.step.position),
        target: target(run),
    };
    match client.send(&request, run.kind().decode(), context).await {
        Ok(reply) => accepted(run, reply.body, &reply.request_id).await,
        Err(CallError { problem, error: None }) => {
            uncount(run, AttemptOutcome::Unsent);
            run.wait(problem, None, next_after_wait(run)).await
        }
        Err(CallError {
            problem,
            error: Some(error),
        }) => failed(run, &client, problem, error).await,
    }
}

/// The secret parameters of the request: the password that was typed, and what is read from the cloud.
async fn secrets(run: &mut StepRun, client: &AccountClient) -> Result<Secrets, Phase> {
    let kind = run.kind();
    let mut secrets = Secrets::new();
    if let Some(name) = kind.password(&run.step) {
        let typed = lock(&run.engine.passwords).get(&run.key()).cloned();
        match typed {
            Some(password) => secrets.push((name, password)),
            // It is waited for there; by then what was asked may have changed.
            None => return Err(Phase::Begin),
        }
    }
    match kind.secrets(&run.step, client).await {
        Ok(read) => secrets.extend(read),
        Err(failure) => return Err(run.after_reading(failure, next_after_wait(run)).await),
    }
    Ok(secrets)
}

/// Whether the last sending is so long ago that the cloud may have forgotten the token.
fn is_long_ago(run: &StepRun, sendings: u32, last_sent_at: Option<i64>) -> bool {
    let last = last_sent_at.max(run.searched_at);
    sendings > 0 && last.is_some_and(|at| (run.engine.now() - at).abs() > TOKEN_TRUSTED_FOR)
}

/// The time of the cloud's clock, milliseconds since the epoch. This computer's clock may be wrong, and may be corrected later.
pub(super) fn cloud_now(run: &StepRun, client: &AccountClient) -> i64 {
    let ahead = i64::try_from(client.clock_offset().as_millis()).unwrap_or(0);
    run.engine.now().saturating_add(ahead)
}

/// What the request is about, for the journal.
fn target(run: &StepRun) -> String {
    let step = &run.step;
    let about = run.kind().now_about(step);
    let named = about.or_else(|| step.resource_id.clone()).or_else(|| step.name.clone());
    named.unwrap_or_else(|| run.kind().instances(step).join(", "))
}

async fn accepted(run: &mut StepRun, made: Made, request_id: &str) -> Phase {
    run.reached();
    if run.kind().sends_several() {
        let line = run.line(JobEventCode::Accepted).answered(Some(request_id));
        return several::noted(run, Answer::Accepted { request_id }, line).await;
    }
    let now = run.engine.now();
    if let Some(attempt) = &mut run.attempt {
        attempt.outcome = AttemptOutcome::Accepted;
        attempt.request_id = Some(request_id.to_owned());
    }
    run.step.state = StepState::Running;
    run.step.accepted_at = Some(now);
    let line = run.line(JobEventCode::Accepted).answered(Some(request_id)).made(&made);
    run.step.take_over(made);
    if run.persist(vec![line]).await.is_ok() {
        // What the cloud makes is listed from now on.
        run.engine.notify_region(&run.step);
    }
    Phase::Exit
}

async fn failed(run: &mut StepRun, client: &AccountClient, problem: Problem, error: Error) -> Phase {
    let kind = run.kind();
    if let Some(attempt) = &mut run.attempt {
        attempt.request_id = error.request_id().map(str::to_owned);
    }
    let was_contradicted = std::mem::take(&mut run.contradicted);
    let outcome = match kind.refusal_cause(&error) {
        Some(cause) => Outcome::Reconcile(cause),
        None => outcome::of(&error),
    };
    match outcome {
        Outcome::Reconcile(cause) => {
            run.reached();
            set_outcome(run, AttemptOutcome::Unknown);
            run.step.state = StepState::Reconciling;
            let line = run.line(JobEventCode::NoAnswer).because(&problem);
            let line = line.answered(error.request_id());
            if let Err(superseded) = run.persist(vec![line]).await {
                return superseded.into();
            }
            if kind.sends_several() {
                run.unclear = Some(problem);
                return Phase::Reconcile(cause);
            }
            run.contradicted = cause == Cause::Contradiction;
            run.refusal = if run.contradicted && was_contradicted {
                Some(refusal(run, client, problem, error).await)
            } else {
                None
            };
            Phase::Reconcile(cause)
        }
        Outcome::Throttled(asked) => {
            run.reached();
            throttled(run, problem, asked).await
        }
        Outcome::Unreachable => {
            uncount(run, AttemptOutcome::Unsent);
            run.wait(problem, None, next_after_wait(run)).await
        }
        Outcome::Refused => {
            if let Some(reason) = kind.waits_for(&run.step, &error) {
                if kind.sends_several() {
                    return several::later(run, &reason).await;
                }
                uncount(run, AttemptOutcome::Throttled);
                return run.wait(reason, None, next_after_wait(run)).await;
            }
            if kind.leave_out(&mut run.step, &error) {
                return without_refused(run, problem).await;
            }
            let problem = refusal(run, client, problem, error).await;
            if run.attempt.as_ref().is_some_and(|attempt| attempt.sendings > 1) {
                // The refusal may be caused by the result of an earlier sending, such as a quota that it has used up.
                run.reached();
                run.refusal = Some(problem);
                return Phase::Reconcile(Cause::Contradiction);
            }
            refuse(run, problem).await
        }
    }
}

/// What follows when what kept a request from being sent has passed. An earlier sending without a token may be why it was refused, and may
/// be visible by then; sent again it would be done again. Of several requests each is searched for by its own step kind.
pub(super) fn next_after_wait(run: &StepRun) -> Phase {
    let attempt = run.attempt.as_ref();
    let is_open = attempt.is_some_and(|attempt| attempt.client_token.is_none() && attempt.sendings > 0);
    match is_open && !run.kind().sends_several() {
        true => Phase::Reconcile(Cause::NoAnswer),
        false => Phase::Send,
    }
}

async fn refusal(run: &StepRun, client: &AccountClient, problem: Problem, error: Error) -> Problem {
    let failure = CallError {
        problem,
        error: Some(error),
    };
    run.kind().refusal(&run.step, client, &failure).await
}

fn set_outcome(run: &mut StepRun, outcome: AttemptOutcome) {
    if let Some(attempt) = &mut run.attempt {
        attempt.outcome = outcome;
    }
}

/// Takes back a sending that certainly had no effect, and the time it set.
fn uncount(run: &mut StepRun, outcome: AttemptOutcome) {
    let (Some(attempt), Some(before)) = (&mut run.attempt, &run.before_sending) else {
        return;
    };
    attempt.outcome = outcome;
    attempt.sendings = before.sendings;
    attempt.first_sent_at = before.first_sent_at;
    attempt.last_sent_at = before.last_sent_at;
}

/// Ends a step that the cloud has refused. One of several requests ends no step.
pub(super) async fn refuse(run: &mut StepRun, problem: Problem) -> Phase {
    if run.kind().sends_several() {
        let line = run.line(JobEventCode::Refused).because(&problem);
        return several::noted(run, Answer::Refused(&problem), line).await;
    }
    set_outcome(run, AttemptOutcome::Refused);
    let now = run.engine.now();
    run.step.state = StepState::Failed;
    run.step.finished_at = Some(now);
    run.step.problem = Some(problem.clone());
    let line = run.line(JobEventCode::Refused).because(&problem);
    run.finish(line).await
}

/// Sends a step again, without what was refused of it. The refusal had no effect.
async fn without_refused(run: &mut StepRun, problem: Problem) -> Phase {
    let request = match run.kind().request(&run.step, &run.earlier()) {
        Ok(Some(request)) => recorded(&request),
        Ok(None) => return run.fail(no_request()).await,
        Err(problem) => return run.fail(problem).await,
    };
    set_outcome(run, AttemptOutcome::Refused);
    run.reached();
    run.step.request = Some(request.clone());
    let line = run.line(JobEventCode::Refused).because(&problem);
    if let Err(superseded) = run.persist(vec![line]).await {
        return superseded.into();
    }
    let number = run.attempt.as_ref().map_or(0, |attempt| attempt.number) + 1;
    run.attempt = Some(new_attempt(run, &request, number));
    match run.persist(Vec::new()).await {
        Ok(()) => Phase::Send,
        Err(superseded) => superseded.into(),
    }
}

async fn throttled(run: &mut StepRun, problem: Problem, asked: Option<Duration>) -> Phase {
    uncount(run, AttemptOutcome::Throttled);
    let wait = throttle_wait(&run.engine, asked);
    let line = run.line(JobEventCode::Throttled).because(&problem);
    let line = line.with("seconds", wait.as_secs());
    let is_logged = run.waits_for.replace(ProblemCode::Throttled) == Some(ProblemCode::Throttled);
    run.step.state = StepState::Waiting;
    run.step.problem = Some(problem);
    if let Err(superseded) = run.persist(Vec::from_iter((!is_logged).then_some(line))).await {
        return superseded.into();
    }
    tokio::time::sleep(wait).await;
    next_after_wait(run)
}
