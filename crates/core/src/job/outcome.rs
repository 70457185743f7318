//! What a failed CreateImage means for its job. The words for the window are made elsewhere (`refusal`).

use std::time::Duration;

use alibaba_cloud::{Error, FailureKind, SignatureCheck};

/// What to do after CreateImage failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Outcome {
    /// Nothing was made and nothing will be.
    Refused,
    /// Nothing was made; the same token after a while, if the cloud says how long.
    Throttled(Option<Duration>),
    /// Nothing was made; the key, the clock or the network must come back first.
    Unreachable,
    /// Something may have been made: look first.
    Look(Cause),
}

/// Why the cloud has to be looked at before anything is sent again.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Cause {
    /// No clear answer.
    Silence,
    /// An earlier sending is still at work.
    InProgress,
    /// The token can no longer be used.
    TokenSpent,
    /// The name is taken, by our own image or by another.
    NameTaken,
    /// A refusal in the answer of a success, or of a cloud that has failed.
    Contradiction,
}

/// Sorts a failure. Codes: FACTS sections d and m, and the error list of CreateImage.
pub(super) fn of(error: &Error) -> Outcome {
    match error.code() {
        Some(
            "IdempotentParameterMismatch"
            | "IdempotenceParamNotMatch"
            | "InvalidParamter.Conflict"
            | "InvalidIdempotenceParameter.Mismatch"
            | "IdempotentFailed",
        ) => return Outcome::Look(Cause::TokenSpent),
        Some("InvalidImageName.Duplicated") => return Outcome::Look(Cause::NameTaken),
        _ => {}
    }
    match error.kind() {
        FailureKind::InProgress => Outcome::Look(Cause::InProgress),
        FailureKind::ClientFault | FailureKind::Permission if error.outcome_unknown() => {
            Outcome::Look(Cause::Contradiction)
        }
        _ if error.outcome_unknown() => Outcome::Look(Cause::Silence),
        FailureKind::Throttled => Outcome::Throttled(error.retry_after()),
        // No other secret would help, so that there is nothing to wait for.
        FailureKind::Auth if error.signature_check() == Some(SignatureCheck::SigningFault) => Outcome::Refused,
        FailureKind::Auth | FailureKind::Clock => Outcome::Unreachable,
        _ if error.code().is_none() => Outcome::Unreachable,
        _ => Outcome::Refused,
    }
}
