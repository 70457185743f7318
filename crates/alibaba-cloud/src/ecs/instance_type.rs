//! An instance type as DescribeInstanceTypes and DescribeImageSupportInstanceTypes tell it.

use crate::JsonObject;

/// An instance type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InstanceType {
    /// The id, such as `ecs.g6.large`.
    pub instance_type_id: String,
    /// The family, such as `ecs.g6`.
    pub instance_type_family: Option<String>,
    /// `EntryLevel`, `EnterpriseLevel` or `CreditEntryLevel`; others verbatim.
    pub instance_family_level: Option<String>,
    /// The category; verbatim.
    pub instance_category: Option<String>,
    /// The number of vCPUs.
    pub cpu_core_count: Option<u32>,
    /// The memory, in GiB.
    pub memory_size: Option<f64>,
    /// `X86` or `ARM`.
    pub cpu_architecture: Option<String>,
    /// The processor.
    pub physical_processor_model: Option<String>,
    /// The number of GPUs.
    pub gpu_amount: Option<u32>,
    /// The kind of GPU.
    pub gpu_spec: Option<String>,
    /// How many network interfaces it can have.
    pub eni_quantity: Option<u32>,
    /// How many disks it can have.
    pub disk_quantity: Option<u32>,
    /// The kind of its local disks.
    pub local_storage_category: Option<String>,
    /// How many local disks it has.
    pub local_storage_amount: Option<u32>,
    /// `required`, `supported` or `unsupported`: its disks as NVMe devices.
    pub nvme_support: Option<String>,
    /// The boot modes it accepts.
    pub supported_boot_modes: Vec<String>,
}

impl InstanceType {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            instance_type_id: fields.text("InstanceTypeId")?,
            instance_type_family: fields.text("InstanceTypeFamily"),
            instance_family_level: fields.text("InstanceFamilyLevel"),
            instance_category: fields.text("InstanceCategory"),
            cpu_core_count: fields.number("CpuCoreCount"),
            memory_size: fields.decimal("MemorySize"),
            cpu_architecture: fields.text("CpuArchitecture"),
            physical_processor_model: fields.text("PhysicalProcessorModel"),
            gpu_amount: fields.number("GPUAmount"),
            gpu_spec: fields.text("GPUSpec"),
            eni_quantity: fields.number("EniQuantity"),
            disk_quantity: fields.number("DiskQuantity"),
            local_storage_category: fields.text("LocalStorageCategory"),
            local_storage_amount: fields.number("LocalStorageAmount"),
            nvme_support: fields.text("NvmeSupport"),
            supported_boot_modes: fields.texts("SupportedBootModes", "SupportedBootMode"),
        })
    }
}
