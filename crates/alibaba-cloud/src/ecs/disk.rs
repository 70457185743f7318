//! A disk as DescribeDisks tells it.

use jiff::Timestamp;

use super::Tag;
use crate::JsonObject;

/// A disk: what joins a snapshot to the instance it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disk {
    /// The disk id.
    pub disk_id: String,
    /// The disk's name.
    pub disk_name: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// `In_use`, `Available`, ...; verbatim.
    pub status: Option<String>,
    /// `system` or `data`: what the disk is now.
    pub disk_type: Option<String>,
    /// `cloud_essd`, `cloud_ssd`, ...
    pub category: Option<String>,
    /// The size, in GiB.
    pub size: Option<u32>,
    /// Whether it is encrypted.
    pub encrypted: Option<bool>,
    /// The KMS key, when encrypted.
    pub kms_key_id: Option<String>,
    /// The instance it is attached to; the first when there are several.
    pub instance_id: Option<String>,
    /// The device name on that instance.
    pub device: Option<String>,
    /// The image a system disk was made from.
    pub image_id: Option<String>,
    /// The snapshot the disk was made from.
    pub source_snapshot_id: Option<String>,
    /// The zone.
    pub zone_id: Option<String>,
    /// When it was made.
    pub creation_time: Option<Timestamp>,
    /// The resource group.
    pub resource_group_id: Option<String>,
    /// Whether it goes when its instance is released.
    pub delete_with_instance: Option<bool>,
    /// Whether its automatic snapshots go with it.
    pub delete_auto_snapshot: Option<bool>,
    /// `PL0` to `PL3`, of an ESSD.
    pub performance_level: Option<String>,
    /// `PrePaid` or `PostPaid`.
    pub disk_charge_type: Option<String>,
    /// The region, when the cloud repeats it.
    pub region_id: Option<String>,
    /// The tags.
    pub tags: Vec<Tag>,
}

impl Disk {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        // A disk on several instances leaves the plain fields empty and lists them.
        let first = |outer, inner, name| fields.objects(outer, inner).find_map(|row| row.text(name));
        let attached = |name| {
            fields
                .text(name)
                .or_else(|| first("Attachments", "Attachment", name))
                .or_else(|| first("MountInstances", "MountInstance", name))
        };
        Some(Self {
            disk_id: fields.text("DiskId")?,
            disk_name: fields.text("DiskName"),
            description: fields.text("Description"),
            status: fields.text("Status"),
            disk_type: fields.text("Type"),
            category: fields.text("Category"),
            size: fields.number("Size"),
            encrypted: fields.flag("Encrypted"),
            kms_key_id: fields.text("KMSKeyId"),
            instance_id: attached("InstanceId"),
            device: attached("Device"),
            image_id: fields.text("ImageId"),
            source_snapshot_id: fields.text("SourceSnapshotId"),
            zone_id: fields.text("ZoneId"),
            creation_time: fields.time("CreationTime"),
            resource_group_id: fields.text("ResourceGroupId"),
            delete_with_instance: fields.flag("DeleteWithInstance"),
            delete_auto_snapshot: fields.flag("DeleteAutoSnapshot"),
            performance_level: fields.text("PerformanceLevel"),
            disk_charge_type: fields.text("DiskChargeType"),
            region_id: fields.text("RegionId"),
            tags: fields.tags(),
        })
    }
}
