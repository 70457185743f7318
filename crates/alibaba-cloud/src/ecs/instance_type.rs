//! An instance type as DescribeInstanceTypes and DescribeImageSupportInstanceTypes tell it.

use crate::declare::row;

row! {
    /// An instance type.
    #[derive(Default)]
    pub struct InstanceType from fields {
        /// The id, such as `ecs.g6.large`.
        instance_type_id: String = fields.text("InstanceTypeId")?,
        /// The family, such as `ecs.g6`.
        instance_type_family: Option<String> = fields.text("InstanceTypeFamily"),
        /// `EntryLevel`, `EnterpriseLevel` or `CreditEntryLevel`; others verbatim.
        instance_family_level: Option<String> = fields.text("InstanceFamilyLevel"),
        /// The category; verbatim.
        instance_category: Option<String> = fields.text("InstanceCategory"),
        /// The number of vCPUs.
        cpu_core_count: Option<u32> = fields.number("CpuCoreCount"),
        /// The memory, in GiB.
        memory_size: Option<f64> = fields.decimal("MemorySize"),
        /// `X86` or `ARM`.
        cpu_architecture: Option<String> = fields.text("CpuArchitecture"),
        /// The processor.
        physical_processor_model: Option<String> = fields.text("PhysicalProcessorModel"),
        /// The number of GPUs.
        gpu_amount: Option<u32> = fields.number("GPUAmount"),
        /// The kind of GPU.
        gpu_spec: Option<String> = fields.text("GPUSpec"),
        /// How many network interfaces it can have.
        eni_quantity: Option<u32> = fields.number("EniQuantity"),
        /// How many disks it can have.
        disk_quantity: Option<u32> = fields.number("DiskQuantity"),
        /// The kind of its local disks.
        local_storage_category: Option<String> = fields.text("LocalStorageCategory"),
        /// How many local disks it has.
        local_storage_amount: Option<u32> = fields.number("LocalStorageAmount"),
        /// `required`, `supported` or `unsupported`: its disks as NVMe devices.
        nvme_support: Option<String> = fields.text("NvmeSupport"),
        /// The boot modes it accepts.
        supported_boot_modes: Vec<String> = fields.texts("SupportedBootModes", "SupportedBootMode"),
    }
}
