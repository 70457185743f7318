//! The fields of an instance.

use alibaba_cloud::ecs::Instance;

use super::field::ExportField as Name;
use super::table::Field;
use super::value::Value;
use crate::inventory::InstanceRow;

pub(super) const FIELDS: &[Field<InstanceRow, Instance>] = &[
    (Name::AccountAlias, |of| Value::Text(of.alias)),
    (Name::RegionId, |of| Value::Text(&of.row.key.region_id)),
    (Name::ZoneId, |of| Value::text(of.record.zone_id.as_ref())),
    (Name::InstanceId, |of| Value::Text(&of.row.key.id)),
    (Name::InstanceName, |of| Value::text(of.record.instance_name.as_ref())),
    (Name::Description, |of| Value::text(of.record.description.as_ref())),
    (Name::Status, |of| Value::text(of.record.status.as_ref())),
    (Name::InstanceType, |of| Value::text(of.record.instance_type.as_ref())),
    (Name::Cpu, |of| Value::number(of.record.cpu)),
    (Name::Memory, |of| Value::number(of.record.memory)),
    (Name::ImageId, |of| Value::text(of.record.image_id.as_ref())),
    (Name::ImageName, |of| Value::text(of.row.image_name.as_ref())),
    (Name::NewerImage, |of| Value::flag(of.row.newer_image)),
    (Name::OSName, |of| Value::Text(&of.row.os)),
    (Name::OSType, |of| Value::text(of.record.os_type.as_ref())),
    (Name::HostName, |of| Value::text(of.record.host_name.as_ref())),
    (Name::InstanceNetworkType, |of| {
        Value::text(of.record.instance_network_type.as_ref())
    }),
    (Name::VpcId, |of| Value::text(of.record.vpc_id.as_ref())),
    (Name::VSwitchId, |of| Value::text(of.record.v_switch_id.as_ref())),
    (Name::PrivateIpAddress, |of| {
        Value::List(&of.record.private_ip_addresses)
    }),
    (Name::PublicIpAddress, |of| Value::List(&of.record.public_ip_addresses)),
    (Name::SecurityGroupIds, |of| Value::List(&of.record.security_group_ids)),
    (Name::KeyPairName, |of| Value::text(of.record.key_pair_name.as_ref())),
    (Name::InstanceChargeType, |of| {
        Value::text(of.record.instance_charge_type.as_ref())
    }),
    (Name::CreationTime, |of| Value::time(of.record.creation_time)),
    (Name::StartTime, |of| Value::time(of.record.start_time)),
    (Name::ExpiredTime, |of| Value::time(of.record.expired_time)),
    (Name::AutoReleaseTime, |of| Value::time(of.record.auto_release_time)),
    (Name::DeletionProtection, |of| {
        Value::flag(of.record.deletion_protection)
    }),
    (Name::LockReason, |of| Value::List(&of.record.lock_reasons)),
    (Name::Disks, |of| Value::number(of.row.disks)),
    (Name::ResourceGroupId, |of| {
        Value::text(of.record.resource_group_id.as_ref())
    }),
    (Name::Tags, |of| Value::Tags(&of.record.tags)),
];
