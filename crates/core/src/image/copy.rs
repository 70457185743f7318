//! Copies of existing images: what is ordered, and what the dialog is told before.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Finding;
use crate::inventory::{CopyRegion, ResourceKey, Tag};

/// Copies of images of one account.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CopyOrder {
    /// Each image with each region that it is copied to, at most 100.
    pub copies: Vec<OrderedCopy>,
}

/// One image, copied to one region.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct OrderedCopy {
    /// The image that is copied.
    pub image: ResourceKey,
    /// `DestinationRegionId`.
    pub region_id: String,
    /// `DestinationImageName`.
    pub name: String,
    /// `Encrypted`.
    pub encrypted: bool,
    /// `KMSKeyId`, of the region of the copy; empty for the key of the service there.
    pub kms_key_id: String,
}

/// What the Copy image dialog starts from.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CopyStart {
    /// The images, as the cloud has just told of them, in the order in which they were asked for.
    pub images: Vec<CopySource>,
    /// What is known of the regions of the account. A region that is missing here is not listed by this program.
    pub regions: Vec<CopyRegion>,
}

/// An image that is to be copied.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct CopySource {
    /// Which image.
    pub key: ResourceKey,
    /// `ImageName`; empty when it has none.
    pub name: String,
    /// Disks that are filled from a snapshot: each copy makes as many snapshots of its own. `null` when the cloud does not tell them.
    pub snapshots: Option<u32>,
    /// All disks together, GiB.
    pub size_gib: u32,
    /// One of its disks is encrypted.
    pub encrypted: bool,
    /// Another account shares it, so that it is copied inside of its region only.
    pub of_others: bool,
    /// `CreationTime`, milliseconds since the epoch; `null` when the cloud does not tell it.
    #[ts(type = "number | null")]
    pub created_at: Option<i64>,
    /// What CopyImage loses and is set again: `nvme`, `imds` or `family`.
    pub restored: Vec<String>,
    /// Tags that the copies get.
    pub tags: Vec<Tag>,
    /// Keys of tags that the copies do not get: those of the system, and what is over the number that a request takes.
    pub tags_left_out: Vec<String>,
    /// The copies do not get its description, because it breaks the rules of descriptions.
    pub description_left_out: bool,
    /// `ResourceGroupId`, which the copies get as well; empty when it has none.
    pub resource_group_id: String,
    /// What is to be known before it is copied; errors are why it cannot be.
    pub findings: Vec<Finding>,
}
