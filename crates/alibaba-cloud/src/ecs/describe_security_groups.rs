//! One page of the security groups of a region.

use std::time::Duration;

use super::tag::set_tag_filters;
use super::{SecurityGroup, TagFilter};
use crate::fields;
use crate::paging::Listing;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

const MAX_RESULTS: u32 = 100;

/// Lists security groups. Source: metadata of ECS, DescribeSecurityGroups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeSecurityGroups {
    /// The region.
    pub region_id: String,
    /// At most 100 ids; all groups when empty.
    pub security_group_ids: Vec<String>,
    /// Groups of this VPC.
    pub vpc_id: Option<String>,
    /// Groups of this name.
    pub security_group_name: Option<String>,
    /// `normal` or `enterprise`.
    pub security_group_type: Option<String>,
    /// `vpc` or `classic`.
    pub network_type: Option<String>,
    /// Groups of this resource group; caps the listing at 1,000.
    pub resource_group_id: Option<String>,
    /// Groups with all of these tags; caps the listing at 1,000.
    pub tags: Vec<TagFilter>,
    /// Only checks the request; a pass is answered with the error `DryRunOperation`.
    pub dry_run: bool,
    /// Where the listing goes on.
    pub next_token: Option<String>,
}

/// One page of security groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityGroupPage {
    /// The rows, in the cloud's order.
    pub security_groups: Vec<SecurityGroup>,
    /// Rows that could not be read.
    pub skipped: usize,
    /// Where the listing goes on; absent on the last page.
    pub next_token: Option<String>,
}

impl DescribeSecurityGroups {
    /// All security groups of a region.
    pub fn new(region_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            ..Self::default()
        }
    }
}

impl Action for DescribeSecurityGroups {
    type Response = SecurityGroupPage;

    const NAME: &'static str = "DescribeSecurityGroups";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(26);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set("MaxResults", MAX_RESULTS.to_string());
        parameters.set_json_list("SecurityGroupIds", &self.security_group_ids);
        parameters.set_optional("VpcId", self.vpc_id.as_deref());
        parameters.set_optional("SecurityGroupName", self.security_group_name.as_deref());
        parameters.set_optional("SecurityGroupType", self.security_group_type.as_deref());
        parameters.set_optional("NetworkType", self.network_type.as_deref());
        parameters.set_optional("ResourceGroupId", self.resource_group_id.as_deref());
        set_tag_filters(&mut parameters, &self.tags);
        parameters.set_optional("DryRun", self.dry_run.then_some("true"));
        parameters.set_optional("NextToken", self.next_token.as_deref());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<SecurityGroupPage, Unreadable> {
        let (security_groups, skipped) = fields::rows(reply, "SecurityGroups", "SecurityGroup", SecurityGroup::read)?;
        Ok(SecurityGroupPage {
            security_groups,
            skipped,
            next_token: reply.text("NextToken"),
        })
    }
}

impl Listing for DescribeSecurityGroups {
    fn turn(&mut self, page: &SecurityGroupPage) -> bool {
        self.next_token.clone_from(&page.next_token);
        self.next_token.is_some()
    }

    fn next_token(page: &SecurityGroupPage) -> Option<&str> {
        page.next_token.as_deref()
    }

    fn row_count(page: &SecurityGroupPage) -> usize {
        page.security_groups.len() + page.skipped
    }

    fn row_ids(page: &SecurityGroupPage) -> Vec<&str> {
        page.security_groups
            .iter()
            .map(|row| row.security_group_id.as_str())
            .collect()
    }
}
