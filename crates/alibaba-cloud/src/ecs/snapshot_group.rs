//! A snapshot-consistent group as DescribeSnapshotGroups returns it.

use jiff::Timestamp;

use super::Tag;
use crate::declare::row;

row! {
    /// Snapshots of the disks of one instance, taken at one moment.
    #[derive(Default, Eq)]
    pub struct SnapshotGroup from fields {
        /// The id of the group.
        snapshot_group_id: String = fields.text("SnapshotGroupId")?,
        /// The group's name.
        name: Option<String> = fields.text("Name"),
        /// The description.
        description: Option<String> = fields.text("Description"),
        /// `progressing`, `accomplished` or `failed`; others verbatim.
        status: Option<String> = fields.text("Status"),
        /// How far it is, verbatim.
        progress_status: Option<String> = fields.text("ProgressStatus"),
        /// The instance whose disks they are.
        instance_id: Option<String> = fields.text("InstanceId"),
        /// When it was made.
        creation_time: Option<Timestamp> = fields.time("CreationTime"),
        /// The resource group.
        resource_group_id: Option<String> = fields.text("ResourceGroupId"),
        /// The snapshots.
        snapshots: Vec<GroupedSnapshot> = fields.rows("Snapshots", "Snapshot", GroupedSnapshot::read),
        /// The tags.
        tags: Vec<Tag> = fields.tags(),
    }
}

row! {
    /// One snapshot of a group.
    #[derive(Default, Eq)]
    pub struct GroupedSnapshot from fields {
        /// The snapshot id.
        snapshot_id: String = fields.text("SnapshotId")?,
        /// The disk it was made from.
        source_disk_id: Option<String> = fields.text("SourceDiskId"),
        /// `system` or `data`.
        source_disk_type: Option<String> = fields.text("SourceDiskType"),
        /// Percent done.
        progress: Option<u8> = fields.percent("Progress"),
        /// Whether it can be shared and used for disks already.
        available: Option<bool> = fields.flag("Available"),
        /// The tags.
        tags: Vec<Tag> = fields.tags(),
    }
}
