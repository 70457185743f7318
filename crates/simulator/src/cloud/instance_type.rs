//! Instance types: what they have and what they cost.

use super::Image;

/// A type that is on sale in every region.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct InstanceType {
    pub(crate) id: &'static str,
    pub(crate) family: &'static str,
    pub(crate) category: &'static str,
    pub(crate) cpu: u32,
    /// `x86_64` or `arm64`, as images say it.
    pub(crate) architecture: &'static str,
    pub(crate) memory_gib: u32,
    /// Pay-as-you-go, in thousandths of a yuan an hour.
    pub(crate) milliyuan_an_hour: u32,
}

const fn x86(
    id: &'static str,
    family: &'static str,
    category: &'static str,
    cpu: u32,
    memory_gib: u32,
    price: u32,
) -> InstanceType {
    InstanceType {
        id,
        family,
        category,
        cpu,
        architecture: "x86_64",
        memory_gib,
        milliyuan_an_hour: price,
    }
}

const fn arm(id: &'static str, cpu: u32, memory_gib: u32, price: u32) -> InstanceType {
    InstanceType {
        architecture: "arm64",
        ..x86(id, "ecs.g8y", "General-purpose", cpu, memory_gib, price)
    }
}

// A table: one type per line reads better than one argument per line.
#[rustfmt::skip]
pub(crate) const INSTANCE_TYPES: [InstanceType; 18] = [
    x86("ecs.e-c1m1.large", "ecs.e", "Shared", 2, 2, 165),
    x86("ecs.e-c1m2.large", "ecs.e", "Shared", 2, 4, 236),
    x86("ecs.g7.large", "ecs.g7", "General-purpose", 2, 8, 500),
    x86("ecs.g7.xlarge", "ecs.g7", "General-purpose", 4, 16, 1_000),
    x86("ecs.g7.2xlarge", "ecs.g7", "General-purpose", 8, 32, 2_000),
    x86("ecs.g7.4xlarge", "ecs.g7", "General-purpose", 16, 64, 4_000),
    x86("ecs.g8i.large", "ecs.g8i", "General-purpose", 2, 8, 520),
    x86("ecs.g8i.xlarge", "ecs.g8i", "General-purpose", 4, 16, 1_040),
    x86("ecs.c7.large", "ecs.c7", "Compute-optimized", 2, 4, 430),
    x86("ecs.c7.xlarge", "ecs.c7", "Compute-optimized", 4, 8, 860),
    x86("ecs.c7.2xlarge", "ecs.c7", "Compute-optimized", 8, 16, 1_720),
    x86("ecs.c8i.xlarge", "ecs.c8i", "Compute-optimized", 4, 8, 890),
    x86("ecs.r7.large", "ecs.r7", "Memory-optimized", 2, 16, 660),
    x86("ecs.r7.xlarge", "ecs.r7", "Memory-optimized", 4, 32, 1_320),
    x86("ecs.r7.2xlarge", "ecs.r7", "Memory-optimized", 8, 64, 2_640),
    x86("ecs.r7.4xlarge", "ecs.r7", "Memory-optimized", 16, 128, 5_280),
    arm("ecs.g8y.large", 2, 8, 410),
    arm("ecs.g8y.xlarge", 4, 16, 820),
];

impl InstanceType {
    pub(crate) fn find(id: &str) -> Option<&'static Self> {
        INSTANCE_TYPES.iter().find(|known| known.id == id)
    }

    /// Whether disks of this category can be attached: the newer families take only ESSDs.
    pub(crate) fn takes(&self, category: &str) -> bool {
        match category {
            "cloud_essd" | "cloud_auto" => true,
            "cloud_essd_entry" | "cloud_efficiency" | "cloud_ssd" => self.family == "ecs.e",
            _ => false,
        }
    }

    /// `NvmeSupport`.
    pub(crate) fn nvme_support(&self) -> &'static str {
        if self.family.starts_with("ecs.g8") {
            "required"
        } else {
            "supported"
        }
    }

    pub(crate) fn boot_modes(&self) -> &'static [&'static str] {
        if self.family == "ecs.e" {
            &["BIOS"]
        } else {
            &["BIOS", "UEFI"]
        }
    }

    /// Whether this image starts on it: architecture, boot mode and the driver of its disks.
    pub(crate) fn fits(&self, image: &Image) -> bool {
        self.runs(&image.architecture)
            && (image.boot_mode.is_empty() || self.boot_modes().iter().any(|mode| image.boot_mode.contains(mode)))
            && (self.nvme_support() != "required" || image.features.nvme_support == "supported")
    }

    /// Whether images of this architecture run on it: 32-bit ones do where there is less than 4 GiB of memory.
    pub(crate) fn runs(&self, architecture: &str) -> bool {
        match architecture {
            "i386" => self.architecture == "x86_64" && self.memory_gib < 4,
            other => self.architecture == other,
        }
    }
}
