//! What the Create custom image page edits and what it is told about it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Finding, TestLaunch};
use crate::inventory::{SnapshotDetail, SnapshotRow, Tag};

/// A custom image as the administrator wants it. Survives leaving the page, a job keeps it for good.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageDraft {
    /// Our account id.
    pub account_id: String,
    /// `RegionId` of every snapshot and of the image.
    pub region_id: String,
    /// The system-disk snapshot.
    pub system_snapshot_id: String,
    /// Capacity of the system disk, GiB, not under the snapshot's.
    pub system_size_gib: u32,
    /// Data disks in the order of their device names (`/dev/xvdb`, ...).
    pub data_disks: Vec<DraftDataDisk>,
    /// `ImageName`.
    pub name: String,
    /// `Description`, may be empty.
    pub description: String,
    /// `ImageFamily`, may be empty.
    pub family: String,
    /// `Tag.N`.
    pub tags: Vec<Tag>,
    /// `ResourceGroupId`, may be empty.
    pub resource_group_id: String,
    /// `DetectionStrategy=Standard`.
    pub image_check: bool,
    /// Regions to copy the image to once it is available.
    #[serde(default)]
    pub copy_to: Vec<CopyTarget>,
    /// Main account ids to share the image and its copies with.
    #[serde(default)]
    pub share_with: Vec<String>,
    /// An instance to launch of the image to see that it starts; `null` for none.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub test_launch: Option<TestLaunch>,
}

/// A region that the image is copied to.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CopyTarget {
    /// `DestinationRegionId`.
    pub region_id: String,
    /// `DestinationImageName`.
    pub name: String,
    /// With which key the copy is encrypted; `null` when nothing is asked for.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub encryption: Option<CopyEncryption>,
}

/// How a copy is encrypted.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CopyEncryption {
    /// `KMSKeyId`, of the region of the copy; empty for the key of the service there.
    pub kms_key_id: String,
}

/// A data disk of the draft.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DraftDataDisk {
    /// `SnapshotId` of a data-disk snapshot.
    pub snapshot_id: String,
    /// Capacity, GiB, not under the snapshot's.
    pub size_gib: u32,
}

/// What the page starts from.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DraftStart {
    /// The system-disk snapshot.
    pub system: SnapshotDetail,
    /// Data-disk snapshots of the region: the nearest of each disk of the same instance first, then the other ones of that instance, then those of other instances, nearest first. At most 500.
    pub candidates: Vec<DataDiskCandidate>,
    /// Data disks of the instance, whether they have a snapshot or not; `null` when the instance is unknown or
    /// its disks are not all listed.
    pub instance_data_disks: Option<u32>,
    /// Operating system of the instance, when known.
    pub os_name: Option<String>,
    /// A draft with the same-moment data disks proposed, and a name that fits the rules.
    pub draft: ImageDraft,
}

/// A data-disk snapshot that could go into the image.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DataDiskCandidate {
    /// The snapshot.
    pub row: SnapshotRow,
    /// Seconds after (negative: before) the system-disk snapshot; `null` when the cloud does not tell the time of one of them.
    #[ts(type = "number | null")]
    pub gap_seconds: Option<i64>,
    /// Within the limit of one moment.
    pub same_moment: bool,
    /// Of the same instance as the system disk.
    pub same_instance: bool,
    /// The nearest snapshot of its disk.
    pub nearest_of_disk: bool,
    /// Why it cannot be picked; empty when it can.
    pub obstacles: Vec<Finding>,
}

/// What the rules say of a draft.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DraftCheck {
    /// Errors, warnings and notes.
    pub findings: Vec<Finding>,
    /// When the cloud told of the snapshots, milliseconds since the epoch; `null` when their region was never listed.
    #[ts(type = "number | null")]
    pub as_of: Option<i64>,
    /// Why the cloud could not be asked for the snapshots, when it was to be.
    pub not_asked: Option<crate::Problem>,
    /// The very request that would be sent.
    pub request: Vec<RequestParameter>,
}

/// One parameter of the request.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RequestParameter {
    /// Wire name, for example `DiskDeviceMapping.1.SnapshotId`.
    pub name: String,
    /// Value; `null` for what is made when the job is saved: the ClientToken and the value of the job's tag.
    pub value: Option<String>,
}

/// Whether an image name is free, asked of the cloud.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "state")]
#[ts(export)]
pub enum NameCheck {
    /// No image of that name in the region.
    Free,
    /// An image has it.
    #[serde(rename_all = "camelCase")]
    Taken {
        /// `ImageId` of that image.
        image_id: String,
    },
    /// Could not be asked; creating will tell.
    #[serde(rename_all = "camelCase")]
    Unknown {
        /// Why.
        problem: crate::Problem,
    },
}
