//! Disks that exist. A released disk lives on only as the `SourceDiskId` of its snapshots.

use jiff::Timestamp;

use super::Tags;

#[derive(Debug, Clone)]
pub(crate) struct Disk {
    pub(crate) disk_id: String,
    pub(crate) region_id: &'static str,
    pub(crate) zone_id: String,
    pub(crate) name: String,
    /// `system` or `data`.
    pub(crate) disk_type: &'static str,
    pub(crate) category: &'static str,
    pub(crate) size_gib: i64,
    /// `/dev/xvda`; empty when detached.
    pub(crate) device: String,
    /// Absent when detached.
    pub(crate) instance_id: Option<String>,
    pub(crate) image_id: String,
    pub(crate) created: Timestamp,
    pub(crate) kms_key_id: Option<String>,
    pub(crate) auto_snapshot_policy_id: Option<String>,
    pub(crate) resource_group_id: String,
    pub(crate) tags: Tags,
}

impl Disk {
    pub(crate) fn status(&self) -> &'static str {
        if self.instance_id.is_some() {
            "In_use"
        } else {
            "Available"
        }
    }
}
