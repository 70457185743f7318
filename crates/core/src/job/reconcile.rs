//! After an unknown outcome: searches the result region for what the sending may have made, several times, before anything is sent again.
//! A result of another installation is never adopted.

use std::time::Duration;

use super::begin::{new_attempt, no_request};
use super::cause::Cause;
use super::kind::{Answer, Found, Made, NameProblem, Search};
use super::send::{cloud_now, refuse};
use super::step_run::{Phase, StepRun};
use super::{AttemptOutcome, JobEventCode, StepState, several};
use crate::cloud::AccountClient;
use crate::milliseconds::MINUTE;
use crate::{Problem, ProblemCode};

/// Pause before each search, seconds. The last search is more than a minute after the first, because the cloud may still work on a
/// request whose answer was lost.
const SEARCH_PAUSES: [u64; 7] = [0, 2, 4, 9, 15, 20, 25];

/// How far the time of a sending by the measured clock of the cloud may be wrong, milliseconds: a reply under way, whole seconds.
const MEASURED_CLOCK_TOLERANCE: i64 = MINUTE;
/// The same when no reply had the time: the cloud accepts timestamps that differ by less.
const ACCEPTED_CLOCK_DIFFERENCE: i64 = 15 * MINUTE;

/// Rounds of searches, more than a minute each, after which a step whose name has an unknown owner fails.
const MOST_UNDECIDED: u32 = 4;

pub(super) async fn reconcile(run: &mut StepRun, cause: Cause) -> Phase {
    if let Err(superseded) = begin(run).await {
        return superseded;
    }
    if run.kind().sends_several() {
        return look_once(run, cause).await;
    }
    let mut undecided = None;
    for (index, pause) in SEARCH_PAUSES.into_iter().enumerate() {
        tokio::time::sleep(Duration::from_secs(pause)).await;
        let is_last = index + 1 == SEARCH_PAUSES.len();
        let found = match search_until_answered(run, cause, is_last).await {
            Ok(found) => found,
            Err(next) => return next,
        };
        match found {
            Found::Ours {
                made,
                made_at,
                by,
                others,
                request_id,
            } => return adopt(run, made, made_at, by, others, &request_id).await,
            Found::Foreign { resource_id } if cause == Cause::NameTaken => {
                return name_taken(run, Some(&resource_id)).await;
            }
            Found::Foreign { .. } => undecided = None,
            Found::Undetermined { resource_id } => undecided = Some(resource_id),
            // A listing may lag behind an earlier one.
            Found::Nothing => {}
        }
    }
    run.searched_at = Some(run.engine.now());
    not_found(run, cause, undecided).await
}

/// After one request of several: the others do not wait for it. When it has had no effect that can be seen, it is sent again after them.
async fn look_once(run: &mut StepRun, cause: Cause) -> Phase {
    match search_until_answered(run, cause, true).await {
        Ok(Found::Ours {
            made,
            made_at,
            by,
            others,
            request_id,
        }) => adopt(run, made, made_at, by, others, &request_id).await,
        Ok(_) => {
            let unclear = run.unclear.take();
            let problem = unclear.unwrap_or_else(|| Problem::new(ProblemCode::ProviderFault));
            several::later(run, &problem).await
        }
        Err(next) => next,
    }
}

async fn not_found(run: &mut StepRun, cause: Cause, undecided: Option<String>) -> Phase {
    let refusal = run.refusal.take();
    let (sendings, number) = run
        .attempt
        .as_ref()
        .map_or((0, 1), |attempt| (attempt.sendings, attempt.number));
    // The name is taken and no listing shows by what: it may be the result of an earlier sending.
    let is_unseen = cause == Cause::NameTaken && (sendings > 1 || number > 1);
    let is_undecided = undecided.is_some() || is_unseen;
    if is_undecided {
        run.undecided += 1;
        let is_open = run.undecided < MOST_UNDECIDED;
        // Without a token, what is sent again is done again.
        let is_once = run
            .attempt
            .as_ref()
            .is_some_and(|attempt| attempt.client_token.is_none());
        match cause {
            _ if is_open && (is_once || matches!(cause, Cause::NameTaken | Cause::TokenSpent)) => {
                run.refusal = refusal;
                return Phase::Reconcile(cause);
            }
            // A new token could make a second resource.
            Cause::NameTaken | Cause::TokenSpent => return fail_undecided(run, undecided.as_deref()).await,
            _ if is_once => return fail_undecided(run, undecided.as_deref()).await,
            Cause::Contradiction if refusal.is_some() && !is_open => {
                return fail_undecided(run, undecided.as_deref()).await;
            }
            // The same token cannot make a second resource.
            Cause::NoAnswer | Cause::InProgress | Cause::Contradiction => {}
        }
    } else if let Some(problem) = refusal {
        return refuse(run, problem).await;
    }
    match cause {
        Cause::NameTaken => name_taken(run, None).await,
        Cause::TokenSpent => {
            let Some(request) = run.step.request.clone() else {
                return run.fail(no_request()).await;
            };
            run.attempt = Some(new_attempt(run, &request, number + 1));
            let line = run.line(JobEventCode::NewToken).with("attempt", number + 1);
            sent_again(run, Some(line)).await
        }
        Cause::NoAnswer | Cause::InProgress | Cause::Contradiction => {
            if let Some(attempt) = &mut run.attempt {
                attempt.outcome = AttemptOutcome::Unsent;
            }
            let line = (!is_undecided).then(|| run.line(JobEventCode::NotFoundResend));
            sent_again(run, line).await
        }
    }
}

async fn sent_again(run: &mut StepRun, line: Option<crate::store::job_events::JobEventRow>) -> Phase {
    match run.persist(Vec::from_iter(line)).await {
        // A retry after an unknown outcome has no request yet.
        Ok(()) if run.step.request.is_none() => Phase::Begin,
        Ok(()) => Phase::Send,
        Err(superseded) => superseded.into(),
    }
}

/// Marks the attempt as unknown. A process that was killed while sending has not logged that yet.
async fn begin(run: &mut StepRun) -> Result<(), Phase> {
    let was_sending = run
        .attempt
        .as_ref()
        .is_some_and(|attempt| attempt.outcome == AttemptOutcome::Sending);
    let line = was_sending.then(|| run.line(JobEventCode::NoAnswer));
    if let Some(attempt) = &mut run.attempt {
        attempt.outcome = AttemptOutcome::Unknown;
    }
    run.step.state = StepState::Reconciling;
    run.step.problem = None;
    run.persist(Vec::from_iter(line)).await.map_err(Phase::from)
}

/// Searches until the cloud has answered: a search that failed says nothing.
async fn search_until_answered(run: &mut StepRun, cause: Cause, is_last: bool) -> Result<Found, Phase> {
    loop {
        let next = match run.engine.client(&run.step.account_id).await {
            Err(problem) => run.wait(problem, None, Phase::Send).await,
            Ok(client) => {
                let search = Search {
                    step: &run.step,
                    not_before: not_before(run, &client),
                    now: run.engine.now(),
                    last_sent_at: run.attempt.as_ref().and_then(|attempt| attempt.last_sent_at),
                    is_last,
                    is_token_spent: cause == Cause::TokenSpent,
                    client: &client,
                };
                match run.kind().find(search).await {
                    Ok(found) => {
                        if run.waits_for.is_some() {
                            run.reached();
                            run.step.state = StepState::Reconciling;
                            run.step.problem = None;
                            run.persist(Vec::new()).await.map_err(Phase::from)?;
                        }
                        return Ok(found);
                    }
                    Err(failure) => run.wait_after(failure, Phase::Send).await,
                }
            }
        };
        if matches!(next, Phase::Exit) {
            return Err(Phase::Exit);
        }
    }
}

/// The first sending by the cloud's clock, less what that may be wrong by.
fn not_before(run: &StepRun, client: &AccountClient) -> i64 {
    let first = run.attempt.as_ref().and_then(|attempt| attempt.first_sent_at);
    let sent_at = first.unwrap_or_else(|| cloud_now(run, client));
    let tolerance = match client.measured_clock_offset() {
        Some(_) => MEASURED_CLOCK_TOLERANCE,
        None => ACCEPTED_CLOCK_DIFFERENCE,
    };
    sent_at.saturating_sub(tolerance)
}

async fn adopt(
    run: &mut StepRun,
    made: Made,
    made_at: Option<i64>,
    by: &str,
    others: usize,
    request_id: &str,
) -> Phase {
    let now = run.engine.now();
    let found = run.line(JobEventCode::Adopted).answered(Some(request_id));
    if run.kind().sends_several() {
        return several::noted(run, Answer::Accepted { request_id }, found.with("by", by)).await;
    }
    let mut lines = vec![found.made(&made).with("by", by)];
    if others > 0 {
        let line = run.line(JobEventCode::DuplicateFound).answered(Some(request_id));
        lines.push(line.made(&made).with("count", others + 1));
    }
    if let Some(attempt) = &mut run.attempt {
        attempt.outcome = AttemptOutcome::Adopted;
    }
    run.step.state = StepState::Running;
    run.step.problem = None;
    // The cloud's creation time, kept between the start of the step and now: this computer's clock may have been set back.
    let began = run.step.started_at.unwrap_or(now);
    run.step.accepted_at = Some(made_at.unwrap_or(now).max(began).min(now.max(began)));
    run.step.take_over(made);
    let _ = run.persist(lines).await;
    Phase::Exit
}

async fn name_taken(run: &mut StepRun, resource_id: Option<&str>) -> Phase {
    let problem = about_name(run, NameProblem::Taken, resource_id);
    refuse(run, problem).await
}

async fn fail_undecided(run: &mut StepRun, resource_id: Option<&str>) -> Phase {
    let problem = about_name(run, NameProblem::Undecided, resource_id);
    run.fail(problem).await
}

fn about_name(run: &StepRun, code: NameProblem, resource_id: Option<&str>) -> Problem {
    run.kind().about_name(&run.step, code, resource_id)
}
