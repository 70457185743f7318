//! What a person can do with a step: retry, change, skip, cancel, stop. Each request of the window is carried out at most once.

use alibaba_cloud::Idempotency;

use super::engine::StepKey;
use super::events::{event, stop};
use super::jobs::Jobs;
use super::kind::StepKind;
use super::update::{is_not_listed, is_not_shown};
use super::{
    AttemptOutcome, JobDetail, JobEventCode, StepActions, StepChange, StepKindName, StepState, advance, steps,
};
use crate::cloud::ram_action;
use crate::store::attempts::AttemptRow;
use crate::store::job_events::JobEventRow;
use crate::store::steps::StepRow;
use crate::store::{self, attempts, job_events, jobs};
use crate::{Problem, ProblemCode};

/// What can be done with a step now.
pub(super) fn possible(step: &StepRow, attempt: Option<&AttemptRow>) -> StepActions {
    let kind = steps::of(step.kind);
    let is_failed = step.state == StepState::Failed;
    let is_running = step.state == StepState::Running;
    let is_cancellable = kind.cancel(step).is_some();
    let is_accepted = step.accepted_at.is_some() && step.finished_at.is_none();
    StepActions {
        retry: is_failed,
        change: is_failed && kind.can_change(),
        skip: can_skip(kind, step, attempt),
        cancel: is_cancellable && (is_running || (is_accepted && step.state == StepState::Waiting)),
        password: step
            .problem
            .as_ref()
            .is_some_and(|problem| problem.code == ProblemCode::PasswordNeeded),
        confirm: can_confirm(step),
        launch_rest: false,
        stop: is_accepted && (is_not_listed(step) || is_not_shown(step)),
        leave_rest: can_leave_rest(kind, step),
        cannot_be_cancelled: is_accepted && !is_cancellable && !kind.only_watches(),
    }
}

/// A step can be skipped while nothing of it can have had an effect.
fn can_skip(kind: &dyn StepKind, step: &StepRow, attempt: Option<&AttemptRow>) -> bool {
    let is_unsent = attempt.is_none_or(|attempt| {
        attempt.sendings == 0 && matches!(attempt.outcome, AttemptOutcome::Unsent | AttemptOutcome::Throttled)
    });
    // Some of several requests may be in effect, whatever the current one has come to.
    let is_unsent = is_unsent && !(kind.sends_several() && step.result.is_some());
    match step.state {
        StepState::Failed => true,
        StepState::Pending => is_unsent,
        StepState::Waiting if step.accepted_at.is_none() => is_unsent,
        StepState::Waiting | StepState::Running => kind.only_watches(),
        _ => false,
    }
}

/// Whether a step is at work on several requests, of which some are not sent yet.
fn can_leave_rest(kind: &dyn StepKind, step: &StepRow) -> bool {
    let is_at_work = step.state != StepState::Pending && step.accepted_at.is_none() && step.finished_at.is_none();
    is_at_work && kind.can_leave_rest(step)
}

/// Whether a step waits to release its instances.
fn can_confirm(step: &StepRow) -> bool {
    let waits = step.problem.as_ref().is_some_and(|problem| {
        matches!(
            problem.code,
            ProblemCode::ReleaseUnconfirmed | ProblemCode::ReleaseScheduled
        )
    });
    waits && step.finished_at.is_none()
}

/// The result of an action: the changed step, an attempt to store with it, a line of the log.
type Changed = (StepRow, Option<AttemptRow>, JobEventRow);

/// The RAM name of the action that a step will send.
type ActionOf = fn(&StepRow) -> Option<String>;

impl Jobs {
    /// Sends a failed step again as a new attempt, with a change if there is one.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `DraftInvalid`, `AccountLocked`, `StoreFailed`.
    pub(crate) async fn retry(
        &self,
        request_id: &str,
        key: StepKey,
        change: Option<StepChange>,
    ) -> Result<JobDetail, Problem> {
        let engine = self.engine.clone();
        let now = engine.now();
        let (token, marker) = (engine.runtime.nonce(), engine.runtime.nonce());
        let action = |step: &StepRow| steps::of(step.kind).action_of(step);
        self.act(request_id, key, Some(action), move |mut step, attempts| {
            if step.state != StepState::Failed {
                return Err(moved_on());
            }
            let kind = steps::of(step.kind);
            if let Some(change) = &change {
                kind.change(&mut step, change)?;
            }
            kind.before_retry(&mut step)?;
            let was_accepted = step.accepted_at.is_some();
            let is_open = attempts.last().is_some_and(|last| {
                last.sendings > 0 && !matches!(last.outcome, AttemptOutcome::Refused | AttemptOutcome::Throttled)
            });
            if was_accepted {
                // The result of the earlier attempt has failed; a new marker keeps the next one apart from it.
                step.marker = marker;
                step.resource_id = None;
            }
            let number = attempts.last().map_or(0, |last| last.number) + 1;
            let attempt = step.request.as_ref().map(|request| {
                let token = (request.idempotency == Idempotency::WithClientToken).then_some(token);
                let mut attempt = AttemptRow::new(step.job_id, step.position, number, &request.action, token);
                if is_open && !was_accepted {
                    attempt.outcome = AttemptOutcome::Unknown;
                    attempt.first_sent_at = attempts.iter().filter_map(|earlier| earlier.first_sent_at).min();
                }
                attempt
            });
            // Made anew from what is stored, with the change and the marker.
            step.request = None;
            begin_anew(&mut step);
            let line = event(now, step.position, JobEventCode::Retried).with("attempt", number);
            Ok((step, attempt, line))
        })
        .await
    }

    /// Skips a step, and with it every step that needs its result.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `StoreFailed`.
    pub(crate) async fn skip(&self, request_id: &str, key: StepKey) -> Result<JobDetail, Problem> {
        let now = self.engine.now();
        self.act(request_id, key, None, move |mut step, attempts| {
            if !can_skip(steps::of(step.kind), &step, attempts.last()) {
                return Err(moved_on());
            }
            step.state = StepState::Skipped;
            step.finished_at = Some(now);
            step.queued_behind = None;
            let code = match step.kind {
                StepKindName::ReleaseInstances => JobEventCode::InstancesKept,
                StepKindName::UndoTime => JobEventCode::Undone,
                _ => JobEventCode::Skipped,
            };
            let line = event(now, step.position, code);
            Ok((step, None, line))
        })
        .await
    }

    /// Confirms that the instances of a step are released now, before their time if they have one.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `AccountLocked`, `StoreFailed`.
    pub(crate) async fn confirm(&self, request_id: &str, key: StepKey) -> Result<JobDetail, Problem> {
        let now = self.engine.now();
        let action = |step: &StepRow| steps::of(step.kind).action_of(step);
        self.act(request_id, key, Some(action), move |mut step, _| {
            if !can_confirm(&step) {
                return Err(moved_on());
            }
            steps::confirm_release(&mut step, now)?;
            step.state = StepState::Pending;
            step.problem = None;
            let line = event(now, step.position, JobEventCode::ReleaseConfirmed);
            Ok((step, None, line))
        })
        .await
    }

    /// Asks the cloud to cancel a step.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `AccountLocked`, `StoreFailed`.
    pub(crate) async fn cancel(&self, request_id: &str, key: StepKey) -> Result<JobDetail, Problem> {
        let now = self.engine.now();
        let action = |step: &StepRow| steps::of(step.kind).cancel(step).as_ref().map(ram_action);
        self.act(request_id, key, Some(action), move |mut step, attempts| {
            if !possible(&step, attempts.last()).cancel {
                return Err(moved_on());
            }
            step.state = StepState::Cancelling;
            let line = event(now, step.position, JobEventCode::Cancelling);
            Ok((step, None, line))
        })
        .await
    }

    /// Stops watching a step whose result the cloud no longer lists, or still does not show. One that sends several requests sends no
    /// further one.
    ///
    /// # Errors
    /// `NotFound`, `StepMovedOn`, `StoreFailed`.
    pub(crate) async fn stop(&self, request_id: &str, key: StepKey) -> Result<JobDetail, Problem> {
        let now = self.engine.now();
        self.act(request_id, key, None, move |mut step, attempts| {
            let kind = steps::of(step.kind);
            if can_leave_rest(kind, &step) {
                kind.leave_rest(&mut step)?;
                let line = event(now, step.position, JobEventCode::RestLeftOut);
                return Ok((step, None, line));
            }
            if !possible(&step, attempts.last()).stop {
                return Err(moved_on());
            }
            let problem = step.problem.clone();
            let line = stop(&mut step, problem, now);
            Ok((step, None, line))
        })
        .await
    }

    /// Changes a step once per request, in one transaction, and lets its job go on. `sends` names the action that it leads to, if any.
    pub(super) async fn act(
        &self,
        request_id: &str,
        key: StepKey,
        sends: Option<ActionOf>,
        change: impl FnOnce(StepRow, &[AttemptRow]) -> Result<Changed, Problem> + Send + 'static,
    ) -> Result<JobDetail, Problem> {
        if request_id.is_empty() {
            return Err(Problem::new(ProblemCode::Empty).at("requestId"));
        }
        let (job_id, position) = key;
        if let Some(action) = sends {
            self.refuse_when_locked(key, action).await?;
        }
        let request_id = request_id.to_owned();
        let written = self.engine.state.write(move |transaction| {
            let Some(step) = store::steps::find(transaction, job_id, position)? else {
                return Ok(Err(Problem::new(ProblemCode::NotFound)));
            };
            if step.last_request_id.as_ref() == Some(&request_id) {
                return Ok(Ok(None));
            }
            let attempts = attempts::of_step(transaction, job_id, position)?;
            let (mut step, attempt, line) = match change(step, &attempts) {
                Ok(changed) => changed,
                Err(problem) => return Ok(Err(problem)),
            };
            step.last_request_id = Some(request_id);
            store::steps::reopen(transaction, &step)?;
            if let Some(attempt) = &attempt {
                attempts::put(transaction, attempt)?;
            }
            job_events::insert(transaction, job_id, &line)?;
            if step.finished_at.is_none() {
                jobs::set_finished(transaction, job_id, None)?;
            }
            Ok(Ok(Some(step)))
        });
        if let Some(step) = written.await?? {
            self.engine.forget_password(&step);
        }
        // A step that waits reads its state again.
        self.engine.wake.send();
        advance::advance(&self.engine, job_id, false).await;
        self.get(job_id).await
    }
}

fn begin_anew(step: &mut StepRow) {
    step.state = StepState::Pending;
    step.problem = None;
    step.cloud_status = None;
    step.progress = None;
    step.queued_behind = None;
    step.result = None;
    step.accepted_at = None;
    step.last_seen_at = None;
    step.finished_at = None;
    step.started_at = None;
}

pub(super) fn moved_on() -> Problem {
    Problem::new(ProblemCode::StepMovedOn)
}
