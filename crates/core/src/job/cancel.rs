//! Cancelling a step: the cloud is asked once, and looked at before it is asked again. That it has cancelled is seen by the poller.

use alibaba_cloud::{Error, FailureKind};

use super::work::Work;
use super::{AttemptOutcome, JobEventCode, StepState, poll, sighting};
use crate::cloud::{CallError, WriteContext};
use crate::store::attempts::AttemptRow;
use crate::store::{attempts, job_events, steps};
use crate::{Problem, ProblemCode};

pub(super) async fn cancel(work: &mut Work) {
    let Some(request) = work.kind().cancel(&work.step) else {
        return;
    };
    let number = work.attempt.as_ref().map_or(1, |attempt| attempt.number + 1);
    let last = work.attempt.take().filter(|attempt| attempt.action == request.action);
    let (mut attempt, mut look_first) = match last {
        Some(attempt) if attempt.outcome == AttemptOutcome::Accepted => return,
        Some(attempt) => {
            let look_first = attempt.outcome != AttemptOutcome::Unsent;
            (attempt, look_first)
        }
        None => {
            let (job_id, position) = (work.step.job_id, work.step.position);
            (AttemptRow::new(job_id, position, number, &request.action, None), false)
        }
    };
    for tries in 0.. {
        let wakes = work.engine.wake.subscribe();
        let client = match work.engine.client(&work.step.account_id).await {
            Ok(client) => client,
            // The poller tells of it.
            Err(problem) if problem.code == ProblemCode::AccountRemoved => return,
            Err(_) => {
                work.engine.pause(wakes, work.engine.backoff(tries)).await;
                continue;
            }
        };
        if look_first {
            let id = work.step.resource_id.clone().unwrap_or_default();
            let region = &work.step.result_region;
            match work.kind().watcher().observe(&client, region, vec![id], true).await {
                // Gone, or not to be seen just now: the poller finds out which, and ends the step when it is gone.
                Ok(observed) if sighting::of(&work.step, &observed).is_none() => {
                    if !is_cancelling(work).await {
                        return;
                    }
                    work.engine.pause(wakes, work.engine.backoff(tries)).await;
                    continue;
                }
                Ok(_) => {}
                Err(_) => {
                    work.engine.pause(wakes, work.engine.backoff(tries)).await;
                    continue;
                }
            }
        }
        let now = work.engine.now();
        attempt.outcome = AttemptOutcome::Sending;
        attempt.sendings += 1;
        attempt.first_sent_at.get_or_insert(now);
        attempt.last_sent_at = Some(now);
        if !put(work, &attempt).await {
            return;
        }
        let context = WriteContext {
            job_id: Some(work.step.job_id),
            position: Some(work.step.position),
            target: work.step.resource_id.clone().unwrap_or_default(),
        };
        match client.send(&request, |_| Ok(()), context).await {
            Ok(reply) => {
                attempt.outcome = AttemptOutcome::Accepted;
                attempt.request_id = Some(reply.request_id);
                put(work, &attempt).await;
                poll::watch(&work.engine, super::engine::Place::of(&work.step));
                return;
            }
            Err(CallError { problem, error: None }) => {
                attempt.outcome = AttemptOutcome::Refused;
                attempt.sendings -= 1;
                put(work, &attempt).await;
                return go_on(work, problem).await;
            }
            Err(CallError {
                problem,
                error: Some(error),
            }) => {
                attempt.request_id = error.request_id().map(str::to_owned);
                if is_refusal(&error) {
                    attempt.outcome = AttemptOutcome::Refused;
                    put(work, &attempt).await;
                    return go_on(work, problem).await;
                }
                attempt.outcome = AttemptOutcome::Unknown;
                put(work, &attempt).await;
                look_first = true;
            }
        }
        work.engine.pause(wakes, work.engine.backoff(tries)).await;
    }
}

fn is_refusal(error: &Error) -> bool {
    !error.outcome_unknown() && matches!(error.kind(), FailureKind::ClientFault | FailureKind::Permission)
}

/// Whether the step is still to be cancelled.
async fn is_cancelling(work: &Work) -> bool {
    let (job_id, position) = (work.step.job_id, work.step.position);
    let read = work
        .engine
        .state
        .read(move |connection| steps::find(connection, job_id, position));
    match read.await {
        Ok(step) => step.is_some_and(|step| step.state == StepState::Cancelling),
        Err(_) => true,
    }
}

/// Writes the attempt, while the step is still to be cancelled.
async fn put(work: &Work, attempt: &AttemptRow) -> bool {
    let (job_id, position, attempt) = (work.step.job_id, work.step.position, attempt.clone());
    let written = work.engine.state.write(move |transaction| {
        let step = steps::find(transaction, job_id, position)?;
        let is_open = step.is_some_and(|step| step.state == StepState::Cancelling);
        attempts::put(transaction, &attempt)?;
        Ok(is_open)
    });
    let is_open = written.await.unwrap_or_else(|error| {
        // To cancel twice does no harm; not to cancel does.
        tracing::error!(%error, "an attempt cannot be written");
        true
    });
    work.engine.notify(job_id);
    is_open
}

/// The cloud does not cancel it: it goes on.
async fn go_on(work: &Work, problem: Problem) {
    let (job_id, position) = (work.step.job_id, work.step.position);
    let line = super::events::event(work.engine.now(), position, JobEventCode::CancelFailed).because(&problem);
    let written = work.engine.state.write(move |transaction| {
        let Some(mut step) = steps::find(transaction, job_id, position)? else {
            return Ok(());
        };
        if step.state == StepState::Cancelling {
            step.state = StepState::Running;
            steps::update(transaction, &step)?;
            job_events::insert(transaction, job_id, &line)?;
        }
        Ok(())
    });
    if let Err(error) = written.await {
        tracing::error!(%error, "the end of a cancelling cannot be written");
    }
    work.engine.notify(job_id);
}
