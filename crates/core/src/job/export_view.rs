//! An export as the window shows it.

use serde::Serialize;
use ts_rs::TS;

use crate::image::OssTarget;

/// What is exported, and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageExportReport {
    /// `ImageId`.
    pub image_id: String,
    /// Where to.
    pub target: OssTarget,
    /// The role that the service exports with; it takes no other.
    pub service_role: String,
    /// Parts of the task as the cloud told of them last: one or several for each disk. Empty before it has told.
    pub objects: Vec<ImageExportObject>,
}

/// One part of an export.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImageExportObject {
    /// Name of the object in the bucket; empty when the cloud has not told it.
    pub name: String,
    /// The cloud's own word (`Success`, `Failed`, ...); empty when it gave none.
    pub status: String,
    /// Code of the failure, if it failed.
    pub error_code: Option<String>,
    /// The cloud's words for the failure. Hostile text: shown, never interpreted.
    pub error_message: Option<String>,
}
