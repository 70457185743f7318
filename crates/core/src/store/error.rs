//! Failures of the local store.

use rusqlite::ErrorCode;

use crate::{Problem, ProblemCode};

/// Why the local store could not do it. Holds no values of rows.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    /// SQLite refused.
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The folder cannot be made or used.
    #[error("folder: {0}")]
    Folder(#[from] std::io::Error),
    /// A newer Darkroom wrote the file.
    #[error("schema {found} is newer than {known}")]
    Newer {
        /// Version in the file.
        found: i64,
        /// Version this program knows.
        known: i64,
    },
    /// A table is missing although the schema is said to be complete.
    #[error("a table is missing")]
    Incomplete,
    /// Another process has the store open.
    #[error("in use by another process")]
    InUse,
    /// The thread of the database is gone, or the work was abandoned.
    #[error("the database thread stopped")]
    Stopped,
}

impl StoreError {
    /// The file itself cannot be read as ours.
    pub(crate) fn is_damage(&self) -> bool {
        match self {
            Self::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
            ),
            Self::Incomplete => true,
            _ => false,
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::Newer { .. } => "newer",
            Self::Incomplete => "damaged",
            Self::InUse => "inUse",
            Self::Stopped => "stopped",
            Self::Folder(_) => "folder",
            Self::Sqlite(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => "full",
                Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => "readOnly",
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => "damaged",
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "busy",
                Some(ErrorCode::CannotOpen) => "folder",
                Some(ErrorCode::SystemIoFailure) => "inputOutput",
                _ => "other",
            },
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::new(ProblemCode::StoreFailed).with("reason", error.reason())
    }
}
