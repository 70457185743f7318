//! The regions an account can use.

use super::Region;
use crate::declare::{action, page};

action! {
    /// Lists the regions. Source: metadata of ECS, DescribeRegions.
    pub struct DescribeRegions: Ecs, Read, 20 seconds -> RegionList {
        /// The language of `LocalName` (`zh-CN`, `en-US`, ...); Chinese when absent.
        accept_language: Option<String> = "AcceptLanguage",
    }
}

page! {
    /// The regions of an account.
    #[derive(Eq)]
    pub struct RegionList {
        /// The regions, in the cloud's order.
        regions: Vec<Region> = "Regions" / "Region",
    }
}
