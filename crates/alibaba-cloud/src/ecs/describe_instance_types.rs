//! One page of the instance types of the cloud.

use super::InstanceType;
use crate::declare::{action, page};

action! {
    /// Lists instance types, whether or not a region has them. Source: metadata of ECS, DescribeInstanceTypes.
    pub struct DescribeInstanceTypes: Ecs(region_id), Read, 30 seconds -> InstanceTypePage {
        /// The region whose host is asked; the central one when absent.
        region_id: Option<String>,
        /// At most 10 instance type ids; all types when empty.
        instance_types: Vec<String> = "InstanceTypes" repeated,
        /// Types of these families.
        instance_type_families: Vec<String> = "InstanceTypeFamilies" repeated,
        /// Types of these categories.
        instance_categories: Vec<String> = "InstanceCategories" repeated,
        /// `X86` or `ARM`.
        cpu_architectures: Vec<String> = "CpuArchitectures" repeated,
        /// At least so many vCPUs.
        minimum_cpu_core_count: Option<u32> = "MinimumCpuCoreCount",
        /// At most so many vCPUs.
        maximum_cpu_core_count: Option<u32> = "MaximumCpuCoreCount",
        /// At least so much memory, in GiB.
        minimum_memory_size: Option<f64> = "MinimumMemorySize",
        /// At most so much memory, in GiB.
        maximum_memory_size: Option<f64> = "MaximumMemorySize",
        /// `required`, `supported` or `unsupported`.
        nvme_support: Option<String> = "NvmeSupport",
        /// Where the listing goes on.
        next_token: Option<String> = "NextToken" token(1000),
    }
}

page! {
    /// One page of instance types.
    pub struct InstanceTypePage of DescribeInstanceTypes by next_token {
        /// The rows, in the cloud's order.
        instance_types: Vec<InstanceType> = "InstanceTypes" / "InstanceType", id instance_type_id,
    }
}
