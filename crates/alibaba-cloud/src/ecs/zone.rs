//! A zone as DescribeZones returns it.

use crate::declare::row;

row! {
    /// A zone of a region.
    #[derive(Default, Eq)]
    pub struct Zone from fields {
        /// The zone id.
        zone_id: String = fields.text("ZoneId")?,
        /// The zone's name in the language asked for.
        local_name: Option<String> = fields.text("LocalName"),
        /// `AvailabilityZone`, `CloudBoxZone` or `EdgeZone`; others verbatim.
        zone_type: Option<String> = fields.text("ZoneType"),
        /// The instance types that can be made there.
        instance_types: Vec<String> = fields.texts("AvailableInstanceTypes", "InstanceTypes"),
        /// The disk categories that can be made there.
        disk_categories: Vec<String> = fields.texts("AvailableDiskCategories", "DiskCategories"),
        /// What can be made there at all: `Instance`, `Disk`, `VSwitch`, ...
        resource_types: Vec<String> = fields.texts("AvailableResourceCreation", "ResourceTypes"),
    }
}
