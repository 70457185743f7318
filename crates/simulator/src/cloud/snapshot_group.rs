//! Snapshot-consistent groups: all disks of an instance at one moment.

use jiff::Timestamp;

use super::Tags;

#[derive(Debug, Clone)]
pub(crate) struct SnapshotGroup {
    pub(crate) snapshot_group_id: String,
    pub(crate) region_id: &'static str,
    pub(crate) instance_id: String,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) created: Timestamp,
    pub(crate) resource_group_id: String,
    pub(crate) snapshot_ids: Vec<String>,
    pub(crate) tags: Tags,
}
