//! The ledger by resource: what made it, and every change since. Tests count resources with it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::ledger::{Effect, LedgerEntry};

/// The kind of a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum ResourceKind {
    /// A custom image.
    Image,
    /// A disk snapshot.
    Snapshot,
    /// An instance.
    Instance,
    /// A disk.
    Disk,
    /// A snapshot-consistent group.
    SnapshotGroup,
    /// A task, such as an export.
    Task,
    /// Anything whose tags were changed.
    Tagged,
}

/// One resource that requests made or changed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ResourceRecord {
    /// Its kind.
    pub kind: ResourceKind,
    /// Its region.
    pub region_id: String,
    /// Its id.
    pub resource_id: String,
    /// The request that made it; none for what the scenario began with.
    pub created_by: Option<Creation>,
    /// Every later change, in order. A deletion is the last one.
    pub changes: Vec<Change>,
}

/// The request that made a resource.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Creation {
    /// Place of the request in the ledger.
    pub sequence: u64,
    /// When it was carried out.
    pub at: Timestamp,
    /// `CreateImage`, `CopyImage` and so on.
    pub action: String,
    /// RequestId of its answer.
    pub request_id: String,
    /// `ClientToken` as sent.
    pub client_token: Option<String>,
    /// The name asked for.
    pub name: Option<String>,
    /// The image or snapshot it was made from, where one parameter names it.
    pub source_id: Option<String>,
    /// The tags asked for.
    pub tags: BTreeMap<String, String>,
}

/// A change of a resource.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// Place of the request in the ledger.
    pub sequence: u64,
    /// When it was carried out.
    pub at: Timestamp,
    /// `ModifyImageSharePermission`, `CancelCopyImage` and so on.
    pub action: String,
    /// RequestId of its answer.
    pub request_id: String,
    /// What changed.
    pub effect: Effect,
}

/// The records of all resources in these entries, in the order of their first appearance.
pub(crate) fn records(entries: &[LedgerEntry]) -> Vec<ResourceRecord> {
    let mut records: Vec<ResourceRecord> = Vec::new();
    let mut places = BTreeMap::new();
    for entry in entries {
        for effect in &entry.effects {
            let (kind, region_id, resource_id) = subject(effect);
            let place = *places
                .entry((region_id.to_owned(), resource_id.to_owned()))
                .or_insert(records.len());
            if place == records.len() {
                records.push(ResourceRecord {
                    kind,
                    region_id: region_id.to_owned(),
                    resource_id: resource_id.to_owned(),
                    created_by: None,
                    changes: Vec::new(),
                });
            }
            let Some(record) = records.get_mut(place) else { continue };
            if is_creation(effect) {
                record.created_by = Some(creation(entry));
            } else {
                record.changes.push(Change {
                    sequence: entry.sequence,
                    at: entry.at,
                    action: entry.action.clone(),
                    request_id: entry.outcome.request_id.clone(),
                    effect: effect.clone(),
                });
            }
        }
    }
    records
}

fn creation(entry: &LedgerEntry) -> Creation {
    let first = |names: &[&str]| names.iter().find_map(|name| entry.parameters.get(*name)).cloned();
    let tags = (1..=20).filter_map(|number| {
        let field = |name: &str| entry.parameters.get(&format!("Tag.{number}.{name}")).cloned();
        Some((field("Key")?, field("Value").unwrap_or_default()))
    });
    Creation {
        sequence: entry.sequence,
        at: entry.at,
        action: entry.action.clone(),
        request_id: entry.outcome.request_id.clone(),
        client_token: first(&["ClientToken"]),
        name: first(&[
            "DestinationImageName",
            "ImageName",
            "DestinationSnapshotName",
            "SnapshotName",
            "InstanceName",
        ]),
        source_id: first(&["ImageId", "SnapshotId", "DiskId", "InstanceId"]),
        tags: tags.collect(),
    }
}

fn is_creation(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::ImageCreated { .. }
            | Effect::SnapshotCreated { .. }
            | Effect::TaskCreated { .. }
            | Effect::InstanceCreated { .. }
            | Effect::DiskCreated { .. }
            | Effect::SnapshotGroupCreated { .. }
    )
}

/// Kind, region and id of what an effect is about.
fn subject(effect: &Effect) -> (ResourceKind, &str, &str) {
    match effect {
        Effect::ImageCreated { region_id, image_id }
        | Effect::ImageDeleted { region_id, image_id }
        | Effect::ImageModified { region_id, image_id }
        | Effect::ImageShareChanged {
            region_id, image_id, ..
        }
        | Effect::ImageFeaturesChanged {
            region_id, image_id, ..
        } => (ResourceKind::Image, region_id, image_id),
        Effect::SnapshotCreated { region_id, snapshot_id }
        | Effect::SnapshotDeleted { region_id, snapshot_id }
        | Effect::SnapshotModified { region_id, snapshot_id } => (ResourceKind::Snapshot, region_id, snapshot_id),
        Effect::TaskCreated { region_id, task_id } | Effect::TaskCancelled { region_id, task_id } => {
            (ResourceKind::Task, region_id, task_id)
        }
        Effect::InstanceCreated { region_id, instance_id }
        | Effect::InstanceModified { region_id, instance_id }
        | Effect::InstanceDeleted { region_id, instance_id } => (ResourceKind::Instance, region_id, instance_id),
        Effect::SnapshotGroupCreated {
            region_id,
            snapshot_group_id,
        } => (ResourceKind::SnapshotGroup, region_id, snapshot_group_id),
        Effect::DiskCreated { region_id, disk_id }
        | Effect::DiskModified { region_id, disk_id }
        | Effect::DiskDeleted { region_id, disk_id } => (ResourceKind::Disk, region_id, disk_id),
        Effect::TagsChanged { region_id, resource_id } => (ResourceKind::Tagged, region_id, resource_id),
    }
}
