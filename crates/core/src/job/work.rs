//! A step in work, and what comes next for it. Doing it is in `begin`, `send` and `reconcile`.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::cause::Cause;
use super::engine::{Engine, Superseded};
use super::events::{event, fail, stop};
use super::kind::{Earlier, StepKind};
use super::outcome::throttle_wait;
use super::{JobEventCode, StepState, advance, steps};
use crate::cloud::CallError;
use crate::store::attempts::AttemptRow;
use crate::store::job_events::JobEventRow;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// A step in work.
pub(super) struct Work {
    pub(super) engine: Arc<Engine>,
    pub(super) step: StepRow,
    /// All steps of the job, as they were when the work began.
    pub(super) job: Vec<StepRow>,
    /// The current attempt; `None` before the request is known.
    pub(super) attempt: Option<AttemptRow>,
    /// What cannot be had right now, and how often in a row it was missed.
    pub(super) waits_for: Option<ProblemCode>,
    pub(super) pauses: u32,
    /// Wakes since the last try: one that comes while it fails is not missed.
    pub(super) wakes: watch::Receiver<u64>,
    /// Whether the last answer was a refusal and no refusal at once.
    pub(super) contradicted: bool,
    /// What two such answers in a row say is wrong, to be believed when no result is found.
    pub(super) refusal: Option<Problem>,
    /// Rounds of looks, whatever caused them, after which the name did not tell whose it is.
    pub(super) undecided: u32,
    /// The attempt as it was before the current sending.
    pub(super) before_sending: Option<AttemptRow>,
    /// When the cloud was last looked at without finding anything, milliseconds since the epoch.
    pub(super) looked_at: Option<i64>,
}

/// What comes next.
pub(super) enum Next {
    /// Find out what to send, and whether it can be sent now.
    Begin,
    /// Send under the current attempt.
    Send,
    /// Look first.
    Look(Cause),
    /// The cloud has accepted the step, or it has ended, or somebody else has changed it.
    Over,
}

impl From<Superseded> for Next {
    fn from(_: Superseded) -> Self {
        Self::Over
    }
}

impl Work {
    pub(super) fn kind(&self) -> &'static dyn StepKind {
        steps::of(self.step.kind)
    }

    pub(super) fn earlier(&self) -> Earlier<'_> {
        Earlier(&self.job)
    }

    /// The cloud has answered.
    pub(super) fn reached(&mut self) {
        self.waits_for = None;
        self.pauses = 0;
    }

    /// A line of the log about this step.
    pub(super) fn line(&self, code: JobEventCode) -> JobEventRow {
        event(self.engine.now(), self.step.position, code)
    }

    /// Writes the step and its attempt.
    pub(super) async fn persist(&mut self, events: Vec<JobEventRow>) -> Result<(), Superseded> {
        let engine = self.engine.clone();
        engine.persist(&mut self.step, self.attempt.as_ref(), events).await
    }

    /// Writes the end of the step, and lets the steps after it begin.
    pub(super) async fn finish(&mut self, event: JobEventRow) -> Next {
        if self.persist(vec![event]).await.is_ok() {
            advance::ended(&self.engine, &self.step).await;
        }
        Next::Over
    }

    /// Ends a step as failed.
    pub(super) async fn fail(&mut self, problem: Problem) -> Next {
        let line = fail(&mut self.step, problem, self.engine.now());
        self.finish(line).await
    }

    /// Ends a step whose account is gone.
    pub(super) async fn stop(&mut self, problem: Problem) -> Next {
        let line = stop(&mut self.step, Some(problem), self.engine.now());
        self.finish(line).await
    }

    /// Waits for what `problem` says: nothing was sent, or nothing that could take effect. However often it is tried, the log has one
    /// line for it. Comes back with `next`.
    pub(super) async fn wait(&mut self, problem: Problem, at_least: Option<Duration>, next: Next) -> Next {
        if problem.code == ProblemCode::AccountRemoved {
            return self.stop(problem).await;
        }
        let is_told = self.waits_for.replace(problem.code) == Some(problem.code);
        let line = (!is_told).then(|| self.line(JobEventCode::Paused).because(&problem));
        self.step.state = StepState::Waiting;
        self.step.problem = Some(problem);
        if let Err(superseded) = self.persist(Vec::from_iter(line)).await {
            return superseded.into();
        }
        let longest = at_least.unwrap_or_else(|| self.engine.backoff(self.pauses));
        self.engine.pause(self.wakes.clone(), longest).await;
        self.wakes.mark_unchanged();
        self.pauses += 1;
        next
    }

    /// Waits after a question that could not be asked.
    pub(super) async fn wait_after(&mut self, failure: CallError, next: Next) -> Next {
        let is_throttled = failure.problem.code == ProblemCode::Throttled;
        let asked = failure.error.as_ref().and_then(|error| error.retry_after());
        let at_least = is_throttled.then(|| throttle_wait(&self.engine, asked));
        self.wait(failure.problem, at_least, next).await
    }
}
