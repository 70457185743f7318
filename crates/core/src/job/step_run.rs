//! One step while the engine works on it, and the phase that comes next. The phases are in `begin`, `send` and `reconcile`.

use std::sync::Arc;
use std::time::Duration;

use alibaba_cloud::FailureKind;
use tokio::sync::watch;

use super::cause::Cause;
use super::engine::{Engine, StepKey, Superseded};
use super::events::{event, fail, stop};
use super::kind::{Earlier, StepKind};
use super::outcome::throttle_wait;
use super::{JobEventCode, StepState, advance, steps};
use crate::cloud::CallError;
use crate::store::attempts::AttemptRow;
use crate::store::job_events::JobEventRow;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// One step while the engine works on it.
pub(super) struct StepRun {
    pub(super) engine: Arc<Engine>,
    pub(super) step: StepRow,
    /// All steps of the job, as they were when the run began.
    pub(super) job: Vec<StepRow>,
    /// The current attempt; `None` before the request is known.
    pub(super) attempt: Option<AttemptRow>,
    /// What the step waits for.
    pub(super) waits_for: Option<ProblemCode>,
    /// Waits in a row, for the backoff.
    pub(super) pauses: u32,
    /// Wake signals since the last try, so that one that comes during a try is not missed.
    pub(super) wakes: watch::Receiver<u64>,
    /// Whether the last answer was a refusal with the status of a success or of a server error.
    pub(super) contradicted: bool,
    /// What two such answers in a row say. It is believed when no result is found.
    pub(super) refusal: Option<Problem>,
    /// Searches after which the owner of the name was still not known.
    pub(super) undecided: u32,
    /// The attempt as it was before the current sending.
    pub(super) before_sending: Option<AttemptRow>,
    /// [`StepKind::prepare`] was asked since the last sending.
    pub(super) prepared: bool,
    /// It is asked once more because of a wait to send, which is not over by an answer to that.
    pub(super) waits_to_send: bool,
    /// Why the last sending had no clear answer.
    pub(super) unclear: Option<Problem>,
    /// When the last search ended without a result, milliseconds since the epoch.
    pub(super) searched_at: Option<i64>,
}

/// What the engine does next with the step.
pub(super) enum Phase {
    /// Find out what to send, and whether it can be sent now.
    Begin,
    /// Send under the current attempt.
    Send,
    /// Search the cloud for a result first.
    Reconcile(Cause),
    /// Nothing: the cloud has accepted the step, or the step has ended, or another writer has changed it.
    Exit,
}

impl From<Superseded> for Phase {
    fn from(_: Superseded) -> Self {
        Self::Exit
    }
}

impl StepRun {
    pub(super) fn key(&self) -> StepKey {
        (self.step.job_id, self.step.position)
    }

    pub(super) fn kind(&self) -> &'static dyn StepKind {
        steps::of(self.step.kind)
    }

    pub(super) fn earlier(&self) -> Earlier<'_> {
        Earlier(&self.job)
    }

    /// Clears the wait: the cloud has answered.
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
    pub(super) async fn finish(&mut self, event: JobEventRow) -> Phase {
        if self.persist(vec![event]).await.is_ok() {
            advance::ended(&self.engine, &self.step).await;
        }
        Phase::Exit
    }

    /// Ends a step as failed.
    pub(super) async fn fail(&mut self, problem: Problem) -> Phase {
        let line = fail(&mut self.step, problem, self.engine.now());
        self.finish(line).await
    }

    /// Ends a step whose account is gone.
    pub(super) async fn stop(&mut self, problem: Problem) -> Phase {
        let line = stop(&mut self.step, Some(problem), self.engine.now());
        self.finish(line).await
    }

    /// Waits for the cause of `problem` to go away: nothing was sent, or nothing that can have had an effect. The job's log gets one
    /// line, however often it is tried. Returns `next`.
    pub(super) async fn wait(&mut self, problem: Problem, at_least: Option<Duration>, next: Phase) -> Phase {
        if problem.code == ProblemCode::AccountRemoved {
            return self.stop(problem).await;
        }
        let is_logged = self.waits_for.replace(problem.code) == Some(problem.code);
        let line = (!is_logged).then(|| self.line(JobEventCode::Paused).because(&problem));
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

    /// After a read before the sending that failed: waits, unless what is read is not there.
    pub(super) async fn after_reading(&mut self, failure: CallError, next: Phase) -> Phase {
        let is_final = match &failure.error {
            Some(error) => error.kind() == FailureKind::ClientFault && !error.outcome_unknown(),
            None => failure.problem.code == ProblemCode::NotFound,
        };
        if is_final {
            return self.fail(failure.problem).await;
        }
        self.wait_after(failure, next).await
    }

    /// Waits after a read that failed.
    pub(super) async fn wait_after(&mut self, failure: CallError, next: Phase) -> Phase {
        let is_throttled = failure.problem.code == ProblemCode::Throttled;
        let asked = failure.error.as_ref().and_then(|error| error.retry_after());
        let at_least = is_throttled.then(|| throttle_wait(&self.engine, asked));
        self.wait(failure.problem, at_least, next).await
    }
}
