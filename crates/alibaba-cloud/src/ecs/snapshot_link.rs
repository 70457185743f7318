//! A snapshot chain as DescribeSnapshotLinks tells it.

use crate::JsonObject;

/// All snapshots of one disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SnapshotLink {
    /// The id of the chain.
    pub snapshot_link_id: String,
    /// The region.
    pub region_id: Option<String>,
    /// The instance the disk is on.
    pub instance_id: Option<String>,
    /// That instance's name.
    pub instance_name: Option<String>,
    /// The disk; it may be gone.
    pub source_disk_id: Option<String>,
    /// The disk's name.
    pub source_disk_name: Option<String>,
    /// `system` or `data`.
    pub source_disk_type: Option<String>,
    /// The size of the disk, in GiB.
    pub source_disk_size: Option<u32>,
    /// `standard`, `flash` or `archive`.
    pub category: Option<String>,
    /// How many snapshots the chain has.
    pub total_count: Option<u64>,
    /// What they take together, in bytes.
    pub total_size: Option<u64>,
}

impl SnapshotLink {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            snapshot_link_id: fields.text("SnapshotLinkId")?,
            region_id: fields.text("RegionId"),
            instance_id: fields.text("InstanceId"),
            instance_name: fields.text("InstanceName"),
            source_disk_id: fields.text("SourceDiskId"),
            source_disk_name: fields.text("SourceDiskName"),
            source_disk_type: fields.text("SourceDiskType"),
            source_disk_size: fields.number("SourceDiskSize"),
            category: fields.text("Category"),
            total_count: fields.number("TotalCount"),
            total_size: fields.number("TotalSize"),
        })
    }
}
