//! Makes a disk larger.

use super::ChangeOrder;
use crate::declare::action;

action! {
    /// Makes a disk larger; partition and file system stay as they are. Source: metadata of ECS, ResizeDisk.
    pub struct ResizeDisk: Ecs(region_id), WithClientToken, 30 seconds -> ChangeOrder {
        /// The region of the disk; it selects the host and is no parameter.
        region_id: String,
        /// The disk.
        disk_id: String = "DiskId",
        /// The new size, in GiB; more than now.
        new_size: u32 = "NewSize",
        /// At most 64 ASCII characters; the same for every repetition of one intended change.
        client_token: String = "ClientToken",
        /// `offline` or `online`: in effect after a restart, or at once; `offline` when absent.
        resize_type: Option<String> = "Type",
    }
    /// In effect after a restart.
    new(region_id: String, disk_id: String, new_size: u32, client_token: String);
}
