//! Sharing existing images with other accounts: what is ordered, and what the dialog is told before.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Finding;
use crate::inventory::ResourceKey;

/// Whom images of one account are shared with, and whom no longer.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ShareOrder {
    /// The images, at most 20.
    pub images: Vec<ResourceKey>,
    /// Main account ids to share with. An image that is shared with one already stays as it is.
    pub add: Vec<String>,
    /// Main account ids to share with no longer. An image that is not shared with one stays as it is.
    pub remove: Vec<String>,
}

/// What the Share image dialog starts from.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ShareStart {
    /// The images, as the cloud has just told of them, in the order in which they were asked for.
    pub images: Vec<ShareSource>,
}

/// An image that is to be shared.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ShareSource {
    /// Which image.
    pub key: ResourceKey,
    /// `ImageName`; empty when it has none.
    pub name: String,
    /// The accounts that it is shared with; `null` when the cloud has not told.
    pub shared_with: Option<Vec<String>>,
    /// Why the cloud has not told.
    pub problem: Option<crate::Problem>,
    /// What is to be known before it is shared; errors are why it cannot be.
    pub findings: Vec<Finding>,
}
