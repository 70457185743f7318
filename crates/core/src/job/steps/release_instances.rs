//! DeleteInstances: releases exactly the instances that a launch of the same job has made, after a confirmation or a set time. Each must
//! carry the tag of the launch. Source: FACTS-INSTANCES 9 and 43.

use std::time::Duration;

use alibaba_cloud::ecs::DeleteInstances;
use alibaba_cloud::{Action, BoxFuture, Error, Request};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::instance_watch::{self, InstanceWatcher, ListedInstances};
use super::launch_instances::{LaunchRecord, marker_of};
use crate::cloud::{AccountClient, CallError, ram_action_of};
use crate::image::TestRelease;
use crate::job::cause::Cause;
use crate::job::kind::{
    Earlier, Found, Hold, Made, Observation, Prepared, Search, Seen, StepKind, StepUpdate, Verdict, Watcher, input,
};
use crate::job::{JobEventCode, ReleaseReport, StepChange};
use crate::milliseconds::MINUTE;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// How often instances that are not listed are asked for before they count as gone: a listing may be wrong for a moment.
const LOOKS: u32 = 3;
const BETWEEN_LOOKS: Duration = Duration::from_secs(5);

/// An instance that is still listed so long after its release was accepted is not released, milliseconds.
const RELEASED_WITHIN: i64 = 10 * MINUTE;

pub(super) struct ReleaseInstancesStep;

/// When the instances are released.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct ReleaseInput {
    version: u32,
    /// Minutes since the first of them runs; `None` for a confirmation.
    after_minutes: Option<u32>,
    /// Milliseconds since the epoch.
    confirmed_at: Option<i64>,
}

impl ReleaseInput {
    pub(in crate::job) fn new(release: TestRelease) -> Self {
        Self {
            version: 1,
            after_minutes: match release {
                TestRelease::AfterConfirmation => None,
                TestRelease::AfterMinutes { minutes } => Some(minutes),
            },
            confirmed_at: None,
        }
    }

    /// When it is due, milliseconds since the epoch.
    fn due_at(&self, launch: Option<&StepRow>) -> Option<i64> {
        let launch = launch?;
        let rows = LaunchRecord::of(launch).instances;
        let running = rows.into_iter().filter_map(|row| row.running_at).min();
        let since = running.or(launch.finished_at)?;
        Some(since + i64::from(self.after_minutes?) * MINUTE)
    }
}

/// Which instances.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct ReleaseRecord {
    instance_ids: Vec<String>,
}

/// A step for the window. `launch` is the step whose instances it releases.
pub(in crate::job) fn shown(step: &StepRow, launch: Option<&StepRow>) -> Option<ReleaseReport> {
    let stored: ReleaseInput = input(step).ok()?;
    Some(ReleaseReport {
        after: match stored.after_minutes {
            None => TestRelease::AfterConfirmation,
            Some(minutes) => TestRelease::AfterMinutes { minutes },
        },
        due_at: stored.due_at(launch),
        confirmed_at: stored.confirmed_at,
    })
}

/// Stores that a person has confirmed the release.
///
/// # Errors
/// `Internal` when what is stored of the step cannot be read.
pub(in crate::job) fn confirm(step: &mut StepRow, now: i64) -> Result<(), Problem> {
    let stored: ReleaseInput = input(step)?;
    step.input = json!(ReleaseInput {
        confirmed_at: Some(now),
        ..stored
    });
    Ok(())
}

impl StepKind for ReleaseInstancesStep {
    fn action(&self) -> Option<String> {
        Some(ram_action_of::<DeleteInstances>())
    }

    fn request(&self, _: &StepRow, _: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        Ok(None)
    }

    fn held_by(&self, step: &StepRow, earlier: &Earlier<'_>, now: i64) -> Option<Hold> {
        let stored: ReleaseInput = input(step).unwrap_or_default();
        if stored.confirmed_at.is_some() {
            return None;
        }
        if stored.after_minutes.is_none() {
            return Some(Hold {
                problem: Problem::new(ProblemCode::ReleaseUnconfirmed),
                until: None,
            });
        }
        let due_at = stored.due_at(earlier.source(step)).filter(|at| now < *at)?;
        Some(Hold {
            problem: Problem::new(ProblemCode::ReleaseScheduled).with("at", due_at.to_string()),
            until: Some(due_at),
        })
    }

    /// Asks whether the instances are there and are those of the launch.
    fn prepare<'a>(
        &'a self,
        step: &'a StepRow,
        earlier: &'a Earlier<'a>,
        client: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async move {
            let ids = self.instances(step);
            let listed = look(client, &step.request_region, &ids).await?;
            if listed.instances.is_empty() {
                return Ok(Prepared::Done {
                    code: JobEventCode::ReleasedBefore,
                    params: vec![("instanceIds", ids.join(", "))],
                    result: None,
                });
            }
            let marker = earlier.source(step).map(|launch| &launch.marker);
            let foreign = listed.instances.values().find(|row| marker_of(row) != marker);
            if let Some(foreign) = foreign {
                let problem = Problem::new(ProblemCode::InstanceNotOfJob);
                return Ok(Prepared::Never(problem.with("instanceId", &foreign.instance_id)));
            }
            let mut there: Vec<String> = listed.instances.into_keys().collect();
            there.sort();
            let action = DeleteInstances {
                force: true,
                ..DeleteInstances::new(&step.request_region, there, "")
            };
            Ok(Prepared::Send(Box::new(action.request())))
        })
    }

    fn target(&self, step: &StepRow, earlier: &Earlier<'_>) -> Option<Made> {
        let rows = LaunchRecord::of(earlier.source(step)?).instances;
        let instance_ids: Vec<String> = rows.into_iter().map(|row| row.id).collect();
        Some(Made {
            resource_id: instance_ids.first().cloned(),
            count: instance_ids.len(),
            result: Some(json!(ReleaseRecord { instance_ids })),
        })
    }

    fn instances(&self, step: &StepRow) -> Vec<String> {
        let stored = step.result.clone().map(serde_json::from_value::<ReleaseRecord>);
        match stored {
            Some(Ok(record)) if !record.instance_ids.is_empty() => record.instance_ids,
            _ => step.resource_id.iter().cloned().collect(),
        }
    }

    /// What was sent is in effect when the instances are gone.
    fn find<'a>(&'a self, search: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async move {
            let ids = self.instances(search.step);
            let listed = instance_watch::list(search.client, &search.step.result_region, &ids).await?;
            if !listed.is_complete || !listed.instances.is_empty() {
                return Ok(Found::Nothing);
            }
            Ok(Found::Ours {
                made: Made {
                    count: ids.len(),
                    ..Made::default()
                },
                made_at: None,
                by: "state",
                others: 0,
                request_id: listed.request_id,
            })
        })
    }

    fn watcher(&self) -> &'static dyn Watcher {
        &InstanceWatcher
    }

    fn watched(&self, step: &StepRow) -> Vec<String> {
        self.instances(step)
    }

    fn judge(&self, step: &StepRow, seen: &Seen<'_>, now: i64) -> StepUpdate {
        let listed = seen.0.iter().find_map(|(_, observation)| match observation {
            Observation::Instance(instance) => Some(instance),
            _ => None,
        });
        let status = listed.and_then(|instance| instance.status.clone());
        let is_late = step.accepted_at.is_some_and(|since| now - since > RELEASED_WITHIN);
        let verdict = match listed {
            None => Verdict::Done {
                code: JobEventCode::Released,
                params: vec![("instanceIds", self.instances(step).join(", "))],
            },
            Some(instance) if is_late => Verdict::Failed(
                Problem::new(ProblemCode::InstanceNotReleased)
                    .with("instanceId", &instance.instance_id)
                    .with("status", status.clone().unwrap_or_default()),
            ),
            Some(_) => Verdict::Running,
        };
        StepUpdate {
            status,
            verdict,
            ..StepUpdate::default()
        }
    }

    /// What is not there any more may have been released by an earlier sending.
    fn refusal_cause(&self, error: &Error) -> Option<Cause> {
        let is_gone = matches!(
            error.code(),
            Some("InvalidInstanceId.NotFound" | "InvalidInstanceIds.NotFound")
        );
        is_gone.then_some(Cause::Contradiction)
    }

    /// An instance that has just been made cannot be released yet.
    fn waits_for(&self, _: &StepRow, error: &Error) -> Option<Problem> {
        (error.code() == Some("IncorrectInstanceStatus.Initializing")).then(|| Problem::from(error))
    }

    fn change(&self, _: &mut StepRow, _: &StepChange) -> Result<(), Problem> {
        Err(Problem::new(ProblemCode::StepMovedOn))
    }

    fn can_change(&self) -> bool {
        false
    }
}

/// Asks for instances, and again for those that are not listed.
async fn look(client: &AccountClient, region_id: &str, ids: &[String]) -> Result<ListedInstances, CallError> {
    let mut listed = instance_watch::list(client, region_id, ids).await?;
    for _ in 1..LOOKS {
        let missing: Vec<String> = ids
            .iter()
            .filter(|id| !listed.instances.contains_key(*id))
            .cloned()
            .collect();
        if missing.is_empty() {
            break;
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
        let again = instance_watch::list(client, region_id, &missing).await?;
        listed.is_complete &= again.is_complete;
        listed.instances.extend(again.instances);
    }
    if !listed.is_complete {
        // A row that could not be read may be one of them.
        return Err(CallError::of_unreadable_row(listed.request_id));
    }
    Ok(listed)
}
