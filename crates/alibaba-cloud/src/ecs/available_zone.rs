//! What can be made where, as DescribeAvailableResource tells it.

use crate::JsonObject;

/// A zone and what can be made there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AvailableZone {
    /// The zone.
    pub zone_id: String,
    /// The region.
    pub region_id: Option<String>,
    /// `Available` or `SoldOut`; others verbatim.
    pub status: Option<String>,
    /// `WithStock`, `ClosedWithStock`, `WithoutStock`, ...; verbatim.
    pub status_category: Option<String>,
    /// By kind of resource.
    pub available_resources: Vec<AvailableResource>,
}

/// One kind of resource in a zone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AvailableResource {
    /// `InstanceType`, `SystemDisk`, `DataDisk`, ...
    pub resource_type: String,
    /// The choices.
    pub supported_resources: Vec<SupportedResource>,
}

/// One choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SupportedResource {
    /// The instance type, disk category, ...
    pub value: String,
    /// `Available` or `SoldOut`; others verbatim.
    pub status: Option<String>,
    /// `WithStock`, `ClosedWithStock`, `WithoutStock`, ...; verbatim.
    pub status_category: Option<String>,
    /// The smallest size, in `unit`.
    pub min: Option<u32>,
    /// The largest size, in `unit`.
    pub max: Option<u32>,
    /// The unit of the sizes.
    pub unit: Option<String>,
}

impl AvailableZone {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            zone_id: fields.text("ZoneId")?,
            region_id: fields.text("RegionId"),
            status: fields.text("Status"),
            status_category: fields.text("StatusCategory"),
            available_resources: fields.rows("AvailableResources", "AvailableResource", AvailableResource::read),
        })
    }
}

impl AvailableResource {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            resource_type: fields.text("Type")?,
            supported_resources: fields.rows("SupportedResources", "SupportedResource", SupportedResource::read),
        })
    }
}

impl SupportedResource {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            value: fields.text("Value")?,
            status: fields.text("Status"),
            status_category: fields.text("StatusCategory"),
            min: fields.number("Min"),
            max: fields.number("Max"),
            unit: fields.text("Unit"),
        })
    }
}
