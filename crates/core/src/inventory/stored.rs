//! From the rows of the store to the types of the inventory, and from its queries to those of the store.

use super::{
    DiskType, RawField, ResourceKey, ShardKind, SnapshotFacts, SnapshotQuery, SnapshotRow, SnapshotScope, SortColumn,
    SourceDisk, SourceInstance,
};
use crate::milliseconds::DAY;
use crate::store::instances::InstanceRow;
use crate::store::shards::StoredKind;
use crate::store::snapshot_query::{StoredOrder, StoredQuery, StoredScope};
use crate::store::snapshot_read::StoredSnapshot;

impl From<StoredSnapshot> for SnapshotRow {
    fn from(stored: StoredSnapshot) -> Self {
        Self {
            key: ResourceKey {
                account_id: stored.account_id,
                region_id: stored.region_id,
                id: stored.snapshot_id,
            },
            name: stored.name,
            status: stored.status,
            progress: stored.progress,
            disk_type: stored.disk_type,
            source_disk_id: stored.source_disk_id,
            instance_id: stored.instance_id,
            instance_name: stored.instance_name,
            size_gib: stored.size_gib,
            created_at: stored.created_at,
            used_by_image: stored.used_by_image,
            used_by_disk: stored.used_by_disk,
            encrypted: stored.encrypted,
            automatic: stored.automatic,
        }
    }
}

impl From<StoredSnapshot> for SnapshotFacts {
    fn from(stored: StoredSnapshot) -> Self {
        let released_at = stored
            .created_at
            .zip(stored.retention_days)
            .map(|(created_at, days)| created_at.saturating_add(i64::from(days) * DAY));
        Self {
            category: stored.category.clone(),
            released_at,
            device: stored.device.clone(),
            row: stored.into(),
        }
    }
}

impl From<InstanceRow> for SourceInstance {
    fn from(stored: InstanceRow) -> Self {
        let data_disks = stored.disks.into_iter().filter(|disk| disk.disk_type != "system");
        Self {
            instance_id: stored.instance_id,
            name: stored.name,
            os_name: stored.os_name,
            os_type: stored.os_type,
            data_disks: data_disks
                .map(|disk| SourceDisk {
                    disk_id: disk.disk_id,
                    device: disk.device,
                })
                .collect(),
        }
    }
}

impl From<ShardKind> for StoredKind {
    fn from(kind: ShardKind) -> Self {
        match kind {
            ShardKind::Snapshots => Self::Snapshots,
            ShardKind::Disks => Self::Disks,
            ShardKind::Instances => Self::Instances,
        }
    }
}

impl From<StoredKind> for ShardKind {
    fn from(kind: StoredKind) -> Self {
        match kind {
            StoredKind::Snapshots => Self::Snapshots,
            StoredKind::Disks => Self::Disks,
            StoredKind::Instances => Self::Instances,
        }
    }
}

/// The query as the store reads it. `created_from` is the bound of `created_within_days`.
pub(super) fn query(query: &SnapshotQuery, created_from: Option<i64>) -> StoredQuery {
    StoredQuery {
        scope: scope(&query.scope),
        search: query.search.trim().to_lowercase(),
        status: query.status.clone(),
        disk_type: query.disk_type.map(|disk_type| match disk_type {
            DiskType::System => "system",
            DiskType::Data => "data",
        }),
        created_from,
        encrypted: query.encrypted,
        automatic: query.automatic,
        hide_agentless: query.hide_agentless,
        order: match query.sort.column {
            SortColumn::Status => StoredOrder::Status,
            SortColumn::Name => StoredOrder::Name,
            SortColumn::Id => StoredOrder::SnapshotId,
            SortColumn::DiskType => StoredOrder::DiskType,
            SortColumn::Instance => StoredOrder::Instance,
            SortColumn::Size => StoredOrder::Size,
            SortColumn::Region => StoredOrder::Region,
            SortColumn::Account => StoredOrder::Account,
            _ => StoredOrder::CreatedAt,
        },
        descending: query.sort.descending,
    }
}

pub(super) fn scope(scope: &SnapshotScope) -> StoredScope {
    StoredScope {
        account_ids: scope.account_ids.clone(),
        region_ids: scope.region_ids.clone(),
    }
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
