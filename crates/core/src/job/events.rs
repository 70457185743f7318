//! Lines of a job's log, as the engine writes them.

use std::collections::BTreeMap;

use super::{JobEvent, JobEventCode, StepState};
use crate::Problem;
use crate::store::jobs::JobRow;

/// A line that is told by its code alone.
pub(super) fn event(at: i64, code: JobEventCode) -> JobEvent {
    JobEvent {
        at,
        position: Some(1),
        code,
        params: BTreeMap::new(),
        request_id: None,
        problem: None,
    }
}

impl JobEvent {
    /// The same line with a value for its sentence.
    pub(super) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    /// The same line with the RequestId of the reply it rests on.
    pub(super) fn answered(mut self, request_id: Option<&str>) -> Self {
        self.request_id = request_id.filter(|id| !id.is_empty()).map(str::to_owned);
        self
    }

    /// The same line with the failure it tells of, and its RequestId.
    pub(super) fn because(mut self, problem: &Problem) -> Self {
        let provider = problem.provider.as_ref();
        self = self.answered(provider.map(|provider| provider.request_id.as_str()));
        self.problem = Some(problem.clone());
        self
    }
}

/// Ends a job as failed. The line tells of it.
pub(super) fn fail(job: &mut JobRow, problem: Problem, now: i64) -> JobEvent {
    let line = event(now, JobEventCode::Failed).because(&problem);
    job.state = StepState::Failed;
    job.finished_at = Some(now);
    job.problem = Some(problem);
    line
}
