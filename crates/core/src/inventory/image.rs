//! A row of the images grid, and everything that is known of one image, for the details panel.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{RawField, ResourceKey, Tag};
use crate::Problem;

/// What the grid shows of an image.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageRow {
    /// Which image.
    pub key: ResourceKey,
    /// `ImageName`; empty when it has none.
    pub name: String,
    /// `Status` as the cloud spells it; unknown words are kept.
    pub status: String,
    /// `Progress` in percent, when given.
    pub progress: Option<u8>,
    /// `OSNameEn`, or `OSName` when that is missing.
    pub os: String,
    /// `OSType`, lower case: `linux` or `windows`.
    pub os_type: String,
    /// `Platform`.
    pub platform: String,
    /// `Architecture`.
    pub architecture: String,
    /// `Size`: the system disk, GiB.
    pub size_gib: Option<u32>,
    /// How many data disks an instance made of it gets.
    pub data_disks: u32,
    /// `ImageFamily`; empty when it has none.
    pub family: String,
    /// `ImageOwnerAlias`: `self` or `others`.
    pub owner: String,
    /// Belongs to another account that shares it with this one.
    pub shared_with_me: bool,
    /// With how many accounts it is shared; `null` when it is shared and the cloud was not asked yet with whom.
    pub share_count: Option<u32>,
    /// `IsCopied`.
    pub copied: bool,
    /// Images of other regions of the same account with the same origin, or with the same name when one of them is a copy; `null` when
    /// none is known and not all regions could be listed.
    pub copies: Option<u32>,
    /// Result of the image check: `none`, `noRisk`, `medium`, `high`, `checking` or `encrypted`.
    pub check: String,
    /// How many items of the check are a risk.
    pub check_findings: u32,
    /// `CreationTime`, milliseconds since the epoch; `null` when the cloud does not tell it.
    #[ts(type = "number | null")]
    pub created_at: Option<i64>,
    /// `Status` is `Deprecated`.
    pub deprecated: bool,
    /// Its family has an available image that was made later; `null` when none is known and not all images could be listed.
    pub newer_in_family: Option<bool>,
    /// It is the newest available image of its family, the one that a launch gets which names the family; `null` when it is the newest
    /// known one and not all images could be listed.
    pub newest_of_family: Option<bool>,
    /// `BootMode`; empty when not told.
    pub boot_mode: String,
    /// One of its disks is encrypted.
    pub encrypted: bool,
    /// Snapshots of its disks, the system disk first.
    pub snapshot_ids: Vec<String>,
}

/// The details panel of an image.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageDetail {
    /// What the grid shows.
    pub row: ImageRow,
    /// `Description`; empty when none.
    pub description: String,
    /// `ImageVersion`; means something for marketplace images only.
    pub image_version: String,
    /// The disks an instance made of it gets, the system disk first.
    pub disks: Vec<ImageDisk>,
    /// `Tags`.
    pub tags: Vec<Tag>,
    /// `ResourceGroupId`.
    pub resource_group_id: Option<String>,
    /// The image itself and its copies, by region.
    pub copies: Vec<ImageCopy>,
    /// The images of all regions of the account are known, so that there are no other copies.
    pub copies_complete: bool,
    /// Accounts that it is shared with, as the cloud names them; `null` while the cloud was not asked or has not answered.
    pub shared_with: Option<Vec<String>>,
    /// Why the cloud did not tell with whom it is shared.
    pub shares_problem: Option<Problem>,
    /// The first of the instances that run it.
    pub used_by: Vec<InstanceRef>,
    /// How many instances run it; `null` when the instances could not be listed.
    pub used_by_count: Option<u32>,
    /// What an instance made of it supports: `nvme`, `imdsV1`, `imdsV2`, `secureBoot`, `cloudInit`.
    pub features: Vec<String>,
    /// It is the newest available image of its family.
    pub is_lifecycle_newest: bool,
    /// The newest available image of its family when that was made later.
    pub newest_in_family: Option<ResourceKey>,
    /// How many images its family has; 0 without a family.
    pub family_count: u32,
    /// The image check as the cloud told it; `null` when there was none.
    pub last_check: Option<ImageCheck>,
    /// Every field of the cloud's record in its own words, nested ones as JSON text.
    pub fields: Vec<RawField>,
    /// `RequestId` of the reply that told it.
    pub request_id: Option<String>,
}

/// A disk of an image.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageDisk {
    /// `Device`, when known.
    pub device: Option<String>,
    /// `system` or `data`.
    pub disk_type: String,
    /// GiB.
    pub size_gib: Option<u32>,
    /// The snapshot that it is filled from; `null` for a blank disk.
    pub snapshot_id: Option<String>,
    /// That snapshot is listed; `null` when the snapshots could not be listed.
    pub snapshot_listed: Option<bool>,
}

/// An image among its copies.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageCopy {
    /// Which image.
    pub key: ResourceKey,
    /// `Status`.
    pub status: String,
    /// The image whose details these are.
    pub is_this: bool,
    /// Only their equal names say that it is a copy.
    pub by_name: bool,
    /// One of its disks is encrypted.
    pub encrypted: bool,
}

/// The image check as the cloud told it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageCheck {
    /// `Processing`, `Finished`, ...; verbatim, empty when not told.
    pub status: String,
    /// What was looked at.
    pub items: Vec<ImageCheckItem>,
}

/// One item of an image check. Every word is the cloud's.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageCheckItem {
    /// What was looked at.
    pub name: String,
    /// What was found.
    pub value: String,
    /// The risk as a code.
    pub risk_code: Option<String>,
    /// `High` or `Medium`; `null` when there is no risk.
    pub risk_level: Option<String>,
}

/// An image by its name.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageRef {
    /// Which image.
    pub key: ResourceKey,
    /// `ImageName`.
    pub name: String,
    /// `Status`.
    pub status: String,
}

/// An instance by its name.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct InstanceRef {
    /// Which instance.
    pub key: ResourceKey,
    /// `InstanceName`.
    pub name: String,
    /// `Status`.
    pub status: String,
}
