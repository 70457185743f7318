//! Steps that send several requests, one after another, each about a resource of its own. What came of one is stored before the next
//! is sent.

use alibaba_cloud::RecordedRequest;

use super::JobEventCode;
use super::kind::Answer;
use super::step_run::{Phase, StepRun};
use crate::Problem;
use crate::store::attempts::AttemptRow;
use crate::store::job_events::JobEventRow;
use crate::store::steps;

/// Stores what came of the current request; the next one follows.
pub(super) async fn noted(run: &mut StepRun, answer: Answer<'_>, line: JobEventRow) -> Phase {
    run.reached();
    let kind = run.kind();
    let line = match kind.now_about(&run.step) {
        Some(id) => line.with("resourceId", id),
        None => line,
    };
    // The next request is sent as if it were the first: nothing of it can have had an effect yet.
    if let Some(attempt) = &mut run.attempt {
        let (action, token) = (std::mem::take(&mut attempt.action), attempt.client_token.take());
        *attempt = AttemptRow::new(attempt.job_id, attempt.position, attempt.number, &action, token);
    }
    let request = run.step.request.clone();
    loop {
        if let Err(problem) = kind.note(&mut run.step, answer) {
            return run.fail(problem).await;
        }
        run.step.request = None;
        run.step.problem = None;
        if run.persist(vec![line.clone()]).await.is_ok() {
            return Phase::Begin;
        }
        // A person has asked to leave out the rest while the request was on its way: its answer counts all the same.
        if !read_again(run, request.as_ref()).await {
            return Phase::Exit;
        }
    }
}

/// The current request had no effect, and the cloud may take it later: the others come first.
pub(super) async fn later(run: &mut StepRun, problem: &Problem) -> Phase {
    let now = run.engine.now();
    let line = run.line(JobEventCode::Paused).because(problem);
    noted(run, Answer::Later { problem, now }, line).await
}

/// Takes the step as another writer has left it; `false` when that was about another request, or the end of the step.
async fn read_again(run: &mut StepRun, request: Option<&RecordedRequest>) -> bool {
    let (job_id, position) = run.key();
    let read = run
        .engine
        .state
        .read(move |connection| steps::find(connection, job_id, position));
    match read.await {
        Ok(Some(stored)) if stored.finished_at.is_none() && stored.revision != run.step.revision => {
            let is_same = stored.request.is_some() && stored.request.as_ref() == request;
            run.step = stored;
            is_same
        }
        _ => false,
    }
}
