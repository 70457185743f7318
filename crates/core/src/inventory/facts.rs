//! What the inventory knows of a snapshot and of an instance, as plain facts for the rules.

use super::SnapshotRow;

/// A snapshot with everything the rules read of it.
#[derive(Clone, Debug, PartialEq)]
pub struct SnapshotFacts {
    /// What the grid shows of it.
    pub row: SnapshotRow,
    /// `Category`: standard, flash, archive; empty when not told.
    pub category: String,
    /// When it is released automatically, milliseconds since the epoch.
    pub released_at: Option<i64>,
    /// `Device` of its disk (`/dev/xvdb`), while DescribeDisks still knows the disk.
    pub device: Option<String>,
}

/// The instance whose system disk an image is made of.
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
    /// Its data disks that are known, whether they have a snapshot or not.
    pub data_disks: Vec<SourceDisk>,
    /// Whether these are all: the disks of the region were listed to their end.
    pub has_all_disks: bool,
}

/// A data disk of an instance.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SourceDisk {
    /// `DiskId`.
    pub disk_id: String,
    /// `Device`, when known.
    pub device: Option<String>,
}
