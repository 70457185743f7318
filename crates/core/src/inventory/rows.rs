//! Rows of one kind.

use serde::Serialize;
use ts_rs::TS;

use super::{ImageRow, InstanceRow, SnapshotRow};

/// Rows of one kind, in the order they were asked for.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind", content = "rows")]
#[ts(export)]
pub enum Rows {
    /// Snapshots.
    Snapshots(Vec<SnapshotRow>),
    /// Images.
    Images(Vec<ImageRow>),
    /// Instances.
    Instances(Vec<InstanceRow>),
}

impl Rows {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Snapshots(rows) => rows.len(),
            Self::Images(rows) => rows.len(),
            Self::Instances(rows) => rows.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
