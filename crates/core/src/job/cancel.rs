//! Cancels a step: the request is sent once, and the cloud is checked before it is sent again. The poller sees that it is cancelled.

use alibaba_cloud::{Error, FailureKind};

use super::kind::{Observed, Verdict};
use super::step_run::StepRun;
use super::{AttemptOutcome, JobEventCode, StepState, poll, update};
use crate::cloud::{CallError, WriteContext};
use crate::store::attempts::AttemptRow;
use crate::store::{attempts, job_events, steps};
use crate::{Problem, ProblemCode};

pub(super) async fn cancel(run: &mut StepRun) {
    let Some(request) = run.kind().cancel(&run.step) else {
        return;
    };
    let number = run.attempt.as_ref().map_or(1, |attempt| attempt.number + 1);
    let last = run.attempt.take().filter(|attempt| attempt.action == request.action);
    let (mut attempt, mut check_first) = match last {
        Some(attempt) if attempt.outcome == AttemptOutcome::Accepted => return,
        Some(attempt) => {
            let check_first = attempt.outcome != AttemptOutcome::Unsent;
            (attempt, check_first)
        }
        None => {
            let (job_id, position) = (run.step.job_id, run.step.position);
            (AttemptRow::new(job_id, position, number, &request.action, None), false)
        }
    };
    for tries in 0.. {
        let wakes = run.engine.wake.subscribe();
        let client = match run.engine.client(&run.step.account_id).await {
            Ok(client) => client,
            // The poller ends the step.
            Err(problem) if problem.code == ProblemCode::AccountRemoved => return,
            Err(_) => {
                run.engine.pause(wakes, run.engine.backoff(tries)).await;
                continue;
            }
        };
        if check_first {
            let id = run.step.resource_id.clone().unwrap_or_default();
            let region = &run.step.result_region;
            match run.kind().watcher().observe(&client, region, vec![id], true).await {
                // It has ended, by the request or otherwise: the poller ends the step.
                Ok(observed) if has_ended(run, &observed) => return,
                // Gone, or not listed at the moment: the poller finds out which, and ends the step when it is gone.
                Ok(observed) if update::find(&run.step, &observed).is_none() => {
                    if !is_cancelling(run).await {
                        return;
                    }
                    run.engine.pause(wakes, run.engine.backoff(tries)).await;
                    continue;
                }
                Ok(_) => {}
                Err(_) => {
                    run.engine.pause(wakes, run.engine.backoff(tries)).await;
                    continue;
                }
            }
        }
        let now = run.engine.now();
        attempt.outcome = AttemptOutcome::Sending;
        attempt.sendings += 1;
        attempt.first_sent_at.get_or_insert(now);
        attempt.last_sent_at = Some(now);
        if !put(run, &attempt).await {
            return;
        }
        let context = WriteContext {
            job_id: Some(run.step.job_id),
            position: Some(run.step.position),
            target: run.step.resource_id.clone().unwrap_or_default(),
        };
        match client.send(&request, |_| Ok(()), context).await {
            Ok(reply) => {
                attempt.outcome = AttemptOutcome::Accepted;
                attempt.request_id = Some(reply.request_id);
                put(run, &attempt).await;
                poll::watch(&run.engine, super::engine::Place::of(&run.step));
                return;
            }
            Err(CallError { problem, error: None }) => {
                attempt.outcome = AttemptOutcome::Refused;
                attempt.sendings -= 1;
                put(run, &attempt).await;
                return go_on(run, problem).await;
            }
            Err(CallError {
                problem,
                error: Some(error),
            }) => {
                attempt.request_id = error.request_id().map(str::to_owned);
                if is_refusal(&error) {
                    attempt.outcome = AttemptOutcome::Refused;
                    put(run, &attempt).await;
                    return go_on(run, problem).await;
                }
                attempt.outcome = AttemptOutcome::Unknown;
                put(run, &attempt).await;
                check_first = true;
            }
        }
        run.engine.pause(wakes, run.engine.backoff(tries)).await;
    }
}

/// Whether what was observed is the end of the step.
fn has_ended(run: &StepRun, observed: &Observed) -> bool {
    let seen = update::find(&run.step, observed);
    let update = seen.map(|seen| run.kind().judge(&run.step, &seen, run.engine.now()));
    update.is_some_and(|update| !matches!(update.verdict, Verdict::Running))
}

fn is_refusal(error: &Error) -> bool {
    !error.outcome_unknown() && matches!(error.kind(), FailureKind::ClientFault | FailureKind::Permission)
}

/// Whether the step is still to be cancelled.
async fn is_cancelling(run: &StepRun) -> bool {
    let (job_id, position) = (run.step.job_id, run.step.position);
    let read = run
        .engine
        .state
        .read(move |connection| steps::find(connection, job_id, position));
    match read.await {
        Ok(step) => step.is_some_and(|step| step.state == StepState::Cancelling),
        Err(_) => true,
    }
}

/// Writes the attempt, while the step is still to be cancelled.
async fn put(run: &StepRun, attempt: &AttemptRow) -> bool {
    let (job_id, position, attempt) = (run.step.job_id, run.step.position, attempt.clone());
    let written = run.engine.state.write(move |transaction| {
        let step = steps::find(transaction, job_id, position)?;
        let is_open = step.is_some_and(|step| step.state == StepState::Cancelling);
        attempts::put(transaction, &attempt)?;
        Ok(is_open)
    });
    let is_open = written.await.unwrap_or_else(|error| {
        // Cancelling twice does no harm; not cancelling does.
        tracing::error!(%error, "an attempt cannot be written");
        true
    });
    run.engine.notify(job_id);
    is_open
}

/// The cloud has refused to cancel: the step goes on.
async fn go_on(run: &StepRun, problem: Problem) {
    let (job_id, position) = (run.step.job_id, run.step.position);
    let line = super::events::event(run.engine.now(), position, JobEventCode::CancelFailed).because(&problem);
    let written = run.engine.state.write(move |transaction| {
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
    run.engine.notify(job_id);
}
