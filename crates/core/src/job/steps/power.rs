//! StartInstances, StopInstances and RebootInstances, for at most 100 instances of a region. The cloud may refuse some of them: those
//! are told at the end, while the others are followed.

use alibaba_cloud::ecs::{Instance, RebootInstances, StartInstances, StopInstances};
use alibaba_cloud::{Action, BoxFuture, Decode, Error, Request};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::instance_watch::{self, InstanceWatcher};
use super::power_record::{PowerRecord, made};
use crate::cloud::{AccountClient, CallError, ram_action_of};
use crate::instance::PowerAction;
use crate::job::kind::{
    Earlier, Found, Made, Observation, Prepared, Search, Seen, StepKind, StepUpdate, Verdict, Watcher, input, not_shown,
};
use crate::job::{JobEventCode, StepChange};
use crate::milliseconds::MINUTE;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// Instances of one call.
pub(in crate::job) const MOST_INSTANCES_PER_CALL: usize = 100;

/// An instance that has been running for so long after its reboot was accepted has rebooted between two looks, milliseconds.
const REBOOTED_UNSEEN_AFTER: i64 = 5 * MINUTE;

/// How long instances take at most, milliseconds.
const USUALLY_WITHIN: i64 = 30 * MINUTE;

/// As many as can be: otherwise the cloud refuses all of them for one.
const SUCCESS_FIRST: &str = "SuccessFirst";

/// Starting, stopping or rebooting.
pub(super) struct PowerStep(pub(super) PowerAction);

/// Which instances, and how.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct PowerInput {
    version: u32,
    instance_ids: Vec<String>,
    /// `StoppedMode` of a stop.
    stopped_mode: String,
    /// `ForceStop` or `ForceReboot`.
    is_forced: bool,
    /// The step after a stop whose password has to be there first.
    password_of: Option<u32>,
}

impl PowerInput {
    /// The same, when the password of a step is there.
    pub(in crate::job) fn with_password_of(self, position: u32) -> Self {
        Self {
            password_of: Some(position),
            ..self
        }
    }

    pub(in crate::job) fn new(instance_ids: &[String], keep_charging: bool, is_forced: bool) -> Self {
        let mode = if keep_charging { "KeepCharging" } else { "StopCharging" };
        Self {
            version: 1,
            instance_ids: instance_ids.to_vec(),
            stopped_mode: mode.to_owned(),
            is_forced,
            password_of: None,
        }
    }
}

impl PowerStep {
    fn request_for(&self, step: &StepRow, instance_ids: Vec<String>) -> Result<Request, Problem> {
        let stored: PowerInput = input(step)?;
        let region_id = &step.request_region;
        let batch_optimization = Some(SUCCESS_FIRST.to_owned());
        Ok(match self.0 {
            PowerAction::Start => StartInstances {
                batch_optimization,
                ..StartInstances::new(region_id, instance_ids)
            }
            .request(),
            PowerAction::Stop => StopInstances {
                batch_optimization,
                force_stop: stored.is_forced,
                stopped_mode: Some(stored.stopped_mode),
                ..StopInstances::new(region_id, instance_ids)
            }
            .request(),
            PowerAction::Reboot => RebootInstances {
                batch_optimization,
                force_reboot: stored.is_forced,
                ..RebootInstances::new(region_id, instance_ids)
            }
            .request(),
        })
    }

    /// The status that ends it. A reboot ends where it begins.
    fn target(&self) -> &'static str {
        match self.0 {
            PowerAction::Start | PowerAction::Reboot => "Running",
            PowerAction::Stop => "Stopped",
        }
    }

    /// The status that it begins at.
    fn origin(&self) -> &'static str {
        match self.0 {
            PowerAction::Start => "Stopped",
            PowerAction::Stop | PowerAction::Reboot => "Running",
        }
    }

    /// Whether what was asked holds already.
    fn is_there(&self, instance: &Instance) -> bool {
        self.0 != PowerAction::Reboot && instance.status.as_deref() == Some(self.target())
    }

    /// Whether an instance is on its way, or there, since `not_before`.
    fn has_moved(&self, instance: &Instance, not_before: i64) -> bool {
        let status = instance.status.as_deref();
        let started_at = instance.start_time.map(|time| time.as_millisecond());
        match self.0 {
            PowerAction::Start => matches!(status, Some("Starting" | "Running")),
            PowerAction::Stop => matches!(status, Some("Stopping" | "Stopped")),
            PowerAction::Reboot => status != Some("Running") || started_at.is_some_and(|at| at >= not_before),
        }
    }

    /// Whether an instance that runs has rebooted.
    fn has_rebooted(&self, step: &StepRow, record: &PowerRecord, instance: &Instance, now: i64) -> bool {
        let is_after = |at: Option<i64>| {
            let began = instance.start_time.map(|time| time.as_millisecond());
            at.zip(began).is_some_and(|(sent, began)| began > sent)
        };
        let is_late = step.accepted_at.is_some_and(|at| now - at > REBOOTED_UNSEEN_AFTER);
        record.has_moved(&instance.instance_id) || is_after(step.started_at) || is_late
    }

    /// Where one instance stands; what was seen of it is kept in the record.
    fn standing(&self, step: &StepRow, record: &mut PowerRecord, instance: &Instance, now: i64) -> Standing {
        let id = &instance.instance_id;
        record.listed(id);
        let status = instance.status.clone().unwrap_or_default();
        if self.0 == PowerAction::Reboot {
            return match status == self.target() {
                _ if record.is_refused(id) => Standing::Refused,
                true if self.has_rebooted(step, record, instance, now) => Standing::Done,
                true => Standing::AtWork(status),
                false => {
                    record.moved(id);
                    Standing::AtWork(status)
                }
            };
        }
        if status == self.target() {
            // What was sent twice is refused the second time.
            record.done(id);
            return Standing::Done;
        }
        if status != self.origin() {
            record.moved(id);
        } else if record.has_moved(id) {
            // It was on its way and is back: the cloud could not do it.
            record.refuse(id, &status);
        }
        if status == self.origin() && record.is_refused(id) {
            return Standing::Refused;
        }
        Standing::AtWork(status)
    }
}

/// Where one instance stands.
enum Standing {
    AtWork(String),
    Done,
    Refused,
}

impl StepKind for PowerStep {
    fn action(&self) -> Option<String> {
        Some(match self.0 {
            PowerAction::Start => ram_action_of::<StartInstances>(),
            PowerAction::Stop => ram_action_of::<StopInstances>(),
            PowerAction::Reboot => ram_action_of::<RebootInstances>(),
        })
    }

    fn request(&self, step: &StepRow, _: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        let ids = self.instances(step);
        self.request_for(step, ids).map(Some)
    }

    /// Asks only for those that are not there yet.
    fn prepare<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a Earlier<'a>,
        client: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async move {
            let mut ids = self.instances(step);
            let listed = instance_watch::list(client, &step.request_region, &ids).await?;
            let is_there = |id: &String| listed.instances.get(id).is_some_and(|instance| self.is_there(instance));
            ids.retain(|id| !is_there(id));
            if ids.is_empty() {
                return Ok(Prepared::Done {
                    code: JobEventCode::Done,
                    params: Vec::new(),
                    result: None,
                });
            }
            Ok(Prepared::Send(Box::new(self.request_for(step, ids)?)))
        })
    }

    fn target(&self, step: &StepRow, _: &Earlier<'_>) -> Option<Made> {
        match self.instances(step).as_slice() {
            [only] => Some(Made::one(only.clone())),
            _ => None,
        }
    }

    fn instances(&self, step: &StepRow) -> Vec<String> {
        input::<PowerInput>(step).unwrap_or_default().instance_ids
    }

    /// Without it the instance would be down until somebody types it.
    fn password_of(&self, step: &StepRow) -> Option<u32> {
        input::<PowerInput>(step).ok()?.password_of
    }

    fn decode(&self) -> Decode<Made> {
        match self.0 {
            PowerAction::Start => |reply| StartInstances::decode(reply).map(|done| made(&done.instance_responses)),
            PowerAction::Stop => |reply| StopInstances::decode(reply).map(|done| made(&done.instance_responses)),
            PowerAction::Reboot => |reply| RebootInstances::decode(reply).map(|done| made(&done.instance_responses)),
        }
    }

    /// What was sent is in effect when every instance is on its way. Those that are not are asked for again: the cloud refuses the
    /// others then, and they are followed all the same.
    fn find<'a>(&'a self, search: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async move {
            let ids = self.instances(search.step);
            let listed = instance_watch::list(search.client, &search.step.result_region, &ids).await?;
            let has_moved = |id: &String| {
                let instance = listed.instances.get(id);
                instance.is_some_and(|instance| self.has_moved(instance, search.not_before))
            };
            if !ids.iter().all(has_moved) {
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
        let mut record = PowerRecord::of(step);
        let mut at_work: Option<String> = None;
        let mut done = 0_usize;
        for (id, observation) in &seen.0 {
            let standing = match observation {
                Observation::Instance(instance) => self.standing(step, &mut record, instance, now),
                Observation::NoInstance { event } if record.is_gone(id, event.as_deref(), now) => Standing::Refused,
                _ => Standing::AtWork(String::new()),
            };
            match standing {
                Standing::Done => done += 1,
                Standing::AtWork(status) => {
                    at_work.get_or_insert(status);
                }
                Standing::Refused => {}
            }
        }
        let count = seen.0.len();
        let status = at_work.clone().unwrap_or_else(|| self.target().to_owned());
        let ids: Vec<&str> = seen.0.iter().map(|(id, _)| *id).collect();
        StepUpdate {
            problem: not_shown(step, now, USUALLY_WITHIN, self.target(), &status),
            status: Some(status).filter(|status| !status.is_empty()),
            progress: (count > 1).then(|| u8::try_from(done * 100 / count).unwrap_or(100)),
            verdict: match (at_work, done == count) {
                (Some(_), _) => Verdict::Running,
                (None, true) => Verdict::done(),
                (None, false) => Verdict::Failed(record.problem(&ids)),
            },
            result: Some(json!(record)),
            ..StepUpdate::default()
        }
    }

    fn waits_for(&self, _: &StepRow, error: &Error) -> Option<Problem> {
        let waits = matches!(
            error.code(),
            Some("InstanceNotReady" | "IncorrectInstanceStatus.Initializing")
        );
        waits.then(|| Problem::from(error))
    }

    /// Tells the status, the zone and the type of the instance, which the refusal leaves out.
    fn refusal<'a>(
        &'a self,
        step: &'a StepRow,
        client: &'a AccountClient,
        failure: &'a CallError,
    ) -> BoxFuture<'a, Problem> {
        Box::pin(async move {
            let problem = failure.problem.clone();
            let is_about_instance = matches!(problem.code, ProblemCode::WrongInstanceStatus | ProblemCode::NoStock);
            let ids = self.instances(step);
            let Some(id) = ids.first().filter(|_| is_about_instance) else {
                return problem;
            };
            let listed = instance_watch::list(client, &step.request_region, &ids).await;
            let instance = listed.ok().and_then(|mut listed| listed.instances.remove(id));
            let Some(instance) = instance else {
                return problem;
            };
            problem
                .with("status", instance.status.unwrap_or_default())
                .with("zoneId", instance.zone_id.unwrap_or_default())
                .with("instanceType", instance.instance_type.unwrap_or_default())
        })
    }

    fn change(&self, _: &mut StepRow, _: &StepChange) -> Result<(), Problem> {
        Err(Problem::new(ProblemCode::StepMovedOn))
    }

    fn can_change(&self) -> bool {
        false
    }
}
