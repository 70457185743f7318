//! Puts tags on resources.

use super::Tag;
use crate::Done;
use crate::declare::action;

action! {
    /// Puts tags on resources; a tag of the same key is replaced. Source: metadata of ECS, TagResources.
    pub struct TagResources: Ecs(region_id), Once, 20 seconds -> Done {
        /// The region.
        region_id: String = "RegionId",
        /// The kind of resource: `image`, `snapshot`, `instance`, `disk`, ...
        resource_type: String = "ResourceType",
        /// 1 to 50 resources.
        resource_ids: Vec<String> = "ResourceId" repeated,
        /// 1 to 20 tags.
        tags: Vec<Tag> = "Tag",
    }
    /// No tags on no resources yet.
    new(region_id: String, resource_type: String);
}
