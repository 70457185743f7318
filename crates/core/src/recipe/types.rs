//! What the window edits of a recipe, and what it is told about it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Problem;
use crate::finding::Finding;
use crate::image::{CopyTarget, ImageDraft};
use crate::inventory::Tag;

/// Choices for custom images of one instance. Which snapshots they are made of is found anew each time: the newest complete set.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Recipe {
    /// Its number; `null` before it is saved.
    #[ts(type = "number | null")]
    pub id: Option<i64>,
    /// What it is called, unique here.
    pub name: String,
    /// Our account id; empty when the account of a file is not connected here.
    pub account_id: String,
    /// The name of the account when the recipe was saved, or in the file that it came from.
    pub account_alias: String,
    /// `RegionId` of the instance and of the image.
    pub region_id: String,
    /// `InstanceId` whose snapshots are taken.
    pub instance_id: String,
    /// `InstanceName` as it was known when the recipe was saved; may be empty.
    pub instance_name: String,
    /// `DiskId` of data disks of the instance that do not go into the image. A complete set has a snapshot of each of the others.
    pub left_out_disk_ids: Vec<String>,
    /// `ImageName` with `{instance}`, `{date}` and `{time}`: the name of the instance, and when the snapshots were taken.
    pub image_name: String,
    /// `Description`, may be empty.
    pub description: String,
    /// `ImageFamily`, may be empty.
    pub family: String,
    /// `Tag.N`.
    pub tags: Vec<Tag>,
    /// `ResourceGroupId`, may be empty.
    pub resource_group_id: String,
    /// `DetectionStrategy=Standard`, unless the snapshots are encrypted.
    pub image_check: bool,
    /// Regions to copy the image to. Their names take `{name}`, the name of the image, and `{region}` as well.
    pub copy_to: Vec<CopyTarget>,
    /// Main account ids to share the image and its copies with.
    pub share_with: Vec<String>,
}

/// What the rules say of a recipe while one edits it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RecipeCheck {
    /// Errors and warnings.
    pub findings: Vec<Finding>,
    /// What an image of snapshots of now would be called.
    pub image_name: String,
    /// What its copies would be called, in the order of the recipe.
    pub copy_names: Vec<String>,
}

/// What running a recipe now comes to. Nothing is sent to change anything.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RecipeRun {
    /// The recipe.
    pub recipe: Recipe,
    /// The image that would be made; `null` when there is nothing to make it of.
    pub draft: Option<ImageDraft>,
    /// When the system disk of that was taken, milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub taken_at: Option<i64>,
    /// What prevents it, and what is to be known.
    pub findings: Vec<Finding>,
    /// When the cloud told of the snapshots, milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub as_of: Option<i64>,
    /// Why the cloud could not be asked for the snapshots, or whether the names are free.
    pub not_asked: Option<Problem>,
}
