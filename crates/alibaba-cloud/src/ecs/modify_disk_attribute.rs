//! Changes name and behaviour of disks.

use crate::Done;
use crate::declare::action;

action! {
    /// Changes what is given and leaves the rest. Source: metadata of ECS, ModifyDiskAttribute.
    pub struct ModifyDiskAttribute: Ecs(region_id), Once, 20 seconds -> Done {
        /// The region.
        region_id: String = "RegionId",
        /// The disk.
        disk_id: Option<String> = "DiskId",
        /// At most 100 disks; instead of the single one.
        disk_ids: Vec<String> = "DiskIds" repeated,
        /// The new name.
        disk_name: Option<String> = "DiskName",
        /// The new description.
        description: Option<String> = "Description",
        /// Whether it goes when its instance is released.
        delete_with_instance: Option<bool> = "DeleteWithInstance",
        /// Whether its automatic snapshots go with it.
        delete_auto_snapshot: Option<bool> = "DeleteAutoSnapshot",
        /// Whether it may have a policy of automatic snapshots.
        enable_auto_snapshot: Option<bool> = "EnableAutoSnapshot",
        /// Whether an ESSD AutoPL disk may exceed its provisioned IOPS for a while.
        bursting_enabled: Option<bool> = "BurstingEnabled",
    }
    /// No change of no disk yet.
    new(region_id: String);
}
