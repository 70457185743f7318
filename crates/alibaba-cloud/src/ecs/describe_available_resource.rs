//! What a region can make now.

use std::time::Duration;

use super::AvailableZone;
use crate::fields;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Asks which resources a region can make now, by zone. Source: metadata of ECS, DescribeAvailableResource.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeAvailableResource {
    /// The region.
    pub region_id: String,
    /// What is asked for: `Zone`, `InstanceType`, `SystemDisk`, `DataDisk`, ...
    pub destination_resource: String,
    /// `instance`, `disk`, `reservedinstance` or `ddh`.
    pub resource_type: Option<String>,
    /// `PrePaid` or `PostPaid`.
    pub instance_charge_type: Option<String>,
    /// `NoSpot`, `SpotWithPriceLimit` or `SpotAsPriceGo`.
    pub spot_strategy: Option<String>,
    /// Only this zone.
    pub zone_id: Option<String>,
    /// `none` or `optimized`.
    pub io_optimized: Option<String>,
    /// What goes with this instance type.
    pub instance_type: Option<String>,
    /// What goes with this category of system disk.
    pub system_disk_category: Option<String>,
    /// What goes with this category of data disk.
    pub data_disk_category: Option<String>,
    /// `vpc` or `classic`.
    pub network_category: Option<String>,
    /// Instance types of so many vCPUs.
    pub cores: Option<u32>,
    /// Instance types of so much memory, in GiB.
    pub memory: Option<f64>,
    /// `Region` or `Zone`.
    pub scope: Option<String>,
}

/// What a region can make.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AvailableZoneList {
    /// The zones, in the cloud's order.
    pub available_zones: Vec<AvailableZone>,
    /// Rows that could not be read.
    pub skipped: usize,
}

impl DescribeAvailableResource {
    /// One kind of resource in all zones of a region.
    pub fn new(region_id: impl Into<String>, destination_resource: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            destination_resource: destination_resource.into(),
            ..Self::default()
        }
    }
}

impl Action for DescribeAvailableResource {
    type Response = AvailableZoneList;

    const NAME: &'static str = "DescribeAvailableResource";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(15);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set("DestinationResource", &self.destination_resource);
        parameters.set_optional("ResourceType", self.resource_type.as_deref());
        parameters.set_optional("InstanceChargeType", self.instance_charge_type.as_deref());
        parameters.set_optional("SpotStrategy", self.spot_strategy.as_deref());
        parameters.set_optional("ZoneId", self.zone_id.as_deref());
        parameters.set_optional("IoOptimized", self.io_optimized.as_deref());
        parameters.set_optional("InstanceType", self.instance_type.as_deref());
        parameters.set_optional("SystemDiskCategory", self.system_disk_category.as_deref());
        parameters.set_optional("DataDiskCategory", self.data_disk_category.as_deref());
        parameters.set_optional("NetworkCategory", self.network_category.as_deref());
        parameters.set_optional("Cores", self.cores);
        parameters.set_optional("Memory", self.memory);
        parameters.set_optional("Scope", self.scope.as_deref());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<AvailableZoneList, Unreadable> {
        let (available_zones, skipped) = fields::rows(reply, "AvailableZones", "AvailableZone", AvailableZone::read)?;
        Ok(AvailableZoneList {
            available_zones,
            skipped,
        })
    }
}
