//! What something would cost.

use std::time::Duration;

use super::Price;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Asks the price of instances, disks or bandwidth. Source: metadata of ECS, DescribePrice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribePrice {
    /// The region.
    pub region_id: String,
    /// `instance`, `disk`, `bandwidth`, `snapshot`, ...; `instance` when absent.
    pub resource_type: Option<String>,
    /// The image of the instances.
    pub image_id: Option<String>,
    /// The instance type.
    pub instance_type: Option<String>,
    /// `none` or `optimized`.
    pub io_optimized: Option<String>,
    /// `vpc` or `classic`.
    pub instance_network_type: Option<String>,
    /// `PayByBandwidth` or `PayByTraffic`.
    pub internet_charge_type: Option<String>,
    /// Outbound bandwidth, in Mbit/s.
    pub internet_max_bandwidth_out: Option<u32>,
    /// The system disk.
    pub system_disk: PricedDisk,
    /// At most 16 data disks.
    pub data_disks: Vec<PricedDisk>,
    /// For how many of `price_unit`.
    pub period: Option<u32>,
    /// `Hour`, `Day`, `Week`, `Month` or `Year`; `Hour` when absent.
    pub price_unit: Option<String>,
    /// How many instances; one when absent.
    pub amount: Option<u32>,
    /// The size of what is priced, in GiB, where it has no disk parameter.
    pub capacity: Option<u32>,
    /// `NoSpot`, `SpotWithPriceLimit` or `SpotAsPriceGo`.
    pub spot_strategy: Option<String>,
    /// The protected time of a spot instance, in hours.
    pub spot_duration: Option<u32>,
    /// The zone; matters for spot instances.
    pub zone_id: Option<String>,
    /// The operating system, where no image is given.
    pub platform: Option<String>,
}

/// A disk whose price is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PricedDisk {
    /// `cloud_essd`, `cloud_ssd`, ...
    pub category: Option<String>,
    /// The size, in GiB.
    pub size: Option<u32>,
    /// `PL0` to `PL3`, of an ESSD.
    pub performance_level: Option<String>,
}

impl PricedDisk {
    fn set(&self, parameters: &mut Parameters, prefix: &str) {
        parameters.set_optional(&format!("{prefix}.Category"), self.category.as_deref());
        parameters.set_optional(&format!("{prefix}.Size"), self.size);
        parameters.set_optional(&format!("{prefix}.PerformanceLevel"), self.performance_level.as_deref());
    }
}

impl DescribePrice {
    /// The price of nothing yet.
    pub fn new(region_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            ..Self::default()
        }
    }
}

impl Action for DescribePrice {
    type Response = Price;

    const NAME: &'static str = "DescribePrice";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(20);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set_optional("ResourceType", self.resource_type.as_deref());
        parameters.set_optional("ImageId", self.image_id.as_deref());
        parameters.set_optional("InstanceType", self.instance_type.as_deref());
        parameters.set_optional("IoOptimized", self.io_optimized.as_deref());
        parameters.set_optional("InstanceNetworkType", self.instance_network_type.as_deref());
        parameters.set_optional("InternetChargeType", self.internet_charge_type.as_deref());
        parameters.set_optional("InternetMaxBandwidthOut", self.internet_max_bandwidth_out);
        self.system_disk.set(&mut parameters, "SystemDisk");
        for (index, part) in self.data_disks.iter().enumerate() {
            part.set(&mut parameters, &format!("DataDisk.{}", index + 1));
        }
        parameters.set_optional("Period", self.period);
        parameters.set_optional("PriceUnit", self.price_unit.as_deref());
        parameters.set_optional("Amount", self.amount);
        parameters.set_optional("Capacity", self.capacity);
        parameters.set_optional("SpotStrategy", self.spot_strategy.as_deref());
        parameters.set_optional("SpotDuration", self.spot_duration);
        parameters.set_optional("ZoneId", self.zone_id.as_deref());
        parameters.set_optional("Platform", self.platform.as_deref());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<Price, Unreadable> {
        let price = reply.object("PriceInfo");
        let price = price.and_then(|info| info.object("Price"));
        price.and_then(Price::read).ok_or(Unreadable::Field("PriceInfo"))
    }
}
