//! What a change of a subscription would cost.

use super::{Price, PricedDisk};
use crate::declare::{action, parameter_group};

action! {
    /// Asks the price of an upgrade or of new data disks, until the subscription ends.
    /// Source: metadata of ECS, DescribeInstanceModificationPrice.
    pub struct DescribeInstanceModificationPrice: Ecs(region_id), Read, 20 seconds -> Price {
        /// The region.
        region_id: String = "RegionId",
        /// The instance.
        instance_id: String = "InstanceId",
        /// The new instance type.
        instance_type: Option<String> = "InstanceType",
        /// The new image.
        image_id: Option<String> = "ImageId",
        /// The new system disk.
        system_disk: PricedDisk = "SystemDisk",
        /// At most 16 data disks, new or changed.
        data_disks: Vec<ChangedDisk> = "DataDisk",
        /// `PayByBandwidth` or `PayByTraffic`: the new way to pay.
        internet_charge_type: Option<String> = "InternetChargeType",
        /// The new outbound bandwidth, in Mbit/s.
        internet_max_bandwidth_out: Option<u32> = "InternetMaxBandwidthOut",
        /// When a temporary upgrade of the bandwidth begins.
        start_time: Option<String> = "StartTime",
        /// When it ends.
        end_time: Option<String> = "EndTime",
    }
    /// The price of no change yet.
    new(region_id: String, instance_id: String);
}

parameter_group! {
    /// A data disk whose price is asked.
    pub struct ChangedDisk {
        /// The disk, when it exists.
        disk_id: Option<String> = "DiskId",
        /// `cloud_essd`, `cloud_ssd`, ...
        category: Option<String> = "Category",
        /// The size, in GiB.
        size: Option<u32> = "Size",
        /// `PL0` to `PL3`, of an ESSD.
        performance_level: Option<String> = "PerformanceLevel",
    }
}
