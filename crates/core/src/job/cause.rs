//! Why the cloud has to be searched for a result before anything is sent again.

/// Why the cloud is searched.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Cause {
    /// No clear answer.
    NoAnswer,
    /// The cloud still works on an earlier sending.
    InProgress,
    /// The token can no longer be used.
    TokenSpent,
    /// The name is taken, by the step's own result or by another.
    NameTaken,
    /// A refusal with the HTTP status of a success or of a server error.
    Contradiction,
}
