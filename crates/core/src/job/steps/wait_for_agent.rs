//! Waits for the heartbeat of the Cloud Assistant Agent in the instance that a launch has made: `Running` says only that the virtual
//! machine runs. That no agent is heard of is a result and no failure. Source: FACTS-INSTANCES 5.

use alibaba_cloud::{BoxFuture, Request};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::agent_watch::AgentWatcher;
use super::launch_instances::LaunchRecord;
use crate::cloud::{AccountClient, CallError};
use crate::job::kind::{
    Earlier, Found, Made, Observation, Prepared, Search, Seen, StepKind, StepUpdate, Verdict, Watcher, input,
};
use crate::job::{AgentReport, AgentState, JobEventCode, StepChange, StepState};
use crate::milliseconds::MINUTE;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// So long an instance has to be missing without a reason, milliseconds: one answer may be wrong.
const MISSED_FOR: i64 = MINUTE;

pub(super) struct WaitForAgentStep;

/// How long the agent is waited for.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct AgentInput {
    version: u32,
    minutes: u32,
}

impl AgentInput {
    /// Waits for so many minutes since the instance runs.
    pub(in crate::job) fn new(minutes: u32) -> Self {
        Self { version: 1, minutes }
    }
}

/// What was seen, as it is stored.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
struct AgentRecord {
    instance_type: String,
    zone_id: String,
    status: String,
    running_at: Option<i64>,
    missing_since: Option<i64>,
    heartbeat_at: Option<i64>,
    agent_version: String,
    not_asked: Option<Problem>,
}

impl AgentRecord {
    fn of(step: &StepRow) -> Self {
        let stored = step.result.clone().map(serde_json::from_value);
        stored.and_then(Result::ok).unwrap_or_default()
    }
}

/// A step for the window; `None` before it has begun.
pub(in crate::job) fn shown(step: &StepRow) -> Option<AgentReport> {
    let instance_id = step.resource_id.clone()?;
    let stored: AgentInput = input(step).ok()?;
    let record = AgentRecord::of(step);
    let minutes = stored.minutes;
    let agent = match (record.heartbeat_at, record.not_asked) {
        (Some(at), _) => AgentState::Seen {
            at,
            version: record.agent_version,
        },
        (None, Some(problem)) => AgentState::NotAsked { problem },
        (None, None) if step.state == StepState::Done => AgentState::NotSeen { minutes },
        (None, None) => AgentState::Waiting { minutes },
    };
    Some(AgentReport {
        instance_id,
        instance_type: record.instance_type,
        zone_id: record.zone_id,
        status: record.status,
        running_at: record.running_at,
        agent,
    })
}

impl StepKind for WaitForAgentStep {
    fn action(&self) -> Option<String> {
        None
    }

    fn request(&self, _: &StepRow, _: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        Ok(None)
    }

    fn prepare<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a Earlier<'a>,
        _: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async {
            Ok(match step.resource_id {
                Some(_) => Prepared::Watch,
                None => Prepared::Never(Problem::new(ProblemCode::InstancesGone).with("count", "1")),
            })
        })
    }

    fn target(&self, step: &StepRow, earlier: &Earlier<'_>) -> Option<Made> {
        let launched = LaunchRecord::of(earlier.source(step)?);
        launched.alive().next().map(|row| Made::one(row.id.clone()))
    }

    fn instances(&self, step: &StepRow) -> Vec<String> {
        step.resource_id.iter().cloned().collect()
    }

    fn find<'a>(&'a self, _: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async { Ok(Found::Nothing) })
    }

    fn watcher(&self) -> &'static dyn Watcher {
        &AgentWatcher
    }

    fn judge(&self, step: &StepRow, seen: &Seen<'_>, now: i64) -> StepUpdate {
        let id = step.resource_id.clone().unwrap_or_default();
        let stored: AgentInput = input(step).unwrap_or_default();
        let mut record = AgentRecord::of(step);
        let verdict = match seen.one() {
            Some(Observation::InstanceWithAgent { instance, agent }) => {
                record.missing_since = None;
                record.instance_type = instance.instance_type.clone().unwrap_or_default();
                record.zone_id = instance.zone_id.clone().unwrap_or_default();
                record.status = instance.status.clone().unwrap_or_default();
                match record.status.as_str() {
                    "Running" => {
                        record.running_at.get_or_insert(now);
                        match agent {
                            Ok(Some(agent)) if agent.cloud_assistant_status == Some(true) => {
                                let heartbeat = agent.last_heartbeat_time.map(|time| time.as_millisecond());
                                record.heartbeat_at = Some(heartbeat.unwrap_or(now));
                                record.agent_version = agent.cloud_assistant_version.clone().unwrap_or_default();
                            }
                            Ok(_) => {}
                            Err(problem) => record.not_asked = Some(problem.clone()),
                        }
                        heard(&record, &id, stored.minutes, now)
                    }
                    "Stopping" | "Stopped" => Verdict::Failed(
                        Problem::new(ProblemCode::WrongInstanceStatus)
                            .with("status", &record.status)
                            .with("instanceId", &id),
                    ),
                    _ => Verdict::Running,
                }
            }
            Some(Observation::NoInstance { event }) => {
                let since = *record.missing_since.get_or_insert(now);
                if event.is_some() || now - since >= MISSED_FOR {
                    Verdict::Failed(
                        Problem::new(ProblemCode::InstancesGone)
                            .with("count", "1")
                            .with("event", event.clone().unwrap_or_default()),
                    )
                } else {
                    Verdict::Running
                }
            }
            _ => return StepUpdate::default(),
        };
        StepUpdate {
            status: Some(record.status.clone()).filter(|status| !status.is_empty()),
            result: Some(json!(record)),
            verdict,
            ..StepUpdate::default()
        }
    }

    fn change(&self, _: &mut StepRow, _: &StepChange) -> Result<(), Problem> {
        Err(Problem::new(ProblemCode::StepMovedOn))
    }

    fn can_change(&self) -> bool {
        false
    }

    fn only_watches(&self) -> bool {
        true
    }
}

/// Whether enough is known of an instance that runs.
fn heard(record: &AgentRecord, id: &str, minutes: u32, now: i64) -> Verdict {
    let done = |code, more: Option<(&'static str, String)>| Verdict::Done {
        code,
        params: std::iter::once(("instanceId", id.to_owned())).chain(more).collect(),
    };
    let waited = record.running_at.map_or(0, |since| now - since);
    match record.heartbeat_at {
        Some(at) => done(JobEventCode::AgentSeen, Some(("at", at.to_string()))),
        None if record.not_asked.is_some() => done(JobEventCode::AgentNotAsked, None),
        None if waited >= i64::from(minutes) * MINUTE => {
            done(JobEventCode::AgentNotSeen, Some(("minutes", minutes.to_string())))
        }
        None => Verdict::Running,
    }
}
