//! An image compared with another one, or with an instance, as the window shows it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Problem;
use crate::inventory::ResourceKey;
use crate::proof::ProofMark;

/// What an image is compared with.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ComparedWith {
    /// Image or instance.
    pub kind: ComparedKind,
    /// Which one.
    pub key: ResourceKey,
}

/// The kind of a side.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ComparedKind {
    /// An image.
    Image,
    /// An instance.
    Instance,
}

/// Two sides, attribute by attribute. Nothing unread is ever equal.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageComparison {
    /// An image.
    pub a: ComparedSide,
    /// An image or an instance.
    pub b: ComparedSide,
    /// What they are to each other.
    pub relation: ComparedRelation,
    /// When the cloud was asked, milliseconds since the epoch.
    #[ts(type = "number")]
    pub read_at: i64,
    /// The attributes, those that matter first.
    pub rows: Vec<ComparedRow>,
    /// The disks of both, the system disk first, then by device.
    pub disks: Vec<ComparedDisk>,
    /// Attributes that the cloud tells of neither side, or that it never tells of an instance. They are not compared.
    pub not_told: Vec<ComparedAttribute>,
}

/// One side.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ComparedSide {
    /// What it is.
    pub kind: ComparedKind,
    /// Which one.
    pub key: ResourceKey,
    /// Its name; empty when it has none.
    pub name: String,
    /// `OSNameEn`, or `OSName` when that is missing.
    pub os: String,
    /// `Platform`; empty when not told, as of an instance.
    pub platform: String,
}

/// What two sides are to each other.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[ts(export)]
pub enum ComparedRelation {
    /// One is a copy of the other.
    #[serde(rename_all = "camelCase")]
    Copy {
        /// Only their equal names say so.
        by_name: bool,
    },
    /// Two images.
    Images,
    /// An image and an instance.
    Instance,
}

/// An attribute of both sides.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ComparedRow {
    /// Which.
    pub attribute: ComparedAttribute,
    /// A difference changes what a new instance becomes. Otherwise it is usual between copies, or a matter of order.
    pub matters: bool,
    /// How it came out.
    pub mark: ProofMark,
    /// Of A.
    pub a: ComparedValue,
    /// Of B.
    pub b: ComparedValue,
}

/// A value, or why there is none.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[ts(export)]
pub enum ComparedValue {
    /// It was read.
    #[serde(rename_all = "camelCase")]
    Read {
        /// One text, a text for each disk, or the members of a set in order; empty for none.
        values: Vec<String>,
    },
    /// The cloud does not tell it of this one.
    NotTold,
    /// The image belongs to another account, which alone is told.
    OfOthers,
    /// The lists of this program do not have it: that region could not be listed.
    NotListed,
    /// The cloud refused to tell.
    #[serde(rename_all = "camelCase")]
    Refused {
        /// Why.
        problem: Problem,
    },
}

/// A disk of both sides.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ComparedDisk {
    /// Its device without `/dev/`; empty when not told.
    pub device: String,
    /// It is the system disk.
    pub system: bool,
    /// Whether A has it, and its size.
    pub a: DiskOfSide,
    /// The same of B.
    pub b: DiskOfSide,
    /// How it came out.
    pub mark: ProofMark,
}

/// A disk of one side.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[ts(export)]
pub enum DiskOfSide {
    /// It is there.
    #[serde(rename_all = "camelCase")]
    There {
        /// GiB; `null` when not told.
        size_gib: Option<u32>,
    },
    /// There is none.
    Absent,
    /// The disks could not be read.
    Unread,
}

/// An attribute that is compared.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ComparedAttribute {
    /// `ImageId` of the image, and the one that the instance runs.
    Image,
    /// `Status`.
    Status,
    /// `OSNameEn`, or `OSName`.
    Os,
    /// `Platform`.
    Platform,
    /// `Architecture`.
    Architecture,
    /// `BootMode`.
    BootMode,
    /// How many disks.
    DiskCount,
    /// `Size` of each disk, GiB.
    Sizes,
    /// Devices of the data disks, by their last letter.
    Devices,
    /// The snapshots that the disks are filled from.
    Snapshots,
    /// Whether a disk is encrypted.
    Encrypted,
    /// `Features.NvmeSupport`.
    Nvme,
    /// `Features.ImdsSupport`; of an instance what its metadata service allows.
    Imds,
    /// `SecureBootOptions.SecureBootSupport`.
    SecureBoot,
    /// `IsSupportCloudinit`.
    CloudInit,
    /// `LicenseType`.
    License,
    /// `ProductCode` of the marketplace.
    ProductCode,
    /// `ImageFamily`.
    Family,
    /// `ImageName` or `InstanceName`.
    Name,
    /// `Description`.
    Description,
    /// `ImageVersion`.
    Version,
    /// `IsCopied`.
    Copied,
    /// `CreationTime`, as ISO 8601 in UTC.
    Created,
    /// Accounts that it is shared with.
    SharedWith,
    /// Result of the image check, how many items are a risk, how many there are, and each risk with its level.
    Check,
    /// `Tags`, each as `key=value`.
    Tags,
    /// How many instances run it.
    Instances,
    /// `ResourceGroupId`.
    ResourceGroup,
}
