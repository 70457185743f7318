//! The ledger: everything that was done to the simulator, in order. What tests trust.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::faults::Fault;

/// One request (or one deed of the second actor) and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LedgerEntry {
    /// 1 for the first entry, without gaps.
    pub sequence: u64,
    /// When it arrived, by the simulator's [`crate::Clock`].
    pub at: Timestamp,
    /// `Action` as sent, empty when it was missing.
    pub action: String,
    /// `RegionId` as sent.
    pub region_id: Option<String>,
    /// `AccessKeyId` as sent; absent for the second actor.
    pub access_key_id: Option<String>,
    /// All parameters as sent, but for `Signature`.
    pub parameters: BTreeMap<String, String>,
    /// What was answered, or would have been had the connection not been dropped.
    pub outcome: Outcome,
    /// The fault that struck, if one did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<Fault>,
    /// What changed in the cloud.
    pub effects: Vec<Effect>,
}

/// The answer to one request.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    /// Absent when the connection was dropped before anything happened.
    pub http_status: Option<u16>,
    /// Provider error code; absent on success.
    pub code: Option<String>,
    /// The RequestId of the answer.
    pub request_id: String,
}

/// A change in the cloud.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "effect", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Effect {
    /// CreateImage began a new image.
    ImageCreated {
        /// Region of the image.
        region_id: String,
        /// The new id.
        image_id: String,
    },
    /// A snapshot was begun (as part of CreateImage from an instance).
    SnapshotCreated {
        /// Region of the snapshot.
        region_id: String,
        /// The new id.
        snapshot_id: String,
    },
    /// The second actor deleted a snapshot.
    SnapshotDeleted {
        /// Region of the snapshot.
        region_id: String,
        /// The id that is gone.
        snapshot_id: String,
    },
}

#[derive(Debug, Default)]
pub(crate) struct Ledger(Vec<LedgerEntry>);

impl Ledger {
    /// Appends an entry and gives it its sequence number.
    pub(crate) fn append(&mut self, mut entry: LedgerEntry) {
        entry.sequence = self.0.len() as u64 + 1;
        self.0.push(entry);
    }

    pub(crate) fn entries(&self) -> Vec<LedgerEntry> {
        self.0.clone()
    }
}
