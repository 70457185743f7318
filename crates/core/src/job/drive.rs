//! One step from its intent until the cloud has accepted it: begin, send, look, send again. Watching the result is the poller's work.

use std::sync::Arc;

use super::cause::Cause;
use super::engine::{Engine, Place, StepKey};
use super::work::{Next, Work};
use super::{AttemptOutcome, JobEventCode, StepState, begin, cancel, poll, reconcile, send};
use crate::store::steps::StoredStep;
use crate::store::{StoreError, attempts, steps};

pub(super) async fn drive(engine: Arc<Engine>, key: StepKey, resumed: bool) -> Result<(), StoreError> {
    let Some(mut work) = take(engine, key, resumed).await? else {
        return Ok(());
    };
    if work.step.accepted_at.is_some() {
        poll::watch(&work.engine, Place::of(&work.step));
        if work.step.state == StepState::Cancelling {
            cancel::cancel(&mut work).await;
        }
        return Ok(());
    }
    let mut next = first(&work);
    loop {
        next = match next {
            Next::Begin => begin::begin(&mut work).await,
            Next::Send => send::send(&mut work).await,
            Next::Look(cause) => reconcile::reconcile(&mut work, cause).await,
            Next::Over => break,
        };
    }
    if work.step.accepted_at.is_some() {
        poll::watch(&work.engine, Place::of(&work.step));
    }
    Ok(())
}

/// Reads a step; `None` when there is nothing left to do for it. Tells that it is resumed, unless somebody else is faster.
async fn take(engine: Arc<Engine>, key: StepKey, resumed: bool) -> Result<Option<Work>, StoreError> {
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
    let mut work = Work {
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
        looked_at: None,
    };
    if resumed {
        let line = work.line(JobEventCode::Resumed);
        if work.persist(vec![line]).await.is_err() {
            // The poller has seen it meanwhile. What is left to do is still to be done.
            return Box::pin(take(work.engine, key, false)).await;
        }
    }
    Ok(Some(work))
}

fn first(work: &Work) -> Next {
    match &work.attempt {
        None => Next::Begin,
        Some(attempt) => match attempt.outcome {
            AttemptOutcome::Unsent if attempt.sendings == 0 => Next::Begin,
            AttemptOutcome::Unsent | AttemptOutcome::Throttled => Next::Send,
            _ => Next::Look(Cause::NoAnswer),
        },
    }
}
