//! How far a job is, derived from its steps. Pure.

use super::steps::LaunchRecord;
use super::{JobPurpose, JobState, StepKindName, StepState};
use crate::store::steps::{StepRow, StoredStep};

/// Ended in a way that lets steps after it begin.
pub(super) fn is_ended_well(state: StepState) -> bool {
    matches!(
        state,
        StepState::Done | StepState::Skipped | StepState::Cancelled | StepState::Stopped
    )
}

fn find(steps: &[StepRow], position: u32) -> Option<&StepRow> {
    steps.iter().find(|step| step.position == position)
}

/// Whether a step that has not begun can begin: those before it have ended well, and the one whose result it needs is done.
pub(super) fn is_ready(step: &StepRow, steps: &[StepRow]) -> bool {
    let runs_anyway = |other: &StepRow| match step.kind {
        StepKindName::ReleaseInstances => true,
        // A snapshot that is refused does not stop the next.
        StepKindName::DeleteSnapshots => other.kind == StepKindName::DeleteSnapshots,
        _ => false,
    };
    let is_over = |position: &u32| {
        find(steps, *position).is_some_and(|other| {
            // What was launched is released, whatever came of the look at it.
            is_ended_well(other.state) || (runs_anyway(other) && other.state == StepState::Failed)
        })
    };
    let has_source = step.source.is_none_or(|position| {
        find(steps, position).is_some_and(|source| source.state == StepState::Done || leaves_instances(step, source))
    });
    step.state == StepState::Pending && has_source && step.after.iter().all(is_over)
}

/// Whether a step that is no longer followed has made instances that `step` is to release.
fn leaves_instances(step: &StepRow, source: &StepRow) -> bool {
    let is_left = matches!(
        source.state,
        StepState::Skipped | StepState::Cancelled | StepState::Stopped
    );
    step.kind == StepKindName::ReleaseInstances && is_left && !LaunchRecord::of(source).instances.is_empty()
}

/// Whether a step that has not begun can never begin, because the result it needs will not come.
pub(super) fn lacks_its_source(step: &StepRow, steps: &[StepRow]) -> bool {
    let source = step.source.and_then(|position| find(steps, position));
    let is_lost = source.is_some_and(|source| {
        matches!(
            source.state,
            StepState::Skipped | StepState::Cancelled | StepState::Stopped
        ) && !leaves_instances(step, source)
    });
    step.state == StepState::Pending && is_lost
}

/// Where a job stands.
pub(super) fn job_state(stored: &[StoredStep]) -> JobState {
    let steps: Vec<StepRow> = stored.iter().filter_map(StoredStep::readable).cloned().collect();
    let is_at_work = |step: &&StepRow| step.finished_at.is_none() && step.state != StepState::Pending;
    let is_any = |state: StepState| steps.iter().any(|step| step.state == state);
    let mut at_work = steps.iter().filter(is_at_work).peekable();
    // A step that cannot begin any more is skipped a moment after the end of its source.
    if steps
        .iter()
        .any(|step| is_ready(step, &steps) || lacks_its_source(step, &steps))
    {
        return JobState::Running;
    }
    if at_work.peek().is_some() {
        let is_waiting = at_work.all(|step| step.state == StepState::Waiting);
        return if is_waiting {
            JobState::Waiting
        } else {
            JobState::Running
        };
    }
    if is_any(StepState::Failed) {
        JobState::Failed
    } else if steps.len() < stored.len() || stored.is_empty() {
        JobState::Unreadable
    } else if is_undone(&steps) {
        JobState::Undone
    } else if is_any(StepState::Stopped) {
        JobState::Stopped
    } else {
        JobState::Done
    }
}

/// Whether nothing was sent, because it was undone in time.
fn is_undone(steps: &[StepRow]) -> bool {
    let is_left_out = |step: &StepRow| step.kind == StepKindName::UndoTime && step.state == StepState::Skipped;
    steps.iter().any(is_left_out)
}

/// Steps that are over, and steps in all. A copy counts together with the restoring of its features.
pub(super) fn counts(stored: &[StoredStep]) -> (u32, u32) {
    let steps: Vec<&StepRow> = stored.iter().filter_map(StoredStep::readable).collect();
    let is_part = |step: &StepRow| matches!(step.kind, StepKindName::RestoreFeatures | StepKindName::UndoTime);
    let is_over = |step: &StepRow| {
        let parts = steps
            .iter()
            .filter(|other| is_part(other) && other.source == Some(step.position));
        is_ended_well(step.state) && parts.into_iter().all(|part| is_ended_well(part.state))
    };
    let counted = steps.iter().filter(|step| !is_part(step));
    let done = counted.filter(|step| is_over(step)).count();
    let unreadable = stored.len() - steps.len();
    let total = steps.iter().filter(|step| !is_part(step)).count() + unreadable;
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    (number(done), number(total))
}

/// The step a list shows: the one that failed, else the first at work, else the last.
pub(super) fn current(stored: &[StoredStep]) -> Option<&StepRow> {
    let steps: Vec<&StepRow> = stored.iter().filter_map(StoredStep::readable).collect();
    let failed = steps.iter().find(|step| step.state == StepState::Failed);
    let at_work = steps.iter().find(|step| step.finished_at.is_none());
    failed.or(at_work).or(steps.last()).copied()
}

/// What a job is for, by the steps it has.
pub(super) fn purpose(stored: &[StoredStep]) -> JobPurpose {
    let has = |kinds: &[StepKindName]| {
        let mut steps = stored.iter().filter_map(StoredStep::readable);
        steps.any(|step| kinds.contains(&step.kind))
    };
    if has(&[StepKindName::UndoTime]) {
        return JobPurpose::Deletion;
    }
    // It may have a test launch as well.
    if has(&[StepKindName::CreateImage]) {
        JobPurpose::Image
    } else if has(&[StepKindName::LaunchInstances]) {
        JobPurpose::Launch
    } else if has(&[StepKindName::ReplaceSystemDisk]) {
        JobPurpose::Replace
    } else if has(&[
        StepKindName::ChangeInstanceType,
        StepKindName::ResizeDisk,
        StepKindName::ChangeDiskCategory,
        StepKindName::ChangeBandwidth,
    ]) {
        JobPurpose::Change
    } else if has(&[StepKindName::CreateSnapshot, StepKindName::CreateSnapshotGroup]) {
        JobPurpose::Snapshots
    } else if has(&[StepKindName::CopyImage]) {
        JobPurpose::Copy
    } else if has(&[StepKindName::ShareImage, StepKindName::UnshareImage]) {
        JobPurpose::Share
    } else if has(&[
        StepKindName::EditImage,
        StepKindName::DeprecateImage,
        StepKindName::RestoreImage,
        StepKindName::TagImage,
        StepKindName::UntagImage,
    ]) {
        JobPurpose::Edit
    } else if has(&[StepKindName::ExportImage]) {
        JobPurpose::Export
    } else if has(&[StepKindName::ProveInstances]) {
        JobPurpose::Proof
    } else if has(&[
        StepKindName::StartInstances,
        StepKindName::StopInstances,
        StepKindName::RebootInstances,
    ]) {
        JobPurpose::Power
    } else {
        JobPurpose::Image
    }
}
