//! What follows when a step has ended: the steps after it begin, or are left out, and the job comes to its end.

use std::sync::Arc;

use tokio::time::sleep;

use super::engine::{Engine, StepKey};
use super::events::event;
use super::progress::{is_ready, lacks_its_source};
use super::{JobEventCode, StepState, resume};
use crate::store::steps::{StepRow, StoredStep};
use crate::store::{self, StoreError, job_events, jobs};

/// After the end of a step is stored: what follows from it.
pub(super) async fn ended(engine: &Arc<Engine>, step: &StepRow) {
    engine.notify_region(step);
    // A copy that waited for another one can go on.
    engine.wake.send();
    advance(engine, step.job_id, false).await;
}

/// Moves a job on: skips the steps that can no longer run, starts those that can, and stores the end of the job.
pub(super) async fn advance(engine: &Arc<Engine>, job_id: i64, resumed: bool) {
    for tries in 0.. {
        match next_steps(engine, job_id).await {
            Ok(ready) => {
                for key in ready {
                    resume::resume(engine, key, resumed);
                }
                break;
            }
            Err(error) => {
                tracing::error!(job = job_id, %error, "a job cannot go on; trying again");
                sleep(engine.backoff(tries)).await;
            }
        }
    }
    engine.notify(job_id);
}

/// The steps that can run now. Skipped steps and the end of the job are stored first.
async fn next_steps(engine: &Engine, job_id: i64) -> Result<Vec<StepKey>, StoreError> {
    let now = engine.now();
    let written = engine.state.write(move |transaction| {
        let stored = store::steps::of_job(transaction, job_id)?;
        let mut skipped = Vec::new();
        let mut steps: Vec<StepRow> = stored.iter().filter_map(StoredStep::readable).cloned().collect();
        // Steps come after their sources, so that one pass is enough.
        for index in 0..steps.len() {
            if !lacks_its_source(&steps[index], &steps) {
                continue;
            }
            let step = &mut steps[index];
            step.state = StepState::Skipped;
            step.finished_at = Some(now);
            store::steps::update(transaction, step)?;
            step.revision += 1;
            skipped.push(step.clone());
            job_events::insert(transaction, job_id, &event(now, step.position, JobEventCode::Skipped))?;
        }
        let ready: Vec<StepKey> = steps
            .iter()
            .filter(|step| is_at_work(step) || is_ready(step, &steps))
            .map(|step| (job_id, step.position))
            .collect();
        let finished_at = ready.is_empty().then(|| {
            let ends = steps.iter().filter(|step| step.state != StepState::Pending);
            ends.filter_map(|step| step.finished_at).max().unwrap_or(now)
        });
        jobs::set_finished(transaction, job_id, finished_at)?;
        Ok((ready, skipped))
    });
    let (ready, skipped) = written.await?;
    skipped.iter().for_each(|step| engine.forget_password(step));
    Ok(ready)
}

/// Begun, and not ended.
fn is_at_work(step: &StepRow) -> bool {
    step.finished_at.is_none() && step.state != StepState::Pending
}
