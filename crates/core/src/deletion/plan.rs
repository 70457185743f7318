//! The plan of a deletion, as the window shows it before anything is sent, and as the job is made of it.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use crate::Problem;
use crate::inventory::{ImageCopy, ImageRef, ImageRow, InstanceRef, ResourceKey, ShardKind};

/// What uses some images and snapshots of one account, and what stands against deleting them.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeletionPlan {
    /// Our account id.
    pub account_id: String,
    /// The images, in the order asked for.
    pub images: Vec<DeletableImage>,
    /// The snapshots that are deleted for themselves.
    pub snapshots: Vec<DeletableSnapshot>,
    /// What was asked for and is not listed any more.
    pub gone: Vec<ResourceKey>,
    /// When the cloud was asked, milliseconds since the epoch.
    #[ts(type = "number")]
    pub asked_at: i64,
    /// What the cloud did not tell, so that the plan has what was known before.
    pub not_asked: Vec<UsesNotAsked>,
}

/// A kind of row of a region that the cloud did not tell of when the plan was made.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct UsesNotAsked {
    /// `RegionId`.
    pub region_id: String,
    /// Instances that run the images, images that use the snapshots, or the snapshots themselves.
    pub kind: ShardKind,
    /// Why.
    pub problem: Problem,
    /// When they were last listed to their end, milliseconds since the epoch; `null` when they never were.
    #[ts(type = "number | null")]
    pub known_at: Option<i64>,
}

/// An image that is to be deleted.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeletableImage {
    /// What the grid shows.
    pub row: ImageRow,
    /// Accounts that it is shared with, asked just now.
    pub shared_with: Vec<String>,
    /// The first of the instances that run it.
    pub used_by: Vec<InstanceRef>,
    /// How many instances run it; `null` when the instances could not be listed.
    pub used_by_count: Option<u32>,
    /// The cloud has told just now which instances run it. Otherwise they are those known before, and it is not deleted by force.
    pub uses_told: bool,
    /// `InstanceId`s of all instances that run it.
    pub instance_ids: Vec<String>,
    /// Its copies in other regions, which stay.
    pub copies: Vec<ImageCopy>,
    /// All regions of the account could be listed, so that there are no other copies.
    pub copies_complete: bool,
    /// It is the newest available image of its family: what names the family gets another one, or none, afterwards.
    pub is_newest_of_family: bool,
    /// How many images its family has.
    pub family_count: u32,
    /// The snapshots of its disks.
    pub snapshots: Vec<DeletableSnapshot>,
    /// Why it cannot be deleted; empty when nothing is known to stand against it.
    pub obstacles: Vec<DeletionObstacle>,
    /// Why the cloud did not tell with whom it is shared.
    pub shares_problem: Option<Problem>,
}

/// A snapshot that can be deleted with its image, or for itself.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeletableSnapshot {
    /// Which snapshot.
    pub key: ResourceKey,
    /// `SnapshotName`; empty when it has none, or is not listed.
    pub name: String,
    /// `system` or `data`; empty when it is not known.
    pub disk_type: String,
    /// Size of its disk, GiB.
    pub size_gib: Option<u32>,
    /// `Status` as the cloud spells it; empty when it is not listed.
    pub status: String,
    /// When it was made, milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub created_at: Option<i64>,
    /// Disks were made of it: the deletion is forced.
    pub used_by_disk: bool,
    /// Images that use it and that are not deleted with it.
    pub other_images: Vec<ImageRef>,
    /// Why it cannot be deleted; empty when nothing is known to stand against it.
    pub obstacles: Vec<DeletionObstacle>,
}

/// Why something cannot be deleted.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeletionObstacle {
    /// What it is.
    pub code: DeletionObstacleCode,
    /// Values for the sentence.
    pub params: BTreeMap<String, String>,
}

/// What stands against a deletion.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum DeletionObstacleCode {
    /// The image belongs to another account, which shares it with this one.
    NotOwn,
    /// The image is being copied (`OperationDenied.ImageCopying`); params: `regionId` of the copy.
    Copying,
    /// The image is published to everybody (`IsPublic`, or shared with the group `all`).
    Public,
    /// The image is shared with groups of accounts; params: `groups`.
    SharedWithGroups,
    /// The cloud did not tell with whom the image is shared.
    SharesUnknown,
    /// Other images use the snapshot (`SnapshotCreatedImage`); params: `names`, `count`.
    UsedByImages,
    /// The images of the region could not be listed, so that nobody knows whether one uses the snapshot.
    ImagesUnknown,
    /// The cloud does not list the snapshot.
    NotListed,
}

/// What a job deletes: an order that was checked against what is known now.
pub(crate) struct PlannedDeletion {
    pub(crate) account_id: String,
    pub(crate) images: Vec<PlannedImage>,
    /// Deleted for themselves.
    pub(crate) snapshots: Vec<PlannedSnapshot>,
}

/// An image of a job.
pub(crate) struct PlannedImage {
    pub(crate) key: ResourceKey,
    pub(crate) name: String,
    pub(crate) unshare: Vec<String>,
    pub(crate) force: bool,
    /// `InstanceId`s that a person was told of.
    pub(crate) instances: Vec<String>,
    pub(crate) snapshots: Vec<PlannedSnapshot>,
}

/// A snapshot of a job.
#[derive(Clone)]
pub(crate) struct PlannedSnapshot {
    pub(crate) key: ResourceKey,
    pub(crate) name: String,
    pub(crate) force: bool,
}

impl DeletableSnapshot {
    /// Whether the cloud lists it, as far as is known.
    pub(crate) fn is_listed(&self) -> bool {
        let mut codes = self.obstacles.iter().map(|obstacle| obstacle.code);
        !codes.any(|code| code == DeletionObstacleCode::NotListed)
    }
}

impl From<&DeletableSnapshot> for PlannedSnapshot {
    fn from(snapshot: &DeletableSnapshot) -> Self {
        Self {
            key: snapshot.key.clone(),
            name: snapshot.name.clone(),
            force: snapshot.used_by_disk,
        }
    }
}
