//! Which disk categories there are, what sizes each may have, and which instance types take them.
//!
//! Source: help page RunInstances, `SystemDisk.Size` and `DataDisk.N.Size`.

use crate::call::Call;
use crate::cloud::{Disk, DiskSettings, InstanceType};
use crate::instance_questions::DefaultDataCategory;
use crate::parameters::boolean;
use crate::refusal::Refusal;

/// Categories of cloud disks, as requests name them.
pub(super) const CATEGORIES: [&str; 6] = [
    "cloud",
    "cloud_efficiency",
    "cloud_ssd",
    "cloud_essd",
    "cloud_auto",
    "cloud_essd_entry",
];
pub(super) const LEVELS: [&str; 4] = ["PL0", "PL1", "PL2", "PL3"];
const MOST_SYSTEM_GIB: i64 = 2_048;

/// Category, performance level and what goes with them, as one disk asks for them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Class {
    pub(super) category: &'static str,
    pub(super) level: Option<&'static str>,
    pub(super) provisioned_iops: Option<i64>,
    pub(super) bursting: Option<bool>,
}

/// The fields of one disk of a request, without `SystemDisk.` or `DataDisk.N.`.
pub(super) struct Asked<'a> {
    pub(super) category: Option<&'a str>,
    pub(super) level: Option<&'a str>,
    pub(super) provisioned_iops: Option<&'a str>,
    pub(super) bursting: Option<&'a str>,
}

impl Class {
    /// What a disk is.
    pub(super) fn of(disk: &Disk) -> Self {
        Self {
            category: disk.category,
            level: disk.settings.performance_level,
            provisioned_iops: disk.settings.provisioned_iops,
            bursting: disk.settings.bursting,
        }
    }

    /// What was asked for, or the default of the type and the kind of disk.
    pub(super) fn read(
        call: &Call<'_>,
        asked: &Asked<'_>,
        kind: &InstanceType,
        is_system: bool,
    ) -> Result<Self, Refusal> {
        let level = match asked.level {
            None => None,
            Some(asked) => Some(*LEVELS.iter().find(|known| **known == asked).ok_or_else(|| {
                let message = "The specified parameter DataDisk.n.PerformanceLevel is not valid.";
                Refusal::new(400, "InvalidPerformanceLevel.Malformed", message)
            })?),
        };
        let Some(category) = asked.category else {
            return Ok(Self::default_of(call, kind, level, is_system));
        };
        let category = *CATEGORIES.iter().find(|known| **known == category).ok_or_else(|| {
            let (code, name) = if is_system {
                ("InvalidSystemDiskCategory.ValueNotSupported", "SystemDisk.Category")
            } else {
                ("InvalidDataDiskCategory.ValueNotSupported", "DataDisk.n.Category")
            };
            Refusal::new(400, code, format!("The specified parameter \"{name}\" is not valid."))
        })?;
        if !kind.takes(category) {
            let message = "The specified disk category is not support the specified instance type.";
            return Err(Refusal::new(403, "InvalidDiskCategory.NotSupported", message));
        }
        let is_auto = category == "cloud_auto";
        let bursting = asked
            .bursting
            .map(|value| boolean("BurstingEnabled", value))
            .transpose()?;
        if bursting == Some(true) && !is_auto {
            let message = "The specified disk category does not support bursting enabled.";
            return Err(Refusal::new(400, "BurstingEnabledForDiskCategoryUnsupported", message));
        }
        let provisioned_iops = asked.provisioned_iops.map(str::parse::<i64>).transpose();
        let provisioned_iops = provisioned_iops.map_err(|_| Refusal::invalid("ProvisionedIops"))?;
        if provisioned_iops.is_some_and(|iops| iops > 0) && !is_auto {
            let message = "The specified disk category does not support provisioned iops.";
            return Err(Refusal::new(400, "ProvisionedIopsForDiskCategoryUnsupported", message));
        }
        let default_level = if is_system { "PL0" } else { "PL1" };
        Ok(Self {
            category,
            level: (category == "cloud_essd").then_some(level.unwrap_or(default_level)),
            provisioned_iops: provisioned_iops.filter(|_| is_auto).or(is_auto.then_some(0)),
            bursting: is_auto.then_some(bursting.unwrap_or(false)),
        })
    }

    /// A data disk has its default category whether the type takes it or not: that is the account's, not the type's.
    fn default_of(call: &Call<'_>, kind: &InstanceType, level: Option<&'static str>, is_system: bool) -> Self {
        let plain = |category| Self {
            category,
            level: None,
            provisioned_iops: None,
            bursting: None,
        };
        match call.cloud.open_questions.instances.default_data_category {
            _ if is_system && !kind.takes("cloud_efficiency") => Self {
                level: Some(level.unwrap_or("PL0")),
                ..plain("cloud_essd")
            },
            DefaultDataCategory::CloudAutoWithBurst if !is_system => Self {
                provisioned_iops: Some(0),
                bursting: Some(true),
                ..plain("cloud_auto")
            },
            _ => plain("cloud_efficiency"),
        }
    }

    /// Smallest and largest size in GiB.
    pub(super) fn sizes(&self, is_system: bool) -> (i64, i64) {
        let (least, most) = match (self.category, self.level) {
            ("cloud_essd", Some("PL0")) | ("cloud_auto", _) => (1, 65_536),
            ("cloud_essd", Some("PL2")) => (461, 65_536),
            ("cloud_essd", Some("PL3")) => (1_261, 65_536),
            ("cloud_essd", _) => (20, 65_536),
            ("cloud_essd_entry", _) => (10, 32_768),
            ("cloud", _) => (5, 2_000),
            _ => (20, 32_768),
        };
        (least, if is_system { MOST_SYSTEM_GIB } else { most })
    }

    /// Refuses a size the class has not.
    pub(super) fn check(&self, size_gib: i64, is_system: bool) -> Result<(), Refusal> {
        let (least, most) = self.sizes(is_system);
        if size_gib < least && matches!(self.level, Some("PL2" | "PL3")) {
            let message = "The specified DataDisk.n.PerformanceLevel and DataDisk.n.Size do not match.";
            return Err(Refusal::new(403, "OperationDenied.PerformanceLevelNotMatch", message));
        }
        if !(least..=most).contains(&size_gib) {
            let (status, code, message) = if !is_system {
                let message = "The specified DataDisk.n.Size beyond the permitted range, or the capacity of snapshot \
                    exceeds the size limit of the specified disk category.";
                (400, "InvalidDataDiskSize.ValueNotSupported", message)
            } else if size_gib < least {
                let message = "The specified parameter SystemDisk.Size is less than the min size.";
                (404, "InvalidSystemDiskSize.LessThanMinSize", message)
            } else {
                let message = "The specified parameter SystemDisk.Size is more than the max size.";
                (404, "InvalidSystemDiskSize.MoreThanMaxSize", message)
            };
            return Err(Refusal::new(status, code, message));
        }
        let baseline = size_gib.saturating_mul(50).saturating_add(1_800).min(50_000);
        let most_iops = (size_gib.saturating_mul(1_000) - baseline).clamp(0, 50_000);
        if self
            .provisioned_iops
            .is_some_and(|iops| !(0..=most_iops).contains(&iops))
        {
            return Err(Refusal::invalid("ProvisionedIops"));
        }
        Ok(())
    }

    pub(super) fn settings(&self, description: String, delete_with_instance: bool) -> DiskSettings {
        DiskSettings {
            description,
            performance_level: self.level,
            provisioned_iops: self.provisioned_iops,
            bursting: self.bursting,
            delete_with_instance,
            delete_auto_snapshot: false,
            enable_auto_snapshot: true,
        }
    }
}
