//! A policy of automatic snapshots as DescribeAutoSnapshotPolicyEx returns it.

use jiff::Timestamp;

use super::Tag;
use crate::declare::row;

row! {
    /// A policy of automatic snapshots.
    #[derive(Default, Eq)]
    pub struct AutoSnapshotPolicy from fields {
        /// The policy.
        auto_snapshot_policy_id: String = fields.text("AutoSnapshotPolicyId")?,
        /// The name.
        auto_snapshot_policy_name: Option<String> = fields.text("AutoSnapshotPolicyName"),
        /// `Normal`, `Expire`, ...; verbatim.
        status: Option<String> = fields.text("Status"),
        /// `Custom` or `System`.
        policy_type: Option<String> = fields.text("Type"),
        /// The hours of the day, as a JSON array of texts from `0` to `23`.
        time_points: Option<String> = fields.text("TimePoints"),
        /// The days of the week, as a JSON array of texts from `1`, Monday, to `7`.
        repeat_weekdays: Option<String> = fields.text("RepeatWeekdays"),
        /// Days until a snapshot is released; -1 for never.
        retention_days: Option<String> = fields.text("RetentionDays"),
        /// How many disks it is applied to.
        disk_nums: Option<u32> = fields.number("DiskNums"),
        /// How many volumes it is applied to.
        volume_nums: Option<u32> = fields.number("VolumeNums"),
        /// Whether its snapshots are copied to another region.
        enable_cross_region_copy: Option<bool> = fields.flag("EnableCrossRegionCopy"),
        /// The regions they are copied to, verbatim.
        target_copy_regions: Option<String> = fields.text("TargetCopyRegions"),
        /// Days until a copy is released; -1 for never.
        copied_snapshots_retention_days: Option<String> = fields.text("CopiedSnapshotsRetentionDays"),
        /// Whether the copies are encrypted.
        copy_encrypted: Option<bool> =
            fields.object("CopyEncryptionConfiguration").and_then(|copies| copies.flag("Encrypted")),
        /// The KMS key of the copies.
        copy_kms_key_id: Option<String> = fields.text_in("CopyEncryptionConfiguration", "KMSKeyId"),
        /// How disks are chosen, verbatim.
        association_type: Option<String> = fields.text("AssociationType"),
        /// The tags by which disks are chosen.
        target_tags: Vec<Tag> = fields.rows("TargetTags", "TargetTag", |tag| {
            Some(Tag {
                key: tag.text("TagKey")?,
                value: tag.text("TagValue").unwrap_or_default(),
            })
        }),
        /// The region, when the cloud repeats it.
        region_id: Option<String> = fields.text("RegionId"),
        /// When it was made.
        creation_time: Option<Timestamp> = fields.time("CreationTime"),
        /// The resource group.
        resource_group_id: Option<String> = fields.text("ResourceGroupId"),
        /// The tags.
        tags: Vec<Tag> = fields.tags(),
    }
}
