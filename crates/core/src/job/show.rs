//! From the rows of the store to what the window shows of a job.

use super::estimate::estimate;
use super::{
    JobAttempt, JobDetail, JobEvent, JobState, JobStep, JobSummary, StepActions, StepKindName, StepState, StepSummary,
};
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
        account_alias: String::new(),
        region_id: job.region_id.clone(),
        name: job.image_name.clone(),
        image_id: job.image_id.clone(),
        state: match job.state {
            StepState::Done => JobState::Done,
            StepState::Failed => JobState::Failed,
            StepState::Waiting => JobState::Waiting,
            _ => JobState::Running,
        },
        steps_done: u32::from(job.state == StepState::Done),
        steps_total: 1,
        current: Some(StepSummary {
            position: 1,
            kind: StepKindName::CreateImage,
            region_id: job.region_id.clone(),
            state: job.state,
            cloud_status: job.cloud_status.clone(),
            progress: job.progress,
        }),
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
    let estimate = estimate(&job, &finished, now);
    let step = JobStep {
        position: 1,
        kind: StepKindName::CreateImage,
        after: Vec::new(),
        region_id: job.region_id.clone(),
        name: Some(job.image_name.clone()),
        share_with: Vec::new(),
        state: job.state,
        resource_id: job.image_id.clone(),
        cloud_status: job.cloud_status.clone(),
        progress: job.progress,
        queued_behind: None,
        check: None,
        problem: job.problem.clone(),
        started_at: attempts.iter().filter_map(|attempt| attempt.first_sent_at).min(),
        accepted_at: job.accepted_at,
        last_seen_at: None,
        finished_at: job.finished_at,
        estimate,
        request: parameters,
        attempts: attempts.iter().map(shown).collect(),
        actions: StepActions::default(),
    };
    JobDetail {
        summary: summary(&job),
        draft: Some(draft),
        steps: vec![step],
        events_total: u32::try_from(events.len()).unwrap_or(u32::MAX),
        events,
        estimate,
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
