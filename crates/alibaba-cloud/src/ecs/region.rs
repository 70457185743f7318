//! A region as DescribeRegions returns it.

use crate::declare::row;

row! {
    /// A region of the cloud.
    #[derive(Eq)]
    pub struct Region from fields {
        /// The region id.
        region_id: String = fields.text("RegionId")?,
        /// The region's name in the language asked for.
        local_name: Option<String> = fields.text("LocalName"),
        /// The ECS host of the region.
        region_endpoint: Option<String> = fields.text("RegionEndpoint"),
        /// `available` or `soldOut`; others verbatim.
        status: Option<String> = fields.text("Status"),
    }
}
