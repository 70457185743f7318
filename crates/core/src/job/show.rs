//! From the rows of the store to what the window shows of a job.

use super::estimate::estimate;
use super::{JobAttempt, JobDetail, JobEvent, JobStage, JobState, JobSummary, StageKind, StageState};
use crate::image::{ImageDraft, RequestParameter};
use crate::store::attempts::AttemptRow;
use crate::store::jobs::{Finished, JobRow};

/// Everything the store has of a job, read at one moment.
pub(super) struct Parts {
    pub(super) now: i64,
    pub(super) job: JobRow,
    pub(super) draft: ImageDraft,
    pub(super) parameters: Vec<RequestParameter>,
    pub(super) attempts: Vec<AttemptRow>,
    pub(super) events: Vec<JobEvent>,
    pub(super) finished: Vec<Finished>,
}

pub(super) fn summary(job: &JobRow) -> JobSummary {
    JobSummary {
        id: job.id,
        account_id: job.account_id.clone(),
        region_id: job.region_id.clone(),
        image_name: job.image_name.clone(),
        image_id: job.image_id.clone(),
        state: job.state,
        cloud_status: job.cloud_status.clone(),
        progress: job.progress,
        created_at: job.created_at,
        finished_at: job.finished_at,
        problem: job.problem.clone(),
    }
}

pub(super) fn detail(parts: Parts) -> JobDetail {
    let Parts {
        now,
        job,
        draft,
        mut parameters,
        attempts,
        events,
        finished,
    } = parts;
    if let Some(attempt) = attempts.last() {
        let value = attempt.client_token.clone();
        parameters.push(RequestParameter {
            name: "ClientToken".to_owned(),
            value,
        });
    }
    JobDetail {
        summary: summary(&job),
        draft,
        request: parameters,
        stages: stages(&job, &attempts),
        attempts: attempts.iter().map(shown).collect(),
        events,
        estimate: estimate(&job, &finished, now),
    }
}

fn shown(attempt: &AttemptRow) -> JobAttempt {
    JobAttempt {
        number: attempt.number,
        action: "CreateImage".to_owned(),
        client_token: attempt.client_token.clone(),
        outcome: attempt.outcome,
        request_id: attempt.request_id.clone(),
        sendings: attempt.sendings,
    }
}

fn stages(job: &JobRow, attempts: &[AttemptRow]) -> Vec<JobStage> {
    let sent_at = attempts.iter().filter_map(|attempt| attempt.first_sent_at).min();
    let accepted = job.image_id.is_some();
    let failed = job.state == JobState::Failed;
    let request = match (accepted, failed, sent_at) {
        (true, _, _) => StageState::Done,
        (false, true, _) => StageState::Failed,
        (false, false, Some(_)) => StageState::Running,
        (false, false, None) => StageState::Pending,
    };
    let creating = match (accepted, failed, job.state) {
        (false, _, _) => StageState::Pending,
        (true, true, _) => StageState::Failed,
        (true, false, JobState::Available) => StageState::Done,
        (true, false, _) => StageState::Running,
    };
    let stage = |kind, state, started_at, finished_at, progress| JobStage {
        kind,
        region_id: job.region_id.clone(),
        state,
        started_at,
        finished_at,
        progress,
    };
    let requested = if accepted { job.accepted_at } else { job.finished_at };
    let made = job.finished_at.filter(|_| accepted);
    vec![
        stage(StageKind::Request, request, sent_at, requested, None),
        stage(
            StageKind::Creating,
            creating,
            job.accepted_at,
            made,
            job.progress.filter(|_| accepted),
        ),
    ]
}
