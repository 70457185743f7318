//! Deletes a snapshot.

use crate::Done;
use crate::declare::action;

action! {
    /// Deletes a snapshot, or cancels one that is being made. One that is gone is no error. Source: metadata of ECS, DeleteSnapshot.
    pub struct DeleteSnapshot: Ecs(region_id), Once, 20 seconds -> Done {
        /// The region of the snapshot; it selects the host and is no parameter.
        region_id: String,
        /// The snapshot.
        snapshot_id: String = "SnapshotId",
        /// Also when disks were made from it. Images that use it must go first all the same.
        force: bool = "Force",
    }
    /// Deletes it unless it is used.
    new(region_id: String, snapshot_id: String);
}
