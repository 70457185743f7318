//! A snapshot as DescribeSnapshots returns it.

use jiff::Timestamp;

use super::Tag;
use crate::declare::row;

row! {
    /// A snapshot of a disk. Fields the cloud left out are absent; states are kept verbatim.
    #[derive(Eq)]
    pub struct Snapshot from fields {
        /// The snapshot id.
        snapshot_id: String = fields.text("SnapshotId")?,
        /// The snapshot's name.
        snapshot_name: Option<String> = fields.text("SnapshotName"),
        /// The description.
        description: Option<String> = fields.text("Description"),
        /// `progressing`, `accomplished` or `failed`; others verbatim.
        status: Option<String> = fields.text("Status"),
        /// Percent done.
        progress: Option<u8> = fields.percent("Progress"),
        /// Seconds left while it is being made.
        remain_time: Option<u64> = fields.number("RemainTime"),
        /// When it was made.
        creation_time: Option<Timestamp> = fields.time("CreationTime"),
        /// When it was last changed.
        last_modified_time: Option<Timestamp> = fields.time("LastModifiedTime"),
        /// Whether it can be shared and used for disks already; says nothing about images.
        available: Option<bool> = fields.flag("Available"),
        /// `auto`, `timer` or `user`.
        snapshot_type: Option<String> = fields.text("SnapshotType"),
        /// `standard`, `flash` or `archive`.
        category: Option<String> = fields.text("Category"),
        /// `image`, `disk`, `image_disk` or `none`: what it has been used for.
        usage: Option<String> = fields.text("Usage"),
        /// Whether it is encrypted.
        encrypted: Option<bool> = fields.flag("Encrypted"),
        /// The KMS key, when encrypted.
        kms_key_id: Option<String> = fields.text("KMSKeyId"),
        /// The disk it was made from; the disk may be gone.
        source_disk_id: Option<String> = fields.text("SourceDiskId"),
        /// `system` or `data`.
        source_disk_type: Option<String> = fields.text("SourceDiskType"),
        /// The size of the source disk, in GiB.
        source_disk_size: Option<u32> = fields.number("SourceDiskSize"),
        /// The category of the source disk.
        source_storage_type: Option<String> = fields.text("SourceStorageType"),
        /// The full size, in bytes.
        full_snapshot_size_in_bytes: Option<u64> = fields.number("FullSnapshotSizeInBytes"),
        /// Days until it is released; absent when it is kept for ever.
        retention_days: Option<u32> = fields.number("RetentionDays"),
        /// The region, when the cloud repeats it.
        region_id: Option<String> = fields.text("RegionId"),
        /// The resource group.
        resource_group_id: Option<String> = fields.text("ResourceGroupId"),
        /// The chain it belongs to.
        snapshot_link_id: Option<String> = fields.text("SnapshotLinkId"),
        /// The serial number.
        snapshot_sn: Option<String> = fields.text("SnapshotSN"),
        /// The marketplace product, when it comes from one.
        product_code: Option<String> = fields.text("ProductCode"),
        /// The snapshot it was copied from.
        source_snapshot_id: Option<String> = fields.text("SourceSnapshotId"),
        /// The region it was copied from.
        source_region_id: Option<String> = fields.text("SourceRegionId"),
        /// The tags.
        tags: Vec<Tag> = fields.tags(),
        /// Every field the cloud sent: one JSON object, as the cloud wrote it.
        raw: String = fields.to_json(),
    }
}
