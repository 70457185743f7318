//! Why the cloud has to be looked at before anything is sent again.

/// Why the cloud is looked at.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Cause {
    /// No clear answer.
    NoAnswer,
    /// An earlier sending is still at work.
    InProgress,
    /// The token can no longer be used.
    TokenSpent,
    /// The name is taken, by the step's own result or by another.
    NameTaken,
    /// A refusal in the answer of a success, or of a cloud that has failed.
    Contradiction,
}
