//! One page of the vSwitches of a region.

use std::time::Duration;

use super::VSwitch;
use crate::ecs::TagFilter;
use crate::ecs::tag::set_tag_filters;
use crate::fields;
use crate::paging::{self, Listing};
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

const PAGE_SIZE: u32 = 50;

/// Lists vSwitches. Source: metadata of VPC, DescribeVSwitches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeVSwitches {
    /// The region.
    pub region_id: String,
    /// vSwitches of this VPC.
    pub vpc_id: Option<String>,
    /// This vSwitch.
    pub v_switch_id: Option<String>,
    /// vSwitches of this name.
    pub v_switch_name: Option<String>,
    /// vSwitches of this zone.
    pub zone_id: Option<String>,
    /// Only default vSwitches, or only others.
    pub is_default: Option<bool>,
    /// vSwitches of this resource group.
    pub resource_group_id: Option<String>,
    /// vSwitches with all of these tags.
    pub tags: Vec<TagFilter>,
    /// Only checks the request; a pass is answered with the error `DryRunOperation`.
    pub dry_run: bool,
    /// The page, from 1.
    pub page_number: u32,
}

/// One page of vSwitches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VSwitchPage {
    /// The rows, in the cloud's order.
    pub v_switches: Vec<VSwitch>,
    /// Rows that could not be read.
    pub skipped: usize,
    /// How many rows a full page has, as the cloud understood it.
    pub page_size: Option<u32>,
}

impl DescribeVSwitches {
    /// All vSwitches of a region.
    pub fn new(region_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            page_number: 1,
            vpc_id: None,
            v_switch_id: None,
            v_switch_name: None,
            zone_id: None,
            is_default: None,
            resource_group_id: None,
            tags: Vec::new(),
            dry_run: false,
        }
    }
}

impl Action for DescribeVSwitches {
    type Response = VSwitchPage;

    const NAME: &'static str = "DescribeVSwitches";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Vpc;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(20);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set_optional("VpcId", self.vpc_id.as_deref());
        parameters.set_optional("VSwitchId", self.v_switch_id.as_deref());
        parameters.set_optional("VSwitchName", self.v_switch_name.as_deref());
        parameters.set_optional("ZoneId", self.zone_id.as_deref());
        parameters.set_optional("IsDefault", self.is_default);
        parameters.set_optional("ResourceGroupId", self.resource_group_id.as_deref());
        set_tag_filters(&mut parameters, &self.tags);
        parameters.set_optional("DryRun", self.dry_run.then_some("true"));
        parameters.set("PageNumber", self.page_number.to_string());
        parameters.set("PageSize", PAGE_SIZE.to_string());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<VSwitchPage, Unreadable> {
        let (v_switches, skipped) = fields::rows(reply, "VSwitches", "VSwitch", VSwitch::read)?;
        Ok(VSwitchPage {
            v_switches,
            skipped,
            page_size: reply.number("PageSize"),
        })
    }
}

impl Listing for DescribeVSwitches {
    fn turn(&mut self, page: &VSwitchPage) -> bool {
        self.page_number = self.page_number.saturating_add(1);
        paging::is_full(Self::row_count(page), page.page_size, PAGE_SIZE)
    }

    fn row_count(page: &VSwitchPage) -> usize {
        page.v_switches.len() + page.skipped
    }

    fn row_ids(page: &VSwitchPage) -> Vec<&str> {
        page.v_switches.iter().map(|row| row.v_switch_id.as_str()).collect()
    }
}
