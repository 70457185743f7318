//! What a step sends, written down before a byte of it leaves; and whether it can be sent now.

use alibaba_cloud::{Idempotency, RecordedRequest, Request};

use super::StepState;
use super::kind::Prepared;
use super::work::{Next, Work};
use crate::store::attempts::AttemptRow;

pub(super) async fn begin(work: &mut Work) -> Next {
    let kind = work.kind();
    if work.step.resource_id.is_none() {
        work.step.resource_id = kind.target(&work.step, &work.earlier());
    }
    if work.step.request.is_none() {
        match kind.request(&work.step, &work.earlier()) {
            Ok(Some(request)) => set_request(work, &request),
            Ok(None) => {}
            Err(problem) => return work.fail(problem).await,
        }
    }
    let client = match work.engine.client(&work.step.account_id).await {
        Ok(client) => client,
        Err(problem) => return work.wait(problem, None, Next::Begin).await,
    };
    let prepared = match kind.prepare(&work.step, &work.earlier(), &client).await {
        Ok(prepared) => prepared,
        Err(failure) => return work.wait_after(failure, Next::Begin).await,
    };
    let now = work.engine.now();
    match prepared {
        Prepared::NotYet(problem) => return work.wait(problem, None, Next::Begin).await,
        Prepared::Watch => {
            work.step.state = StepState::Running;
            work.step.problem = None;
            work.step.started_at.get_or_insert(now);
            work.step.accepted_at = Some(now);
            // The poller is told by `drive`, which sees that the step is accepted.
            let _ = work.persist(Vec::new()).await;
            return Next::Over;
        }
        Prepared::Nothing(code) => {
            work.step.state = StepState::Done;
            work.step.problem = None;
            work.step.started_at.get_or_insert(now);
            work.step.finished_at = Some(now);
            let line = work.line(code);
            return work.finish(line).await;
        }
        Prepared::Send(request) => set_request(work, &request),
        Prepared::Ready => {}
    }
    work.reached();
    let Some(request) = &work.step.request else {
        return work.fail(no_request()).await;
    };
    if work.attempt.is_none() {
        let attempt = new_attempt(work, request, 1);
        work.attempt = Some(attempt);
    }
    work.step.problem = None;
    match work.persist(Vec::new()).await {
        Ok(()) => Next::Send,
        Err(superseded) => superseded.into(),
    }
}

fn set_request(work: &mut Work, request: &Request) {
    work.step.request = Some(recorded(request));
}

/// A request as it is stored: without the token, which belongs to an attempt.
pub(super) fn recorded(request: &Request) -> RecordedRequest {
    let mut recorded = RecordedRequest::from(request);
    recorded.parameters.retain(|(name, _)| name != "ClientToken");
    recorded
}

/// An attempt at a request, with a token of its own when the action takes one.
pub(super) fn new_attempt(work: &Work, request: &RecordedRequest, number: u32) -> AttemptRow {
    let token = (request.idempotency == Idempotency::WithClientToken).then(|| work.engine.runtime.nonce());
    AttemptRow::new(work.step.job_id, work.step.position, number, &request.action, token)
}

pub(super) fn no_request() -> crate::Problem {
    crate::Problem::new(crate::ProblemCode::Internal).with("reason", "the step has no request")
}
