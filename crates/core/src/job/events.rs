//! Lines of a job's log, as the engine writes them.

use std::collections::BTreeMap;

use super::kind::Made;
use super::{JobEvent, JobEventCode, StepState};
use crate::Problem;
use crate::store::job_events::JobEventRow;
use crate::store::steps::StepRow;

/// A line about a step without values.
pub(super) fn event(at: i64, position: u32, code: JobEventCode) -> JobEventRow {
    JobEventRow {
        at,
        position: Some(position),
        code,
        params: BTreeMap::new(),
        request_id: None,
        problem: None,
    }
}

impl JobEventRow {
    /// The same line with a value for its sentence.
    pub(super) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    /// The same line with what was made: its id, or how many.
    pub(super) fn made(self, made: &Made) -> Self {
        match &made.resource_id {
            Some(id) => self.with("resourceId", id),
            None if made.count > 0 => self.with("count", made.count),
            None => self,
        }
    }

    /// The same line with the RequestId of the reply.
    pub(super) fn answered(mut self, request_id: Option<&str>) -> Self {
        self.request_id = request_id.filter(|id| !id.is_empty()).map(str::to_owned);
        self
    }

    /// The same line with a failure, and the RequestId of the failure.
    pub(super) fn because(mut self, problem: &Problem) -> Self {
        let provider = problem.provider.as_ref();
        if let Some(provider) = provider {
            self = self.answered(Some(&provider.request_id));
        }
        self.problem = Some(problem.clone());
        self
    }
}

impl From<JobEventRow> for JobEvent {
    fn from(row: JobEventRow) -> Self {
        Self {
            at: row.at,
            position: row.position,
            code: row.code,
            params: row.params,
            request_id: row.request_id,
            problem: row.problem,
        }
    }
}

impl StepRow {
    /// Takes over what was made.
    pub(super) fn take_over(&mut self, made: Made) {
        self.resource_id = made.resource_id.or(self.resource_id.take());
        self.result = made.result.or(self.result.take());
    }
}

/// Ends a step as failed; the line for the log.
pub(super) fn fail(step: &mut StepRow, problem: Problem, now: i64) -> JobEventRow {
    let line = event(now, step.position, JobEventCode::Failed).because(&problem);
    step.state = StepState::Failed;
    step.finished_at = Some(now);
    step.queued_behind = None;
    step.problem = Some(problem);
    line
}

/// Ends a step that is no longer watched. What the cloud has accepted goes on there.
pub(super) fn stop(step: &mut StepRow, problem: Option<Problem>, now: i64) -> JobEventRow {
    let line = event(now, step.position, JobEventCode::Stopped);
    let line = match &problem {
        Some(problem) => line.because(problem),
        None => line,
    };
    step.state = StepState::Stopped;
    step.finished_at = Some(now);
    step.queued_behind = None;
    step.problem = problem;
    line
}
