//! Product `Ecs`, version 2014-05-26: one file per action.

mod apply_auto_snapshot_policy;
mod attach;
mod cancel_copy_image;
mod cancel_task;
mod copy_image;
mod copy_snapshot;
mod create_image;
mod create_snapshot;
mod create_snapshot_group;
mod delete_image;
mod delete_instances;
mod delete_snapshot;
mod describe_account_attributes;
mod describe_available_resource;
mod describe_cloud_assistant_status;
mod describe_disk_default_kms_key_id;
mod describe_disks;
mod describe_image_from_family;
mod describe_image_share_permission;
mod describe_image_support_instance_types;
mod describe_images;
mod describe_instance_attribute;
mod describe_instance_auto_renew_attribute;
mod describe_instance_history_events;
mod describe_instance_modification_price;
mod describe_instance_ram_role;
mod describe_instance_status;
mod describe_instance_types;
mod describe_instances;
mod describe_key_pairs;
mod describe_network_interfaces;
mod describe_price;
mod describe_regions;
mod describe_resources_modification;
mod describe_security_group_attribute;
mod describe_security_groups;
mod describe_snapshot_groups;
mod describe_snapshot_links;
mod describe_snapshots;
mod describe_snapshots_usage;
mod describe_task_attribute;
mod describe_tasks;
mod describe_user_data;
mod describe_zones;
mod disk_rules;
mod encryption;
mod export_image;
mod image_findings;
mod image_source;
mod image_text;
mod instance_row;
mod instance_spec;
mod launch;
mod launch_disks;
mod launch_drift;
mod launch_names;
mod launch_settings;
mod list_tag_resources;
mod maintenance_attributes;
mod malformed_rows;
mod modify_disk_attribute;
mod modify_disk_spec;
mod modify_image_attribute;
mod modify_image_share_permission;
mod modify_instance_attribute;
mod modify_instance_network_spec;
mod modify_snapshot_attribute;
mod oss_bucket;
mod power;
mod reboot_instances;
mod replace_system_disk;
mod resize_disk;
mod run_instances;
mod start_instances;
mod stop_instances;
mod tag_resources;
mod tagged;
mod time_range;
mod untag_resources;

use crate::call::{Answer, Call};
use crate::cloud::{Disk, Image, Instance, Task};
use crate::refusal::Refusal;
pub(crate) use delete_image::delete as delete_image;
pub(crate) use delete_snapshot::delete as delete_snapshot;

pub(crate) fn action(name: &str) -> Option<fn(&mut Call<'_>) -> Answer> {
    Some(match name {
        "ApplyAutoSnapshotPolicy" => apply_auto_snapshot_policy::answer,
        "AttachInstanceRamRole" => attach::ram_role,
        "AttachKeyPair" => attach::key_pair,
        "CancelCopyImage" => cancel_copy_image::answer,
        "CancelTask" => cancel_task::answer,
        "CopyImage" => copy_image::answer,
        "CopySnapshot" => copy_snapshot::answer,
        "CreateImage" => create_image::answer,
        "CreateSnapshot" => create_snapshot::answer,
        "CreateSnapshotGroup" => create_snapshot_group::answer,
        "DeleteImage" => delete_image::answer,
        "DeleteInstances" => delete_instances::answer,
        "DeleteSnapshot" => delete_snapshot::answer,
        "DescribeAccountAttributes" => describe_account_attributes::answer,
        "DescribeAvailableResource" => describe_available_resource::answer,
        "DescribeCloudAssistantStatus" => describe_cloud_assistant_status::answer,
        "DescribeDiskDefaultKMSKeyId" => describe_disk_default_kms_key_id::answer,
        "DescribeDisks" => describe_disks::answer,
        "DescribeImageFromFamily" => describe_image_from_family::answer,
        "DescribeImageSharePermission" => describe_image_share_permission::answer,
        "DescribeImageSupportInstanceTypes" => describe_image_support_instance_types::answer,
        "DescribeImages" => describe_images::answer,
        "DescribeInstanceAttribute" => describe_instance_attribute::answer,
        "DescribeInstanceAutoRenewAttribute" => describe_instance_auto_renew_attribute::answer,
        "DescribeInstanceHistoryEvents" => describe_instance_history_events::answer,
        "DescribeInstanceMaintenanceAttributes" => maintenance_attributes::describe,
        "DescribeInstanceModificationPrice" => describe_instance_modification_price::answer,
        "DescribeInstanceRamRole" => describe_instance_ram_role::answer,
        "DescribeInstanceStatus" => describe_instance_status::answer,
        "DescribeInstanceTypes" => describe_instance_types::answer,
        "DescribeInstances" => describe_instances::answer,
        "DescribeKeyPairs" => describe_key_pairs::answer,
        "DescribeNetworkInterfaces" => describe_network_interfaces::answer,
        "DescribePrice" => describe_price::answer,
        "DescribeRegions" => describe_regions::answer,
        "DescribeResourcesModification" => describe_resources_modification::answer,
        "DescribeSecurityGroupAttribute" => describe_security_group_attribute::answer,
        "DescribeSecurityGroups" => describe_security_groups::answer,
        "DescribeSnapshotGroups" => describe_snapshot_groups::answer,
        "DescribeSnapshotLinks" => describe_snapshot_links::answer,
        "DescribeSnapshots" => describe_snapshots::answer,
        "DescribeSnapshotsUsage" => describe_snapshots_usage::answer,
        "DescribeTaskAttribute" => describe_task_attribute::answer,
        "DescribeTasks" => describe_tasks::answer,
        "DescribeUserData" => describe_user_data::answer,
        "DescribeZones" => describe_zones::answer,
        "ExportImage" => export_image::answer,
        "ListTagResources" => list_tag_resources::answer,
        "ModifyDiskAttribute" => modify_disk_attribute::answer,
        "ModifyDiskSpec" => modify_disk_spec::answer,
        "ModifyImageAttribute" => modify_image_attribute::answer,
        "ModifyImageSharePermission" => modify_image_share_permission::answer,
        "ModifyInstanceAttribute" => modify_instance_attribute::answer,
        "ModifyInstanceMaintenanceAttributes" => maintenance_attributes::modify,
        "ModifyInstanceNetworkSpec" => modify_instance_network_spec::answer,
        "ModifyInstanceSpec" => instance_spec::modify,
        "ModifyPrepayInstanceSpec" => instance_spec::modify_prepay,
        "ModifySnapshotAttribute" => modify_snapshot_attribute::answer,
        "RebootInstances" => reboot_instances::answer,
        "ReplaceSystemDisk" => replace_system_disk::answer,
        "ResizeDisk" => resize_disk::answer,
        "RunInstances" => run_instances::answer,
        "StartInstances" => start_instances::answer,
        "StopInstances" => stop_instances::answer,
        "TagResources" => tag_resources::answer,
        "UntagResources" => untag_resources::answer,
        _ => return None,
    })
}

/// The account's own image that `ImageId` names.
fn own_image<'a>(call: &'a Call<'_>, region_id: &str) -> Result<&'a Image, Refusal> {
    let image_id = call.required("ImageId")?;
    let found = call.cloud.image(region_id, image_id);
    found.filter(|image| image.is_own()).ok_or_else(not_found)
}

fn not_found() -> Refusal {
    Refusal::new(404, "InvalidImageId.NotFound", "The specified ImageId does not exist.")
}

/// The task that `TaskId` names.
fn task<'a>(call: &'a Call<'_>, region_id: &str) -> Result<&'a Task, Refusal> {
    let task_id = call.required("TaskId")?;
    let mut tasks = call.cloud.tasks.iter();
    let found = tasks.find(|task| task.region_id == region_id && task.task_id == task_id);
    found.ok_or_else(|| Refusal::new(400, "InvalidTaskId.NotFound", "The specified \"TaskId\" is not found."))
}

/// The instance that `InstanceId` names, in any region unless one is given.
fn any_instance<'a>(call: &'a Call<'_>) -> Result<&'a Instance, Refusal> {
    let instance_id = call.required("InstanceId")?;
    let home = call.home_region()?;
    let mut instances = call.cloud.instances.iter();
    let found = instances.find(|row| row.instance_id == instance_id && home.is_none_or(|home| home == row.region_id));
    found.ok_or_else(|| {
        let message = "The specified InstanceId does not exist.";
        Refusal::new(404, "InvalidInstanceId.NotFound", message)
    })
}

/// The disk that `DiskId` names, in any region unless one is given.
fn any_disk<'a>(call: &'a Call<'_>) -> Result<&'a Disk, Refusal> {
    let disk_id = call.required("DiskId")?;
    let home = call.home_region()?;
    let mut disks = call.cloud.disks.iter();
    let found = disks.find(|row| row.disk_id == disk_id && home.is_none_or(|home| home == row.region_id));
    found.ok_or_else(|| {
        let message = "The specified disk does not exist.";
        Refusal::new(404, "InvalidDiskId.NotFound", message)
    })
}
