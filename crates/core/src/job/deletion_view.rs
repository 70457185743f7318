//! What a step of a deletion has come to, a row for each thing, as the window shows it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Problem;

/// One image, snapshot or account of a step of a deletion.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeletionRow {
    /// `ImageId`, `SnapshotId`, or the id of an account.
    pub id: String,
    /// Its name when the deletion was begun; empty when it had none, and for accounts.
    pub name: String,
    /// What came of it.
    pub outcome: DeletionOutcome,
    /// Why it was refused, or what the step waits for with it.
    pub problem: Option<Problem>,
    /// `RequestId` of the cloud's answer.
    pub request_id: Option<String>,
}

/// What came of one thing that was to be deleted or taken back.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum DeletionOutcome {
    /// Its turn has not come.
    #[default]
    Waiting,
    /// Sent; no answer yet.
    Sending,
    /// No clear answer: it is looked for in the cloud.
    Looking,
    /// The cloud has accepted the deletion, and still lists it.
    Deleting,
    /// The cloud does not list it any more, or the image is not shared with it any more.
    Done,
    /// It was gone before anything was sent.
    AlreadyGone,
    /// The cloud has refused.
    Refused,
    /// Sent without a clear answer. It was still listed, and is not sent again.
    NoClearAnswer,
    /// Nothing was sent, and nothing will be.
    NotTried,
}
