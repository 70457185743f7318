//! A snapshot as the store holds it: what the grid shows, what the rules read, and the rest of what the cloud told.

use crate::image::KnownSnapshot;

use super::{RawField, Tag};

/// Everything the store holds of one snapshot.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SnapshotRecord {
    /// What the grid shows and the rules read.
    pub(crate) known: KnownSnapshot,
    /// `RetentionDays`.
    pub(crate) retention_days: Option<u32>,
    /// `Description`; empty when none.
    pub(crate) description: String,
    /// `KMSKeyId`.
    pub(crate) kms_key_id: Option<String>,
    /// `ResourceGroupId`.
    pub(crate) resource_group_id: Option<String>,
    /// `RemainTime`, seconds.
    pub(crate) remain_seconds: Option<i64>,
    /// `Tags`.
    pub(crate) tags: Vec<Tag>,
    /// The cloud's own record, a JSON object.
    pub(crate) raw: String,
}

impl SnapshotRecord {
    /// Every field of the cloud's record as text; nested ones as JSON.
    pub(crate) fn fields(&self) -> Vec<RawField> {
        let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&self.raw).unwrap_or_default();
        let text = |value: serde_json::Value| match value {
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        };
        object
            .into_iter()
            .map(|(name, value)| RawField {
                name,
                value: text(value),
            })
            .collect()
    }
}
