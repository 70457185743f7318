//! What a person has decided to delete, after the plan was shown.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::inventory::ResourceKey;

/// What is deleted, of one account. Nothing that is not named here is touched.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct DeletionOrder {
    /// The images.
    pub images: Vec<ImageToDelete>,
    /// Snapshots that are deleted for themselves.
    pub snapshots: Vec<ResourceKey>,
    /// `SnapshotId`s of those that are deleted although disks were made of them, as the plan has said.
    pub forced: Vec<String>,
}

/// An image that is deleted.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageToDelete {
    /// Which image.
    pub key: ResourceKey,
    /// The accounts that it is taken back from before, as the plan has named them.
    pub unshare: Vec<String>,
    /// Although instances run it, as the plan has said.
    pub force: bool,
    /// `InstanceId`s that run it, as the plan has said. Another one that runs it later keeps it.
    pub instances: Vec<String>,
    /// `SnapshotId`s of it that are deleted after it.
    pub snapshots: Vec<String>,
}

impl DeletionOrder {
    /// Our id of the account; `None` when nothing is deleted.
    pub(crate) fn account_id(&self) -> Option<&str> {
        let images = self.images.iter().map(|image| &image.key);
        images.chain(&self.snapshots).map(|key| key.account_id.as_str()).next()
    }
}
