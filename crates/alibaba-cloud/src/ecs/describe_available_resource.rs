//! What a region can make now.

use super::AvailableZone;
use crate::declare::{action, page};

action! {
    /// Asks which resources a region can make now, by zone. Source: metadata of ECS, DescribeAvailableResource.
    pub struct DescribeAvailableResource: Ecs(region_id), Read, 15 seconds -> AvailableZoneList {
        /// The region.
        region_id: String = "RegionId",
        /// What is asked for: `Zone`, `InstanceType`, `SystemDisk`, `DataDisk`, ...
        destination_resource: String = "DestinationResource",
        /// `instance`, `disk`, `reservedinstance` or `ddh`.
        resource_type: Option<String> = "ResourceType",
        /// `PrePaid` or `PostPaid`.
        instance_charge_type: Option<String> = "InstanceChargeType",
        /// `NoSpot`, `SpotWithPriceLimit` or `SpotAsPriceGo`.
        spot_strategy: Option<String> = "SpotStrategy",
        /// Only this zone.
        zone_id: Option<String> = "ZoneId",
        /// `none` or `optimized`.
        io_optimized: Option<String> = "IoOptimized",
        /// What goes with this instance type.
        instance_type: Option<String> = "InstanceType",
        /// What goes with this category of system disk.
        system_disk_category: Option<String> = "SystemDiskCategory",
        /// What goes with this category of data disk.
        data_disk_category: Option<String> = "DataDiskCategory",
        /// `vpc` or `classic`.
        network_category: Option<String> = "NetworkCategory",
        /// Instance types of so many vCPUs.
        cores: Option<u32> = "Cores",
        /// Instance types of so much memory, in GiB.
        memory: Option<f64> = "Memory",
        /// `Region` or `Zone`.
        scope: Option<String> = "Scope",
    }
    /// One kind of resource in all zones of a region.
    new(region_id: String, destination_resource: String);
}

page! {
    /// What a region can make.
    #[derive(Eq)]
    pub struct AvailableZoneList {
        /// The zones, in the cloud's order.
        available_zones: Vec<AvailableZone> = "AvailableZones" / "AvailableZone",
    }
}
