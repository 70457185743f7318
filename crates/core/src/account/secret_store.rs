//! What the core needs of the operating system's keyring. Threads and deadlines are in `secrets`.

use secrecy::SecretString;

use crate::{Problem, ProblemCode};

/// Keeps one secret text per opaque id. A call may block for as long as a prompt is open; all calls are made on one thread.
pub trait SecretStore: Send + Sync {
    /// Stores `item` under `id`, in the place of what was there.
    ///
    /// # Errors
    /// See [`SecretError`].
    fn put(&self, id: &str, item: &SecretString) -> Result<(), SecretError>;

    /// Reads the item of `id`; `None` when the keyring answers and has none.
    ///
    /// # Errors
    /// See [`SecretError`].
    fn get(&self, id: &str) -> Result<Option<SecretString>, SecretError>;

    /// Removes every item of `id`. Having none is a success.
    ///
    /// # Errors
    /// See [`SecretError`].
    fn delete(&self, id: &str) -> Result<(), SecretError>;

    /// Whether secrets can be kept right now. Opens no prompt.
    ///
    /// # Errors
    /// Why they cannot.
    fn probe(&self) -> Result<(), SecretError>;

    /// Name of the program that keeps the secrets, as people know it; `None` when that cannot be told.
    fn name(&self) -> Option<String> {
        None
    }
}

/// Why the keyring could not do it. Holds nothing of the secret, nor the text of the keyring's error, which may contain it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum SecretError {
    /// No keyring to be reached, or it has no place to keep anything.
    #[error("no keyring")]
    Absent,
    /// The keyring is locked and could not ask.
    #[error("the keyring is locked")]
    Locked,
    /// The prompt to unlock was dismissed.
    #[error("the prompt was dismissed")]
    Dismissed,
    /// The item is not text, or not one of ours.
    #[error("the item is damaged")]
    Damaged,
    /// Several items claim the id.
    #[error("several items")]
    Ambiguous,
    /// What was written is not what is read.
    #[error("read back differently")]
    Altered,
    /// The keyring failed otherwise.
    #[error("the keyring failed")]
    Failed,
}

impl From<SecretError> for Problem {
    fn from(error: SecretError) -> Self {
        let (code, reason) = match error {
            SecretError::Absent => return Self::new(ProblemCode::KeyringAbsent),
            SecretError::Damaged => return Self::new(ProblemCode::SecretDamaged),
            SecretError::Locked => (ProblemCode::KeyringLocked, "locked"),
            SecretError::Dismissed => (ProblemCode::KeyringLocked, "dismissed"),
            SecretError::Ambiguous => (ProblemCode::KeyringFailed, "ambiguous"),
            SecretError::Altered => (ProblemCode::KeyringFailed, "altered"),
            SecretError::Failed => (ProblemCode::KeyringFailed, "other"),
        };
        Self::new(code).with("reason", reason)
    }
}
