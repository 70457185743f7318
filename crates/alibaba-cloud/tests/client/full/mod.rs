//! Each action with every parameter it can send.

use alibaba_cloud::ecs::{Tag, TagFilter};
use secrecy::SecretString;

pub mod instance_reads;
pub mod instance_writes;
pub mod reads;
pub mod writes;

fn region() -> String {
    text("cn-hangzhou")
}

fn text(value: &str) -> String {
    value.to_owned()
}

fn some(value: &str) -> Option<String> {
    Some(text(value))
}

fn two() -> Vec<String> {
    vec![text("one-1"), text("two-2")]
}

fn tags() -> Vec<Tag> {
    vec![Tag {
        key: text("k"),
        value: String::new(),
    }]
}

fn tag_filters() -> Vec<TagFilter> {
    tags().into_iter().map(TagFilter::from).collect()
}

pub fn secret() -> Option<SecretString> {
    Some(SecretString::from("CANARY-password"))
}

fn time() -> Option<jiff::Timestamp> {
    "2026-01-02T03:04:05Z".parse().ok()
}

/// Does the same with every action.
macro_rules! every_action {
    ($do:ident) => {
        $do!(
            apply_auto_snapshot_policy,
            $crate::full::instance_writes::apply_auto_snapshot_policy()
        );
        $do!(assume_role, $crate::full::reads::assume_role());
        $do!(
            attach_instance_ram_role,
            $crate::full::instance_writes::attach_instance_ram_role()
        );
        $do!(attach_key_pair, $crate::full::instance_writes::attach_key_pair());
        $do!(cancel_copy_image, $crate::full::writes::cancel_copy_image());
        $do!(cancel_task, $crate::full::writes::cancel_task());
        $do!(copy_image, $crate::full::writes::copy_image());
        $do!(copy_snapshot, $crate::full::writes::copy_snapshot());
        $do!(create_image, $crate::full::writes::create_image());
        $do!(create_snapshot, $crate::full::writes::create_snapshot());
        $do!(
            create_snapshot_group,
            $crate::full::instance_writes::create_snapshot_group()
        );
        $do!(delete_image, $crate::full::writes::delete_image());
        $do!(
            delete_instances,
            $crate::full::instance_writes::delete_instances()
        );
        $do!(delete_snapshot, $crate::full::writes::delete_snapshot());
        $do!(
            describe_account_attributes,
            $crate::full::instance_reads::describe_account_attributes()
        );
        $do!(
            describe_auto_snapshot_policy_ex,
            $crate::full::instance_reads::describe_auto_snapshot_policy_ex()
        );
        $do!(
            describe_available_resource,
            $crate::full::reads::describe_available_resource()
        );
        $do!(
            describe_cloud_assistant_status,
            $crate::full::instance_reads::describe_cloud_assistant_status()
        );
        $do!(
            describe_disk_default_kms_key_id,
            $crate::full::instance_reads::describe_disk_default_kms_key_id()
        );
        $do!(describe_disks, $crate::full::reads::describe_disks());
        $do!(
            describe_image_from_family,
            $crate::full::reads::describe_image_from_family()
        );
        $do!(
            describe_image_share_permission,
            $crate::full::reads::describe_image_share_permission()
        );
        $do!(
            describe_image_support_instance_types,
            $crate::full::reads::describe_image_support_instance_types()
        );
        $do!(describe_images, $crate::full::reads::describe_images());
        $do!(
            describe_instance_attribute,
            $crate::full::instance_reads::describe_instance_attribute()
        );
        $do!(
            describe_instance_auto_renew_attribute,
            $crate::full::instance_reads::describe_instance_auto_renew_attribute()
        );
        $do!(
            describe_instance_history_events,
            $crate::full::instance_reads::describe_instance_history_events()
        );
        $do!(
            describe_instance_maintenance_attributes,
            $crate::full::instance_reads::describe_instance_maintenance_attributes()
        );
        $do!(
            describe_instance_modification_price,
            $crate::full::instance_reads::describe_instance_modification_price()
        );
        $do!(
            describe_instance_ram_role,
            $crate::full::instance_reads::describe_instance_ram_role()
        );
        $do!(
            describe_instance_status,
            $crate::full::reads::describe_instance_status()
        );
        $do!(
            describe_instance_types,
            $crate::full::reads::describe_instance_types()
        );
        $do!(describe_instances, $crate::full::reads::describe_instances());
        $do!(describe_key_pairs, $crate::full::reads::describe_key_pairs());
        $do!(
            describe_network_interfaces,
            $crate::full::instance_reads::describe_network_interfaces()
        );
        $do!(describe_price, $crate::full::reads::describe_price());
        $do!(describe_regions, $crate::full::reads::describe_regions());
        $do!(
            describe_resources_modification,
            $crate::full::instance_reads::describe_resources_modification()
        );
        $do!(
            describe_security_group_attribute,
            $crate::full::instance_reads::describe_security_group_attribute()
        );
        $do!(
            describe_security_groups,
            $crate::full::reads::describe_security_groups()
        );
        $do!(
            describe_snapshot_groups,
            $crate::full::reads::describe_snapshot_groups()
        );
        $do!(
            describe_snapshot_links,
            $crate::full::reads::describe_snapshot_links()
        );
        $do!(describe_snapshots, $crate::full::reads::describe_snapshots());
        $do!(
            describe_snapshots_usage,
            $crate::full::reads::describe_snapshots_usage()
        );
        $do!(
            describe_task_attribute,
            $crate::full::reads::describe_task_attribute()
        );
        $do!(describe_tasks, $crate::full::reads::describe_tasks());
        $do!(
            describe_user_data,
            $crate::full::instance_reads::describe_user_data()
        );
        $do!(describe_v_switches, $crate::full::reads::describe_v_switches());
        $do!(describe_vpcs, $crate::full::reads::describe_vpcs());
        $do!(describe_zones, $crate::full::reads::describe_zones());
        $do!(export_image, $crate::full::writes::export_image());
        $do!(get_caller_identity, $crate::full::reads::get_caller_identity());
        $do!(list_aliases, $crate::full::reads::list_aliases());
        $do!(list_resource_groups, $crate::full::reads::list_resource_groups());
        $do!(list_tag_resources, $crate::full::reads::list_tag_resources());
        $do!(
            modify_disk_attribute,
            $crate::full::instance_writes::modify_disk_attribute()
        );
        $do!(
            modify_disk_spec,
            $crate::full::instance_writes::modify_disk_spec()
        );
        $do!(
            modify_image_attribute,
            $crate::full::writes::modify_image_attribute()
        );
        $do!(
            modify_image_share_permission,
            $crate::full::writes::modify_image_share_permission()
        );
        $do!(
            modify_instance_attribute,
            $crate::full::instance_writes::modify_instance_attribute()
        );
        $do!(
            modify_instance_maintenance_attributes,
            $crate::full::instance_writes::modify_instance_maintenance_attributes()
        );
        $do!(
            modify_instance_network_spec,
            $crate::full::instance_writes::modify_instance_network_spec()
        );
        $do!(
            modify_instance_spec,
            $crate::full::instance_writes::modify_instance_spec()
        );
        $do!(
            modify_prepay_instance_spec,
            $crate::full::instance_writes::modify_prepay_instance_spec()
        );
        $do!(
            modify_snapshot_attribute,
            $crate::full::writes::modify_snapshot_attribute()
        );
        $do!(
            reboot_instances,
            $crate::full::instance_writes::reboot_instances()
        );
        $do!(
            replace_system_disk,
            $crate::full::instance_writes::replace_system_disk()
        );
        $do!(resize_disk, $crate::full::instance_writes::resize_disk());
        $do!(run_instances, $crate::full::instance_writes::run_instances());
        $do!(start_instances, $crate::full::instance_writes::start_instances());
        $do!(stop_instances, $crate::full::instance_writes::stop_instances());
        $do!(tag_resources, $crate::full::writes::tag_resources());
        $do!(untag_resources, $crate::full::writes::untag_resources());
    };
}

pub(crate) use every_action;
