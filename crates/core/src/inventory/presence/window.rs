//! What the window is told of where images are.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Problem;
use crate::inventory::ResourceKey;

/// What makes images one row.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum PresenceBy {
    /// Their `ImageFamily`; those without one are told by name.
    Family,
    /// Their `ImageName`.
    Name,
}

/// Some lines of the matrix of images and regions.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PresenceWindow {
    /// `RegionId` of each column, in the order of the cloud.
    pub regions: Vec<String>,
    /// Lines that there are: rows, and one before those of each account.
    pub total: u32,
    /// Rows that there are.
    pub rows: u32,
    /// Rows of the accounts before search and filter.
    pub of: u32,
    /// Index of the first line here.
    pub from: u32,
    /// The lines.
    pub lines: Vec<PresenceLine>,
    /// The rows of the last run of the program are still being loaded.
    pub loading: bool,
    /// Why the rows of the last run of the program could not be loaded.
    pub problem: Option<Problem>,
}

/// A line of the matrix.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind")]
#[ts(export)]
pub enum PresenceLine {
    /// An account; its rows follow.
    Account(PresenceAccount),
    /// Images of the account above.
    Row(PresenceRow),
}

/// An account of the matrix.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PresenceAccount {
    /// Our account id.
    pub account_id: String,
    /// Rows that follow.
    pub rows: u32,
    /// Regions whose images could not be asked for.
    pub not_asked: Vec<RegionNotAsked>,
}

/// A region whose images could not be asked for.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct RegionNotAsked {
    /// `RegionId`.
    pub region_id: String,
    /// Why.
    pub problem: Problem,
}

/// Images of one family or of one name of an account.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PresenceRow {
    /// Our account id.
    pub account_id: String,
    /// Names it among the rows of the account.
    pub id: String,
    /// `ImageFamily` of the images; empty when they have none.
    pub family: String,
    /// `ImageName` of the source image, or of the newest one when there is none.
    pub name: String,
    /// The newest version of the images; `null` while there is none that can be used.
    pub source: Option<PresenceSource>,
    /// One a column.
    pub cells: Vec<PresenceCell>,
    /// Regions that have the source image or a copy of it that is not deprecated.
    pub present: u32,
    /// Regions of which that is known.
    pub of: u32,
}

/// The image that is copied to where it is missing.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PresenceSource {
    /// Which image.
    pub key: ResourceKey,
    /// All disks together, GiB; 0 when not told.
    pub size_gib: u32,
    /// One of its disks is encrypted.
    pub encrypted: bool,
    /// `Architecture`; empty when not told.
    pub architecture: String,
}

/// What one region has of the images of a row.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "is")]
#[ts(export)]
pub enum PresenceCell {
    /// The account does not use the region.
    NotUsed,
    /// The images of the region are not known.
    NotKnown,
    /// Nothing.
    Absent,
    /// The source image.
    Source {
        /// `CreationTime`, milliseconds since the epoch; `null` when the cloud does not tell it.
        #[ts(type = "number | null")]
        created_at: Option<i64>,
    },
    /// A copy of it.
    Copy {
        /// Which image.
        key: ResourceKey,
        /// `CreationTime`, milliseconds since the epoch; `null` when the cloud does not tell it.
        #[ts(type = "number | null")]
        created_at: Option<i64>,
        /// Only their equal names say that it is a copy.
        by_name: bool,
        /// `Status` of it. A `Deprecated` one does not count as present.
        status: String,
    },
    /// An older version.
    Older {
        /// Which image.
        key: ResourceKey,
        /// By how much the source image is newer, milliseconds; `null` when the cloud does not tell it.
        #[ts(type = "number | null")]
        behind: Option<i64>,
    },
    /// An image is being made or copied there.
    Copying {
        /// Percent, when known.
        progress: Option<u8>,
    },
    /// A copy waits for its turn.
    Waiting,
    /// A copy came to nothing.
    Failed {
        /// The step of a job that failed; `null` when only the image tells.
        failure: Option<PresenceFailure>,
        /// `Status` of the image that is left of it; empty when none is.
        status: String,
    },
}

/// A step of a job that did not copy an image.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PresenceFailure {
    /// The job.
    #[ts(type = "number")]
    pub job_id: i64,
    /// The step.
    pub position: u32,
    /// When it ended, milliseconds since the epoch.
    #[ts(type = "number | null")]
    pub at: Option<i64>,
    /// Why.
    pub problem: Option<Problem>,
}
