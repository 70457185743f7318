//! Changes the name, description or retention of a snapshot.

use crate::Done;
use crate::declare::action;

action! {
    /// Changes what is told about a snapshot. What is absent stays. Source: metadata of ECS, ModifySnapshotAttribute.
    pub struct ModifySnapshotAttribute: Ecs(region_id), Once, 15 seconds -> Done {
        /// The region of the snapshot; it selects the host and is no parameter.
        region_id: String,
        /// The snapshot.
        snapshot_id: String = "SnapshotId",
        /// The new name.
        snapshot_name: Option<String> = "SnapshotName",
        /// The new description.
        description: Option<String> = "Description",
        /// Days until it is released, counted from when it was made.
        retention_days: Option<u32> = "RetentionDays",
    }
    /// No change yet.
    new(region_id: String, snapshot_id: String);
}
