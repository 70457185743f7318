//! What a failed request means for its step. The problem that the window shows is made by the kinds.

use std::time::Duration;

use alibaba_cloud::{Error, FailureKind, SignatureCheck};
use jiff::Timestamp;

use super::cause::Cause;
use super::engine::Engine;

/// Shortest and longest wait after a throttled answer. The limits are per minute.
const SHORTEST_THROTTLE: Duration = Duration::from_secs(1);
const LONGEST_THROTTLE: Duration = Duration::from_secs(120);

/// What to do after a request failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Outcome {
    /// Nothing was done and nothing will be.
    Refused,
    /// Nothing was done; the same token after a while, if the cloud says how long.
    Throttled(Option<Duration>),
    /// Nothing was done; the key, the clock or the network must come back first.
    Unreachable,
    /// Something may have been done: search for it first.
    Reconcile(Cause),
}

/// Classifies a failure. Codes: FACTS sections d and m, and the error lists of the actions.
pub(super) fn of(error: &Error) -> Outcome {
    if let Some(
        "IdempotentParameterMismatch"
        | "IdempotenceParamNotMatch"
        | "InvalidParamter.Conflict"
        | "InvalidIdempotenceParameter.Mismatch"
        | "IdempotentFailed",
    ) = error.code()
    {
        return Outcome::Reconcile(Cause::TokenSpent);
    }
    match error.kind() {
        FailureKind::InProgress => Outcome::Reconcile(Cause::InProgress),
        FailureKind::ClientFault | FailureKind::Permission if error.outcome_unknown() => {
            Outcome::Reconcile(Cause::Contradiction)
        }
        _ if error.outcome_unknown() => Outcome::Reconcile(Cause::NoAnswer),
        FailureKind::Throttled => Outcome::Throttled(error.retry_after()),
        // No other secret would help, so there is nothing to wait for.
        FailureKind::Auth if error.signature_check() == Some(SignatureCheck::SigningFault) => Outcome::Refused,
        FailureKind::Auth | FailureKind::Clock => Outcome::Unreachable,
        _ if error.code().is_none() => Outcome::Unreachable,
        _ => Outcome::Refused,
    }
}

/// How long to wait after a throttled answer: as long as the cloud asks, else until the next minute begins, plus a random part so that
/// not all steps are sent at once.
pub(super) fn throttle_wait(engine: &Engine, asked: Option<Duration>) -> Duration {
    let wait = asked.unwrap_or_else(|| {
        let since_epoch = engine.runtime.now().duration_since(Timestamp::UNIX_EPOCH);
        let left = 60 - since_epoch.as_secs().rem_euclid(60);
        let spread = Duration::from_secs(5).mul_f64(engine.runtime.jitter().clamp(0.0, 1.0));
        Duration::from_secs(u64::try_from(left).unwrap_or(60)) + spread
    });
    wait.clamp(SHORTEST_THROTTLE, LONGEST_THROTTLE)
}
