//! Steps that send several requests, one after another, each about a resource of its own. What came of one is stored before the next
//! is sent.

use super::kind::Answer;
use super::step_run::{Phase, StepRun};
use crate::store::attempts::AttemptRow;
use crate::store::job_events::JobEventRow;

/// Stores what came of the current request; the next one follows.
pub(super) async fn noted(run: &mut StepRun, answer: Answer<'_>, line: JobEventRow) -> Phase {
    run.reached();
    let kind = run.kind();
    let line = match kind.now_about(&run.step) {
        Some(id) => line.with("resourceId", id),
        None => line,
    };
    if let Err(problem) = kind.note(&mut run.step, answer) {
        return run.fail(problem).await;
    }
    run.step.request = None;
    run.step.problem = None;
    // The next request is sent as if it were the first: nothing of it can have had an effect yet.
    if let Some(attempt) = &mut run.attempt {
        let (action, token) = (std::mem::take(&mut attempt.action), attempt.client_token.take());
        *attempt = AttemptRow::new(attempt.job_id, attempt.position, attempt.number, &action, token);
    }
    match run.persist(vec![line]).await {
        Ok(()) => Phase::Begin,
        Err(superseded) => superseded.into(),
    }
}
