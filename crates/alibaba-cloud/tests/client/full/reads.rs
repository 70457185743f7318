//! Reads.

use alibaba_cloud::ecs::{
    DescribeAvailableResource, DescribeDisks, DescribeImageFromFamily, DescribeImageSharePermission,
    DescribeImageSupportInstanceTypes, DescribeImages, DescribeInstanceStatus, DescribeInstanceTypes,
    DescribeInstances, DescribeKeyPairs, DescribePrice, DescribeRegions, DescribeSecurityGroups,
    DescribeSnapshotGroups, DescribeSnapshotLinks, DescribeSnapshots, DescribeSnapshotsUsage, DescribeTaskAttribute,
    DescribeTasks, DescribeZones, ListTagResources, PricedDisk,
};
use alibaba_cloud::kms::ListAliases;
use alibaba_cloud::resource_manager::ListResourceGroups;
use alibaba_cloud::sts::{AssumeRole, GetCallerIdentity};
use alibaba_cloud::vpc::{DescribeVSwitches, DescribeVpcs};

use super::{region, some, tag_filters, text, time, two};

pub fn assume_role() -> AssumeRole {
    AssumeRole {
        role_arn: text("role_arn"),
        role_session_name: text("role_session_name"),
        duration_seconds: Some(7),
        policy: some("policy"),
        external_id: some("external_id"),
        source_identity: some("source_identity"),
    }
}

pub fn describe_available_resource() -> DescribeAvailableResource {
    DescribeAvailableResource {
        region_id: region(),
        destination_resource: text("destination_resource"),
        resource_type: some("resource_type"),
        instance_charge_type: some("instance_charge_type"),
        spot_strategy: some("spot_strategy"),
        zone_id: some("zone_id"),
        io_optimized: some("io_optimized"),
        instance_type: some("instance_type"),
        system_disk_category: some("system_disk_category"),
        data_disk_category: some("data_disk_category"),
        network_category: some("network_category"),
        cores: Some(7),
        memory: Some(0.5),
        scope: some("scope"),
    }
}

pub fn describe_disks() -> DescribeDisks {
    DescribeDisks {
        region_id: region(),
        disk_ids: two(),
        instance_id: some("instance_id"),
        disk_type: some("disk_type"),
        disk_name: some("disk_name"),
        zone_id: some("zone_id"),
        category: some("category"),
        status: some("status"),
        snapshot_id: some("snapshot_id"),
        encrypted: Some(true),
        kms_key_id: some("kms_key_id"),
        resource_group_id: some("resource_group_id"),
        tags: tag_filters(),
        dry_run: true,
        next_token: some("next_token"),
    }
}

pub fn describe_image_from_family() -> DescribeImageFromFamily {
    DescribeImageFromFamily {
        region_id: region(),
        image_family: text("image_family"),
    }
}

pub fn describe_image_share_permission() -> DescribeImageSharePermission {
    DescribeImageSharePermission {
        region_id: region(),
        image_id: text("image_id"),
        page_number: 2,
    }
}

pub fn describe_image_support_instance_types() -> DescribeImageSupportInstanceTypes {
    DescribeImageSupportInstanceTypes {
        region_id: region(),
        image_id: text("image_id"),
        action_type: some("action_type"),
    }
}

pub fn describe_images() -> DescribeImages {
    DescribeImages {
        region_id: region(),
        image_ids: two(),
        image_name: some("image_name"),
        snapshot_id: some("snapshot_id"),
        status: two(),
        image_owner_alias: some("image_owner_alias"),
        image_family: some("image_family"),
        image_owner_id: some("image_owner_id"),
        instance_type: some("instance_type"),
        os_type: some("os_type"),
        architecture: some("architecture"),
        usage: some("usage"),
        is_public: Some(true),
        usable: Some(true),
        dry_run: true,
        tags: tag_filters(),
        resource_group_id: some("resource_group_id"),
        page_number: 2,
    }
}

pub fn describe_instance_status() -> DescribeInstanceStatus {
    DescribeInstanceStatus {
        region_id: region(),
        zone_id: some("zone_id"),
        instance_ids: two(),
        page_number: 2,
    }
}

pub fn describe_instance_types() -> DescribeInstanceTypes {
    DescribeInstanceTypes {
        region_id: some("cn-hangzhou"),
        instance_types: two(),
        instance_type_families: two(),
        instance_categories: two(),
        cpu_architectures: two(),
        minimum_cpu_core_count: Some(7),
        maximum_cpu_core_count: Some(7),
        minimum_memory_size: Some(0.5),
        maximum_memory_size: Some(0.5),
        nvme_support: some("nvme_support"),
        next_token: some("next_token"),
    }
}

pub fn describe_instances() -> DescribeInstances {
    DescribeInstances {
        region_id: region(),
        instance_ids: two(),
        instance_name: some("instance_name"),
        status: some("status"),
        image_id: some("image_id"),
        instance_type: some("instance_type"),
        instance_charge_type: some("instance_charge_type"),
        zone_id: some("zone_id"),
        vpc_id: some("vpc_id"),
        v_switch_id: some("v_switch_id"),
        security_group_id: some("security_group_id"),
        key_pair_name: some("key_pair_name"),
        resource_group_id: some("resource_group_id"),
        tags: tag_filters(),
        additional_attributes: two(),
        dry_run: true,
        next_token: some("next_token"),
    }
}

pub fn describe_key_pairs() -> DescribeKeyPairs {
    DescribeKeyPairs {
        region_id: region(),
        key_pair_name: some("key_pair_name"),
        key_pair_finger_print: some("key_pair_finger_print"),
        resource_group_id: some("resource_group_id"),
        tags: tag_filters(),
        page_number: 2,
    }
}

pub fn describe_price() -> DescribePrice {
    DescribePrice {
        region_id: region(),
        resource_type: some("resource_type"),
        image_id: some("image_id"),
        instance_type: some("instance_type"),
        io_optimized: some("io_optimized"),
        instance_network_type: some("instance_network_type"),
        internet_charge_type: some("internet_charge_type"),
        internet_max_bandwidth_out: Some(7),
        system_disk: PricedDisk {
            category: some("category"),
            size: Some(7),
            performance_level: some("performance_level"),
        },
        data_disks: vec![PricedDisk {
            category: some("category"),
            size: Some(7),
            performance_level: some("performance_level"),
        }],
        period: Some(7),
        price_unit: some("price_unit"),
        amount: Some(7),
        capacity: Some(7),
        spot_strategy: some("spot_strategy"),
        spot_duration: Some(7),
        zone_id: some("zone_id"),
        platform: some("platform"),
    }
}

pub fn describe_regions() -> DescribeRegions {
    DescribeRegions {
        accept_language: some("accept_language"),
    }
}

pub fn describe_security_groups() -> DescribeSecurityGroups {
    DescribeSecurityGroups {
        region_id: region(),
        security_group_ids: two(),
        vpc_id: some("vpc_id"),
        security_group_name: some("security_group_name"),
        security_group_type: some("security_group_type"),
        network_type: some("network_type"),
        resource_group_id: some("resource_group_id"),
        tags: tag_filters(),
        dry_run: true,
        next_token: some("next_token"),
    }
}

pub fn describe_snapshot_groups() -> DescribeSnapshotGroups {
    DescribeSnapshotGroups {
        region_id: region(),
        instance_id: some("instance_id"),
        name: some("name"),
        snapshot_group_ids: two(),
        status: two(),
        resource_group_id: some("resource_group_id"),
        tags: tag_filters(),
        next_token: some("next_token"),
    }
}

pub fn describe_snapshot_links() -> DescribeSnapshotLinks {
    DescribeSnapshotLinks {
        region_id: region(),
        instance_id: some("instance_id"),
        disk_ids: two(),
        snapshot_link_ids: two(),
        next_token: some("next_token"),
    }
}

pub fn describe_snapshots() -> DescribeSnapshots {
    DescribeSnapshots {
        region_id: region(),
        snapshot_ids: two(),
        disk_id: some("disk_id"),
        instance_id: some("instance_id"),
        snapshot_name: some("snapshot_name"),
        status: some("status"),
        snapshot_type: some("snapshot_type"),
        source_disk_type: some("source_disk_type"),
        usage: some("usage"),
        resource_group_id: some("resource_group_id"),
        tags: tag_filters(),
        snapshot_link_id: some("snapshot_link_id"),
        category: some("category"),
        encrypted: Some(true),
        kms_key_id: some("kms_key_id"),
        created_since: time(),
        created_until: time(),
        dry_run: true,
        next_token: some("next_token"),
    }
}

pub fn describe_snapshots_usage() -> DescribeSnapshotsUsage {
    DescribeSnapshotsUsage { region_id: region() }
}

pub fn describe_task_attribute() -> DescribeTaskAttribute {
    DescribeTaskAttribute {
        region_id: region(),
        task_id: text("task_id"),
    }
}

pub fn describe_tasks() -> DescribeTasks {
    DescribeTasks {
        region_id: region(),
        task_ids: two(),
        task_action: some("task_action"),
        task_status: some("task_status"),
        start_time: some("start_time"),
        end_time: some("end_time"),
        resource_ids: two(),
        page_number: 2,
    }
}

pub fn describe_v_switches() -> DescribeVSwitches {
    DescribeVSwitches {
        region_id: region(),
        vpc_id: some("vpc_id"),
        v_switch_id: some("v_switch_id"),
        v_switch_name: some("v_switch_name"),
        zone_id: some("zone_id"),
        is_default: Some(true),
        resource_group_id: some("resource_group_id"),
        tags: tag_filters(),
        dry_run: true,
        page_number: 2,
    }
}

pub fn describe_vpcs() -> DescribeVpcs {
    DescribeVpcs {
        region_id: region(),
        vpc_ids: two(),
        vpc_name: some("vpc_name"),
        is_default: Some(true),
        resource_group_id: some("resource_group_id"),
        tags: tag_filters(),
        dry_run: true,
        page_number: 2,
    }
}

pub fn describe_zones() -> DescribeZones {
    DescribeZones {
        region_id: region(),
        accept_language: some("accept_language"),
        instance_charge_type: some("instance_charge_type"),
        spot_strategy: some("spot_strategy"),
        verbose: Some(true),
    }
}

pub fn get_caller_identity() -> GetCallerIdentity {
    GetCallerIdentity
}

pub fn list_aliases() -> ListAliases {
    ListAliases {
        region_id: region(),
        page_number: 2,
    }
}

pub fn list_resource_groups() -> ListResourceGroups {
    ListResourceGroups {
        status: some("status"),
        resource_group_id: some("resource_group_id"),
        resource_group_ids: two(),
        name: some("name"),
        display_name: some("display_name"),
        include_tags: true,
        tags: tag_filters(),
        page_number: 2,
    }
}

pub fn list_tag_resources() -> ListTagResources {
    ListTagResources {
        region_id: region(),
        resource_type: text("resource_type"),
        resource_ids: two(),
        tags: tag_filters(),
        next_token: some("next_token"),
    }
}
