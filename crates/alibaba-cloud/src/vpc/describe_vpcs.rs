//! One page of the VPCs of a region.

use std::time::Duration;

use super::Vpc;
use crate::ecs::TagFilter;
use crate::ecs::tag::set_tag_filters;
use crate::fields;
use crate::paging::{self, Listing};
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

const PAGE_SIZE: u32 = 50;

/// Lists VPCs. Source: metadata of VPC, DescribeVpcs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeVpcs {
    /// The region.
    pub region_id: String,
    /// At most 20 ids; all VPCs when empty.
    pub vpc_ids: Vec<String>,
    /// VPCs of this name.
    pub vpc_name: Option<String>,
    /// Only default VPCs, or only others.
    pub is_default: Option<bool>,
    /// VPCs of this resource group.
    pub resource_group_id: Option<String>,
    /// VPCs with all of these tags.
    pub tags: Vec<TagFilter>,
    /// Only checks the request; a pass is answered with the error `DryRunOperation`.
    pub dry_run: bool,
    /// The page, from 1.
    pub page_number: u32,
}

/// One page of VPCs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VpcPage {
    /// The rows, in the cloud's order.
    pub vpcs: Vec<Vpc>,
    /// Rows that could not be read.
    pub skipped: usize,
    /// How many rows a full page has, as the cloud understood it.
    pub page_size: Option<u32>,
}

impl DescribeVpcs {
    /// All VPCs of a region.
    pub fn new(region_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            page_number: 1,
            vpc_ids: Vec::new(),
            vpc_name: None,
            is_default: None,
            resource_group_id: None,
            tags: Vec::new(),
            dry_run: false,
        }
    }
}

impl Action for DescribeVpcs {
    type Response = VpcPage;

    const NAME: &'static str = "DescribeVpcs";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Vpc;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(45);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set_comma_list("VpcId", &self.vpc_ids);
        parameters.set_optional("VpcName", self.vpc_name.as_deref());
        parameters.set_optional("IsDefault", self.is_default);
        parameters.set_optional("ResourceGroupId", self.resource_group_id.as_deref());
        set_tag_filters(&mut parameters, &self.tags);
        parameters.set_optional("DryRun", self.dry_run.then_some("true"));
        parameters.set("PageNumber", self.page_number.to_string());
        parameters.set("PageSize", PAGE_SIZE.to_string());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<VpcPage, Unreadable> {
        let (vpcs, skipped) = fields::rows(reply, "Vpcs", "Vpc", Vpc::read)?;
        Ok(VpcPage {
            vpcs,
            skipped,
            page_size: reply.number("PageSize"),
        })
    }
}

impl Listing for DescribeVpcs {
    fn turn(&mut self, page: &VpcPage) -> bool {
        self.page_number = self.page_number.saturating_add(1);
        paging::is_full(Self::row_count(page), page.page_size, PAGE_SIZE)
    }

    fn row_count(page: &VpcPage) -> usize {
        page.vpcs.len() + page.skipped
    }

    fn row_ids(page: &VpcPage) -> Vec<&str> {
        page.vpcs.iter().map(|row| row.vpc_id.as_str()).collect()
    }
}
