//! Writes of snapshots, images, tags and tasks.

use alibaba_cloud::ecs::{
    CancelCopyImage, CancelTask, CopyImage, CopySnapshot, CreateImage, CreateSnapshot, DeleteImage, DeleteSnapshot,
    ExportImage, ImageSource, ModifyImageAttribute, ModifyImageSharePermission, ModifySnapshotAttribute, NewDisk,
    TagResources, UntagResources,
};

use super::{region, some, tags, text, two};

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
