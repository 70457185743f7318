//! One page of the instances of a region.

use std::time::Duration;

use super::tag::set_tag_filters;
use super::{Instance, TagFilter};
use crate::fields;
use crate::paging::Listing;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

const MAX_RESULTS: u32 = 100;

/// Lists instances. Source: metadata of ECS, DescribeInstances.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeInstances {
    /// The region.
    pub region_id: String,
    /// At most 100 instance ids; all instances when empty.
    pub instance_ids: Vec<String>,
    /// Instances of this name; `*` stands for any text.
    pub instance_name: Option<String>,
    /// `Pending`, `Running`, `Starting`, `Stopping` or `Stopped`.
    pub status: Option<String>,
    /// Instances made from this image.
    pub image_id: Option<String>,
    /// Instances of this type.
    pub instance_type: Option<String>,
    /// `PrePaid` or `PostPaid`.
    pub instance_charge_type: Option<String>,
    /// Instances of this zone.
    pub zone_id: Option<String>,
    /// Instances of this VPC.
    pub vpc_id: Option<String>,
    /// Instances of this vSwitch.
    pub v_switch_id: Option<String>,
    /// Instances of this security group.
    pub security_group_id: Option<String>,
    /// Instances with this key pair.
    pub key_pair_name: Option<String>,
    /// Instances of this resource group; caps the listing at 1,000.
    pub resource_group_id: Option<String>,
    /// Instances with all of these tags; caps the listing at 1,000.
    pub tags: Vec<TagFilter>,
    /// Only checks the request; a pass is answered with the error `DryRunOperation`.
    pub dry_run: bool,
    /// Where the listing goes on.
    pub next_token: Option<String>,
}

/// One page of instances.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstancePage {
    /// The rows, in the cloud's order.
    pub instances: Vec<Instance>,
    /// Rows that could not be read.
    pub skipped: usize,
    /// Where the listing goes on; absent on the last page.
    pub next_token: Option<String>,
}

impl DescribeInstances {
    /// All instances of a region.
    pub fn new(region_id: impl Into<String>) -> Self {
        Self {
            region_id: region_id.into(),
            ..Self::default()
        }
    }
}

impl Action for DescribeInstances {
    type Response = InstancePage;

    const NAME: &'static str = "DescribeInstances";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(30);

    fn region_id(&self) -> Option<&str> {
        Some(&self.region_id)
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("RegionId", &self.region_id);
        parameters.set("MaxResults", MAX_RESULTS.to_string());
        parameters.set_json_list("InstanceIds", &self.instance_ids);
        parameters.set_optional("InstanceName", self.instance_name.as_deref());
        parameters.set_optional("Status", self.status.as_deref());
        parameters.set_optional("ImageId", self.image_id.as_deref());
        parameters.set_optional("InstanceType", self.instance_type.as_deref());
        parameters.set_optional("InstanceChargeType", self.instance_charge_type.as_deref());
        parameters.set_optional("ZoneId", self.zone_id.as_deref());
        parameters.set_optional("VpcId", self.vpc_id.as_deref());
        parameters.set_optional("VSwitchId", self.v_switch_id.as_deref());
        parameters.set_optional("SecurityGroupId", self.security_group_id.as_deref());
        parameters.set_optional("KeyPairName", self.key_pair_name.as_deref());
        parameters.set_optional("ResourceGroupId", self.resource_group_id.as_deref());
        set_tag_filters(&mut parameters, &self.tags);
        parameters.set_optional("DryRun", self.dry_run.then_some("true"));
        parameters.set_optional("NextToken", self.next_token.as_deref());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<InstancePage, Unreadable> {
        let (instances, skipped) = fields::rows(reply, "Instances", "Instance", Instance::read)?;
        Ok(InstancePage {
            instances,
            skipped,
            next_token: reply.text("NextToken"),
        })
    }
}

impl Listing for DescribeInstances {
    fn turn(&mut self, page: &InstancePage) -> bool {
        self.next_token.clone_from(&page.next_token);
        self.next_token.is_some()
    }

    fn row_count(page: &InstancePage) -> usize {
        page.instances.len() + page.skipped
    }

    fn row_ids(page: &InstancePage) -> Vec<&str> {
        page.instances.iter().map(|row| row.instance_id.as_str()).collect()
    }

    fn next_token(page: &InstancePage) -> Option<&str> {
        page.next_token.as_deref()
    }
}
