//! A disk as DescribeDisks returns it.

use jiff::Timestamp;

use super::Tag;
use crate::JsonObject;
use crate::declare::row;

row! {
    /// A disk: what joins a snapshot to the instance it came from.
    #[derive(Eq)]
    pub struct Disk from fields {
        /// The disk id.
        disk_id: String = fields.text("DiskId")?,
        /// The disk's name.
        disk_name: Option<String> = fields.text("DiskName"),
        /// The description.
        description: Option<String> = fields.text("Description"),
        /// `In_use`, `Available`, ...; verbatim.
        status: Option<String> = fields.text("Status"),
        /// `system` or `data`: what the disk is now.
        disk_type: Option<String> = fields.text("Type"),
        /// `cloud_essd`, `cloud_ssd`, ...
        category: Option<String> = fields.text("Category"),
        /// The size, in GiB.
        size: Option<u32> = fields.number("Size"),
        /// Whether it is encrypted.
        encrypted: Option<bool> = fields.flag("Encrypted"),
        /// The KMS key, when encrypted.
        kms_key_id: Option<String> = fields.text("KMSKeyId"),
        /// The instance it is attached to; the first when there are several.
        instance_id: Option<String> = attached(fields, "InstanceId"),
        /// The device name on that instance.
        device: Option<String> = attached(fields, "Device"),
        /// The image a system disk was made from.
        image_id: Option<String> = fields.text("ImageId"),
        /// The snapshot the disk was made from.
        source_snapshot_id: Option<String> = fields.text("SourceSnapshotId"),
        /// The zone.
        zone_id: Option<String> = fields.text("ZoneId"),
        /// When it was made.
        creation_time: Option<Timestamp> = fields.time("CreationTime"),
        /// The resource group.
        resource_group_id: Option<String> = fields.text("ResourceGroupId"),
        /// Whether it goes when its instance is released.
        delete_with_instance: Option<bool> = fields.flag("DeleteWithInstance"),
        /// Whether its automatic snapshots go with it.
        delete_auto_snapshot: Option<bool> = fields.flag("DeleteAutoSnapshot"),
        /// `PL0` to `PL3`, of an ESSD.
        performance_level: Option<String> = fields.text("PerformanceLevel"),
        /// `PrePaid` or `PostPaid`.
        disk_charge_type: Option<String> = fields.text("DiskChargeType"),
        /// The region, when the cloud repeats it.
        region_id: Option<String> = fields.text("RegionId"),
        /// The tags.
        tags: Vec<Tag> = fields.tags(),
        /// Every field the cloud sent: one JSON object, as the cloud wrote it.
        raw: String = fields.to_json(),
    }
}

/// A disk on several instances leaves the plain fields empty and lists them.
fn attached(fields: JsonObject<'_>, name: &str) -> Option<String> {
    let first = |outer, inner| fields.objects(outer, inner).find_map(|row| row.text(name));
    fields
        .text(name)
        .or_else(|| first("Attachments", "Attachment"))
        .or_else(|| first("MountInstances", "MountInstance"))
}
