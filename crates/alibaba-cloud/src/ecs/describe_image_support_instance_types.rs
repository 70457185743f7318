//! The instance types an image can run on.

use super::InstanceType;
use crate::declare::{action, page};

action! {
    /// Lists the instance types an image can run on. The memory may be in MiB here. Source: metadata of ECS, DescribeImageSupportInstanceTypes.
    pub struct DescribeImageSupportInstanceTypes: Ecs(region_id), Read, 20 seconds -> SupportedInstanceTypes {
        /// The region.
        region_id: String = "RegionId",
        /// The image.
        image_id: String = "ImageId",
        /// `CreateEcs` or `Modify`: types for a new instance, or to change an instance to.
        action_type: Option<String> = "ActionType",
    }
    /// All instance types an image can run on.
    new(region_id: String, image_id: String);
}

page! {
    /// The instance types an image can run on.
    pub struct SupportedInstanceTypes {
        /// The rows, in the cloud's order.
        instance_types: Vec<InstanceType> = "InstanceTypes" / "InstanceType",
    }
}
