//! A snapshot-consistent group as DescribeSnapshotGroups tells it.

use jiff::Timestamp;

use super::Tag;
use crate::JsonObject;

/// Snapshots of the disks of one instance, taken at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SnapshotGroup {
    /// The id of the group.
    pub snapshot_group_id: String,
    /// The group's name.
    pub name: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// `progressing`, `accomplished` or `failed`; others verbatim.
    pub status: Option<String>,
    /// How far it is, verbatim.
    pub progress_status: Option<String>,
    /// The instance whose disks they are.
    pub instance_id: Option<String>,
    /// When it was made.
    pub creation_time: Option<Timestamp>,
    /// The resource group.
    pub resource_group_id: Option<String>,
    /// The snapshots.
    pub snapshots: Vec<GroupedSnapshot>,
    /// The tags.
    pub tags: Vec<Tag>,
}

/// One snapshot of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupedSnapshot {
    /// The snapshot id.
    pub snapshot_id: String,
    /// The disk it was made from.
    pub source_disk_id: Option<String>,
    /// `system` or `data`.
    pub source_disk_type: Option<String>,
    /// Percent done.
    pub progress: Option<u8>,
    /// Whether it can be shared and used for disks already.
    pub available: Option<bool>,
    /// The tags.
    pub tags: Vec<Tag>,
}

impl SnapshotGroup {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            snapshot_group_id: fields.text("SnapshotGroupId")?,
            name: fields.text("Name"),
            description: fields.text("Description"),
            status: fields.text("Status"),
            progress_status: fields.text("ProgressStatus"),
            instance_id: fields.text("InstanceId"),
            creation_time: fields.time("CreationTime"),
            resource_group_id: fields.text("ResourceGroupId"),
            snapshots: fields.rows("Snapshots", "Snapshot", GroupedSnapshot::read),
            tags: fields.tags(),
        })
    }
}

impl GroupedSnapshot {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            snapshot_id: fields.text("SnapshotId")?,
            source_disk_id: fields.text("SourceDiskId"),
            source_disk_type: fields.text("SourceDiskType"),
            progress: fields.percent("Progress"),
            available: fields.flag("Available"),
            tags: fields.tags(),
        })
    }
}
