//! A row of the snapshot grid.

use serde::Serialize;
use ts_rs::TS;

use super::ResourceKey;

/// What the grid shows of a snapshot.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SnapshotRow {
    /// Which snapshot.
    pub key: ResourceKey,
    /// `SnapshotName`; empty when it has none.
    pub name: String,
    /// `Status` as the cloud spells it; unknown words are kept.
    pub status: String,
    /// `Progress` in percent, when given.
    pub progress: Option<u8>,
    /// `SourceDiskType` as the cloud spells it, lower case.
    pub disk_type: String,
    /// `SourceDiskId`.
    pub source_disk_id: String,
    /// Instance of the disk, when DescribeDisks still knows it.
    pub instance_id: Option<String>,
    /// Name of that instance.
    pub instance_name: Option<String>,
    /// Source disk size, GiB.
    pub size_gib: Option<u32>,
    /// `CreationTime`, milliseconds since the epoch; `null` when the cloud does not tell it.
    #[ts(type = "number | null")]
    pub created_at: Option<i64>,
    /// Used by an image.
    pub used_by_image: bool,
    /// Used by a disk.
    pub used_by_disk: bool,
    /// `Encrypted`.
    pub encrypted: bool,
    /// Taken by an automatic snapshot policy.
    pub automatic: bool,
    /// A custom image can be made of it.
    pub can_become_image: bool,
    /// Its disk is still there; `null` when the disks could not be listed.
    pub source_listed: Option<bool>,
}
