//! The ledger: every request to the simulator and its effects, in order. Tests trust it.

use std::collections::{BTreeMap, VecDeque};

use jiff::Timestamp;
use serde::Serialize;

use crate::faults::Fault;

/// One request (or one deletion from outside the API) and what came of it.
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
    /// `AccessKeyId` as sent; absent for a deletion from outside the API.
    pub access_key_id: Option<String>,
    /// All parameters as sent, but for `Signature`, `SecurityToken` and what may be a password.
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
    /// CreateImage or CopyImage began a new image.
    ImageCreated {
        /// Region of the image.
        region_id: String,
        /// The new id.
        image_id: String,
    },
    /// A snapshot was begun by itself, by copying, or as part of an image.
    SnapshotCreated {
        /// Region of the snapshot.
        region_id: String,
        /// The new id.
        snapshot_id: String,
    },
    /// A snapshot was deleted, by DeleteSnapshot or from outside the API.
    SnapshotDeleted {
        /// Region of the snapshot.
        region_id: String,
        /// The id that is gone.
        snapshot_id: String,
    },
    /// An attribute of a snapshot changed.
    SnapshotModified {
        /// Region of the snapshot.
        region_id: String,
        /// Its id.
        snapshot_id: String,
    },
    /// DeleteImage or CancelCopyImage removed an image.
    ImageDeleted {
        /// Region of the image.
        region_id: String,
        /// The id that is gone.
        image_id: String,
    },
    /// The accounts that share an image changed.
    ImageShareChanged {
        /// Region of the image.
        region_id: String,
        /// Its id.
        image_id: String,
        /// Accounts that did not share it before.
        added: Vec<String>,
        /// Accounts that share it no longer.
        removed: Vec<String>,
    },
    /// The `Features` of an image changed.
    ImageFeaturesChanged {
        /// Region of the image.
        region_id: String,
        /// Its id.
        image_id: String,
        /// `supported` or `unsupported` from now on.
        nvme_support: String,
        /// `v1` or `v2` from now on.
        imds_support: String,
    },
    /// Another attribute of an image changed.
    ImageModified {
        /// Region of the image.
        region_id: String,
        /// Its id.
        image_id: String,
    },
    /// ExportImage began a task.
    TaskCreated {
        /// Region of the task.
        region_id: String,
        /// The new id.
        task_id: String,
    },
    /// CancelTask ended a task.
    TaskCancelled {
        /// Region of the task.
        region_id: String,
        /// Its id.
        task_id: String,
    },
    /// RunInstances began an instance.
    InstanceCreated {
        /// Region of the instance.
        region_id: String,
        /// The new id.
        instance_id: String,
    },
    /// An instance was deleted, or vanished because its creation failed.
    InstanceDeleted {
        /// Region of the instance.
        region_id: String,
        /// The id that is gone.
        instance_id: String,
    },
    /// An instance was started or stopped, runs another image, or has another attribute.
    InstanceModified {
        /// Region of the instance.
        region_id: String,
        /// Its id.
        instance_id: String,
    },
    /// A disk came with an instance or for it.
    DiskCreated {
        /// Region of the disk.
        region_id: String,
        /// The new id.
        disk_id: String,
    },
    /// An attribute of a disk changed, or what it is attached to.
    DiskModified {
        /// Region of the disk.
        region_id: String,
        /// Its id.
        disk_id: String,
    },
    /// CreateSnapshotGroup began a group; its snapshots have effects of their own.
    SnapshotGroupCreated {
        /// Region of the group.
        region_id: String,
        /// The new id.
        snapshot_group_id: String,
    },
    /// A disk was replaced, or deleted with its instance.
    DiskDeleted {
        /// Region of the disk.
        region_id: String,
        /// The id that is gone.
        disk_id: String,
    },
    /// Tags of a resource changed.
    TagsChanged {
        /// Region of the resource.
        region_id: String,
        /// Its id, or its name for a key pair.
        resource_id: String,
    },
}

#[derive(Debug, Default)]
pub(crate) struct Ledger {
    entries: VecDeque<LedgerEntry>,
    appended: u64,
    most: Option<usize>,
}

impl Ledger {
    /// Keeps only the newest entries: for a cloud that runs as long as an application does.
    pub(crate) fn keep_newest(&mut self, most: usize) {
        self.most = Some(most);
    }

    /// Appends an entry and gives it its sequence number.
    pub(crate) fn append(&mut self, mut entry: LedgerEntry) {
        self.appended += 1;
        entry.sequence = self.appended;
        self.entries.push_back(entry);
        if self.most.is_some_and(|most| self.entries.len() > most) {
            self.entries.pop_front();
        }
    }

    pub(crate) fn entries(&self) -> Vec<LedgerEntry> {
        self.entries.iter().cloned().collect()
    }
}
