//! Which waits end only when a person does something. Pure.

use super::{NeedsYou, StepState};
use crate::ProblemCode;
use crate::store::steps::{StepRow, StoredStep};

/// What the first step that waits for a person waits for.
pub(super) fn needs_you(stored: &[StoredStep]) -> Option<NeedsYou> {
    let mut steps = stored.iter().filter_map(StoredStep::readable);
    steps.find_map(|step| {
        let problem = step.problem.as_ref().filter(|_| is_at_work(step))?;
        is_for_a_person(problem.code).then(|| NeedsYou {
            position: step.position,
            problem: problem.clone(),
        })
    })
}

fn is_at_work(step: &StepRow) -> bool {
    step.finished_at.is_none() && matches!(step.state, StepState::Waiting | StepState::Running)
}

/// Whether the cause stays until somebody corrects the key, unlocks, decides, or looks for himself. The network and the cloud's own
/// limits and faults pass.
fn is_for_a_person(code: ProblemCode) -> bool {
    matches!(
        code,
        ProblemCode::AccessDenied
            | ProblemCode::AccountLocked
            | ProblemCode::CertificateUntrusted
            | ProblemCode::ClockSkew
            | ProblemCode::ImageNotListed
            | ProblemCode::InactiveAccessKey
            | ProblemCode::InstanceNotListed
            | ProblemCode::KeyringAbsent
            | ProblemCode::KeyringFailed
            | ProblemCode::KeyringLocked
            | ProblemCode::KeyringWaiting
            | ProblemCode::PasswordNeeded
            | ProblemCode::ProxyPasswordRefused
            | ProblemCode::ProxyRefused
            | ProblemCode::ReleaseUnconfirmed
            | ProblemCode::SecretDamaged
            | ProblemCode::SecretMissing
            | ProblemCode::SnapshotNotListed
            | ProblemCode::StillListed
            | ProblemCode::StillNotShown
            | ProblemCode::TaskNotListed
            | ProblemCode::UnknownAccessKeyId
            | ProblemCode::WrongSecret
    )
}
