//! A zone as DescribeZones tells it.

use crate::JsonObject;

/// A zone of a region.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Zone {
    /// The zone id.
    pub zone_id: String,
    /// The zone's name in the language asked for.
    pub local_name: Option<String>,
    /// `AvailabilityZone`, `CloudBoxZone` or `EdgeZone`; others verbatim.
    pub zone_type: Option<String>,
    /// The instance types that can be made there.
    pub instance_types: Vec<String>,
    /// The disk categories that can be made there.
    pub disk_categories: Vec<String>,
    /// What can be made there at all: `Instance`, `Disk`, `VSwitch`, ...
    pub resource_types: Vec<String>,
}

impl Zone {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            zone_id: fields.text("ZoneId")?,
            local_name: fields.text("LocalName"),
            zone_type: fields.text("ZoneType"),
            instance_types: fields.texts("AvailableInstanceTypes", "InstanceTypes"),
            disk_categories: fields.texts("AvailableDiskCategories", "DiskCategories"),
            resource_types: fields.texts("AvailableResourceCreation", "ResourceTypes"),
        })
    }
}
