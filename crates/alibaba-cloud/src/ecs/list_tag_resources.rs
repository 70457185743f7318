//! One page of tags and what carries them.

use super::{TagFilter, TagResource};
use crate::declare::{action, page};

action! {
    /// Lists tags of resources; not capped at 1,000 as tag filters elsewhere are. Source: metadata of ECS, ListTagResources.
    pub struct ListTagResources: Ecs(region_id), Read, 20 seconds -> TagResourcePage {
        /// The region.
        region_id: String = "RegionId",
        /// The kind of resource: `image`, `snapshot`, `instance`, `disk`, ...
        resource_type: String = "ResourceType",
        /// At most 50 resources; all when empty.
        resource_ids: Vec<String> = "ResourceId" repeated,
        /// Resources with all of these tags.
        tags: Vec<TagFilter> = "Tag",
        /// Where the listing goes on.
        next_token: Option<String> = "NextToken",
    }
    /// All tags of one kind of resource in a region.
    new(region_id: String, resource_type: String);
}

page! {
    /// One page of tags.
    #[derive(Eq)]
    pub struct TagResourcePage of ListTagResources by next_token {
        /// The rows, in the cloud's order.
        tag_resources: Vec<TagResource> = "TagResources" / "TagResource", id resource_id,
    }
}
