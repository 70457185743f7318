//! A disk as DescribeDisks returns it.

use jiff::Timestamp;

use super::{DiskAttachment, Tag};
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
        /// All instances it is attached to.
        attachments: Vec<DiskAttachment> = fields.rows("Attachments", "Attachment", DiskAttachment::read),
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
        /// The provisioned IOPS, of an ESSD AutoPL disk.
        provisioned_iops: Option<u32> = fields.number("ProvisionedIops"),
        /// Whether it may exceed them for a while.
        bursting_enabled: Option<bool> = fields.flag("BurstingEnabled"),
        /// The IOPS it reaches.
        iops: Option<u32> = fields.number("IOPS"),
        /// The throughput it reaches, in MB/s.
        throughput: Option<u32> = fields.number("Throughput"),
        /// The policy of its automatic snapshots.
        auto_snapshot_policy_id: Option<String> = fields.text("AutoSnapshotPolicyId"),
        /// Whether it may have such a policy.
        enable_auto_snapshot: Option<bool> = fields.flag("EnableAutoSnapshot"),
        /// Whether it has such a policy.
        enable_automated_snapshot_policy: Option<bool> = fields.flag("EnableAutomatedSnapshotPolicy"),
        /// `Disabled`, `Enabled` or `LegacyShared`: whether several instances can have it at once.
        multi_attach: Option<String> = fields.text("MultiAttach"),
        /// Whether it can be detached and attached elsewhere.
        portable: Option<bool> = fields.flag("Portable"),
        /// The storage set.
        storage_set_id: Option<String> = fields.text("StorageSetId"),
        /// At most so many partitions in the storage set.
        storage_set_partition_number: Option<u32> = fields.number("StorageSetPartitionNumber"),
        /// The dedicated block storage cluster.
        storage_cluster_id: Option<String> = fields.text("StorageClusterId"),
        /// `PrePaid` or `PostPaid`.
        disk_charge_type: Option<String> = fields.text("DiskChargeType"),
        /// When a subscription ends.
        expired_time: Option<Timestamp> = fields.time("ExpiredTime"),
        /// When it was attached last.
        attached_time: Option<Timestamp> = fields.time("AttachedTime"),
        /// When it was detached last.
        detached_time: Option<Timestamp> = fields.time("DetachedTime"),
        /// Why it is locked: `financial`, `security`; verbatim.
        lock_reasons: Vec<String> = fields.rows("OperationLocks", "OperationLock", |row| row.text("LockReason")),
        /// The product in the marketplace it belongs to.
        product_code: Option<String> = fields.text("ProductCode"),
        /// The serial number.
        serial_number: Option<String> = fields.text("SerialNumber"),
        /// The region, when the cloud repeats it.
        region_id: Option<String> = fields.text("RegionId"),
        /// The tags.
        tags: Vec<Tag> = fields.tags(),
        /// Every field the cloud sent: one JSON object, as the cloud wrote it.
        raw: String = fields.to_json(),
    }
}

/// A disk on several instances leaves the plain fields empty and lists them; the plain device name is to be discontinued.
fn attached(fields: JsonObject<'_>, name: &str) -> Option<String> {
    let first = |outer, inner| fields.objects(outer, inner).find_map(|row| row.text(name));
    first("Attachments", "Attachment")
        .or_else(|| fields.text(name))
        .or_else(|| first("MountInstances", "MountInstance"))
}
