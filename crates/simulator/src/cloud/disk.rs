//! Disks that exist. A released disk lives on only as the `SourceDiskId` of its snapshots.

use jiff::Timestamp;

use super::{Cloud, Os, Tags};

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
    /// The snapshot it was made from, by itself or as part of an image.
    pub(crate) source_snapshot_id: Option<String>,
    pub(crate) created: Timestamp,
    pub(crate) kms_key_id: Option<String>,
    pub(crate) auto_snapshot_policy_id: Option<String>,
    pub(crate) resource_group_id: String,
    pub(crate) tags: Tags,
    pub(crate) settings: DiskSettings,
    /// While it is being filled in the place of another.
    pub(crate) reinits_until: Option<Timestamp>,
    /// The size it has after the next start or reboot of its instance.
    pub(crate) pending_gib: Option<i64>,
    /// What ModifyDiskSpec makes of it.
    pub(crate) changes: Option<DiskChange>,
}

/// What a disk becomes, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DiskChange {
    pub(crate) at: Timestamp,
    pub(crate) category: &'static str,
    pub(crate) performance_level: Option<&'static str>,
    pub(crate) provisioned_iops: Option<i64>,
    pub(crate) bursting: Option<bool>,
}

/// Settings of a disk besides its category and size.
#[derive(Debug, Clone)]
pub(crate) struct DiskSettings {
    pub(crate) description: String,
    /// `PL0` to `PL3`; only of `cloud_essd`.
    pub(crate) performance_level: Option<&'static str>,
    /// Only of `cloud_auto`.
    pub(crate) provisioned_iops: Option<i64>,
    /// Only of `cloud_auto`.
    pub(crate) bursting: Option<bool>,
    pub(crate) delete_with_instance: bool,
    pub(crate) delete_auto_snapshot: bool,
    pub(crate) enable_auto_snapshot: bool,
}

impl DiskSettings {
    /// Of a disk of a scenario: `PL1`; data disks outlive their instance.
    pub(crate) fn usual(disk_type: &str) -> Self {
        Self {
            description: String::new(),
            performance_level: Some("PL1"),
            provisioned_iops: None,
            bursting: None,
            delete_with_instance: disk_type == "system",
            delete_auto_snapshot: false,
            enable_auto_snapshot: true,
        }
    }
}

impl Disk {
    /// What it holds, as far as anything tells: by its instance, else by its image.
    pub(crate) fn os(&self, cloud: &Cloud) -> Os {
        let instance_id = self.instance_id.as_deref().unwrap_or_default();
        let image = || cloud.image(self.region_id, &self.image_id).map(|image| image.os);
        let instance = cloud.instance(self.region_id, instance_id);
        instance
            .map(|instance| instance.os)
            .or_else(image)
            .unwrap_or(Os::ALIYUN_3)
    }

    /// Lets the change take effect whose time has come.
    pub(crate) fn settle(&mut self, now: Timestamp) {
        if let Some(change) = self.changes.take_if(|change| change.at <= now) {
            self.category = change.category;
            self.settings.performance_level = change.performance_level;
            self.settings.provisioned_iops = change.provisioned_iops;
            self.settings.bursting = change.bursting;
        }
    }

    pub(crate) fn status(&self, now: Timestamp) -> &'static str {
        if self.reinits_until.is_some_and(|until| now < until) {
            "ReIniting"
        } else if self.instance_id.is_some() {
            "In_use"
        } else {
            "Available"
        }
    }
}
