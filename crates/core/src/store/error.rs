//! Failures of the local store: which file, what was being done with it, and why it did not work.

use rusqlite::ErrorCode;

use crate::{Problem, ProblemCode};

/// A file of the store.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum StoreFile {
    /// `state.db`: accounts and jobs.
    State,
    /// `cache.db`: what the cloud can tell again.
    Cache,
}

/// What was being done with a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Operation {
    Read,
    Write,
}

/// Why the local store could not do it. Holds no values of rows.
#[derive(Debug, thiserror::Error)]
#[error("{operation:?} of {file:?}: {cause}")]
pub(crate) struct StoreError {
    file: StoreFile,
    operation: Operation,
    cause: StoreFault,
}

/// The cause of a [`StoreError`].
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreFault {
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

impl StoreFault {
    pub(super) fn of(self, file: StoreFile, operation: Operation) -> StoreError {
        StoreError {
            file,
            operation,
            cause: self,
        }
    }
}

impl StoreError {
    /// The file itself cannot be read as ours.
    pub(crate) fn is_damage(&self) -> bool {
        match &self.cause {
            StoreFault::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
            ),
            StoreFault::Incomplete => true,
            _ => false,
        }
    }

    pub(super) fn is_newer(&self) -> bool {
        matches!(self.cause, StoreFault::Newer { .. })
    }

    fn reason(&self) -> &'static str {
        match &self.cause {
            StoreFault::Newer { .. } => "newer",
            StoreFault::Incomplete => "damaged",
            StoreFault::InUse => "inUse",
            StoreFault::Stopped => "stopped",
            StoreFault::Folder(_) => "folder",
            StoreFault::Sqlite(error) => match error.sqlite_error_code() {
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

impl From<&StoreError> for Problem {
    fn from(error: &StoreError) -> Self {
        let code = match error.file {
            StoreFile::State => ProblemCode::StoreFailed,
            StoreFile::Cache if error.is_damage() => ProblemCode::CacheDamaged,
            StoreFile::Cache => ProblemCode::CacheFailed,
        };
        let operation = match error.operation {
            Operation::Read => "read",
            Operation::Write => "write",
        };
        Self::new(code)
            .with("reason", error.reason())
            .with("operation", operation)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::from(&error)
    }
}
