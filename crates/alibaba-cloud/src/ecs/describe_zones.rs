//! The zones of a region.

use std::time::Duration;

use super::Zone;
use crate::fields;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Lists the zones of a region. Source: metadata of ECS, DescribeZones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeZones {
    /// The region.
    pub region_id: String,
    /// The language of `LocalName` (`zh-CN`, `en-US`, ...); Chinese when absent.
    pub accept_language: Option<String>,
    /// `PrePaid` or `PostPaid`: what can be made under that billing.
    pub instance_charge_type: Option<String>,
    /// `NoSpot`, `SpotWithPriceLimit` or `SpotAsPriceGo`.
    pub spot_strategy: Option<String>,
    /// Whether the reply lists what each zone offers; it does when absent.
    pub verbose: Option<bool>,
}

/// The zones of a region.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ZoneList {
    /// The zones, in the cloud's order.
    pub zones: Vec<Zone>,
    /// Rows that could not be read.
    pub skipped: usize,
}

impl DescribeZones {
    /// All zones of a region.
    pub fn new(region_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            ..Self::default()
        }
    }
}

impl Action for DescribeZones {
    type Response = ZoneList;

    const NAME: &'static str = "DescribeZones";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(105);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set_optional("AcceptLanguage", self.accept_language.as_deref());
        parameters.set_optional("InstanceChargeType", self.instance_charge_type.as_deref());
        parameters.set_optional("SpotStrategy", self.spot_strategy.as_deref());
        parameters.set_optional("Verbose", self.verbose);
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<ZoneList, Unreadable> {
        let (zones, skipped) = fields::rows(reply, "Zones", "Zone", Zone::read)?;
        Ok(ZoneList { zones, skipped })
    }
}
