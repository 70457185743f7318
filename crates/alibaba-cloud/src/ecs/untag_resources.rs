//! Takes tags off resources.

use crate::Done;
use crate::declare::action;

action! {
    /// Takes tags off resources. Source: metadata of ECS, UntagResources.
    pub struct UntagResources: Ecs(region_id), Once, 20 seconds -> Done {
        /// The region.
        region_id: String = "RegionId",
        /// The kind of resource: `image`, `snapshot`, `instance`, `disk`, ...
        resource_type: String = "ResourceType",
        /// 1 to 50 resources.
        resource_ids: Vec<String> = "ResourceId" repeated,
        /// The keys to take off.
        tag_keys: Vec<String> = "TagKey" repeated,
        /// Takes every tag off, when no key is given.
        all: bool = "All",
    }
    /// No tags off no resources yet.
    new(region_id: String, resource_type: String);
}
