//! After no clear answer: has the cloud done it? Looked for in its result region, for a while, before anything is sent again. What
//! another installation made is never taken over.

use std::time::Duration;

use super::begin::{new_attempt, no_request};
use super::cause::Cause;
use super::kind::{Found, NameProblem, Sought};
use super::send::{cloud_now, refuse};
use super::work::{Next, Work};
use super::{AttemptOutcome, JobEventCode, StepState};
use crate::Problem;
use crate::cloud::AccountClient;

/// Pauses before each look, seconds: several looks, the last one a minute and more after the first. A request may be at work
/// for longer than its answer takes to get lost.
const LOOKS: [u64; 7] = [0, 2, 4, 9, 15, 20, 25];

/// Rounds of looks, a minute and more each, after which a name that never told whose it is ends the step.
const MOST_UNDECIDED: u32 = 4;

pub(super) async fn reconcile(work: &mut Work, cause: Cause) -> Next {
    if let Err(superseded) = begin(work).await {
        return superseded;
    }
    let mut undecided = None;
    for pause in LOOKS {
        tokio::time::sleep(Duration::from_secs(pause)).await;
        let found = match probe_until_answered(work).await {
            Ok(found) => found,
            Err(next) => return next,
        };
        match found {
            Found::Ours {
                resource_id,
                made_at,
                by,
                others,
                request_id,
            } => return adopt(work, resource_id, made_at, by, others, &request_id).await,
            Found::Foreign { resource_id } if cause == Cause::NameTaken => {
                return name_taken(work, Some(&resource_id)).await;
            }
            Found::Foreign { .. } => undecided = None,
            Found::Undetermined { resource_id } => undecided = Some(resource_id),
            // A listing may lag behind an earlier one.
            Found::Nothing => {}
        }
    }
    work.looked_at = Some(work.engine.now());
    not_found(work, cause, undecided).await
}

async fn not_found(work: &mut Work, cause: Cause, undecided: Option<String>) -> Next {
    let refusal = work.refusal.take();
    let (sendings, number) = work
        .attempt
        .as_ref()
        .map_or((0, 1), |attempt| (attempt.sendings, attempt.number));
    // What has the name and is in no listing may be what an earlier sending made.
    let is_unseen = cause == Cause::NameTaken && (sendings > 1 || number > 1);
    let is_undecided = undecided.is_some() || is_unseen;
    if is_undecided {
        work.undecided += 1;
        let is_open = work.undecided < MOST_UNDECIDED;
        match cause {
            Cause::NameTaken | Cause::TokenSpent if is_open => return Next::Look(cause),
            // A new token could make a second result.
            Cause::NameTaken | Cause::TokenSpent => return fail_undecided(work, undecided.as_deref()).await,
            Cause::Contradiction if refusal.is_some() && !is_open => {
                return fail_undecided(work, undecided.as_deref()).await;
            }
            // The same token tells whether the result is the step's.
            Cause::NoAnswer | Cause::InProgress | Cause::Contradiction => {}
        }
    } else if let Some(problem) = refusal {
        return refuse(work, problem).await;
    }
    match cause {
        Cause::NameTaken => name_taken(work, None).await,
        Cause::TokenSpent => {
            let Some(request) = work.step.request.clone() else {
                return work.fail(no_request()).await;
            };
            work.attempt = Some(new_attempt(work, &request, number + 1));
            let line = work.line(JobEventCode::NewToken).with("attempt", number + 1);
            sent_again(work, Some(line)).await
        }
        Cause::NoAnswer | Cause::InProgress | Cause::Contradiction => {
            if let Some(attempt) = &mut work.attempt {
                attempt.outcome = AttemptOutcome::Unsent;
            }
            let line = (!is_undecided).then(|| work.line(JobEventCode::NotFoundResend));
            sent_again(work, line).await
        }
    }
}

async fn sent_again(work: &mut Work, line: Option<crate::store::job_events::JobEventRow>) -> Next {
    match work.persist(Vec::from_iter(line)).await {
        // A retry of what may have had an effect comes here before its request is made.
        Ok(()) if work.step.request.is_none() => Next::Begin,
        Ok(()) => Next::Send,
        Err(superseded) => superseded.into(),
    }
}

/// A process that died while sending left no line about it.
async fn begin(work: &mut Work) -> Result<(), Next> {
    let was_sending = work
        .attempt
        .as_ref()
        .is_some_and(|attempt| attempt.outcome == AttemptOutcome::Sending);
    let line = was_sending.then(|| work.line(JobEventCode::NoAnswer));
    if let Some(attempt) = &mut work.attempt {
        attempt.outcome = AttemptOutcome::Unknown;
    }
    work.step.state = StepState::Reconciling;
    work.step.problem = None;
    work.persist(Vec::from_iter(line)).await.map_err(Next::from)
}

/// A look that could not be made is no look: it is made again until the cloud has answered.
async fn probe_until_answered(work: &mut Work) -> Result<Found, Next> {
    loop {
        let next = match work.engine.client(&work.step.account_id).await {
            Err(problem) => work.wait(problem, None, Next::Send).await,
            Ok(client) => {
                let sought = Sought {
                    step: &work.step,
                    sent_at: sent_at(work, &client),
                    client: &client,
                };
                match work.kind().find(sought).await {
                    Ok(found) => {
                        if work.waits_for.is_some() {
                            work.reached();
                            work.step.state = StepState::Reconciling;
                            work.step.problem = None;
                            work.persist(Vec::new()).await.map_err(Next::from)?;
                        }
                        return Ok(found);
                    }
                    Err(failure) => work.wait_after(failure, Next::Send).await,
                }
            }
        };
        if matches!(next, Next::Over) {
            return Err(Next::Over);
        }
    }
}

/// When the step was sent first, in the cloud's own time.
fn sent_at(work: &Work, client: &AccountClient) -> i64 {
    let first = work.attempt.as_ref().and_then(|attempt| attempt.first_sent_at);
    first.unwrap_or_else(|| cloud_now(work, client))
}

async fn adopt(
    work: &mut Work,
    resource_id: String,
    made_at: Option<i64>,
    by: &str,
    others: usize,
    request_id: &str,
) -> Next {
    let now = work.engine.now();
    let found = work.line(JobEventCode::Adopted).answered(Some(request_id));
    let mut lines = vec![found.with("resourceId", &resource_id).with("by", by)];
    if others > 0 {
        let line = work.line(JobEventCode::DuplicateFound).answered(Some(request_id));
        lines.push(line.with("resourceId", &resource_id).with("count", others + 1));
    }
    if let Some(attempt) = &mut work.attempt {
        attempt.outcome = AttemptOutcome::Adopted;
    }
    work.step.state = StepState::Running;
    work.step.problem = None;
    // The cloud's own time of the making, but within the time of this computer, whose clock may have been set back since.
    let began = work.step.started_at.unwrap_or(now);
    work.step.accepted_at = Some(made_at.unwrap_or(now).max(began).min(now.max(began)));
    work.step.resource_id = Some(resource_id);
    let _ = work.persist(lines).await;
    Next::Over
}

async fn name_taken(work: &mut Work, resource_id: Option<&str>) -> Next {
    let problem = about_name(work, NameProblem::Taken, resource_id);
    refuse(work, problem).await
}

async fn fail_undecided(work: &mut Work, resource_id: Option<&str>) -> Next {
    let problem = about_name(work, NameProblem::Undecided, resource_id);
    work.fail(problem).await
}

fn about_name(work: &Work, code: NameProblem, resource_id: Option<&str>) -> Problem {
    work.kind().about_name(&work.step, code, resource_id)
}
