//! Writes that make, change and release instances and their disks.

use alibaba_cloud::ecs::{
    ApplyAutoSnapshotPolicy, AttachInstanceRamRole, AttachKeyPair, CpuOptions, CreateSnapshotGroup, DeleteInstances,
    ModifyDiskAttribute, ModifyDiskSpec, ModifyInstanceAttribute, ModifyInstanceMaintenanceAttributes,
    ModifyInstanceNetworkSpec, ModifyInstanceSpec, ModifyPrepayInstanceSpec, NewDataDisk, NewMaintenanceWindow,
    NewNetworkInterface, NewSystemDisk, PrivateDnsNameOptions, RebootInstances, ReplaceSystemDisk, ResizeDisk,
    RunInstances, StartInstances, StopInstances,
};

use super::{region, secret, some, tags, text, two};

fn cpu_options() -> CpuOptions {
    CpuOptions {
        core: Some(7),
        threads_per_core: Some(7),
        topology_type: some("topology_type"),
    }
}

fn private_dns_name_options() -> PrivateDnsNameOptions {
    PrivateDnsNameOptions {
        enable_instance_id_dns_a_record: Some(true),
        enable_instance_id_dns_aaaa_record: Some(true),
        enable_ip_dns_a_record: Some(true),
        enable_ip_dns_ptr_record: Some(true),
        hostname_type: some("hostname_type"),
    }
}

pub fn apply_auto_snapshot_policy() -> ApplyAutoSnapshotPolicy {
    ApplyAutoSnapshotPolicy {
        region_id: region(),
        auto_snapshot_policy_id: text("auto_snapshot_policy_id"),
        disk_ids: two(),
    }
}

pub fn attach_instance_ram_role() -> AttachInstanceRamRole {
    AttachInstanceRamRole {
        region_id: region(),
        ram_role_name: text("ram_role_name"),
        instance_ids: two(),
        policy: some("policy"),
    }
}

pub fn attach_key_pair() -> AttachKeyPair {
    AttachKeyPair {
        region_id: region(),
        key_pair_name: text("key_pair_name"),
        instance_ids: two(),
    }
}

pub fn create_snapshot_group() -> CreateSnapshotGroup {
    CreateSnapshotGroup {
        region_id: region(),
        instance_id: some("instance_id"),
        disk_ids: two(),
        exclude_disk_ids: two(),
        client_token: text("client_token"),
        name: some("name"),
        description: some("description"),
        instant_access: true,
        instant_access_retention_days: Some(7),
        resource_group_id: some("resource_group_id"),
        tags: tags(),
    }
}

pub fn delete_instances() -> DeleteInstances {
    DeleteInstances {
        region_id: region(),
        instance_ids: two(),
        client_token: text("client_token"),
        force: true,
        force_stop: Some(true),
        terminate_subscription: true,
        dry_run: true,
    }
}

pub fn modify_disk_attribute() -> ModifyDiskAttribute {
    ModifyDiskAttribute {
        region_id: region(),
        disk_id: some("disk_id"),
        disk_ids: two(),
        disk_name: some("disk_name"),
        description: some("description"),
        delete_with_instance: Some(true),
        delete_auto_snapshot: Some(true),
        enable_auto_snapshot: Some(true),
        bursting_enabled: Some(true),
    }
}

pub fn modify_disk_spec() -> ModifyDiskSpec {
    ModifyDiskSpec {
        region_id: region(),
        disk_id: text("disk_id"),
        disk_category: some("disk_category"),
        performance_level: some("performance_level"),
        provisioned_iops: Some(7),
        iops: Some(7),
        throughput: Some(7),
        recover: some("recover"),
        dry_run: true,
    }
}

pub fn modify_instance_attribute() -> ModifyInstanceAttribute {
    ModifyInstanceAttribute {
        region_id: region(),
        instance_id: text("instance_id"),
        password: secret(),
        host_name: some("host_name"),
        instance_name: some("instance_name"),
        description: some("description"),
        user_data: secret(),
        credit_specification: some("credit_specification"),
        deletion_protection: Some(true),
        network_interface_queue_number: Some(7),
        security_group_ids: two(),
        enable_jumbo_frame: Some(true),
        enable_network_encryption: Some(true),
        cpu_options: cpu_options(),
        private_dns_name_options: private_dns_name_options(),
    }
}

pub fn modify_instance_maintenance_attributes() -> ModifyInstanceMaintenanceAttributes {
    ModifyInstanceMaintenanceAttributes {
        region_id: region(),
        instance_ids: two(),
        action_on_maintenance: some("action_on_maintenance"),
        maintenance_windows: vec![NewMaintenanceWindow {
            start_time: some("start_time"),
            end_time: some("end_time"),
        }],
        notify_on_maintenance: Some(true),
    }
}

pub fn modify_instance_network_spec() -> ModifyInstanceNetworkSpec {
    ModifyInstanceNetworkSpec {
        region_id: region(),
        instance_id: text("instance_id"),
        client_token: text("client_token"),
        internet_max_bandwidth_out: Some(7),
        internet_max_bandwidth_in: Some(7),
        network_charge_type: some("network_charge_type"),
        allocate_public_ip: true,
        start_time: some("start_time"),
        end_time: some("end_time"),
        auto_pay: Some(true),
    }
}

pub fn modify_instance_spec() -> ModifyInstanceSpec {
    ModifyInstanceSpec {
        region_id: region(),
        instance_id: text("instance_id"),
        client_token: text("client_token"),
        instance_type: some("instance_type"),
        internet_max_bandwidth_out: Some(7),
        internet_max_bandwidth_in: Some(7),
        system_disk_category: some("system_disk_category"),
        is_async: true,
        allow_migrate_across_zone: true,
        dry_run: true,
    }
}

pub fn modify_prepay_instance_spec() -> ModifyPrepayInstanceSpec {
    ModifyPrepayInstanceSpec {
        region_id: region(),
        instance_id: text("instance_id"),
        instance_type: text("instance_type"),
        client_token: text("client_token"),
        operator_type: some("operator_type"),
        auto_pay: Some(true),
        system_disk_category: some("system_disk_category"),
        migrate_across_zone: true,
        reboot_when_finished: true,
        reboot_time: some("reboot_time"),
        end_time: some("end_time"),
    }
}

pub fn reboot_instances() -> RebootInstances {
    RebootInstances {
        region_id: region(),
        instance_ids: two(),
        batch_optimization: some("batch_optimization"),
        force_reboot: true,
        dry_run: true,
    }
}

pub fn resize_disk() -> ResizeDisk {
    ResizeDisk {
        region_id: region(),
        disk_id: text("disk_id"),
        new_size: 7,
        client_token: text("client_token"),
        resize_type: some("resize_type"),
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
            network_interface_id: some("network_interface_id"),
            network_interface_name: some("network_interface_name"),
            description: some("description"),
            network_interface_traffic_mode: some("network_interface_traffic_mode"),
            queue_number: Some(7),
            queue_pair_number: Some(7),
            rx_queue_size: Some(7),
            tx_queue_size: Some(7),
            network_card_index: Some(7),
            secondary_private_ip_address_count: Some(7),
            ipv6_address_count: Some(7),
            ipv6_addresses: two(),
            source_dest_check: Some(true),
        }],
        instance_name: some("instance_name"),
        host_name: some("host_name"),
        host_names: two(),
        private_dns_name_options: private_dns_name_options(),
        ipv6_address_count: Some(7),
        ipv6_addresses: two(),
        network_interface_queue_number: Some(7),
        enable_jumbo_frame: Some(true),
        enable_network_encryption: Some(true),
        bandwidth_weighting: some("bandwidth_weighting"),
        storage_set_id: some("storage_set_id"),
        storage_set_partition_number: Some(7),
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
            storage_cluster_id: some("storage_cluster_id"),
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
            storage_cluster_id: some("storage_cluster_id"),
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
        http_put_response_hop_limit: Some(7),
        trusted_system_mode: some("trusted_system_mode"),
        confidential_computing_mode: some("confidential_computing_mode"),
        enable_secure_boot: Some(true),
        security_enhancement_strategy: some("security_enhancement_strategy"),
        internet_charge_type: some("internet_charge_type"),
        internet_max_bandwidth_out: Some(7),
        internet_max_bandwidth_in: Some(7),
        io_optimized: some("io_optimized"),
        credit_specification: some("credit_specification"),
        cpu_options: cpu_options(),
        numa: some("numa"),
        ptp_status: some("ptp_status"),
        hibernation_configured: Some(true),
        instance_charge_type: some("instance_charge_type"),
        period: Some(7),
        period_unit: some("period_unit"),
        auto_renew: Some(true),
        auto_renew_period: Some(7),
        auto_pay: Some(true),
        spot_strategy: some("spot_strategy"),
        spot_duration: Some(7),
        spot_price_limit: some("spot_price_limit"),
        spot_interruption_behavior: some("spot_interruption_behavior"),
        auto_release_time: some("auto_release_time"),
        deletion_protection: Some(true),
        deployment_set_id: some("deployment_set_id"),
        deployment_set_group_no: Some(7),
        hpc_cluster_id: some("hpc_cluster_id"),
        dedicated_host_id: some("dedicated_host_id"),
        dedicated_host_cluster_id: some("dedicated_host_cluster_id"),
        tenancy: some("tenancy"),
        affinity: some("affinity"),
        private_pool_match_criteria: some("private_pool_match_criteria"),
        private_pool_id: some("private_pool_id"),
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
