//! Updates a step from what a poller has observed of its result, or after an answer that did not list it.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::engine::Engine;
use super::events::{event, fail};
use super::kind::{Observed, Seen, StepUpdate, Verdict};
use super::{AttemptOutcome, JobEventCode, StepState, advance, steps};
use crate::milliseconds::SECOND;
use crate::store::attempts;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// A result counts as no longer listed after so many answers in a row, over so long a time, without it.
const MISSES: u32 = 5;
const MISSED_FOR: Duration = Duration::from_secs(60);
/// A copy whose cancelling the cloud has accepted is gone after so many answers in a row without it.
const MISSES_OF_CANCELLED: u32 = 2;
/// What a step was to delete is gone after so many answers in a row without it.
const MISSES_OF_DELETED: u32 = 2;
/// The interval for a result that is no longer listed. It is asked for without end.
const NOT_LISTED_INTERVAL: Duration = Duration::from_secs(120);
/// How old the stored time of the last observation may get, milliseconds.
const LAST_SEEN_KEPT: i64 = 30 * SECOND;

/// Answers in a row that did not have a result.
#[derive(Debug)]
pub(super) struct Misses {
    count: u32,
    since: Instant,
    last: Instant,
}

impl Default for Misses {
    fn default() -> Self {
        let now = Instant::now();
        Self {
            count: 0,
            since: now,
            last: now,
        }
    }
}

impl Misses {
    pub(super) fn count(&mut self) {
        self.count += 1;
        self.last = Instant::now();
    }

    fn is_long(&self) -> bool {
        self.count >= MISSES && self.since.elapsed() >= MISSED_FOR
    }

    /// Whether it is time to ask again.
    pub(super) fn is_due(&self) -> bool {
        !self.is_long() || self.last.elapsed() >= NOT_LISTED_INTERVAL
    }
}

/// What was observed of a step's results; `None` when nothing was.
pub(super) fn find<'a>(step: &StepRow, observed: &'a Observed) -> Option<Seen<'a>> {
    let ids = steps::of(step.kind).watched(step).into_iter();
    let seen = ids.filter_map(|id| observed.by_id.get_key_value(&id));
    let seen: Vec<_> = seen.map(|(id, seen)| (id.as_str(), seen)).collect();
    (!seen.is_empty()).then_some(Seen(seen))
}

/// Stores what the cloud says of a result.
pub(super) async fn apply(engine: &Arc<Engine>, mut step: StepRow, seen: Seen<'_>, request_id: &str) {
    let now = engine.now();
    let update = steps::of(step.kind).judge(&step, &seen, now);
    let before = step.clone();
    let mut lines = Vec::new();
    if is_not_listed(&step) {
        let id = step.resource_id.clone().unwrap_or_default();
        lines.push(event(now, step.position, JobEventCode::ListedAgain).with("resourceId", id));
    }
    step.cloud_status = update.status;
    step.progress = step.progress.max(update.progress);
    step.queued_behind = update.queued_behind;
    step.result = update.result.or(step.result);
    step.problem = None;
    step.last_seen_at = Some(now);
    if step.state != StepState::Cancelling {
        step.state = StepState::Running;
    }
    match update.verdict {
        Verdict::Done { code, params } => {
            if before.state == StepState::Cancelling {
                lines.push(event(now, step.position, JobEventCode::CancelFailed));
            }
            step.state = StepState::Done;
            step.progress = step.progress.map(|_| 100);
            step.finished_at = Some(now);
            let line = event(now, step.position, code);
            lines.push(
                params
                    .into_iter()
                    .fold(line, |line, (name, value)| line.with(name, value)),
            );
        }
        Verdict::Failed(problem) => {
            lines.push(fail(&mut step, problem.with_default("requestId", request_id), now));
        }
        Verdict::Cancelled => {
            step.state = StepState::Cancelled;
            step.finished_at = Some(now);
            lines.push(event(now, step.position, JobEventCode::Cancelled));
        }
        Verdict::Running => {
            let is_known = |problem: &Problem| before.problem.as_ref().is_some_and(|known| known.code == problem.code);
            let new = update.problem.as_ref().filter(|problem| !is_known(problem));
            lines.extend(new.map(|problem| event(now, step.position, JobEventCode::Paused).because(problem)));
            lines.extend(progress_line(&before, &step, now));
            step.problem = update.problem;
        }
    }
    let is_stale = before.last_seen_at.is_none_or(|at| (now - at).abs() >= LAST_SEEN_KEPT);
    let has_changed = before.state != step.state
        || before.problem != step.problem
        || before.queued_behind != step.queued_behind
        || before.result != step.result;
    if lines.is_empty() && !has_changed && !is_stale {
        return;
    }
    let lines = lines.into_iter().map(|line| line.answered(Some(request_id)));
    // If the step was changed in between, the next round sees it.
    if engine.persist(&mut step, None, lines.collect()).await.is_ok() && step.finished_at.is_some() {
        advance::ended(engine, &step).await;
    }
}

fn progress_line(before: &StepRow, step: &StepRow, now: i64) -> Option<crate::store::job_events::JobEventRow> {
    if let Some(behind) = step.queued_behind
        && before.queued_behind != Some(behind)
    {
        return Some(event(now, step.position, JobEventCode::Queued).with("behind", behind));
    }
    let has_moved = (&before.cloud_status, before.progress) != (&step.cloud_status, step.progress);
    has_moved.then(|| {
        let status = step.cloud_status.clone().unwrap_or_default();
        let line = event(now, step.position, JobEventCode::Progress).with("status", status);
        match step.progress {
            Some(percent) => line.with("progress", percent),
            None => line,
        }
    })
}

pub(super) fn is_not_listed(step: &StepRow) -> bool {
    step.problem.as_ref().is_some_and(|problem| {
        matches!(
            problem.code,
            ProblemCode::ImageNotListed
                | ProblemCode::SnapshotNotListed
                | ProblemCode::InstanceNotListed
                | ProblemCode::TaskNotListed
        )
    })
}

pub(super) fn is_not_shown(step: &StepRow) -> bool {
    let code = step.problem.as_ref().map(|problem| problem.code);
    matches!(code, Some(ProblemCode::StillNotShown | ProblemCode::StillListed))
}

/// Whether the cloud has accepted the cancelling. Without that, a missing row may only be a stale listing.
async fn is_cancel_accepted(engine: &Engine, step: &StepRow) -> bool {
    let Some(request) = steps::of(step.kind).cancel(step) else {
        return false;
    };
    let (job_id, position) = (step.job_id, step.position);
    let read = engine
        .state
        .read(move |connection| attempts::of_step(connection, job_id, position));
    let attempts = read.await.unwrap_or_default();
    let last = attempts.last().filter(|last| last.action == request.action);
    last.is_some_and(|last| last.outcome == AttemptOutcome::Accepted)
}

/// After an answer without the result, although it was asked for by id and with every status. That ends no step: polling goes on.
pub(super) async fn missed(engine: &Arc<Engine>, mut step: StepRow, misses: &Misses, request_id: &str) {
    let now = engine.now();
    let id = step.resource_id.clone().unwrap_or_default();
    if step.state == StepState::Cancelling {
        let is_gone =
            misses.count >= MISSES_OF_CANCELLED && (misses.is_long() || is_cancel_accepted(engine, &step).await);
        if is_gone {
            step.state = StepState::Cancelled;
            step.finished_at = Some(now);
            step.queued_behind = None;
            step.problem = None;
            let line = event(now, step.position, JobEventCode::Cancelled).answered(Some(request_id));
            if engine.persist(&mut step, None, vec![line]).await.is_ok() {
                advance::ended(engine, &step).await;
            }
        }
        return;
    }
    if let Some(update) = steps::of(step.kind).when_gone(&step) {
        if misses.count >= MISSES_OF_DELETED {
            gone(engine, step, update, request_id).await;
        }
        return;
    }
    if !misses.is_long() || is_not_listed(&step) {
        return;
    }
    step.state = StepState::Running;
    step.queued_behind = None;
    step.problem = Some(steps::of(step.kind).not_listed(&id));
    let line = event(now, step.position, JobEventCode::NotListed).with("resourceId", id);
    let _ = engine
        .persist(&mut step, None, vec![line.answered(Some(request_id))])
        .await;
}

/// Ends a step whose end is that the cloud does not list its results any more.
async fn gone(engine: &Arc<Engine>, mut step: StepRow, update: StepUpdate, request_id: &str) {
    let now = engine.now();
    step.result = update.result.or(step.result);
    step.last_seen_at = Some(now);
    let line = match update.verdict {
        Verdict::Running | Verdict::Cancelled => return,
        Verdict::Failed(problem) => fail(&mut step, problem.with_default("requestId", request_id), now),
        Verdict::Done { code, params } => {
            step.state = StepState::Done;
            step.problem = None;
            step.finished_at = Some(now);
            let line = event(now, step.position, code);
            params
                .into_iter()
                .fold(line, |line, (name, value)| line.with(name, value))
        }
    };
    let line = line.answered(Some(request_id));
    if engine.persist(&mut step, None, vec![line]).await.is_ok() {
        advance::ended(engine, &step).await;
    }
}
