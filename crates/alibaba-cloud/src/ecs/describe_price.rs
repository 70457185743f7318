//! What something would cost.

use super::Price;
use crate::declare::{FromReply, action, parameter_group};
use crate::{JsonObject, Unreadable};

action! {
    /// Asks the price of instances, disks or bandwidth. Source: metadata of ECS, DescribePrice.
    pub struct DescribePrice: Ecs(region_id), Read, 20 seconds -> Price {
        /// The region.
        region_id: String = "RegionId",
        /// `instance`, `disk`, `bandwidth`, `snapshot`, ...; `instance` when absent.
        resource_type: Option<String> = "ResourceType",
        /// The image of the instances.
        image_id: Option<String> = "ImageId",
        /// The instance type.
        instance_type: Option<String> = "InstanceType",
        /// `none` or `optimized`.
        io_optimized: Option<String> = "IoOptimized",
        /// `vpc` or `classic`.
        instance_network_type: Option<String> = "InstanceNetworkType",
        /// `PayByBandwidth` or `PayByTraffic`.
        internet_charge_type: Option<String> = "InternetChargeType",
        /// Outbound bandwidth, in Mbit/s.
        internet_max_bandwidth_out: Option<u32> = "InternetMaxBandwidthOut",
        /// The system disk.
        system_disk: PricedDisk = "SystemDisk",
        /// At most 16 data disks.
        data_disks: Vec<PricedDisk> = "DataDisk",
        /// For how many of `price_unit`.
        period: Option<u32> = "Period",
        /// `Hour`, `Day`, `Week`, `Month` or `Year`; `Hour` when absent.
        price_unit: Option<String> = "PriceUnit",
        /// How many instances; one when absent.
        amount: Option<u32> = "Amount",
        /// The size of what is priced, in GiB, where it has no disk parameter.
        capacity: Option<u32> = "Capacity",
        /// `NoSpot`, `SpotWithPriceLimit` or `SpotAsPriceGo`.
        spot_strategy: Option<String> = "SpotStrategy",
        /// The protected time of a spot instance, in hours.
        spot_duration: Option<u32> = "SpotDuration",
        /// The zone; matters for spot instances.
        zone_id: Option<String> = "ZoneId",
        /// The operating system, where no image is given.
        platform: Option<String> = "Platform",
    }
    /// The price of nothing yet.
    new(region_id: String);
}

impl FromReply for Price {
    fn from_reply(reply: JsonObject<'_>) -> Result<Self, Unreadable> {
        let price = reply.object("PriceInfo");
        let price = price.and_then(|info| info.object("Price"));
        price.and_then(Price::read).ok_or(Unreadable::Field("PriceInfo"))
    }
}

parameter_group! {
    /// A disk whose price is asked.
    pub struct PricedDisk {
        /// `cloud_essd`, `cloud_ssd`, ...
        category: Option<String> = "Category",
        /// The size, in GiB.
        size: Option<u32> = "Size",
        /// `PL0` to `PL3`, of an ESSD.
        performance_level: Option<String> = "PerformanceLevel",
    }
}
