//! DeleteSnapshot for one snapshot after another. One that is refused, or whose request comes to nothing, does not stop the next. The step
//! ends when the cloud lists none of those that it has accepted. Source: FACTS section g.

use alibaba_cloud::ecs::DeleteSnapshot;
use alibaba_cloud::{Action, BoxFuture, Error, Request};
use serde_json::json;

use super::delete_image::still_listed;
use super::deletion_rows::{DeletionRecord, RowRecord, RowResult};
use super::gone;
use super::snapshot_watch::SnapshotWatcher;
use super::snapshots_to_delete::DeleteSnapshotsInput;
use crate::cloud::{AccountClient, CallError, ram_action_of};
use crate::job::kind::{
    Answer, Earlier, Found, Made, Observation, Prepared, Search, Seen, StepKind, StepUpdate, Verdict, Watcher, input,
};
use crate::job::{JobEventCode, StepChange};
use crate::milliseconds::{MINUTE, SECOND};
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// So long what the cloud has told of the snapshots counts as what is now, milliseconds.
const ANSWER_TRUSTED_FOR: i64 = MINUTE;
/// A snapshot whose request had no effect is given up after so many of them.
const MOST_TRIES: u32 = 5;
/// Something else is at work on the snapshot. The only refusal after which it is sent again.
const AT_WORK: &str = "Operation.Conflict";
/// Before the second request for a snapshot, and at most before a later one, milliseconds.
const FIRST_PAUSE: i64 = 15 * SECOND;
const LONGEST_PAUSE: i64 = 2 * MINUTE;

pub(super) struct DeleteSnapshotsStep;

/// The snapshot that the current request of a step is about.
pub(super) fn snapshot_of_request(step: &StepRow) -> Option<String> {
    let request = step.request.as_ref()?;
    let mut parameters = request.parameters.iter();
    let id = parameters.find(|(name, _)| name.as_str() == "SnapshotId");
    id.map(|(_, value)| value.to_string())
}

/// What came of a snapshot that was sent without effect and is not sent again.
fn given_up(row: &RowRecord) -> RowResult {
    let refusal = row.problem.as_ref().and_then(|problem| problem.provider.as_ref());
    match refusal {
        Some(refusal) if refusal.code == AT_WORK => RowResult::Refused,
        _ => RowResult::Unclear,
    }
}

/// The end of a step whose results are these.
fn verdict(record: &DeletionRecord) -> Verdict {
    let kept = record.having(RowResult::Refused).count() + record.having(RowResult::Unclear).count();
    if kept > 0 {
        let problem = Problem::new(ProblemCode::SnapshotsKept).with("count", kept.to_string());
        return Verdict::Failed(problem);
    }
    let deleted = record.having(RowResult::Gone).count();
    let gone_before = record.having(RowResult::GoneBefore).count();
    let (code, count) = match (deleted, gone_before) {
        (0, 0) => (JobEventCode::RestLeftOut, record.rows.len()),
        (0, _) => (JobEventCode::DeletedBefore, gone_before),
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

    fn asks_before_every_sending(&self) -> bool {
        true
    }

    /// Asks which of them are there and what uses them, again when the answer is old; then each gets its request. Those that had no
    /// effect come last.
    fn prepare<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a Earlier<'a>,
        client: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async move {
            let stored: DeleteSnapshotsInput = input(step)?;
            let now = client.now().as_millisecond();
            let known = DeletionRecord::of(step);
            let is_new = known.is_none();
            let mut record = known.unwrap_or_else(|| stored.begin());
            let is_open = record.having(RowResult::Open).next().is_some();
            if is_open && stored.leaves_rest {
                for row in record.rows.iter_mut().filter(|row| row.result == RowResult::Open) {
                    row.result = if row.tries == 0 {
                        RowResult::LeftOut
                    } else {
                        given_up(row)
                    };
                }
                return Ok(Prepared::Noted(json!(record)));
            }
            if is_new || (is_open && (now - record.asked_at).abs() > ANSWER_TRUSTED_FOR) {
                stored.ask(&mut record, client, &step.request_region, now).await?;
                return Ok(Prepared::Noted(json!(record)));
            }
            let open = record.having(RowResult::Open);
            if let Some(row) = open.min_by_key(|row| (row.again_at > now, row.tries, row.again_at)) {
                if row.again_at > now {
                    let problem = row.problem.clone();
                    return Ok(Prepared::NotYet(
                        problem.unwrap_or_else(|| Problem::new(ProblemCode::ProviderFault)),
                    ));
                }
                let action = DeleteSnapshot {
                    force: stored.is_forced(&row.id),
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
                row.problem = None;
                row.request_id = Some(request_id.to_owned());
            }
            Answer::Later { problem, now } => {
                row.tries += 1;
                row.again_at = now + (FIRST_PAUSE << row.tries.saturating_sub(1).min(4)).min(LONGEST_PAUSE);
                row.request_id = problem.provider.as_ref().map(|provider| provider.request_id.clone());
                row.problem = Some(problem.clone());
                if row.tries >= MOST_TRIES {
                    row.result = given_up(row);
                }
            }
            Answer::Refused(problem) => {
                row.result = match problem.code {
                    // What was sent before may be the cause.
                    ProblemCode::SnapshotGone if row.tries > 0 => RowResult::Accepted,
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

    /// Something else is at work on the snapshot: the others come first.
    fn waits_for(&self, _: &StepRow, error: &Error) -> Option<Problem> {
        (error.code() == Some(AT_WORK)).then(|| Problem::from(error))
    }

    fn can_leave_rest(&self, step: &StepRow) -> bool {
        let stored: DeleteSnapshotsInput = input(step).unwrap_or_default();
        let is_open = |record: DeletionRecord| record.having(RowResult::Open).next().is_some();
        !stored.leaves_rest && DeletionRecord::of(step).is_none_or(is_open)
    }

    fn leave_rest(&self, step: &mut StepRow) -> Result<(), Problem> {
        step.input = json!(DeleteSnapshotsInput {
            leaves_rest: true,
            ..input(step)?
        });
        Ok(())
    }

    /// Only what came to nothing is tried again. What was left out stays so: a new plan offers it.
    fn before_retry(&self, step: &mut StepRow) -> Result<(), Problem> {
        let stored: DeleteSnapshotsInput = input(step)?;
        let record = DeletionRecord::of(step).unwrap_or_default();
        let is_ended =
            |row: &RowRecord| matches!(row.result, RowResult::Gone | RowResult::GoneBefore | RowResult::LeftOut);
        step.input = json!(DeleteSnapshotsInput {
            ended: record.rows.into_iter().filter(is_ended).collect(),
            leaves_rest: false,
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
