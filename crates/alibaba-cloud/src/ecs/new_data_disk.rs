//! A data disk of instances to be made.

use crate::declare::parameter_group;

parameter_group! {
    /// A data disk of instances to be made (`DataDisk.N`).
    pub struct NewDataDisk {
        /// The snapshot that fills it; blank when absent.
        snapshot_id: Option<String> = "SnapshotId",
        /// The device name; the image's own disks are changed by theirs.
        device: Option<String> = "Device",
        /// `cloud_essd`, `cloud_ssd`, ...; by instance type when absent.
        category: Option<String> = "Category",
        /// The size, in GiB; that of the image or snapshot when absent.
        size: Option<u32> = "Size",
        /// `PL0` to `PL3`, of an ESSD.
        performance_level: Option<String> = "PerformanceLevel",
        /// The name.
        disk_name: Option<String> = "DiskName",
        /// The description.
        description: Option<String> = "Description",
        /// The provisioned IOPS, of an ESSD AutoPL disk.
        provisioned_iops: Option<u32> = "ProvisionedIops",
        /// Whether it may exceed them for a while.
        bursting_enabled: Option<bool> = "BurstingEnabled",
        /// The policy of its automatic snapshots.
        auto_snapshot_policy_id: Option<String> = "AutoSnapshotPolicyId",
        /// Whether it is encrypted.
        encrypted: Option<bool> = "Encrypted",
        /// The KMS key.
        kms_key_id: Option<String> = "KMSKeyId",
        /// The dedicated block storage cluster.
        storage_cluster_id: Option<String> = "StorageClusterId",
        /// Whether it goes when its instance is released; it does when absent.
        delete_with_instance: Option<bool> = "DeleteWithInstance",
    }
}
