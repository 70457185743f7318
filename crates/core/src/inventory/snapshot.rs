//! Everything that is known of one snapshot, for the details panel.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ImageRef, InstanceRef, ResourceKey, SnapshotRow};
use crate::finding::Finding;

/// The details panel of a snapshot.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SnapshotDetail {
    /// What the grid shows.
    pub row: SnapshotRow,
    /// `Description`; empty when none.
    pub description: String,
    /// `Category`: standard, flash, archive.
    pub category: String,
    /// `RetentionDays`, when it has any.
    pub retention_days: Option<u32>,
    /// When it is released automatically, milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub released_at: Option<i64>,
    /// `KMSKeyId` when encrypted.
    pub kms_key_id: Option<String>,
    /// `ResourceGroupId`.
    pub resource_group_id: Option<String>,
    /// `Tags`.
    pub tags: Vec<Tag>,
    /// `RemainTime`, seconds, while it is being made.
    #[ts(type = "number | null")]
    pub remain_seconds: Option<i64>,
    /// Every field of the cloud's record in its own words, nested ones as JSON text.
    pub fields: Vec<RawField>,
    /// Snapshots of all disks of the instance over the last days, the system disk first. One time line when the instance is unknown.
    pub timelines: Vec<DiskTimeline>,
    /// Snapshots of other disks of the instance taken together with this one.
    pub same_moment: Vec<ResourceKey>,
    /// Disks of the instance that have no snapshot of the same time; `null` when disks or snapshots could not be listed.
    pub missing_disks: Option<u32>,
    /// Longest distance to a snapshot of the same moment, seconds.
    pub spread_seconds: u32,
    /// Days that the time lines span.
    pub timeline_days: u32,
    /// Begin of the time lines, milliseconds since the epoch.
    #[ts(type = "number")]
    pub timeline_from: i64,
    /// End of the time lines, milliseconds since the epoch: now, or some days after a snapshot that is older than they are long.
    #[ts(type = "number")]
    pub timeline_to: i64,
    /// Why no custom image can be made of it; empty when one can.
    pub obstacles: Vec<Finding>,
    /// The first of the images that hold it.
    pub used_by_images: Vec<ImageRef>,
    /// How many images hold it; `null` when the images could not be listed.
    pub used_by_images_count: Option<u32>,
    /// The first of the instances that run those images.
    pub used_by_instances: Vec<InstanceRef>,
    /// How many instances run them; `null` when images or instances could not be listed.
    pub used_by_instances_count: Option<u32>,
    /// `RequestId` of the reply that told it.
    pub request_id: Option<String>,
}

/// A tag of the cloud.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Tag {
    /// Tag key.
    pub key: String,
    /// Tag value, may be empty.
    pub value: String,
}

/// One field of the cloud's own record.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RawField {
    /// The cloud's name of it.
    pub name: String,
    /// Its value as text.
    pub value: String,
}

/// The snapshots of one disk on the time line.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DiskTimeline {
    /// `DiskId`.
    pub disk_id: String,
    /// Device name without `/dev/`, when known.
    pub device: Option<String>,
    /// `system` or `data`.
    pub disk_type: String,
    /// Oldest first.
    pub snapshots: Vec<TimelineSnapshot>,
}

/// One snapshot on the time line.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct TimelineSnapshot {
    /// `SnapshotId`.
    pub snapshot_id: String,
    /// `SnapshotName`.
    pub name: String,
    /// Milliseconds since the epoch.
    #[ts(type = "number")]
    pub created_at: i64,
    /// `Status`.
    pub status: String,
}
