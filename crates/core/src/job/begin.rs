//! Makes the request of a step and stores it, before anything is sent; and asks whether it can be sent now.

use std::time::Duration;

use alibaba_cloud::{Idempotency, RecordedRequest, Request};

use super::StepState;
use super::kind::{Hold, Prepared};
use super::running_time::run_out;
use super::step_run::{Phase, StepRun};
use crate::lock::lock;
use crate::store::attempts::AttemptRow;
use crate::{Problem, ProblemCode};

/// How often a step that waits for a person or a time looks again, at most and at least.
const LOOK_AT_CLOCK: Duration = Duration::from_secs(60);
const SHORTEST_HOLD: Duration = Duration::from_millis(100);

pub(super) async fn begin(run: &mut StepRun) -> Phase {
    let kind = run.kind();
    let waits_to_send = std::mem::take(&mut run.waits_to_send);
    if run.step.resource_id.is_none()
        && let Some(target) = kind.target(&run.step, &run.earlier())
    {
        run.step.take_over(target);
    }
    if let Some(countdown) = kind.countdown()
        && let Err(superseded) = run_out(run, &countdown).await
    {
        return superseded.into();
    }
    if let Some(hold) = kind.held_by(&run.step, &run.earlier(), run.engine.now()) {
        return held(run, hold).await;
    }
    if run.step.request.is_none() {
        match kind.request(&run.step, &run.earlier()) {
            Ok(Some(request)) => set_request(run, &request),
            Ok(None) => {}
            Err(problem) => return run.fail(problem).await,
        }
    }
    if is_without_password(run) {
        let problem = Problem::new(ProblemCode::PasswordNeeded).at("password");
        return run.wait(problem, None, Phase::Begin).await;
    }
    let client = match run.engine.client(&run.step.account_id).await {
        Ok(client) => client,
        Err(problem) => return run.wait(problem, None, Phase::Begin).await,
    };
    let prepared = match kind.prepare(&run.step, &run.earlier(), &client).await {
        Ok(prepared) => prepared,
        Err(failure) => return run.after_reading(failure, Phase::Begin).await,
    };
    let now = run.engine.now();
    match prepared {
        Prepared::NotYet(problem) => return run.wait(problem, None, Phase::Begin).await,
        Prepared::Never(problem) => return run.fail(problem).await,
        Prepared::Noted(record) => {
            run.step.result = Some(record);
            return match run.persist(Vec::new()).await {
                Ok(()) => Phase::Begin,
                Err(superseded) => superseded.into(),
            };
        }
        Prepared::Watch => {
            run.step.state = StepState::Running;
            run.step.problem = None;
            run.step.started_at.get_or_insert(now);
            run.step.accepted_at = Some(now);
            // `drive` starts the poller.
            let _ = run.persist(Vec::new()).await;
            return Phase::Exit;
        }
        Prepared::Done { code, params, result } => {
            run.step.state = StepState::Done;
            run.step.problem = None;
            run.step.started_at.get_or_insert(now);
            run.step.finished_at = Some(now);
            run.step.result = result.or(run.step.result.take());
            let line = run.line(code);
            let line = params
                .into_iter()
                .fold(line, |line, (name, value)| line.with(name, value));
            return run.finish(line).await;
        }
        Prepared::Send(request) => set_request(run, &request),
        Prepared::Ready => {}
    }
    if !waits_to_send {
        run.reached();
    }
    let Some(request) = &run.step.request else {
        return run.fail(no_request()).await;
    };
    if run.attempt.is_none() {
        let attempt = new_attempt(run, request, 1);
        run.attempt = Some(attempt);
    }
    if run.waits_for.is_none() {
        run.step.problem = None;
    }
    run.prepared = true;
    match run.persist(Vec::new()).await {
        Ok(()) => Phase::Send,
        Err(superseded) => superseded.into(),
    }
}

/// Waits for what holds the step. A computer that slept has not counted the time, so it looks at the clock now and then.
async fn held(run: &mut StepRun, hold: Hold) -> Phase {
    let left = hold.until.map(|until| until.saturating_sub(run.engine.now()));
    let left = left
        .and_then(|left| u64::try_from(left).ok())
        .map(Duration::from_millis);
    let longest = left.unwrap_or(LOOK_AT_CLOCK).clamp(SHORTEST_HOLD, LOOK_AT_CLOCK);
    run.wait(hold.problem, Some(longest), Phase::Begin).await
}

/// Whether a password that is stored nowhere has to be typed in again.
fn is_without_password(run: &StepRun) -> bool {
    let Some(position) = run.kind().password_of(&run.step) else {
        return false;
    };
    !lock(&run.engine.passwords).contains_key(&(run.step.job_id, position))
}

fn set_request(run: &mut StepRun, request: &Request) {
    run.step.request = Some(recorded(request));
}

/// A request as it is stored: without the token, which belongs to an attempt.
pub(super) fn recorded(request: &Request) -> RecordedRequest {
    let mut recorded = RecordedRequest::from(request);
    recorded.parameters.retain(|(name, _)| name != "ClientToken");
    recorded
}

/// An attempt at a request, with a token of its own when the action takes one.
pub(super) fn new_attempt(run: &StepRun, request: &RecordedRequest, number: u32) -> AttemptRow {
    let token = (request.idempotency == Idempotency::WithClientToken).then(|| run.engine.runtime.nonce());
    AttemptRow::new(run.step.job_id, run.step.position, number, &request.action, token)
}

pub(super) fn no_request() -> Problem {
    Problem::new(ProblemCode::Internal).with("reason", "the step has no request")
}
