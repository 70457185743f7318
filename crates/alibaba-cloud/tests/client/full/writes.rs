//! Writes.

use alibaba_cloud::ecs::{
    CancelCopyImage, CancelTask, CopyImage, CopySnapshot, CreateImage, CreateSnapshot, DeleteImage, DeleteSnapshot,
    ExportImage, ImageSource, ModifyImageAttribute, ModifyImageSharePermission, ModifySnapshotAttribute, NewDataDisk,
    NewDisk, NewNetworkInterface, NewSystemDisk, ReplaceSystemDisk, RunInstances, StartInstances, StopInstances,
    TagResources, UntagResources,
};

use super::{region, secret, some, tags, text, two};

pub fn cancel_copy_image() -> CancelCopyImage {
    CancelCopyImage {
        region_id: region(),
        image_id: text("image_id"),
    }
}

pub fn cancel_task() -> CancelTask {
    CancelTask {
        region_id: region(),
        task_id: text("task_id"),
    }
}

pub fn copy_image() -> CopyImage {
    CopyImage {
        region_id: region(),
        image_id: text("image_id"),
        destination_region_id: text("destination_region_id"),
        client_token: text("client_token"),
        destination_image_name: some("destination_image_name"),
        destination_description: some("destination_description"),
        encrypted: true,
        kms_key_id: some("kms_key_id"),
        resource_group_id: some("resource_group_id"),
        tags: tags(),
        dry_run: true,
    }
}

pub fn copy_snapshot() -> CopySnapshot {
    CopySnapshot {
        region_id: region(),
        snapshot_id: text("snapshot_id"),
        destination_region_id: text("destination_region_id"),
        destination_snapshot_name: text("destination_snapshot_name"),
        destination_snapshot_description: text("destination_snapshot_description"),
        client_token: text("client_token"),
        retention_days: Some(7),
        encrypted: Some(true),
        kms_key_id: some("kms_key_id"),
        resource_group_id: some("resource_group_id"),
        tags: tags(),
    }
}

pub fn create_image() -> CreateImage {
    CreateImage {
        region_id: region(),
        source: ImageSource::DiskDeviceMappings(vec![NewDisk {
            snapshot_id: some("s-1"),
            device: some("/dev/xvda"),
            size: Some(40),
            disk_type: some("system"),
        }]),
        client_token: text("client_token"),
        image_name: some("image_name"),
        description: some("description"),
        image_family: some("image_family"),
        image_version: some("image_version"),
        platform: some("platform"),
        architecture: some("architecture"),
        boot_mode: some("boot_mode"),
        detection_strategy: some("detection_strategy"),
        imds_support: some("imds_support"),
        resource_group_id: some("resource_group_id"),
        tags: tags(),
        dry_run: true,
    }
}

pub fn create_snapshot() -> CreateSnapshot {
    CreateSnapshot {
        region_id: region(),
        disk_id: text("disk_id"),
        client_token: text("client_token"),
        snapshot_name: some("snapshot_name"),
        description: some("description"),
        retention_days: Some(7),
        category: some("category"),
        resource_group_id: some("resource_group_id"),
        tags: tags(),
    }
}

pub fn delete_image() -> DeleteImage {
    DeleteImage {
        region_id: region(),
        image_id: text("image_id"),
        force: true,
        dry_run: true,
    }
}

pub fn delete_snapshot() -> DeleteSnapshot {
    DeleteSnapshot {
        region_id: region(),
        snapshot_id: text("snapshot_id"),
        force: true,
    }
}

pub fn export_image() -> ExportImage {
    ExportImage {
        region_id: region(),
        image_id: text("image_id"),
        oss_bucket: text("oss_bucket"),
        oss_prefix: some("oss_prefix"),
        image_format: some("image_format"),
        role_name: some("role_name"),
        dry_run: true,
    }
}

pub fn modify_image_attribute() -> ModifyImageAttribute {
    ModifyImageAttribute {
        region_id: region(),
        image_id: text("image_id"),
        image_name: some("image_name"),
        description: some("description"),
        image_family: some("image_family"),
        status: some("status"),
        boot_mode: some("boot_mode"),
        license_type: some("license_type"),
        nvme_support: some("nvme_support"),
        imds_support: some("imds_support"),
        dry_run: true,
    }
}

pub fn modify_image_share_permission() -> ModifyImageSharePermission {
    ModifyImageSharePermission {
        region_id: region(),
        image_id: text("image_id"),
        add_accounts: two().try_into().unwrap(),
        remove_accounts: two().try_into().unwrap(),
        dry_run: true,
    }
}

pub fn modify_snapshot_attribute() -> ModifySnapshotAttribute {
    ModifySnapshotAttribute {
        region_id: region(),
        snapshot_id: text("snapshot_id"),
        snapshot_name: some("snapshot_name"),
        description: some("description"),
        retention_days: Some(7),
    }
}

pub fn replace_system_disk() -> ReplaceSystemDisk {
    ReplaceSystemDisk {
        region_id: region(),
        instance_id: text("instance_id"),
        image_id: text("image_id"),
        client_token: text("client_token"),
        system_disk_size: Some(7),
        key_pair_name: some("key_pair_name"),
        password: secret(),
        password_inherit: true,
        platform: some("platform"),
        architecture: some("architecture"),
        security_enhancement_strategy: some("security_enhancement_strategy"),
        encrypted: Some(true),
        kms_key_id: some("kms_key_id"),
    }
}

pub fn run_instances() -> RunInstances {
    RunInstances {
        region_id: region(),
        image_id: some("image_id"),
        image_family: some("image_family"),
        instance_type: text("instance_type"),
        client_token: text("client_token"),
        amount: Some(7),
        min_amount: Some(7),
        zone_id: some("zone_id"),
        v_switch_id: some("v_switch_id"),
        security_group_id: some("security_group_id"),
        security_group_ids: two(),
        private_ip_address: some("private_ip_address"),
        network_interfaces: vec![NewNetworkInterface {
            v_switch_id: some("v_switch_id"),
            security_group_ids: two(),
            primary_ip_address: some("primary_ip_address"),
            instance_type: some("instance_type"),
            delete_on_release: Some(true),
        }],
        instance_name: some("instance_name"),
        host_name: some("host_name"),
        unique_suffix: true,
        description: some("description"),
        system_disk: NewSystemDisk {
            category: some("category"),
            size: Some(7),
            performance_level: some("performance_level"),
            disk_name: some("disk_name"),
            description: some("description"),
            provisioned_iops: Some(7),
            bursting_enabled: Some(true),
            auto_snapshot_policy_id: some("auto_snapshot_policy_id"),
            encrypted: Some(true),
            kms_key_id: some("kms_key_id"),
        },
        data_disks: vec![NewDataDisk {
            snapshot_id: some("snapshot_id"),
            device: some("device"),
            category: some("category"),
            size: Some(7),
            performance_level: some("performance_level"),
            disk_name: some("disk_name"),
            description: some("description"),
            provisioned_iops: Some(7),
            bursting_enabled: Some(true),
            auto_snapshot_policy_id: some("auto_snapshot_policy_id"),
            encrypted: Some(true),
            kms_key_id: some("kms_key_id"),
            delete_with_instance: Some(true),
        }],
        key_pair_name: some("key_pair_name"),
        password: secret(),
        password_inherit: true,
        login_as_non_root: Some(true),
        user_data: secret(),
        ram_role_name: some("ram_role_name"),
        http_endpoint: some("http_endpoint"),
        http_tokens: some("http_tokens"),
        security_enhancement_strategy: some("security_enhancement_strategy"),
        internet_charge_type: some("internet_charge_type"),
        internet_max_bandwidth_out: Some(7),
        internet_max_bandwidth_in: Some(7),
        io_optimized: some("io_optimized"),
        credit_specification: some("credit_specification"),
        instance_charge_type: some("instance_charge_type"),
        period: Some(7),
        period_unit: some("period_unit"),
        auto_renew: Some(true),
        auto_renew_period: Some(7),
        auto_pay: Some(true),
        spot_strategy: some("spot_strategy"),
        spot_duration: Some(7),
        spot_price_limit: some("spot_price_limit"),
        auto_release_time: some("auto_release_time"),
        deletion_protection: Some(true),
        deployment_set_id: some("deployment_set_id"),
        resource_group_id: some("resource_group_id"),
        tags: tags(),
        dry_run: true,
    }
}

pub fn start_instances() -> StartInstances {
    StartInstances {
        region_id: region(),
        instance_ids: two(),
        batch_optimization: some("batch_optimization"),
        dry_run: true,
    }
}

pub fn stop_instances() -> StopInstances {
    StopInstances {
        region_id: region(),
        instance_ids: two(),
        batch_optimization: some("batch_optimization"),
        force_stop: true,
        stopped_mode: some("stopped_mode"),
        dry_run: true,
    }
}

pub fn tag_resources() -> TagResources {
    TagResources {
        region_id: region(),
        resource_type: text("resource_type"),
        resource_ids: two(),
        tags: tags(),
    }
}

pub fn untag_resources() -> UntagResources {
    UntagResources {
        region_id: region(),
        resource_type: text("resource_type"),
        resource_ids: two(),
        tag_keys: two(),
        all: true,
    }
}
