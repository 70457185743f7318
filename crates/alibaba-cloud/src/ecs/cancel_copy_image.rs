//! Stops the copying of an image.

use crate::Done;
use crate::declare::action;

action! {
    /// Cancels a copy and removes it; the source stays. Fails when the copy is complete. Source: metadata of ECS, CancelCopyImage.
    pub struct CancelCopyImage: Ecs(region_id), Once, 15 seconds -> Done {
        /// The region of the copy.
        region_id: String = "RegionId",
        /// The id of the copy, not of its source.
        image_id: String = "ImageId",
    }
    /// Cancels one copy.
    new(region_id: String, image_id: String);
}
