//! What can be made or changed to where, as DescribeAvailableResource and DescribeResourcesModification return it.

use crate::declare::row;

row! {
    /// A zone and what can be made there.
    #[derive(Default, Eq)]
    pub struct AvailableZone from fields {
        /// The zone.
        zone_id: String = fields.text("ZoneId")?,
        /// The region.
        region_id: Option<String> = fields.text("RegionId"),
        /// `Available` or `SoldOut`; others verbatim.
        status: Option<String> = fields.text("Status"),
        /// `WithStock`, `ClosedWithStock`, `WithoutStock`, ...; verbatim.
        status_category: Option<String> = fields.text("StatusCategory"),
        /// By kind of resource.
        available_resources: Vec<AvailableResource> = fields.rows("AvailableResources", "AvailableResource", AvailableResource::read),
    }
}

row! {
    /// One kind of resource in a zone.
    #[derive(Default, Eq)]
    pub struct AvailableResource from fields {
        /// `InstanceType`, `SystemDisk`, `DataDisk`, ...
        resource_type: String = fields.text("Type")?,
        /// The choices.
        supported_resources: Vec<SupportedResource> = fields.rows("SupportedResources", "SupportedResource", SupportedResource::read),
        /// The choices under conditions; only DescribeResourcesModification has them.
        condition_supported_resources: Vec<ConditionSupportedResource> =
            fields.rows("ConditionSupportedResources", "ConditionSupportedResource", ConditionSupportedResource::read),
    }
}

row! {
    /// One choice, and what it must keep.
    #[derive(Default, Eq)]
    pub struct ConditionSupportedResource from fields {
        /// The choice.
        resource: SupportedResource = SupportedResource::read(fields)?,
        /// What it must keep, such as `DiskCategory`.
        conditions: Vec<String> = fields.rows("Conditions", "Condition", |row| row.text("Key")),
    }
}

row! {
    /// One choice.
    #[derive(Default, Eq)]
    pub struct SupportedResource from fields {
        /// The instance type, disk category, ...
        value: String = fields.text("Value")?,
        /// `Available` or `SoldOut`; others verbatim.
        status: Option<String> = fields.text("Status"),
        /// `WithStock`, `ClosedWithStock`, `WithoutStock`, ...; verbatim.
        status_category: Option<String> = fields.text("StatusCategory"),
        /// The smallest size, in `unit`.
        min: Option<u32> = fields.number("Min"),
        /// The largest size, in `unit`.
        max: Option<u32> = fields.number("Max"),
        /// The unit of the sizes.
        unit: Option<String> = fields.text("Unit"),
    }
}
