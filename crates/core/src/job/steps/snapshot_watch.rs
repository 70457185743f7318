//! Watching snapshots that are being made: alone by DescribeSnapshots, together by DescribeSnapshotGroups.

use std::collections::HashMap;

use alibaba_cloud::ecs::{DescribeSnapshotGroups, DescribeSnapshots, Snapshot};
use alibaba_cloud::{Action, BoxFuture};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::cloud::{AccountClient, CallError};
use crate::job::kind::{Observation, Observed, StepUpdate, Verdict, Watcher};
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// Snapshot ids of one question, at most.
const SNAPSHOTS: usize = 100;
/// Group ids of one question, at most.
const GROUPS: usize = 10;

/// Asks for snapshots that are made alone.
pub(super) struct SnapshotWatcher;

/// Asks for snapshot groups, and for the snapshots in them.
pub(super) struct SnapshotGroupWatcher;

impl Watcher for SnapshotWatcher {
    fn action(&self) -> &'static str {
        DescribeSnapshots::NAME
    }

    fn observe<'a>(
        &'a self,
        client: &'a AccountClient,
        region_id: &'a str,
        ids: Vec<String>,
        _: bool,
    ) -> BoxFuture<'a, Result<Observed, CallError>> {
        Box::pin(async move {
            let listed = list(client, region_id, &ids).await?;
            let alone = |(id, snapshot): (String, Snapshot)| {
                let status = snapshot.status.clone().unwrap_or_default();
                let snapshots = vec![snapshot];
                (id, Observation::Snapshots { status, snapshots })
            };
            Ok(Observed {
                by_id: listed.snapshots.into_iter().map(alone).collect(),
                is_complete: listed.is_complete,
                request_id: listed.request_id,
            })
        })
    }
}

impl Watcher for SnapshotGroupWatcher {
    fn action(&self) -> &'static str {
        DescribeSnapshotGroups::NAME
    }

    fn observe<'a>(
        &'a self,
        client: &'a AccountClient,
        region_id: &'a str,
        ids: Vec<String>,
        _: bool,
    ) -> BoxFuture<'a, Result<Observed, CallError>> {
        Box::pin(async move {
            let mut observed = Observed {
                is_complete: true,
                ..Observed::default()
            };
            let mut groups = Vec::new();
            for batch in ids.chunks(GROUPS) {
                let action = DescribeSnapshotGroups {
                    snapshot_group_ids: batch.to_vec(),
                    ..DescribeSnapshotGroups::new(region_id)
                };
                let reply = client.call(&action).await?;
                observed.is_complete &= reply.body.skipped == 0;
                observed.request_id = reply.request_id;
                groups.extend(reply.body.snapshot_groups);
            }
            // The list of groups tells no status of a snapshot.
            let members = groups.iter().flat_map(|group| &group.snapshots);
            let members: Vec<String> = members.map(|snapshot| snapshot.snapshot_id.clone()).collect();
            let mut listed = list(client, region_id, &members).await?;
            for group in groups {
                let ids = group.snapshots.iter().map(|member| &member.snapshot_id);
                let snapshots: Vec<Snapshot> = ids.filter_map(|id| listed.snapshots.remove(id)).collect();
                let is_whole = snapshots.len() == group.snapshots.len();
                // A snapshot that is missing in a stale listing would be missing in the image.
                if is_whole || group.status.as_deref() == Some("failed") {
                    let status = group.status.unwrap_or_default();
                    let seen = Observation::Snapshots { status, snapshots };
                    observed.by_id.insert(group.snapshot_group_id, seen);
                } else {
                    observed.is_complete = false;
                }
            }
            Ok(observed)
        })
    }
}

struct Listed {
    snapshots: HashMap<String, Snapshot>,
    is_complete: bool,
    request_id: String,
}

async fn list(client: &AccountClient, region_id: &str, ids: &[String]) -> Result<Listed, CallError> {
    let mut listed = Listed {
        snapshots: HashMap::new(),
        is_complete: true,
        request_id: String::new(),
    };
    for batch in ids.chunks(SNAPSHOTS) {
        let action = DescribeSnapshots {
            snapshot_ids: batch.to_vec(),
            ..DescribeSnapshots::new(region_id)
        };
        let reply = client.call(&action).await?;
        listed.is_complete &= reply.body.skipped == 0;
        listed.request_id = reply.request_id;
        let rows = reply.body.snapshots.into_iter();
        listed.snapshots.extend(rows.map(|row| (row.snapshot_id.clone(), row)));
    }
    Ok(listed)
}

/// The snapshots of a step, as they are stored.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct SnapshotsRecord {
    snapshots: Vec<SnapshotRecord>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct SnapshotRecord {
    snapshot_id: String,
    disk_id: String,
}

/// The snapshot that a step has made of a disk.
pub(super) fn made_of(step: &StepRow, disk_id: &str) -> Option<String> {
    let record: SnapshotsRecord = serde_json::from_value(step.result.clone()?).ok()?;
    let mut snapshots = record.snapshots.into_iter();
    snapshots
        .find(|snapshot| snapshot.disk_id == disk_id)
        .map(|snapshot| snapshot.snapshot_id)
}

/// The update from snapshots of these disks that are being made. `id` is that of the group, or of the only one.
pub(super) fn judge(id: &str, disk_ids: &[String], seen: &Observation) -> StepUpdate {
    let Observation::Snapshots { status, snapshots } = seen else {
        return StepUpdate::default();
    };
    let is = |snapshot: &Snapshot, status: &str| snapshot.status.as_deref() == Some(status);
    let failed = snapshots.iter().find(|snapshot| is(snapshot, "failed"));
    let records = snapshots.iter().map(|snapshot| SnapshotRecord {
        snapshot_id: snapshot.snapshot_id.clone(),
        disk_id: snapshot.source_disk_id.clone().unwrap_or_default(),
    });
    let records: Vec<SnapshotRecord> = records.collect();
    let is_accomplished = status == "accomplished" && snapshots.iter().all(|snapshot| is(snapshot, "accomplished"));
    let is_left_out = |disk_id: &&String| records.iter().all(|record| record.disk_id != **disk_id);
    let left_out: Vec<&str> = disk_ids.iter().filter(is_left_out).map(String::as_str).collect();
    let problem = |id: &str| Problem::new(ProblemCode::SnapshotFailed).with("snapshotId", id);
    StepUpdate {
        status: Some(status.clone()).filter(|status| !status.is_empty()),
        progress: progress(snapshots),
        verdict: match (failed, is_accomplished) {
            (Some(failed), _) => Verdict::Failed(problem(&failed.snapshot_id)),
            (None, _) if status == "failed" => Verdict::Failed(problem(id)),
            // The cloud has left out a disk that was asked for: what there is is not what was wanted.
            (None, true) if !left_out.is_empty() => Verdict::Failed(problem(id).with("diskIds", left_out.join(", "))),
            (None, true) => Verdict::done(),
            // Every other status counts as running.
            (None, false) => Verdict::Running,
        },
        result: Some(json!(SnapshotsRecord { snapshots: records })),
        ..StepUpdate::default()
    }
}

/// The mean of all snapshots that tell it, percent.
fn progress(snapshots: &[Snapshot]) -> Option<u8> {
    let told: Vec<u32> = snapshots
        .iter()
        .filter_map(|snapshot| snapshot.progress.map(|percent| u32::from(percent.min(100))))
        .collect();
    let count = u32::try_from(told.len()).ok().filter(|count| *count > 0)?;
    u8::try_from(told.iter().sum::<u32>() / count).ok()
}
