//! What came of each thing that a step deletes or takes back: how it is stored, and how the window shows it.

use serde::{Deserialize, Serialize};

use super::delete_image::DeleteImageInput;
use super::share_image::ShareImageInput;
use super::snapshots_to_delete::DeleteSnapshotsInput;
use crate::Problem;
use crate::job::kind::input;
use crate::job::{DeletionOutcome, DeletionRow, StepKindName, StepState};
use crate::store::attempts::AttemptRow;
use crate::store::steps::StepRow;

/// The results of a step, as they are stored.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct DeletionRecord {
    pub(super) rows: Vec<RowRecord>,
    /// When the cloud was asked what is there and what uses it, milliseconds since the epoch.
    pub(super) asked_at: i64,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct RowRecord {
    pub(super) id: String,
    pub(super) result: RowResult,
    pub(super) problem: Option<Problem>,
    pub(super) request_id: Option<String>,
    /// Requests that had no effect, and that may have one later.
    pub(super) tries: u32,
    /// Not sent again before, milliseconds since the epoch.
    pub(super) again_at: i64,
}

/// What came of one.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RowResult {
    #[default]
    Open,
    /// Accepted, and perhaps still listed.
    Accepted,
    Gone,
    GoneBefore,
    Refused,
    /// Sent without a clear answer and without an effect, and not sent again.
    Unclear,
    /// A person has left it out before it was sent.
    LeftOut,
}

impl DeletionRecord {
    /// The record of a step; `None` before there is one.
    pub(super) fn of(step: &StepRow) -> Option<Self> {
        serde_json::from_value(step.result.clone()?).ok()
    }

    /// Everything was gone before anything was sent.
    pub(super) fn gone_before(ids: impl IntoIterator<Item = String>) -> Self {
        let row = |id| RowRecord {
            id,
            result: RowResult::GoneBefore,
            ..RowRecord::default()
        };
        Self {
            rows: ids.into_iter().map(row).collect(),
            ..Self::default()
        }
    }

    /// Those of a result.
    pub(super) fn having(&self, result: RowResult) -> impl Iterator<Item = &RowRecord> {
        self.rows.iter().filter(move |row| row.result == result)
    }
}

/// The rows of a step for the window; none of a kind that deletes nothing. `is_over` says that nothing of its job is at work any more.
pub(in crate::job) fn shown(step: &StepRow, attempt: Option<&AttemptRow>, is_over: bool) -> Vec<DeletionRow> {
    let named: Vec<(String, String)> = match step.kind {
        StepKindName::UnshareImage => {
            let stored: ShareImageInput = input(step).unwrap_or_default();
            let accounts = stored.accounts.into_iter().chain(stored.refused);
            accounts.map(|id| (id, String::new())).collect()
        }
        StepKindName::DeleteImage => {
            let stored: DeleteImageInput = input(step).unwrap_or_default();
            vec![(stored.image_id, stored.name)]
        }
        StepKindName::DeleteSnapshots => {
            let stored: DeleteSnapshotsInput = input(step).unwrap_or_default();
            let rows = stored.snapshots.into_iter();
            rows.map(|snapshot| (snapshot.snapshot_id, snapshot.name)).collect()
        }
        _ => return Vec::new(),
    };
    let record = DeletionRecord::of(step).unwrap_or_default();
    let several = step.kind == StepKindName::DeleteSnapshots;
    let current = several
        .then(|| super::delete_snapshots::snapshot_of_request(step))
        .flatten();
    let rows = named.into_iter().map(|(id, name)| {
        let known = record.rows.iter().find(|row| row.id == id);
        let is_current = !several || current.as_ref() == Some(&id);
        let outcome = match known.map(|row| row.result) {
            Some(RowResult::Gone) => DeletionOutcome::Done,
            Some(RowResult::GoneBefore) => DeletionOutcome::AlreadyGone,
            Some(RowResult::Accepted) => DeletionOutcome::Deleting,
            Some(RowResult::Refused) => DeletionOutcome::Refused,
            Some(RowResult::Unclear) => DeletionOutcome::NoClearAnswer,
            Some(RowResult::LeftOut) => DeletionOutcome::NotTried,
            _ if is_current => by_state(step, is_over),
            _ if is_over || step.finished_at.is_some() => DeletionOutcome::NotTried,
            _ => DeletionOutcome::Waiting,
        };
        let own = known.and_then(|row| row.problem.clone());
        let request_id = known.and_then(|row| row.request_id.clone());
        DeletionRow {
            id,
            name,
            problem: own.or_else(|| {
                step.problem
                    .clone()
                    .filter(|_| is_current && outcome != DeletionOutcome::Done)
            }),
            request_id: request_id.or_else(|| attempt.and_then(|last| last.request_id.clone()).filter(|_| !several)),
            outcome,
        }
    });
    rows.collect()
}

/// Where the state of the step leaves what it works on now.
fn by_state(step: &StepRow, is_over: bool) -> DeletionOutcome {
    let is_accepted = step.accepted_at.is_some();
    match step.state {
        StepState::Sending => DeletionOutcome::Sending,
        StepState::Reconciling => DeletionOutcome::Looking,
        StepState::Done => DeletionOutcome::Done,
        StepState::Failed => DeletionOutcome::Refused,
        StepState::Pending if is_over => DeletionOutcome::NotTried,
        StepState::Running | StepState::Cancelling => DeletionOutcome::Deleting,
        StepState::Waiting | StepState::Stopped if is_accepted => DeletionOutcome::Deleting,
        StepState::Pending | StepState::Waiting => DeletionOutcome::Waiting,
        StepState::Skipped | StepState::Cancelled | StepState::Stopped | StepState::Unreadable => {
            DeletionOutcome::NotTried
        }
    }
}
