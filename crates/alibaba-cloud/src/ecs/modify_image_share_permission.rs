//! Shares an image with accounts, or takes it back.

use super::ShareAccounts;
use crate::Done;
use crate::declare::action;

action! {
    /// Changes who may use an image. Publishing to everybody is left out on purpose. Source: metadata of ECS, ModifyImageSharePermission.
    pub struct ModifyImageSharePermission: Ecs(region_id), Once, 20 seconds -> Done {
        /// The region.
        region_id: String = "RegionId",
        /// The image.
        image_id: String = "ImageId",
        /// Main accounts to share with.
        add_accounts: ShareAccounts = "AddAccount",
        /// Main accounts to take it back from.
        remove_accounts: ShareAccounts = "RemoveAccount",
        /// Only checks the request; a pass is answered with the error `DryRunOperation`.
        dry_run: bool = "DryRun",
    }
    /// No change yet.
    new(region_id: String, image_id: String);
}
