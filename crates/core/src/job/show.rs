//! From the rows of the store to what the window shows of a job.

use super::estimate::{estimate, whole};
use super::steps::ShareImageInput;
use super::{
    JobAttempt, JobDetail, JobEvent, JobState, JobStep, JobSummary, StepActions, StepKindName, StepState, StepSummary,
    actions, kind, launches, needs_you, progress, record, steps,
};
use crate::ProblemCode;
use crate::image::RequestParameter;
use crate::store::attempts::AttemptRow;
use crate::store::job_events::JobEventRow;
use crate::store::jobs::JobRow;
use crate::store::steps::{FinishedStep, StepRow, StoredStep};

/// Everything the store has of a job, read at one moment.
pub(super) struct JobRecords {
    pub(super) now: i64,
    pub(super) job: JobRow,
    pub(super) plan: (u32, String),
    pub(super) steps: Vec<StoredStep>,
    pub(super) attempts: Vec<AttemptRow>,
    pub(super) events: Vec<JobEventRow>,
    pub(super) events_total: u32,
    pub(super) finished: Vec<FinishedStep>,
}

pub(super) fn summary(job: &JobRow, stored: &[StoredStep]) -> JobSummary {
    let first = stored.first().and_then(StoredStep::readable);
    let image = stored
        .iter()
        .filter_map(StoredStep::readable)
        .find(|step| step.kind == StepKindName::CreateImage);
    let current = progress::current(stored);
    let (steps_done, steps_total) = progress::counts(stored);
    let state = progress::job_state(stored);
    let is_over = !matches!(state, JobState::Running | JobState::Waiting);
    // The end of the job is stored a moment after that of its last step.
    let last_end = || {
        stored
            .iter()
            .filter_map(StoredStep::readable)
            .filter_map(|step| step.finished_at)
            .max()
    };
    JobSummary {
        id: job.id,
        account_id: job.account_id.clone(),
        account_alias: job.account_alias.clone(),
        region_id: first.map(|step| step.request_region.clone()).unwrap_or_default(),
        purpose: progress::purpose(stored),
        name: job.title.clone(),
        image_id: image.and_then(|step| step.resource_id.clone()),
        state,
        steps_done,
        steps_total,
        current: current.map(|step| StepSummary {
            position: step.position,
            kind: step.kind,
            region_id: step.result_region.clone(),
            state: step.state,
            cloud_status: step.cloud_status.clone(),
            progress: step.progress,
        }),
        created_at: job.created_at,
        finished_at: job.finished_at.or_else(last_end).filter(|_| is_over),
        problem: current.and_then(|step| step.problem.clone()),
        needs_you: needs_you::needs_you(stored),
    }
}

pub(super) fn detail(records: JobRecords) -> JobDetail {
    let summary = summary(&records.job, &records.steps);
    let steps: Vec<JobStep> = records
        .steps
        .iter()
        .map(|stored| match stored {
            StoredStep::Readable(row) => step(row, &records, summary.finished_at.is_some()),
            StoredStep::Unreadable { position } => unreadable(*position),
        })
        .collect();
    let estimate = whole(&records.steps, &records.finished, records.now);
    JobDetail {
        summary,
        draft: record::draft(records.plan.0, &records.plan.1),
        steps,
        events: records.events.into_iter().map(JobEvent::from).collect(),
        events_total: records.events_total,
        estimate,
    }
}

/// The accounts that were left out of what the cloud has accepted, or that did not follow within the time, when the step has ended with some.
fn named_at_the_end(row: &StepRow) -> Option<Vec<String>> {
    let problem = row.problem.as_ref().filter(|_| row.accepted_at.is_some())?;
    let is_about_accounts = problem.code == ProblemCode::ShareAccountRefused;
    let accounts = problem.params.get("shareAccountId").filter(|_| is_about_accounts)?;
    Some(accounts.split(", ").map(str::to_owned).collect())
}

fn step(row: &StepRow, records: &JobRecords, is_over: bool) -> JobStep {
    let attempts: Vec<&AttemptRow> = records
        .attempts
        .iter()
        .filter(|attempt| attempt.position == row.position)
        .collect();
    let shares = match row.kind {
        StepKindName::ShareImage | StepKindName::UnshareImage => kind::input(row).unwrap_or_default(),
        _ => ShareImageInput::default(),
    };
    let check = match row.kind {
        StepKindName::ImageCheck => row.result.as_ref().and_then(steps::shown_check),
        _ => None,
    };
    JobStep {
        position: row.position,
        kind: row.kind,
        after: row.after.clone(),
        region_id: row.result_region.clone(),
        name: row.name.clone(),
        share_with: [shares.accounts, shares.refused.clone()].concat(),
        share_refused: named_at_the_end(row).unwrap_or(shares.refused),
        state: row.state,
        resource_id: row.resource_id.clone(),
        cloud_status: row.cloud_status.clone(),
        progress: row.progress,
        queued_behind: row.queued_behind,
        check,
        launched: match row.kind {
            StepKindName::LaunchInstances => steps::shown_launch(row),
            _ => None,
        },
        agent: match row.kind {
            StepKindName::WaitForAgent => steps::shown_agent(row),
            _ => None,
        },
        release: match row.kind {
            StepKindName::ReleaseInstances => steps::shown_release(row, source(row, &records.steps)),
            _ => None,
        },
        exported: match row.kind {
            StepKindName::ExportImage => steps::shown_export(row),
            _ => None,
        },
        deletions: steps::shown_deletions(row, attempts.last().copied(), is_over),
        instance_ids: steps::of(row.kind).instances(row),
        problem: row.problem.clone(),
        started_at: row.started_at,
        accepted_at: row.accepted_at,
        last_seen_at: row.last_seen_at,
        finished_at: row.finished_at,
        estimate: estimate(row, &records.finished, records.now),
        request: request(row, attempts.last().copied()),
        actions: StepActions {
            launch_rest: can_launch_rest(row, &records.steps),
            ..actions::possible(row, attempts.last().copied())
        },
        // Of several requests each has its row instead.
        attempts: match steps::of(row.kind).sends_several() {
            true => Vec::new(),
            false => attempts.into_iter().map(attempt).collect(),
        },
    }
}

/// The step whose result a step works on.
fn source<'a>(row: &StepRow, stored: &'a [StoredStep]) -> Option<&'a StepRow> {
    let mut steps = stored.iter().filter_map(StoredStep::readable);
    steps.find(|other| Some(other.position) == row.source)
}

fn can_launch_rest(row: &StepRow, stored: &[StoredStep]) -> bool {
    if row.kind != StepKindName::LaunchInstances || row.state != StepState::Done {
        return false;
    }
    let job: Vec<StepRow> = stored.iter().filter_map(StoredStep::readable).cloned().collect();
    !launches::missing(&job, row).is_empty()
}

/// The request of the first step of a job that is not made yet. What is made with the job has no value.
pub(super) fn request_to_come(row: &StepRow, attempt: Option<&AttemptRow>) -> Vec<RequestParameter> {
    let mut parameters = request(row, attempt);
    let token = attempt.and_then(|attempt| attempt.client_token.as_ref());
    for parameter in &mut parameters {
        // Both have just been made, so that no value of the person equals them.
        if parameter.value.as_ref() == Some(&row.marker) || (token.is_some() && parameter.value.as_ref() == token) {
            parameter.value = None;
        }
    }
    parameters
}

/// The request in the order a person reads it, with the token of the attempt.
fn request(row: &StepRow, attempt: Option<&AttemptRow>) -> Vec<RequestParameter> {
    let Some(recorded) = &row.request else {
        return Vec::new();
    };
    let parameter = |name: &str, value: &str| RequestParameter {
        name: name.to_owned(),
        value: Some(value.to_owned()),
    };
    let mut parameters = vec![parameter("Action", &recorded.action)];
    parameters.extend(recorded.parameters.iter().map(|(name, value)| parameter(name, value)));
    let token = attempt.filter(|attempt| attempt.action == recorded.action);
    if let Some(token) = token.and_then(|attempt| attempt.client_token.clone()) {
        parameters.push(parameter("ClientToken", &token));
    }
    parameters
}

fn attempt(row: &AttemptRow) -> JobAttempt {
    JobAttempt {
        number: row.number,
        action: row.action.clone(),
        client_token: row.client_token.clone().unwrap_or_default(),
        outcome: row.outcome,
        request_id: row.request_id.clone(),
        sendings: row.sendings,
    }
}

fn unreadable(position: u32) -> JobStep {
    JobStep {
        position,
        kind: StepKindName::CreateImage,
        after: Vec::new(),
        region_id: String::new(),
        name: None,
        share_with: Vec::new(),
        share_refused: Vec::new(),
        state: StepState::Unreadable,
        resource_id: None,
        cloud_status: None,
        progress: None,
        queued_behind: None,
        check: None,
        launched: None,
        agent: None,
        release: None,
        exported: None,
        deletions: Vec::new(),
        instance_ids: Vec::new(),
        problem: None,
        started_at: None,
        accepted_at: None,
        last_seen_at: None,
        finished_at: None,
        estimate: None,
        request: Vec::new(),
        attempts: Vec::new(),
        actions: StepActions::default(),
    }
}
