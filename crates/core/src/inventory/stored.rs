//! From the rows of the store to the types of the inventory.

use super::{RawField, ShardKind, Tag};
use crate::store::shards::StoredKind;

impl From<ShardKind> for StoredKind {
    fn from(kind: ShardKind) -> Self {
        match kind {
            ShardKind::Snapshots => Self::Snapshots,
            ShardKind::Images => Self::Images,
            ShardKind::SharedImages => Self::SharedImages,
            ShardKind::Disks => Self::Disks,
            ShardKind::Instances => Self::Instances,
        }
    }
}

impl From<StoredKind> for ShardKind {
    fn from(kind: StoredKind) -> Self {
        match kind {
            StoredKind::Snapshots => Self::Snapshots,
            StoredKind::Images => Self::Images,
            StoredKind::SharedImages => Self::SharedImages,
            StoredKind::Disks => Self::Disks,
            StoredKind::Instances => Self::Instances,
        }
    }
}

pub(super) fn tags(tags: &[alibaba_cloud::ecs::Tag]) -> Vec<Tag> {
    let tags = tags.iter().map(|tag| Tag {
        key: tag.key.clone(),
        value: tag.value.clone(),
    });
    tags.collect()
}

/// Every field of the cloud's record as text; nested ones as JSON.
pub(super) fn fields(raw: &str) -> Vec<RawField> {
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(raw).unwrap_or_default();
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
