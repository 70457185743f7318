//! Runs one step until the cloud has accepted it: begin, send, reconcile, send again. The poller watches the result.

use std::sync::Arc;

use super::cause::Cause;
use super::engine::{Engine, Place, StepKey};
use super::step_run::{Phase, StepRun};
use super::{AttemptOutcome, JobEventCode, StepState, begin, cancel, poll, reconcile, send};
use crate::store::steps::StoredStep;
use crate::store::{StoreError, attempts, steps};

pub(super) async fn drive(engine: Arc<Engine>, key: StepKey, resumed: bool) -> Result<(), StoreError> {
    let Some(mut run) = take(engine, key, resumed).await? else {
        return Ok(());
    };
    if run.kind().is_of_an_earlier_run(&run.step, &run.engine.run_id) {
        let now = run.engine.now();
        run.step.state = StepState::Skipped;
        run.step.problem = None;
        run.step.finished_at = Some(now);
        let line = run.line(JobEventCode::Undone);
        run.finish(line).await;
        return Ok(());
    }
    if run.step.accepted_at.is_some() {
        poll::watch(&run.engine, Place::of(&run.step));
        if run.step.state == StepState::Cancelling {
            cancel::cancel(&mut run).await;
        }
        return Ok(());
    }
    let mut next = first(&run);
    loop {
        next = match next {
            Phase::Begin => begin::begin(&mut run).await,
            Phase::Send => send::send(&mut run).await,
            Phase::Reconcile(cause) => reconcile::reconcile(&mut run, cause).await,
            Phase::Exit => break,
        };
    }
    if run.step.accepted_at.is_some() {
        poll::watch(&run.engine, Place::of(&run.step));
    }
    Ok(())
}

/// Reads a step; `None` when it has ended. Logs that it is resumed.
async fn take(engine: Arc<Engine>, key: StepKey, resumed: bool) -> Result<Option<StepRun>, StoreError> {
    let (job_id, position) = key;
    let read = engine.state.read(move |connection| {
        Ok((
            steps::of_job(connection, job_id)?,
            attempts::of_step(connection, job_id, position)?,
        ))
    });
    let (job, mut attempts) = read.await?;
    let job: Vec<_> = job.iter().filter_map(StoredStep::readable).cloned().collect();
    let step = job
        .iter()
        .find(|step| step.position == position && step.finished_at.is_none());
    let Some(step) = step.cloned() else {
        return Ok(None);
    };
    let mut run = StepRun {
        wakes: engine.wake.subscribe(),
        engine,
        step,
        job,
        attempt: attempts.pop(),
        waits_for: None,
        pauses: 0,
        contradicted: false,
        refusal: None,
        undecided: 0,
        before_sending: None,
        prepared: false,
        waits_to_send: false,
        unclear: None,
        searched_at: None,
    };
    if resumed {
        let line = run.line(JobEventCode::Resumed);
        if run.persist(vec![line]).await.is_err() {
            // The poller has written it in between: read it again.
            return Box::pin(take(run.engine, key, false)).await;
        }
    }
    Ok(Some(run))
}

fn first(run: &StepRun) -> Phase {
    match &run.attempt {
        None => Phase::Begin,
        Some(attempt) => match attempt.outcome {
            AttemptOutcome::Unsent if attempt.sendings == 0 => Phase::Begin,
            AttemptOutcome::Unsent | AttemptOutcome::Throttled => send::next_after_wait(run),
            _ => Phase::Reconcile(Cause::NoAnswer),
        },
    }
}
