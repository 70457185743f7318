//! The vCPUs of an instance, where they are not those of its type.

use crate::declare::{parameter_group, row};

parameter_group! {
    /// The vCPUs asked for (`CpuOptions`).
    pub struct CpuOptions {
        /// The number of cores. DescribeInstances calls it `CoreCount`.
        core: Option<u32> = "Core",
        /// Threads per core.
        threads_per_core: Option<u32> = "ThreadsPerCore",
        /// `ContinuousCoreToHTMapping` or `DiscreteCoreToHTMapping`.
        topology_type: Option<String> = "TopologyType",
    }
}

row! {
    /// The vCPUs an instance has.
    #[derive(Default, Eq)]
    pub struct InstanceCpuOptions from fields {
        /// The number of cores. RunInstances calls it `Core`.
        core_count: Option<u32> = fields.number("CoreCount"),
        /// Threads per core.
        threads_per_core: Option<u32> = fields.number("ThreadsPerCore"),
        /// `ContinuousCoreToHTMapping` or `DiscreteCoreToHTMapping`; only when asked for with `CPU_OPTIONS_TOPOLOGY_TYPE`.
        topology_type: Option<String> = fields.text("TopologyType"),
        /// The placement on the processors (NUMA), verbatim.
        numa: Option<String> = fields.text("Numa"),
        /// `enabled` when instances can run inside.
        nested_virtualization: Option<String> = fields.text("NestedVirtualization"),
    }
}
