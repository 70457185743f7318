//! Runs steps, each in its own task, so that one bad step never blocks another.

use std::sync::Arc;

use tokio::time::sleep;
use tracing::Instrument as _;

use super::drive::drive;
use super::engine::{Engine, StepKey};
use super::events::event;
use super::{JobEventCode, StepState, advance};
use crate::lock::lock;
use crate::store::{self, job_events, jobs};
use crate::{Problem, ProblemCode};

/// Resumes every unfinished job.
pub(super) async fn resume_all(engine: Arc<Engine>) {
    for tries in 0.. {
        match engine.state.read(jobs::unfinished).await {
            Ok(ids) => {
                for id in ids {
                    let engine = engine.clone();
                    tokio::spawn(async move { advance::advance(&engine, id, true).await });
                }
                return;
            }
            Err(error) => {
                tracing::error!(%error, "the unfinished jobs cannot be read; trying again");
                sleep(engine.backoff(tries)).await;
            }
        }
    }
}

/// Runs a step in its own task. If it is running already, it is run once more after that.
pub(super) fn resume(engine: &Arc<Engine>, key: StepKey, resumed: bool) {
    {
        let mut at_work = lock(&engine.at_work);
        if let Some(again) = at_work.get_mut(&key) {
            *again = true;
            return;
        }
        at_work.insert(key, false);
    }
    let engine = engine.clone();
    let span = tracing::info_span!("step", job = key.0, step = key.1);
    let work = async move {
        let mut resumed = resumed;
        loop {
            supervise(&engine, key, std::mem::take(&mut resumed)).await;
            let mut at_work = lock(&engine.at_work);
            match at_work.get_mut(&key) {
                Some(again) if *again => *again = false,
                _ => {
                    at_work.remove(&key);
                    return;
                }
            }
        }
    };
    tokio::spawn(work.instrument(span));
}

/// Runs a step until the poller watches it or it has ended. A failure or panic delays only this step.
async fn supervise(engine: &Arc<Engine>, key: StepKey, mut resumed: bool) {
    for tries in 0.. {
        let wakes = engine.wake.subscribe();
        let work = drive(engine.clone(), key, std::mem::take(&mut resumed));
        match tokio::spawn(work.in_current_span()).await {
            Ok(Ok(())) => return,
            Ok(Err(error)) => tracing::error!(%error, "the step cannot be read; trying again"),
            Err(error) if error.is_cancelled() => return,
            Err(_) => {
                // Not with the error: it quotes the message of the panic, which may quote a value.
                tracing::error!("the work on a step has panicked");
                record_panic(engine, key).await;
            }
        }
        engine.pause(wakes, engine.backoff(tries)).await;
    }
}

/// Logs that the program failed on this step. Its attempt stays as it is: it says what was being done.
async fn record_panic(engine: &Engine, key: StepKey) {
    let (job_id, position) = key;
    let problem = Problem::new(ProblemCode::Internal);
    let line = event(engine.now(), position, JobEventCode::Paused).because(&problem);
    let written = engine.state.write(move |transaction| {
        let Some(mut step) = store::steps::find(transaction, job_id, position)? else {
            return Ok(());
        };
        if step.state != StepState::Cancelling {
            step.state = StepState::Waiting;
        }
        step.problem = Some(problem);
        if store::steps::update(transaction, &step)? {
            job_events::insert(transaction, job_id, &line)?;
        }
        Ok(())
    });
    match written.await {
        Ok(()) => engine.notify(job_id),
        Err(error) => tracing::error!(%error, "a panic cannot be written down"),
    }
}
