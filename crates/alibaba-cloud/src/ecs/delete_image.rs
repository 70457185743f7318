//! Deletes an image.

use crate::Done;
use crate::declare::action;

action! {
    /// Deletes an image; its snapshots stay. Source: metadata of ECS, DeleteImage.
    pub struct DeleteImage: Ecs(region_id), Once, 40 seconds -> Done {
        /// The region.
        region_id: String = "RegionId",
        /// The image.
        image_id: String = "ImageId",
        /// Also when instances run on it.
        force: bool = "Force",
        /// Only checks the request; a pass is answered with the error `DryRunOperation`.
        dry_run: bool = "DryRun",
    }
    /// Deletes it unless instances run on it.
    new(region_id: String, image_id: String);
}
