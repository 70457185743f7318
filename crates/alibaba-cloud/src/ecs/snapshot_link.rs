//! A snapshot chain as DescribeSnapshotLinks returns it.

use crate::declare::row;

row! {
    /// All snapshots of one disk.
    #[derive(Default, Eq)]
    pub struct SnapshotLink from fields {
        /// The id of the chain.
        snapshot_link_id: String = fields.text("SnapshotLinkId")?,
        /// The region.
        region_id: Option<String> = fields.text("RegionId"),
        /// The instance the disk is on.
        instance_id: Option<String> = fields.text("InstanceId"),
        /// That instance's name.
        instance_name: Option<String> = fields.text("InstanceName"),
        /// The disk; it may be gone.
        source_disk_id: Option<String> = fields.text("SourceDiskId"),
        /// The disk's name.
        source_disk_name: Option<String> = fields.text("SourceDiskName"),
        /// `system` or `data`.
        source_disk_type: Option<String> = fields.text("SourceDiskType"),
        /// The size of the disk, in GiB.
        source_disk_size: Option<u32> = fields.number("SourceDiskSize"),
        /// `standard`, `flash` or `archive`.
        category: Option<String> = fields.text("Category"),
        /// How many snapshots the chain has.
        total_count: Option<u64> = fields.number("TotalCount"),
        /// What they take together, in bytes.
        total_size: Option<u64> = fields.number("TotalSize"),
    }
}
