//! Editing existing images: what is ordered, and what the dialog is told before.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Finding;
use crate::inventory::{FamilyNewest, ResourceKey, Tag};

/// What images of one account are to become. What is `null` or empty here stays as it is.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditOrder {
    /// The images, at most 20.
    pub images: Vec<ResourceKey>,
    /// What was shown of the image while it was edited; `null` for several images. What somebody else has changed since then is not
    /// overwritten.
    pub seen: Option<ImageValues>,
    /// `ImageName`; of one image only.
    pub name: Option<String>,
    /// `Description`; of one image only.
    pub description: Option<String>,
    /// `ImageFamily`.
    pub family: Option<String>,
    /// `BootMode`; of one image only.
    pub boot_mode: Option<String>,
    /// `Features.NvmeSupport`; of one image only.
    pub nvme_support: Option<String>,
    /// `Features.ImdsSupport`; of one image only.
    pub imds_support: Option<String>,
    /// `Deprecated` or `Available`.
    pub status: Option<String>,
    /// Tags that they are to have, with these values. One that was seen so is no change.
    pub tags: Vec<Tag>,
    /// Keys of the tags that they are to have no longer.
    pub remove_tags: Vec<String>,
}

/// What can be changed of an image, as the cloud tells it. A text is empty when it is not told.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageValues {
    /// `ImageName`.
    pub name: String,
    /// `Description`.
    pub description: String,
    /// `ImageFamily`.
    pub family: String,
    /// `BootMode`: `BIOS`, `UEFI` or `UEFI-Preferred`.
    pub boot_mode: String,
    /// `Features.NvmeSupport`: `supported` or `unsupported`.
    pub nvme_support: String,
    /// `Features.ImdsSupport`: `v1` or `v2`.
    pub imds_support: String,
    /// The tags that people give.
    pub tags: Vec<Tag>,
}

/// What the dialogs about editing start from.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditStart {
    /// The images, as the cloud has just told of them, in the order in which they were asked for.
    pub images: Vec<EditSource>,
    /// Their families, each once a region.
    pub families: Vec<FamilyNewest>,
}

/// An image that is to be edited.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EditSource {
    /// Which image.
    pub key: ResourceKey,
    /// `Status`.
    pub status: String,
    /// What can be changed of it.
    pub values: ImageValues,
    /// Tags that Alibaba Cloud or Darkroom has set, and that stay as they are.
    pub kept_tags: Vec<Tag>,
    /// `ResourceGroupId`; empty for the default one.
    pub resource_group_id: String,
    /// What is to be known before it is edited, each at its field: `image` for all of it, `bootMode`, `nvmeSupport`, `imdsSupport`,
    /// `deprecate`, `restore`. An error is why that cannot be done.
    pub findings: Vec<Finding>,
}
