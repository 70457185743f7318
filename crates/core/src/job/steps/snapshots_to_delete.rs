//! Which snapshots a step deletes, what a person was told of them, and what the cloud says before they are deleted.

use serde::{Deserialize, Serialize};

use super::deletion_rows::{DeletionRecord, RowRecord, RowResult};
use super::snapshot_watch::SnapshotWatcher;
use super::{gone, uses};
use crate::cloud::{AccountClient, CallError};
use crate::job::kind::Observation;
use crate::{Problem, ProblemCode};

/// Which snapshots.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct DeleteSnapshotsInput {
    pub(super) version: u32,
    pub(super) snapshots: Vec<SnapshotToDelete>,
    /// What earlier attempts have come to, and what was left out: it is not tried again.
    pub(super) ended: Vec<RowRecord>,
    /// A person has left out what is not sent yet.
    pub(super) leaves_rest: bool,
}

/// One of them.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct SnapshotToDelete {
    pub(in crate::job) snapshot_id: String,
    /// `SnapshotName`, which nobody tells once it is gone.
    pub(in crate::job) name: String,
    /// `Force`: although disks were made of it.
    pub(in crate::job) force: bool,
}

impl DeleteSnapshotsInput {
    pub(in crate::job) fn new(snapshots: &[SnapshotToDelete]) -> Self {
        Self {
            version: 1,
            snapshots: snapshots.to_vec(),
            ..Self::default()
        }
    }

    /// The results before the first request: those of earlier attempts.
    pub(super) fn begin(&self) -> DeletionRecord {
        let rows = self.snapshots.iter().map(|snapshot| {
            let ended = self.ended.iter().find(|row| row.id == snapshot.snapshot_id);
            ended.cloned().unwrap_or_else(|| RowRecord {
                id: snapshot.snapshot_id.clone(),
                ..RowRecord::default()
            })
        });
        DeletionRecord {
            rows: rows.collect(),
            asked_at: 0,
        }
    }

    /// Whether a person was told that disks were made of a snapshot.
    pub(super) fn is_forced(&self, id: &str) -> bool {
        let mut snapshots = self.snapshots.iter();
        snapshots.any(|snapshot| snapshot.snapshot_id == id && snapshot.force)
    }

    /// Asks the cloud which of the open ones are there, and whether they are used otherwise than a person was told.
    pub(super) async fn ask(
        &self,
        record: &mut DeletionRecord,
        client: &AccountClient,
        region_id: &str,
        now: i64,
    ) -> Result<(), CallError> {
        let ids: Vec<String> = record.having(RowResult::Open).map(|row| row.id.clone()).collect();
        let listed = gone::listed(&SnapshotWatcher, client, region_id, ids).await?;
        for row in record.rows.iter_mut().filter(|row| row.result == RowResult::Open) {
            let Some(Observation::Snapshots { snapshots, .. }) = listed.get(&row.id) else {
                // What was sent before may be the cause.
                row.result = if row.tries == 0 {
                    RowResult::GoneBefore
                } else {
                    RowResult::Accepted
                };
                continue;
            };
            let usage = snapshots.iter().find_map(|snapshot| snapshot.usage.as_deref());
            if let Some(problem) = self
                .used_since(&row.id, usage.unwrap_or_default(), client, region_id)
                .await?
            {
                row.result = RowResult::Refused;
                row.problem = Some(problem);
            }
        }
        record.asked_at = now;
        Ok(())
    }

    /// What uses a snapshot now, and did not when a person was told. `usage` is the cloud's word.
    async fn used_since(
        &self,
        id: &str,
        usage: &str,
        client: &AccountClient,
        region_id: &str,
    ) -> Result<Option<Problem>, CallError> {
        let problem = |by: &str| {
            Problem::new(ProblemCode::SnapshotUsedSince)
                .with("snapshotId", id)
                .with("by", by)
        };
        if usage.contains("disk") && !self.is_forced(id) {
            return Ok(Some(problem("disk")));
        }
        if !usage.contains("image") {
            return Ok(None);
        }
        // The word may be that of an image which was deleted a moment ago.
        let images = match uses::images_of_snapshot(client, region_id, id).await {
            Ok(images) => images,
            // Force does not reach past images: the cloud refuses by itself.
            Err(failure) if uses::is_denied(&failure) => Vec::new(),
            Err(failure) => return Err(failure),
        };
        Ok((!images.is_empty()).then(|| problem("image").with("imageIds", images.join(", "))))
    }
}
