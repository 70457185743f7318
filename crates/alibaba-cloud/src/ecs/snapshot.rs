//! A snapshot as DescribeSnapshots tells it.

use jiff::Timestamp;

use super::Tag;
use crate::JsonObject;

/// A snapshot of a disk. Fields the cloud left out are absent; states are kept verbatim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The snapshot id.
    pub snapshot_id: String,
    /// The snapshot's name.
    pub snapshot_name: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// `progressing`, `accomplished` or `failed`; others verbatim.
    pub status: Option<String>,
    /// Percent done.
    pub progress: Option<u8>,
    /// Seconds left while it is being made.
    pub remain_time: Option<u64>,
    /// When it was made.
    pub creation_time: Option<Timestamp>,
    /// When it was last changed.
    pub last_modified_time: Option<Timestamp>,
    /// Whether it can be shared and used for disks already; says nothing about images.
    pub available: Option<bool>,
    /// `auto`, `timer` or `user`.
    pub snapshot_type: Option<String>,
    /// `standard`, `flash` or `archive`.
    pub category: Option<String>,
    /// `image`, `disk`, `image_disk` or `none`: what it has been used for.
    pub usage: Option<String>,
    /// Whether it is encrypted.
    pub encrypted: Option<bool>,
    /// The KMS key, when encrypted.
    pub kms_key_id: Option<String>,
    /// The disk it was made from; the disk may be gone.
    pub source_disk_id: Option<String>,
    /// `system` or `data`.
    pub source_disk_type: Option<String>,
    /// The size of the source disk, in GiB.
    pub source_disk_size: Option<u32>,
    /// The category of the source disk.
    pub source_storage_type: Option<String>,
    /// The full size, in bytes.
    pub full_snapshot_size_in_bytes: Option<u64>,
    /// Days until it is released; absent when it is kept for ever.
    pub retention_days: Option<u32>,
    /// The region, when the cloud repeats it.
    pub region_id: Option<String>,
    /// The resource group.
    pub resource_group_id: Option<String>,
    /// The chain it belongs to.
    pub snapshot_link_id: Option<String>,
    /// The serial number.
    pub snapshot_sn: Option<String>,
    /// The marketplace product, when it comes from one.
    pub product_code: Option<String>,
    /// The snapshot it was copied from.
    pub source_snapshot_id: Option<String>,
    /// The region it was copied from.
    pub source_region_id: Option<String>,
    /// The tags.
    pub tags: Vec<Tag>,
    /// Every field the cloud sent: one JSON object, as the cloud wrote it.
    pub raw: String,
}

impl Snapshot {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            snapshot_id: fields.text("SnapshotId")?,
            snapshot_name: fields.text("SnapshotName"),
            description: fields.text("Description"),
            status: fields.text("Status"),
            progress: fields.percent("Progress"),
            remain_time: fields.number("RemainTime"),
            creation_time: fields.time("CreationTime"),
            last_modified_time: fields.time("LastModifiedTime"),
            available: fields.flag("Available"),
            snapshot_type: fields.text("SnapshotType"),
            category: fields.text("Category"),
            usage: fields.text("Usage"),
            encrypted: fields.flag("Encrypted"),
            kms_key_id: fields.text("KMSKeyId"),
            source_disk_id: fields.text("SourceDiskId"),
            source_disk_type: fields.text("SourceDiskType"),
            source_disk_size: fields.number("SourceDiskSize"),
            source_storage_type: fields.text("SourceStorageType"),
            full_snapshot_size_in_bytes: fields.number("FullSnapshotSizeInBytes"),
            retention_days: fields.number("RetentionDays"),
            region_id: fields.text("RegionId"),
            resource_group_id: fields.text("ResourceGroupId"),
            snapshot_link_id: fields.text("SnapshotLinkId"),
            snapshot_sn: fields.text("SnapshotSN"),
            product_code: fields.text("ProductCode"),
            source_snapshot_id: fields.text("SourceSnapshotId"),
            source_region_id: fields.text("SourceRegionId"),
            tags: fields.tags(),
            raw: fields.to_json(),
        })
    }
}
