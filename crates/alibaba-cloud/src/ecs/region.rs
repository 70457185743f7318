//! A region as DescribeRegions tells it.

use crate::JsonObject;

/// A region of the cloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// The region id.
    pub region_id: String,
    /// The region's name in the language asked for.
    pub local_name: Option<String>,
    /// The ECS host of the region.
    pub region_endpoint: Option<String>,
    /// `available` or `soldOut`; others verbatim.
    pub status: Option<String>,
}

impl Region {
    pub(super) fn read(fields: JsonObject<'_>) -> Option<Self> {
        Some(Self {
            region_id: fields.text("RegionId")?,
            local_name: fields.text("LocalName"),
            region_endpoint: fields.text("RegionEndpoint"),
            status: fields.text("Status"),
        })
    }
}
