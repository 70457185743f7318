//! Taking up jobs: each in a task of its own, so that one bad job never blocks another.

use std::sync::Arc;

use tokio::time::sleep;

use super::drive::drive;
use super::engine::{Engine, backoff, lock};
use super::events::event;
use super::{JobEventCode, StepState};
use crate::store::{job_events, jobs};
use crate::{Problem, ProblemCode};

/// Takes up every unfinished job.
pub(super) async fn resume(engine: Arc<Engine>) {
    for tries in 0.. {
        match engine.state.read(jobs::unfinished).await {
            Ok(ids) => {
                for id in ids {
                    take_up(&engine, id, true);
                }
                return;
            }
            Err(_) => sleep(backoff(tries)).await,
        }
    }
}

/// Works on a job in a task of its own, unless somebody does already.
pub(super) fn take_up(engine: &Arc<Engine>, id: i64, resumed: bool) {
    if !lock(&engine.taken).insert(id) {
        return;
    }
    let engine = engine.clone();
    tokio::spawn(async move {
        see_through(&engine, id, resumed).await;
        lock(&engine.taken).remove(&id);
    });
}

/// Works on a job until it is in the poller's hands or has ended; a failure or panic on the way only delays this one job.
async fn see_through(engine: &Arc<Engine>, id: i64, mut resumed: bool) {
    for tries in 0.. {
        let work = tokio::spawn(drive(engine.clone(), id, std::mem::take(&mut resumed)));
        match work.await {
            Ok(Ok(())) => return,
            Ok(Err(_)) => {}
            Err(error) if error.is_cancelled() => return,
            Err(_) => stumble(engine, id).await,
        }
        engine.pause(backoff(tries)).await;
    }
}

/// Tells that a job stopped over a mistake of ours. What it was doing stands in its attempt, which stays as it is.
async fn stumble(engine: &Engine, id: i64) {
    let problem = Problem::new(ProblemCode::Internal);
    let line = event(engine.now(), JobEventCode::Paused).because(&problem);
    let written = engine.state.write(move |transaction| {
        let Some(mut job) = jobs::find(transaction, id)? else {
            return Ok(());
        };
        job.state = StepState::Waiting;
        job.problem = Some(problem);
        jobs::update(transaction, &job)?;
        job_events::insert(transaction, id, &line)
    });
    if written.await.is_ok() {
        engine.tell(id);
    }
}
