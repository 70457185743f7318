//! Snapshots to be made of the disks of an instance, one by one or all at the same moment, and the image that is made of them.

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::snapshot_rules::{group_obstacle, obstacle};
use crate::Finding;
use crate::image::stamped;
use crate::inventory::{InstanceRow, KnownInstance, ResourceKey, Tag};

/// Snapshots to be made of an instance.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SnapshotOrder {
    /// Our account id.
    pub account_id: String,
    /// `RegionId`.
    pub region_id: String,
    /// `InstanceId`.
    pub instance_id: String,
    /// `DiskId`s, the system disk first.
    pub disk_ids: Vec<String>,
    /// All at the same moment, as a snapshot group (`CreateSnapshotGroup`); otherwise one after another (`CreateSnapshot`).
    pub consistent: bool,
    /// `SnapshotName` or `Name` of the group; with several single snapshots each gets the device behind it.
    pub name: String,
    /// `Description`, may be empty.
    pub description: String,
    /// `RetentionDays`; `null` keeps them until they are deleted. A snapshot group knows none.
    pub retention_days: Option<u32>,
    /// `Tag.N`.
    pub tags: Vec<Tag>,
    /// The image to make of them once they are finished.
    pub image: Option<OrderedImage>,
}

/// The image that is made of snapshots which do not exist yet.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OrderedImage {
    /// `ImageName`.
    pub name: String,
    /// `Description`, may be empty.
    pub description: String,
    /// `ImageFamily`, may be empty.
    pub family: String,
    /// `DetectionStrategy=Standard`.
    pub image_check: bool,
}

/// What the Create snapshots page starts from.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SnapshotOrderStart {
    /// The instance.
    pub instance: InstanceRow,
    /// Its disks, the system disk first.
    pub disks: Vec<OrderDisk>,
    /// All disks that a snapshot group can include, and a name.
    pub order: SnapshotOrder,
}

/// A disk of the instance.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OrderDisk {
    /// `DiskId`.
    pub disk_id: String,
    /// Device name such as `/dev/xvda`.
    pub device: String,
    /// `system` or `data`.
    pub disk_type: String,
    /// `Category`.
    pub category: String,
    /// `PerformanceLevel`, of an ESSD.
    pub performance_level: Option<String>,
    /// GiB.
    pub size_gib: Option<u32>,
    /// Why no snapshot can be made of it at all.
    pub obstacle: Option<Finding>,
    /// Why a snapshot group cannot include it.
    pub group_obstacle: Option<Finding>,
}

/// An instance and its disks, as the rules read them.
pub(crate) struct OrderFacts {
    pub(crate) instance: InstanceRow,
    /// The system disk first.
    pub(crate) disks: Vec<OrderDisk>,
    /// Disks that are encrypted.
    pub(crate) encrypted: Vec<String>,
}

impl From<KnownInstance> for OrderFacts {
    fn from(known: KnownInstance) -> Self {
        let encrypted = known.disks.iter().filter(|disk| disk.encrypted == Some(true));
        let encrypted = encrypted.map(|disk| disk.disk_id.clone()).collect();
        let zone_id = known.row.zone_id.clone();
        let disks = known.disks.into_iter().map(|disk| OrderDisk {
            obstacle: obstacle(&disk),
            group_obstacle: group_obstacle(&disk, &zone_id),
            disk_id: disk.disk_id,
            device: disk.device.unwrap_or_default(),
            disk_type: disk.disk_type.unwrap_or_default().to_lowercase(),
            category: disk.category.unwrap_or_default(),
            performance_level: disk.performance_level,
            size_gib: disk.size,
        });
        Self {
            disks: disks.collect(),
            encrypted,
            instance: known.row,
        }
    }
}

impl SnapshotOrder {
    /// The instance.
    pub(crate) fn instance(&self) -> ResourceKey {
        ResourceKey {
            account_id: self.account_id.clone(),
            region_id: self.region_id.clone(),
            id: self.instance_id.clone(),
        }
    }
}

impl OrderFacts {
    /// What the page starts from: all disks that a snapshot group can include, or each by itself when there is no group of several.
    /// `now` is in milliseconds since the epoch.
    pub(crate) fn start(self, now: i64) -> SnapshotOrderStart {
        let ids_of = |wanted: &dyn Fn(&OrderDisk) -> bool| -> Vec<String> {
            let disks = self.disks.iter().filter(|disk| disk.obstacle.is_none() && wanted(disk));
            disks.map(|disk| disk.disk_id.clone()).collect()
        };
        let together = ids_of(&|disk| disk.group_obstacle.is_none());
        let consistent = together.len() > 1;
        let row = &self.instance;
        let words = [row.name.as_str(), row.key.id.as_str()];
        let name = stamped(words.into_iter(), "snapshot", Some(now), &TimeZone::system());
        let order = SnapshotOrder {
            account_id: row.key.account_id.clone(),
            region_id: row.key.region_id.clone(),
            instance_id: row.key.id.clone(),
            disk_ids: if consistent { together } else { ids_of(&|_| true) },
            consistent,
            // Such a name is that of an automatic snapshot.
            name: if name.starts_with("auto") {
                format!("snapshot-{name}")
            } else {
                name
            },
            ..SnapshotOrder::default()
        };
        SnapshotOrderStart {
            instance: self.instance,
            disks: self.disks,
            order,
        }
    }

    /// The disks of an order that are there, the system disk first.
    pub(crate) fn ordered(&self, order: &SnapshotOrder) -> Vec<OrderDisk> {
        let disks = self.disks.iter().filter(|disk| order.disk_ids.contains(&disk.disk_id));
        disks.cloned().collect()
    }
}

impl OrderDisk {
    /// What stands behind the name of its snapshot when several are made.
    pub(crate) fn name_suffix(&self) -> &str {
        match self.device.trim_start_matches("/dev/") {
            "" => &self.disk_id,
            device => device,
        }
    }
}
