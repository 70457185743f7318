//! Reads that describe an instance in full, or what it could become.

use alibaba_cloud::ecs::{
    ChangedDisk, DescribeAccountAttributes, DescribeAutoSnapshotPolicyEx, DescribeCloudAssistantStatus,
    DescribeDiskDefaultKMSKeyId, DescribeInstanceAttribute, DescribeInstanceAutoRenewAttribute,
    DescribeInstanceHistoryEvents, DescribeInstanceMaintenanceAttributes, DescribeInstanceModificationPrice,
    DescribeInstanceRamRole, DescribeNetworkInterfaces, DescribeResourcesModification, DescribeSecurityGroupAttribute,
    DescribeUserData, PricedDisk,
};

use super::{region, some, tag_filters, text, two};

pub fn describe_account_attributes() -> DescribeAccountAttributes {
    DescribeAccountAttributes {
        region_id: region(),
        zone_id: some("zone_id"),
        attribute_names: two(),
    }
}

pub fn describe_auto_snapshot_policy_ex() -> DescribeAutoSnapshotPolicyEx {
    DescribeAutoSnapshotPolicyEx {
        region_id: region(),
        auto_snapshot_policy_id: some("auto_snapshot_policy_id"),
        auto_snapshot_policy_name: some("auto_snapshot_policy_name"),
        resource_group_id: some("resource_group_id"),
        tags: tag_filters(),
        page_number: 2,
    }
}

pub fn describe_cloud_assistant_status() -> DescribeCloudAssistantStatus {
    DescribeCloudAssistantStatus {
        region_id: region(),
        instance_ids: two(),
        os_type: some("os_type"),
        next_token: some("next_token"),
    }
}

pub fn describe_disk_default_kms_key_id() -> DescribeDiskDefaultKMSKeyId {
    DescribeDiskDefaultKMSKeyId { region_id: region() }
}

pub fn describe_instance_attribute() -> DescribeInstanceAttribute {
    DescribeInstanceAttribute {
        region_id: region(),
        instance_id: text("instance_id"),
    }
}

pub fn describe_instance_auto_renew_attribute() -> DescribeInstanceAutoRenewAttribute {
    DescribeInstanceAutoRenewAttribute {
        region_id: region(),
        instance_ids: two(),
        renewal_status: some("renewal_status"),
        page_number: 2,
    }
}

pub fn describe_instance_history_events() -> DescribeInstanceHistoryEvents {
    DescribeInstanceHistoryEvents {
        region_id: region(),
        resource_type: some("resource_type"),
        instance_id: some("instance_id"),
        resource_ids: two(),
        event_ids: two(),
        event_cycle_statuses: two(),
        event_types: two(),
        not_before_start: some("not_before_start"),
        not_before_end: some("not_before_end"),
        event_publish_time_start: some("event_publish_time_start"),
        event_publish_time_end: some("event_publish_time_end"),
        resource_group_id: some("resource_group_id"),
        tags: tag_filters(),
        next_token: some("next_token"),
    }
}

pub fn describe_instance_maintenance_attributes() -> DescribeInstanceMaintenanceAttributes {
    DescribeInstanceMaintenanceAttributes {
        region_id: region(),
        instance_ids: two(),
        page_number: 2,
    }
}

pub fn describe_instance_modification_price() -> DescribeInstanceModificationPrice {
    DescribeInstanceModificationPrice {
        region_id: region(),
        instance_id: text("instance_id"),
        instance_type: some("instance_type"),
        image_id: some("image_id"),
        system_disk: PricedDisk {
            category: some("category"),
            size: Some(7),
            performance_level: some("performance_level"),
        },
        data_disks: vec![ChangedDisk {
            disk_id: some("disk_id"),
            category: some("category"),
            size: Some(7),
            performance_level: some("performance_level"),
        }],
        internet_charge_type: some("internet_charge_type"),
        internet_max_bandwidth_out: Some(7),
        start_time: some("start_time"),
        end_time: some("end_time"),
    }
}

pub fn describe_instance_ram_role() -> DescribeInstanceRamRole {
    DescribeInstanceRamRole {
        region_id: region(),
        instance_ids: two(),
        ram_role_name: some("ram_role_name"),
        page_number: 2,
    }
}

pub fn describe_network_interfaces() -> DescribeNetworkInterfaces {
    DescribeNetworkInterfaces {
        region_id: region(),
        instance_id: some("instance_id"),
        network_interface_ids: two(),
        network_interface_name: some("network_interface_name"),
        interface_type: some("interface_type"),
        status: some("status"),
        vpc_id: some("vpc_id"),
        v_switch_id: some("v_switch_id"),
        security_group_id: some("security_group_id"),
        primary_ip_address: some("primary_ip_address"),
        private_ip_addresses: two(),
        ipv6_addresses: two(),
        service_managed: Some(true),
        resource_group_id: some("resource_group_id"),
        tags: tag_filters(),
        next_token: some("next_token"),
    }
}

pub fn describe_resources_modification() -> DescribeResourcesModification {
    DescribeResourcesModification {
        region_id: region(),
        resource_id: text("resource_id"),
        destination_resource: text("destination_resource"),
        operation_type: some("operation_type"),
        instance_type: some("instance_type"),
        cores: Some(7),
        memory: Some(0.5),
        conditions: two(),
        migrate_across_zone: true,
        zone_id: some("zone_id"),
    }
}

pub fn describe_security_group_attribute() -> DescribeSecurityGroupAttribute {
    DescribeSecurityGroupAttribute {
        region_id: region(),
        security_group_id: text("security_group_id"),
        direction: some("direction"),
        nic_type: some("nic_type"),
        attribute: some("attribute"),
        next_token: some("next_token"),
    }
}

pub fn describe_user_data() -> DescribeUserData {
    DescribeUserData {
        region_id: region(),
        instance_id: text("instance_id"),
    }
}
