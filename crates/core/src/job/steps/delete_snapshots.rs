//! DeleteSnapshot for one snapshot after another. One that is refused does not stop the next. The step ends when the cloud lists none of
//! those that it has accepted. Source: FACTS section g.

use alibaba_cloud::ecs::DeleteSnapshot;
use alibaba_cloud::{Action, BoxFuture, Request};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::delete_image::still_listed;
use super::deletion_rows::{DeletionRecord, RowRecord, RowResult};
use super::gone;
use super::snapshot_watch::SnapshotWatcher;
use crate::cloud::{AccountClient, CallError, ram_action_of};
use crate::job::kind::{
    Answer, Earlier, Found, Made, Observation, Prepared, Search, Seen, StepKind, StepUpdate, Verdict, Watcher, input,
};
use crate::job::{JobEventCode, StepChange};
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

pub(super) struct DeleteSnapshotsStep;

/// Which snapshots.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct DeleteSnapshotsInput {
    version: u32,
    pub(super) snapshots: Vec<SnapshotToDelete>,
    /// What earlier attempts have come to and what is not tried again.
    ended: Vec<RowRecord>,
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
            ended: Vec::new(),
        }
    }

    /// The results before the first request: those of earlier attempts, and what is gone by now.
    fn begin(self, missing: &[String]) -> DeletionRecord {
        let rows = self.snapshots.into_iter().map(|snapshot| {
            let ended = self.ended.iter().find(|row| row.id == snapshot.snapshot_id);
            ended.cloned().unwrap_or_else(|| RowRecord {
                result: match missing.contains(&snapshot.snapshot_id) {
                    true => RowResult::GoneBefore,
                    false => RowResult::Open,
                },
                id: snapshot.snapshot_id,
                ..RowRecord::default()
            })
        });
        DeletionRecord { rows: rows.collect() }
    }
}

/// The snapshot that the current request of a step is about.
pub(super) fn snapshot_of_request(step: &StepRow) -> Option<String> {
    let request = step.request.as_ref()?;
    let mut parameters = request.parameters.iter();
    let id = parameters.find(|(name, _)| name.as_str() == "SnapshotId");
    id.map(|(_, value)| value.to_string())
}

/// The end of a step whose results are these.
fn verdict(record: &DeletionRecord) -> Verdict {
    let refused = record.having(RowResult::Refused).count();
    if refused > 0 {
        let problem = Problem::new(ProblemCode::SnapshotsKept).with("count", refused.to_string());
        return Verdict::Failed(problem);
    }
    let deleted = record.having(RowResult::Gone).count();
    let (code, count) = match deleted {
        0 => (JobEventCode::DeletedBefore, record.rows.len()),
        _ => (JobEventCode::Deleted, deleted),
    };
    Verdict::Done {
        code,
        params: vec![("count", count.to_string())],
    }
}

impl StepKind for DeleteSnapshotsStep {
    fn action(&self) -> Option<String> {
        Some(ram_action_of::<DeleteSnapshot>())
    }

    fn request(&self, _: &StepRow, _: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        Ok(None)
    }

    fn target(&self, _: &StepRow, _: &Earlier<'_>) -> Option<Made> {
        None
    }

    /// Asks at the beginning which of them are there; then each gets its request.
    fn prepare<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a Earlier<'a>,
        client: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async move {
            let stored: DeleteSnapshotsInput = input(step)?;
            let Some(record) = DeletionRecord::of(step) else {
                let is_open = |id: &String| stored.ended.iter().all(|row| row.id != *id);
                let ids = stored.snapshots.iter().map(|snapshot| snapshot.snapshot_id.clone());
                let ids: Vec<String> = ids.filter(is_open).collect();
                let (missing, _) = gone::missing(&SnapshotWatcher, client, &step.request_region, ids).await?;
                return Ok(Prepared::Noted(json!(stored.begin(&missing))));
            };
            if let Some(row) = record.having(RowResult::Open).next() {
                let mut snapshots = stored.snapshots.iter();
                let action = DeleteSnapshot {
                    force: snapshots.any(|snapshot| snapshot.snapshot_id == row.id && snapshot.force),
                    ..DeleteSnapshot::new(&step.request_region, &row.id)
                };
                return Ok(Prepared::Send(Box::new(action.request())));
            }
            if record.having(RowResult::Accepted).next().is_some() {
                return Ok(Prepared::Watch);
            }
            Ok(match verdict(&record) {
                Verdict::Failed(problem) => Prepared::Never(problem),
                Verdict::Done { code, params } => Prepared::Done {
                    code,
                    params,
                    result: None,
                },
                Verdict::Running | Verdict::Cancelled => Prepared::Watch,
            })
        })
    }

    /// What was sent is in effect when the snapshot is gone.
    fn find<'a>(&'a self, search: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async move {
            let Some(id) = snapshot_of_request(search.step) else {
                return Ok(Found::Nothing);
            };
            let region_id = &search.step.result_region;
            let (missing, request_id) =
                gone::missing(&SnapshotWatcher, search.client, region_id, vec![id.clone()]).await?;
            if missing.is_empty() {
                return Ok(Found::Nothing);
            }
            Ok(Found::Ours {
                made: Made::one(id),
                made_at: None,
                by: "state",
                others: 0,
                request_id,
            })
        })
    }

    fn watcher(&self) -> &'static dyn Watcher {
        &SnapshotWatcher
    }

    fn watched(&self, step: &StepRow) -> Vec<String> {
        let record = DeletionRecord::of(step).unwrap_or_default();
        let accepted = record.having(RowResult::Accepted);
        accepted.map(|row| row.id.clone()).collect()
    }

    fn judge(&self, step: &StepRow, seen: &Seen<'_>, now: i64) -> StepUpdate {
        let status = seen.0.iter().find_map(|(_, observation)| match observation {
            Observation::Snapshots { status, .. } => Some(status.clone()),
            _ => None,
        });
        StepUpdate {
            problem: still_listed(step, status.as_deref(), now),
            status: status.filter(|status| !status.is_empty()),
            ..StepUpdate::default()
        }
    }

    fn when_gone(&self, step: &StepRow) -> Option<StepUpdate> {
        let mut record = DeletionRecord::of(step).unwrap_or_default();
        for row in &mut record.rows {
            if row.result == RowResult::Accepted {
                row.result = RowResult::Gone;
            }
        }
        Some(StepUpdate {
            verdict: verdict(&record),
            result: Some(json!(record)),
            ..StepUpdate::default()
        })
    }

    fn sends_several(&self) -> bool {
        true
    }

    fn now_about(&self, step: &StepRow) -> Option<String> {
        snapshot_of_request(step)
    }

    fn note(&self, step: &mut StepRow, answer: Answer<'_>) -> Result<(), Problem> {
        let internal = |reason: &str| Problem::new(ProblemCode::Internal).with("reason", reason);
        let id = snapshot_of_request(step).ok_or_else(|| internal("no snapshot was sent"))?;
        let mut record = DeletionRecord::of(step).ok_or_else(|| internal("no record of the snapshots"))?;
        let mut rows = record.rows.iter_mut();
        let row = rows
            .find(|row| row.id == id)
            .ok_or_else(|| internal("not one of its snapshots"))?;
        match answer {
            Answer::Accepted { request_id } => {
                row.result = RowResult::Accepted;
                row.request_id = Some(request_id.to_owned());
            }
            Answer::Refused(problem) => {
                row.result = match problem.code {
                    ProblemCode::SnapshotGone => RowResult::GoneBefore,
                    _ => RowResult::Refused,
                };
                row.request_id = problem.provider.as_ref().map(|provider| provider.request_id.clone());
                row.problem = (row.result == RowResult::Refused).then(|| problem.clone());
            }
        }
        step.result = Some(json!(record));
        Ok(())
    }

    /// Only what was refused is tried again.
    fn before_retry(&self, step: &mut StepRow) -> Result<(), Problem> {
        let stored: DeleteSnapshotsInput = input(step)?;
        let record = DeletionRecord::of(step).unwrap_or_default();
        let is_ended = |row: &RowRecord| matches!(row.result, RowResult::Gone | RowResult::GoneBefore);
        step.input = json!(DeleteSnapshotsInput {
            ended: record.rows.into_iter().filter(is_ended).collect(),
            ..stored
        });
        Ok(())
    }

    fn change(&self, _: &mut StepRow, _: &StepChange) -> Result<(), Problem> {
        Err(Problem::new(ProblemCode::StepMovedOn))
    }

    fn can_change(&self) -> bool {
        false
    }
}
