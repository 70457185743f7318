//! The regions an account can use.

use std::time::Duration;

use super::Region;
use crate::fields;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

/// Lists the regions. Source: metadata of ECS, DescribeRegions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeRegions {
    /// The language of `LocalName` (`zh-CN`, `en-US`, ...); Chinese when absent.
    pub accept_language: Option<String>,
}

/// The regions of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegionList {
    /// The regions, in the cloud's order.
    pub regions: Vec<Region>,
    /// Rows that could not be read.
    pub skipped: usize,
}

impl Action for DescribeRegions {
    type Response = RegionList;

    const NAME: &'static str = "DescribeRegions";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(20);

    fn region_id(&self) -> Option<&str> {
        None
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set_optional("AcceptLanguage", self.accept_language.as_deref());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<RegionList, Unreadable> {
        let (regions, skipped) = fields::rows(reply, "Regions", "Region", Region::read)?;
        Ok(RegionList { regions, skipped })
    }
}
