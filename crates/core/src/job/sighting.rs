//! What a poller has seen of a result, or not seen, and what follows for the step.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::engine::Engine;
use super::events::{event, fail};
use super::kind::{Observation, Observed, Verdict};
use super::{AttemptOutcome, JobEventCode, StepState, advance, steps};
use crate::store::attempts;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// A result counts as no longer listed when so many answers in a row, over so long a time, do not have it.
const MISSES: u32 = 5;
const MISSED_FOR: Duration = Duration::from_secs(60);
/// A copy that the cloud has agreed to cancel is gone when so many answers in a row do not have it.
const MISSES_OF_CANCELLED: u32 = 2;
/// How often is looked for what is not listed any more: seldom, and for ever.
const SELDOM: Duration = Duration::from_secs(120);
/// How old the time of the last sighting may get on the disk, milliseconds.
const LAST_SEEN_KEPT: i64 = 30_000;

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

    /// Whether it is time to look again.
    pub(super) fn is_due(&self) -> bool {
        !self.is_long() || self.last.elapsed() >= SELDOM
    }
}

/// What was observed of a step's result.
pub(super) fn of<'a>(step: &StepRow, observed: &'a Observed) -> Option<&'a Observation> {
    observed.by_id.get(step.resource_id.as_ref()?)
}

/// Takes over what the cloud tells of a result.
pub(super) async fn seen(engine: &Arc<Engine>, mut step: StepRow, seen: &Observation, request_id: &str) {
    let now = engine.now();
    let sighting = steps::of(step.kind).judge(&step, seen, now);
    let before = step.clone();
    let mut lines = Vec::new();
    if is_not_listed(&step) {
        let id = step.resource_id.clone().unwrap_or_default();
        lines.push(event(now, step.position, JobEventCode::ListedAgain).with("resourceId", id));
    }
    step.cloud_status = sighting.status;
    step.progress = step.progress.max(sighting.progress);
    step.queued_behind = sighting.queued_behind;
    step.result = sighting.result.or(step.result);
    step.problem = None;
    step.last_seen_at = Some(now);
    if step.state != StepState::Cancelling {
        step.state = StepState::Running;
    }
    match sighting.verdict {
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
        Verdict::Running => lines.extend(progress_line(&before, &step, now)),
    }
    let is_stale = before.last_seen_at.is_none_or(|at| (now - at).abs() >= LAST_SEEN_KEPT);
    let has_changed =
        before.state != step.state || before.problem != step.problem || before.queued_behind != step.queued_behind;
    if lines.is_empty() && !has_changed && !is_stale {
        return;
    }
    let lines = lines.into_iter().map(|line| line.answered(Some(request_id)));
    // Whoever was faster knows better; the next round sees both.
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

fn is_not_listed(step: &StepRow) -> bool {
    step.problem
        .as_ref()
        .is_some_and(|problem| problem.code == ProblemCode::ImageNotListed)
}

/// Whether the cloud has said that it cancels. Until then a listing that lags looks the same.
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

/// The cloud did not show a result, not even when asked for its id with every status. That ends nothing: it is looked for on and on.
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
    if !misses.is_long() || is_not_listed(&step) {
        return;
    }
    step.state = StepState::Running;
    step.queued_behind = None;
    step.problem = Some(Problem::new(ProblemCode::ImageNotListed).with("imageId", &id));
    let line = event(now, step.position, JobEventCode::NotListed).with("resourceId", id);
    let _ = engine
        .persist(&mut step, None, vec![line.answered(Some(request_id))])
        .await;
}
