//! A row of the instances grid, and everything that is known of one instance, for the details panel.

use serde::Serialize;
use ts_rs::TS;

use super::{DiskTimeline, ImageRow, RawField, ResourceKey, Tag};

/// What the grid shows of an instance.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct InstanceRow {
    /// Which instance.
    pub key: ResourceKey,
    /// `InstanceName`; empty when it has none.
    pub name: String,
    /// `Status` as the cloud spells it; unknown words are kept.
    pub status: String,
    /// `InstanceType`.
    pub instance_type: String,
    /// `ImageId`; empty when not told.
    pub image_id: String,
    /// Name of that image, when the image is listed.
    pub image_name: Option<String>,
    /// The family of that image has an available image that was made later; `null` when none is known and not all images could be
    /// listed.
    pub newer_image: Option<bool>,
    /// `CreationTime`, milliseconds since the epoch; `null` when the cloud does not tell it.
    #[ts(type = "number | null")]
    pub created_at: Option<i64>,
    /// When a subscription ends or a pay-as-you-go instance is released automatically, milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub expires_at: Option<i64>,
    /// `InstanceChargeType`: `PrePaid` or `PostPaid`.
    pub charge_type: String,
    /// `ZoneId`.
    pub zone_id: String,
    /// Addresses in the VPC.
    pub private_ips: Vec<String>,
    /// Public addresses, the elastic one included.
    pub public_ips: Vec<String>,
    /// `OSNameEn`, or `OSName` when that is missing.
    pub os: String,
    /// Why it is locked: `financial`, `security`, `Recycling`, ...; empty when it is not.
    pub lock_reasons: Vec<String>,
    /// How many disks it has; `null` when the disks could not be listed.
    pub disks: Option<u32>,
}

/// The details panel of an instance.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct InstanceDetail {
    /// What the grid shows.
    pub row: InstanceRow,
    /// `Description`; empty when none.
    pub description: String,
    /// vCPUs.
    pub cpu: Option<u32>,
    /// MiB.
    #[ts(type = "number | null")]
    pub memory_mib: Option<u64>,
    /// `SecurityGroupId`s.
    pub security_group_ids: Vec<String>,
    /// `KeyPairName`.
    pub key_pair: Option<String>,
    /// `VpcId`.
    pub vpc_id: Option<String>,
    /// `VSwitchId`.
    pub v_switch_id: Option<String>,
    /// `StartTime`, milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub started_at: Option<i64>,
    /// `Tags`.
    pub tags: Vec<Tag>,
    /// `ResourceGroupId`.
    pub resource_group_id: Option<String>,
    /// Its disks, the system disk first.
    pub disks: Vec<InstanceDisk>,
    /// Snapshots of all its disks over the last days, the system disk first.
    pub timelines: Vec<DiskTimeline>,
    /// Days that the time lines span.
    pub timeline_days: u32,
    /// Begin of the time lines, milliseconds since the epoch.
    #[ts(type = "number")]
    pub timeline_from: i64,
    /// End of the time lines, milliseconds since the epoch.
    #[ts(type = "number")]
    pub timeline_to: i64,
    /// The newest snapshot of the system disk with those of the other disks that were taken together with it; the system disk's first.
    pub same_moment: Vec<ResourceKey>,
    /// When that snapshot was taken, milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub same_moment_at: Option<i64>,
    /// Disks that have no snapshot of the same time; `null` when disks or snapshots could not be listed.
    pub missing_disks: Option<u32>,
    /// Longest distance between snapshots of that moment, seconds.
    pub spread_seconds: u32,
    /// The image it runs, when that is listed.
    pub image: Option<ImageRow>,
    /// How many instances run that image, this one among them; `null` when the instances could not be listed.
    pub instances_of_image: Option<u32>,
    /// The newest available image of the same family when that was made later.
    pub newer_image: Option<ImageRow>,
    /// Every field of the cloud's record in its own words, nested ones as JSON text.
    pub fields: Vec<RawField>,
    /// `RequestId` of the reply that told it.
    pub request_id: Option<String>,
}

/// A disk of an instance.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct InstanceDisk {
    /// `DiskId`.
    pub disk_id: String,
    /// Device name without `/dev/`, when known.
    pub device: Option<String>,
    /// `system` or `data`.
    pub disk_type: String,
    /// `Category`: `cloud_essd`, ...
    pub category: String,
    /// GiB.
    pub size_gib: Option<u32>,
    /// `PL0` to `PL3`, of an ESSD.
    pub performance_level: Option<String>,
    /// How many snapshots of it there are; `null` when the snapshots could not be listed.
    pub snapshots: Option<u32>,
}
