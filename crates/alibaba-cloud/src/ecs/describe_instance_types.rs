//! One page of the instance types of the cloud.

use std::time::Duration;

use super::InstanceType;
use crate::fields;
use crate::paging::Listing;
use crate::{Action, Idempotency, JsonObject, Parameters, Product, Unreadable};

const MAX_RESULTS: u32 = 1000;

/// Lists instance types, whether or not a region has them. Source: metadata of ECS, DescribeInstanceTypes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeInstanceTypes {
    /// The region whose host is asked; the central one when absent.
    pub region_id: Option<String>,
    /// At most 10 instance type ids; all types when empty.
    pub instance_types: Vec<String>,
    /// Types of these families.
    pub instance_type_families: Vec<String>,
    /// Types of these categories.
    pub instance_categories: Vec<String>,
    /// `X86` or `ARM`.
    pub cpu_architectures: Vec<String>,
    /// At least so many vCPUs.
    pub minimum_cpu_core_count: Option<u32>,
    /// At most so many vCPUs.
    pub maximum_cpu_core_count: Option<u32>,
    /// At least so much memory, in GiB.
    pub minimum_memory_size: Option<f64>,
    /// At most so much memory, in GiB.
    pub maximum_memory_size: Option<f64>,
    /// `required`, `supported` or `unsupported`.
    pub nvme_support: Option<String>,
    /// Where the listing goes on.
    pub next_token: Option<String>,
}

/// One page of instance types.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InstanceTypePage {
    /// The rows, in the cloud's order.
    pub instance_types: Vec<InstanceType>,
    /// Rows that could not be read.
    pub skipped: usize,
    /// Where the listing goes on; absent on the last page.
    pub next_token: Option<String>,
}

impl Action for DescribeInstanceTypes {
    type Response = InstanceTypePage;

    const NAME: &'static str = "DescribeInstanceTypes";
    const VERSION: &'static str = super::VERSION;
    const PRODUCT: Product = Product::Ecs;
    const IDEMPOTENCY: Idempotency = Idempotency::Read;
    const READ_TIMEOUT: Duration = Duration::from_secs(30);

    fn region_id(&self) -> Option<&str> {
        self.region_id.as_deref()
    }

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set_repeated("InstanceTypes", &self.instance_types);
        parameters.set("MaxResults", MAX_RESULTS.to_string());
        parameters.set_repeated("InstanceTypeFamilies", &self.instance_type_families);
        parameters.set_repeated("InstanceCategories", &self.instance_categories);
        parameters.set_repeated("CpuArchitectures", &self.cpu_architectures);
        parameters.set_optional("MinimumCpuCoreCount", self.minimum_cpu_core_count);
        parameters.set_optional("MaximumCpuCoreCount", self.maximum_cpu_core_count);
        parameters.set_optional("MinimumMemorySize", self.minimum_memory_size);
        parameters.set_optional("MaximumMemorySize", self.maximum_memory_size);
        parameters.set_optional("NvmeSupport", self.nvme_support.as_deref());
        parameters.set_optional("NextToken", self.next_token.as_deref());
        parameters
    }

    fn decode(reply: &JsonObject) -> Result<InstanceTypePage, Unreadable> {
        let (instance_types, skipped) = fields::rows(reply, "InstanceTypes", "InstanceType", InstanceType::read)?;
        Ok(InstanceTypePage {
            instance_types,
            skipped,
            next_token: reply.text("NextToken"),
        })
    }
}

impl Listing for DescribeInstanceTypes {
    fn turn(&mut self, page: &InstanceTypePage) -> bool {
        self.next_token.clone_from(&page.next_token);
        self.next_token.is_some()
    }

    fn next_token(page: &InstanceTypePage) -> Option<&str> {
        page.next_token.as_deref()
    }

    fn row_count(page: &InstanceTypePage) -> usize {
        page.instance_types.len() + page.skipped
    }

    fn row_ids(page: &InstanceTypePage) -> Vec<&str> {
        page.instance_types
            .iter()
            .map(|row| row.instance_type_id.as_str())
            .collect()
    }
}
