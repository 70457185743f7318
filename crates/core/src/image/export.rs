//! Exporting existing images to OSS: what is ordered, and what the dialog is told before.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Finding;
use crate::inventory::ResourceKey;

/// The role that the service exports with; it takes no other name. Source: help page ExportImage (2025-04-29).
pub const EXPORT_ROLE: &str = "AliyunECSImageExportDefaultRole";

/// Images of one account and one region that are exported to a bucket.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageExportOrder {
    /// The images, at most 20.
    pub images: Vec<ResourceKey>,
    /// Where to.
    pub target: OssTarget,
}

/// Where an image is exported to, and how.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OssTarget {
    /// `OSSBucket`, in the region of the image.
    pub bucket: String,
    /// `OSSPrefix`, with which the names of the objects begin; empty for none.
    pub prefix: String,
    /// `ImageFormat`.
    pub format: ImageFormat,
    /// `RoleName`.
    pub role: String,
}

/// `ImageFormat` of ExportImage. Source: metadata of ECS, ExportImage.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ImageFormat {
    /// What every region exports.
    #[default]
    Raw,
    /// `vhd`.
    Vhd,
    /// `qcow2`.
    Qcow2,
    /// `vmdk`.
    Vmdk,
    /// `vdi`.
    Vdi,
}

impl ImageFormat {
    const ALL: [Self; 5] = [Self::Raw, Self::Vhd, Self::Qcow2, Self::Vmdk, Self::Vdi];

    /// The cloud's word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Raw => "raw",
            Self::Vhd => "vhd",
            Self::Qcow2 => "qcow2",
            Self::Vmdk => "vmdk",
            Self::Vdi => "vdi",
        }
    }

    /// The format of that word; RAW, which is the default, for any other.
    pub(crate) fn of(word: &str) -> Self {
        let found = Self::ALL.into_iter().find(|format| format.word() == word);
        found.unwrap_or_default()
    }
}

/// What the Export to OSS dialog starts from.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageExportStart {
    /// The images, as the cloud has just told of them, in the order in which they were asked for.
    pub images: Vec<ImageExportSource>,
    /// The role that the service exports with.
    pub role: String,
}

/// An image that is to be exported.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageExportSource {
    /// Which image.
    pub key: ResourceKey,
    /// `ImageName`; empty when it has none.
    pub name: String,
    /// Disks, each of which becomes an object of its own.
    pub disks: u32,
    /// All disks together, GiB.
    pub size_gib: u32,
    /// What is to be known before it is exported; errors are why it cannot be.
    pub findings: Vec<Finding>,
}
