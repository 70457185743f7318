//! What the inventory knows around a draft, as plain facts for the rules and the proposal. Reading them from the store does not belong
//! here.

use crate::inventory::{SnapshotFacts, SourceInstance};

/// What is known around a draft: the snapshots it names, the nearest snapshots of the other disks of the instance (for a proposal: the
/// data-disk snapshots of the region that are nearest in time), and the instance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceFacts {
    /// Snapshots in any order. One that a draft names and that is not here counts as gone.
    pub snapshots: Vec<SnapshotFacts>,
    /// The instance of the system disk; `None` when the disk or the instance is released.
    pub instance: Option<SourceInstance>,
    /// UID of the account; empty when it is not known.
    pub account_uid: String,
}

impl SourceFacts {
    /// The snapshot of that id.
    #[must_use]
    pub fn snapshot(&self, snapshot_id: &str) -> Option<&SnapshotFacts> {
        self.snapshots.iter().find(|known| known.row.key.id == snapshot_id)
    }
}
