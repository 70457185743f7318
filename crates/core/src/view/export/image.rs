//! The fields of an image.

use alibaba_cloud::ecs::Image;

use super::field::ExportField as Name;
use super::table::Field;
use super::value::Value;
use crate::inventory::ImageRow;

pub(super) const FIELDS: &[Field<ImageRow, Image>] = &[
    (Name::AccountAlias, |of| Value::Text(of.alias)),
    (Name::RegionId, |of| Value::Text(&of.row.key.region_id)),
    (Name::ImageId, |of| Value::Text(&of.row.key.id)),
    (Name::ImageName, |of| Value::text(of.record.image_name.as_ref())),
    (Name::Description, |of| Value::text(of.record.description.as_ref())),
    (Name::Status, |of| Value::Text(&of.row.status)),
    (Name::Progress, |of| Value::number(of.record.progress)),
    (Name::CreationTime, |of| Value::time(of.record.creation_time)),
    (Name::ImageFamily, |of| Value::text(of.record.image_family.as_ref())),
    (Name::ImageVersion, |of| Value::text(of.record.image_version.as_ref())),
    (Name::ImageOwnerAlias, |of| {
        Value::text(of.record.image_owner_alias.as_ref())
    }),
    (Name::ImageOwnerId, |of| Value::text(of.record.image_owner_id.as_ref())),
    (Name::OSName, |of| Value::Text(&of.row.os)),
    (Name::OSType, |of| Value::text(of.record.os_type.as_ref())),
    (Name::Platform, |of| Value::text(of.record.platform.as_ref())),
    (Name::Architecture, |of| Value::text(of.record.architecture.as_ref())),
    (Name::BootMode, |of| Value::text(of.record.boot_mode.as_ref())),
    (Name::Size, |of| Value::number(of.record.size)),
    (Name::DataDisks, |of| Value::Number(of.row.data_disks.into())),
    (Name::SnapshotIds, |of| Value::List(&of.row.snapshot_ids)),
    (Name::Encrypted, |of| Value::Flag(of.row.encrypted)),
    (Name::Usage, |of| Value::text(of.record.usage.as_ref())),
    (Name::IsCopied, |of| Value::flag(of.record.is_copied)),
    (Name::Copies, |of| Value::number(of.row.copies)),
    (Name::IsPublic, |of| Value::flag(of.record.is_public)),
    (Name::IsSelfShared, |of| Value::flag(of.record.is_self_shared)),
    (Name::ShareCount, |of| Value::number(of.row.share_count)),
    (Name::ImageCheck, |of| Value::Text(&of.row.check)),
    (Name::ImageCheckRisks, |of| Value::Number(of.row.check_findings.into())),
    (Name::NewerInFamily, |of| Value::flag(of.row.newer_in_family)),
    (Name::NvmeSupport, |of| Value::text(of.record.nvme_support.as_ref())),
    (Name::ImdsSupport, |of| Value::text(of.record.imds_support.as_ref())),
    (Name::SecureBootSupport, |of| {
        Value::text(of.record.secure_boot_support.as_ref())
    }),
    (Name::IsSupportCloudinit, |of| {
        Value::flag(of.record.is_support_cloudinit)
    }),
    (Name::LicenseType, |of| Value::text(of.record.license_type.as_ref())),
    (Name::ProductCode, |of| Value::text(of.record.product_code.as_ref())),
    (Name::ResourceGroupId, |of| {
        Value::text(of.record.resource_group_id.as_ref())
    }),
    (Name::Tags, |of| Value::Tags(&of.record.tags)),
];
