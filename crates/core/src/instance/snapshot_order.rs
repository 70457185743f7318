//! Snapshots to be made of the disks of an instance, one by one or all at the same moment, and the image that is made of them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Finding;
use crate::inventory::{InstanceRow, Tag};

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
