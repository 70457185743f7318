//! What an instance can be changed to.

use super::AvailableZone;
use crate::declare::{action, page};

action! {
    /// Asks what instance types or system disks an instance can change to. Source: metadata of ECS, DescribeResourcesModification.
    pub struct DescribeResourcesModification: Ecs(region_id), Read, 26 seconds -> ModificationZoneList {
        /// The region.
        region_id: String = "RegionId",
        /// The instance.
        resource_id: String = "ResourceId",
        /// `InstanceType` or `SystemDisk`.
        destination_resource: String = "DestinationResource",
        /// `Upgrade`, `Downgrade`, `RenewDowngrade` or `RenewModify`; `Upgrade` when absent, and always for pay-as-you-go.
        operation_type: Option<String> = "OperationType",
        /// The new instance type, when system disks are asked for.
        instance_type: Option<String> = "InstanceType",
        /// Instance types of so many vCPUs.
        cores: Option<u32> = "Cores",
        /// Instance types of so much memory, in GiB.
        memory: Option<f64> = "Memory",
        /// What the result must keep: `DiskCategory`, the categories of the attached disks.
        conditions: Vec<String> = "Conditions" repeated,
        /// Whether the instance may move to another cluster in its zone.
        migrate_across_zone: bool = "MigrateAcrossZone",
        /// The zone to move to.
        zone_id: Option<String> = "ZoneId",
    }
    /// All upgrades of an instance.
    new(region_id: String, resource_id: String, destination_resource: String);
}

page! {
    /// What the instance can be changed to.
    #[derive(Eq)]
    pub struct ModificationZoneList {
        /// The zones, in the cloud's order.
        available_zones: Vec<AvailableZone> = "AvailableZones" / "AvailableZone",
    }
}
