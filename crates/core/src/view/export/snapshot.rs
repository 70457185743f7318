//! The fields of a snapshot.

use alibaba_cloud::ecs::Snapshot;

use super::field::ExportField as Name;
use super::table::Field;
use super::value::Value;
use crate::inventory::SnapshotRow;

pub(super) const FIELDS: &[Field<SnapshotRow, Snapshot>] = &[
    (Name::AccountAlias, |of| Value::Text(of.alias)),
    (Name::RegionId, |of| Value::Text(&of.row.key.region_id)),
    (Name::SnapshotId, |of| Value::Text(&of.row.key.id)),
    (Name::SnapshotName, |of| Value::text(of.record.snapshot_name.as_ref())),
    (Name::Description, |of| Value::text(of.record.description.as_ref())),
    (Name::Status, |of| Value::text(of.record.status.as_ref())),
    (Name::Progress, |of| Value::number(of.record.progress)),
    (Name::RemainTime, |of| Value::number(of.record.remain_time)),
    (Name::CreationTime, |of| Value::time(of.record.creation_time)),
    (Name::LastModifiedTime, |of| Value::time(of.record.last_modified_time)),
    (Name::SnapshotType, |of| Value::text(of.record.snapshot_type.as_ref())),
    (Name::Category, |of| Value::text(of.record.category.as_ref())),
    (Name::Usage, |of| Value::text(of.record.usage.as_ref())),
    (Name::Available, |of| Value::flag(of.record.available)),
    (Name::Encrypted, |of| Value::Flag(of.row.encrypted)),
    (Name::KMSKeyId, |of| Value::text(of.record.kms_key_id.as_ref())),
    (Name::SourceDiskId, |of| Value::text(of.record.source_disk_id.as_ref())),
    (Name::SourceDiskType, |of| {
        Value::text(of.record.source_disk_type.as_ref())
    }),
    (Name::SourceDiskSize, |of| Value::number(of.record.source_disk_size)),
    (Name::SourceStorageType, |of| {
        Value::text(of.record.source_storage_type.as_ref())
    }),
    (Name::SourceDiskListed, |of| Value::flag(of.row.source_listed)),
    (Name::InstanceId, |of| Value::text(of.row.instance_id.as_ref())),
    (Name::InstanceName, |of| Value::text(of.row.instance_name.as_ref())),
    (Name::SourceSnapshotId, |of| {
        Value::text(of.record.source_snapshot_id.as_ref())
    }),
    (Name::SourceRegionId, |of| {
        Value::text(of.record.source_region_id.as_ref())
    }),
    (Name::SnapshotLinkId, |of| {
        Value::text(of.record.snapshot_link_id.as_ref())
    }),
    (Name::SnapshotSN, |of| Value::text(of.record.snapshot_sn.as_ref())),
    (Name::FullSnapshotSizeInBytes, |of| {
        Value::number(of.record.full_snapshot_size_in_bytes)
    }),
    (Name::RetentionDays, |of| Value::number(of.record.retention_days)),
    (Name::CanBecomeImage, |of| Value::Flag(of.row.can_become_image)),
    (Name::ProductCode, |of| Value::text(of.record.product_code.as_ref())),
    (Name::ResourceGroupId, |of| {
        Value::text(of.record.resource_group_id.as_ref())
    }),
    (Name::Tags, |of| Value::Tags(&of.record.tags)),
];
