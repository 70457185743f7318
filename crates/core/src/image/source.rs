//! What the inventory knows around a draft, as plain facts for the rules and the proposal. Reading them from the store does not belong here.

use crate::inventory::SnapshotRow;

/// A snapshot with everything the rules read of it.
#[derive(Clone, Debug, PartialEq)]
pub struct KnownSnapshot {
    /// What the grid shows of it.
    pub row: SnapshotRow,
    /// `Category`: standard, flash, archive; empty when not told.
    pub category: String,
    /// When it is released automatically, milliseconds since the epoch.
    pub released_at: Option<i64>,
    /// `Device` of its disk (`/dev/xvdb`), while DescribeDisks still knows the disk.
    pub device: Option<String>,
}

/// The instance whose system disk the image is made of.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SourceInstance {
    /// `InstanceId`.
    pub instance_id: String,
    /// `InstanceName`; empty when it has none.
    pub name: String,
    /// `OSName`, when known.
    pub os_name: Option<String>,
    /// `OSType` (`linux`, `windows`), when known.
    pub os_type: Option<String>,
    /// Its data disks, whether they have a snapshot or not.
    pub data_disks: Vec<SourceDisk>,
}

/// A data disk of the instance.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SourceDisk {
    /// `DiskId`.
    pub disk_id: String,
    /// `Device`, when known.
    pub device: Option<String>,
}

/// What is known around a draft: the snapshots it names, the other snapshots of the same instance (for a proposal: those of the
/// whole region), and the instance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sources {
    /// Snapshots in any order. One that a draft names and that is not here counts as gone.
    pub snapshots: Vec<KnownSnapshot>,
    /// The instance of the system disk; `None` when the disk or the instance is released.
    pub instance: Option<SourceInstance>,
}

impl Sources {
    /// The snapshot of that id.
    #[must_use]
    pub fn snapshot(&self, snapshot_id: &str) -> Option<&KnownSnapshot> {
        self.snapshots
            .iter()
            .find(|known| known.row.key.snapshot_id == snapshot_id)
    }
}
