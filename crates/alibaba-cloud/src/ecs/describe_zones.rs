//! The zones of a region.

use super::Zone;
use crate::declare::{action, page};

action! {
    /// Lists the zones of a region. Source: metadata of ECS, DescribeZones.
    pub struct DescribeZones: Ecs(region_id), Read, 105 seconds -> ZoneList {
        /// The region.
        region_id: String = "RegionId",
        /// The language of `LocalName` (`zh-CN`, `en-US`, ...); Chinese when absent.
        accept_language: Option<String> = "AcceptLanguage",
        /// `PrePaid` or `PostPaid`: what can be made under that billing.
        instance_charge_type: Option<String> = "InstanceChargeType",
        /// `NoSpot`, `SpotWithPriceLimit` or `SpotAsPriceGo`.
        spot_strategy: Option<String> = "SpotStrategy",
        /// Whether the reply lists what each zone offers; it does when absent.
        verbose: Option<bool> = "Verbose",
    }
    /// All zones of a region.
    new(region_id: String);
}

page! {
    /// The zones of a region.
    #[derive(Eq)]
    pub struct ZoneList {
        /// The zones, in the cloud's order.
        zones: Vec<Zone> = "Zones" / "Zone",
    }
}
