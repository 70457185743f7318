//! RunInstances: from an image to instances that run. The ids are stored with the answer, and nothing is launched twice.

use std::collections::BTreeSet;

use alibaba_cloud::ecs::{DescribeInstances, DescribeUserData, Instance, RunInstances, TagFilter};
use alibaba_cloud::{Action, BoxFuture, Decode, Error, Request};
use futures_util::TryStreamExt;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::instance_watch::InstanceWatcher;
use super::request;
use crate::cloud::{AccountClient, CallError, ram_action_of};
use crate::image::TagRecord;
use crate::image::rules::JOB_TAG_KEY;
use crate::job::kind::{
    Earlier, Found, Made, Observation, Search, Secrets, Seen, StepKind, StepUpdate, Verdict, Watcher, input,
};
use crate::job::{JobEventCode, StepChange};
use crate::launch::request::{Call, NameSequence, add, common};
use crate::launch::{HostNames, LaunchDraft, SignIn, refusal};
use crate::milliseconds::MINUTE;
use crate::proof::{LaunchedInstance, LaunchedInstances};
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// An instance that was never listed counts as gone so long after it was accepted, milliseconds: a listing may lag.
const LISTED_WITHIN: i64 = 3 * MINUTE;
/// How the types of the system events end that tell of a release (`SystemFailure.Delete`, ...). Source: FACTS-INSTANCES, 4.
const RELEASED: &str = ".Delete";
/// So long an instance has to be missing without such an event, milliseconds: one answer may be wrong.
const MISSED_FOR: i64 = MINUTE;
/// While fewer instances are found than were asked for, the same token is sent again and brings all their ids; after so long a time the
/// cloud may have forgotten it, milliseconds.
const TOKEN_TRUSTED_FOR: i64 = 10 * MINUTE;

const IMAGE_ID: &str = "ImageId";

/// What does not run so long after it was accepted is left to the person: the rest and the proof begin, milliseconds.
const RUNNING_WITHIN: i64 = 20 * MINUTE;

pub(super) struct LaunchInstancesStep;

/// What instances are made of.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct LaunchInput {
    version: u32,
    /// Parameters that do not vary.
    parameters: Vec<(String, String)>,
    pub(in crate::job) instance_type: String,
    pub(in crate::job) zone_id: String,
    pub(in crate::job) v_switch_id: String,
    pub(in crate::job) count: u32,
    pub(in crate::job) at_least: u32,
    name_prefix: String,
    name_first: u32,
    name_digits: u32,
    same_host_names: bool,
    tags: Vec<TagRecord>,
    password: bool,
    /// The instance whose user data is sent along.
    user_data_of: Option<String>,
    /// The step whose missing instances these are.
    pub(in crate::job) rest_of: Option<u32>,
}

impl LaunchInput {
    /// `count` of the instances of a draft, from the one of that index on.
    pub(in crate::job) fn new(draft: &LaunchDraft, index: u32, count: u32, at_least: u32) -> Self {
        Self {
            version: 1,
            parameters: common(draft),
            instance_type: draft.instance_type.clone(),
            zone_id: draft.zone_id.clone(),
            v_switch_id: draft.v_switch_id.clone(),
            count,
            at_least,
            name_prefix: draft.name_prefix.clone(),
            name_first: draft.name_first.saturating_add(index),
            name_digits: draft.name_digits,
            same_host_names: draft.host_names == HostNames::SameAsName,
            tags: draft.tags.iter().map(TagRecord::from).collect(),
            password: draft.sign_in == SignIn::Password,
            user_data_of: draft.like.clone().filter(|_| draft.user_data),
            rest_of: None,
        }
    }

    /// The instances of these names that are missing, as launches of consecutive names.
    pub(in crate::job) fn rest(&self, position: u32, record: &LaunchRecord) -> Vec<Self> {
        let names = self.names();
        let index = |row: &InstanceRecord| names.index(&row.name).filter(|index| *index < self.count);
        let taken: BTreeSet<u32> = record.alive().filter_map(index).collect();
        // Those with other names, or with the name of another one, take the place of the first free names.
        let others = record.alive().count() - taken.len();
        let free = (0..self.count).filter(|index| !taken.contains(index)).skip(others);
        let mut runs: Vec<Self> = Vec::new();
        for index in free {
            let first = self.name_first.saturating_add(index);
            match runs.last_mut() {
                Some(run) if run.name_first + run.count == first => {
                    run.count += 1;
                    run.at_least += 1;
                }
                _ => runs.push(Self {
                    name_first: first,
                    count: 1,
                    at_least: 1,
                    rest_of: Some(position),
                    ..self.clone()
                }),
            }
        }
        runs
    }

    pub(in crate::job) fn names(&self) -> NameSequence<'_> {
        NameSequence {
            prefix: &self.name_prefix,
            first: self.name_first,
            digits: self.name_digits,
        }
    }

    /// The instance whose user data is sent along, if any.
    pub(in crate::job) fn user_data_of(&self) -> Option<&str> {
        self.user_data_of.as_deref()
    }

    /// `image_id` is that of the image that an earlier step has made.
    fn request(&self, step: &StepRow, image_id: Option<&str>) -> Request {
        let mut request = RunInstances::new(&step.request_region, "", "").request();
        request.parameters = std::iter::once(("RegionId".to_owned(), step.request_region.clone()))
            .chain(image_id.map(|id| (IMAGE_ID.to_owned(), id.to_owned())))
            .chain(self.parameters.iter().cloned())
            .collect();
        let call = Call {
            instance_type: &self.instance_type,
            zone_id: &self.zone_id,
            v_switch_id: &self.v_switch_id,
            count: self.count,
            at_least: self.at_least,
            names: self.names(),
            host_names: match self.same_host_names {
                true => HostNames::SameAsName,
                false => HostNames::ByCloud,
            },
            tags: request::tags(&self.tags, step),
        };
        add(&mut request.parameters, &call);
        request
    }
}

/// What a launch has come to, as it is stored.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub(in crate::job) struct LaunchRecord {
    version: u32,
    pub(in crate::job) instances: Vec<InstanceRecord>,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub(in crate::job) struct InstanceRecord {
    pub(in crate::job) id: String,
    pub(in crate::job) name: String,
    status: String,
    gone: Option<String>,
    /// Since when it has been missing in the cloud's answers, milliseconds since the epoch.
    missing_since: Option<i64>,
    pub(in crate::job) running_at: Option<i64>,
}

impl LaunchRecord {
    fn of_ids(ids: Vec<String>) -> Self {
        Self {
            version: 1,
            instances: ids
                .into_iter()
                .map(|id| InstanceRecord {
                    id,
                    ..InstanceRecord::default()
                })
                .collect(),
        }
    }

    /// The record of a step; empty before it has one.
    pub(in crate::job) fn of(step: &StepRow) -> Self {
        let stored = step.result.clone();
        stored
            .and_then(|stored| serde_json::from_value(stored).ok())
            .unwrap_or_default()
    }

    /// Instances that are not gone.
    pub(in crate::job) fn alive(&self) -> impl Iterator<Item = &InstanceRecord> {
        self.instances.iter().filter(|row| row.gone.is_none())
    }

    fn made(self) -> Made {
        Made {
            resource_id: None,
            count: self.instances.len(),
            result: Some(json!(self)),
        }
    }
}

/// A launch for the window.
pub(in crate::job) fn shown(step: &StepRow) -> Option<LaunchedInstances> {
    let stored: LaunchInput = input(step).ok()?;
    let record = LaunchRecord::of(step);
    let rest = stored.rest(step.position, &record);
    let mut names_left: Vec<String> = rest
        .iter()
        .flat_map(|run| [run.names().name(0), run.names().name(run.count - 1)])
        .collect();
    names_left.dedup();
    let mut instances: Vec<LaunchedInstance> = record
        .instances
        .into_iter()
        .map(|row| LaunchedInstance {
            id: row.id,
            name: row.name,
            status: row.status,
            gone: row.gone,
            running_at: row.running_at,
        })
        .collect();
    instances.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
    Some(LaunchedInstances {
        asked: stored.count,
        at_least: stored.at_least,
        zone_id: stored.zone_id,
        instance_type: stored.instance_type,
        instances,
        names_left,
    })
}

impl StepKind for LaunchInstancesStep {
    fn action(&self) -> Option<String> {
        Some(ram_action_of::<RunInstances>())
    }

    fn request(&self, step: &StepRow, earlier: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        let stored: LaunchInput = input(step)?;
        let image_id = match step.source {
            Some(_) => Some(earlier.source_id(step)?),
            None => None,
        };
        Ok(Some(stored.request(step, image_id.as_deref())))
    }

    fn target(&self, _: &StepRow, _: &Earlier<'_>) -> Option<Made> {
        None
    }

    fn password(&self, step: &StepRow) -> Option<&'static str> {
        let stored: LaunchInput = input(step).ok()?;
        stored.password.then_some("Password")
    }

    fn secrets<'a>(
        &'a self,
        step: &'a StepRow,
        client: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Secrets, CallError>> {
        Box::pin(async move {
            let stored: LaunchInput = input(step).unwrap_or_default();
            let Some(instance_id) = stored.user_data_of else {
                return Ok(Secrets::new());
            };
            let reply = client
                .call(&DescribeUserData::new(&step.request_region, instance_id))
                .await?;
            let data = reply.body.user_data.into_iter();
            Ok(data.map(|data| ("UserData", data)).collect())
        })
    }

    fn decode(&self) -> Decode<Made> {
        |reply| RunInstances::decode(reply).map(|made| LaunchRecord::of_ids(made.instance_ids).made())
    }

    fn find<'a>(&'a self, search: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(find(search))
    }

    fn watcher(&self) -> &'static dyn Watcher {
        &InstanceWatcher
    }

    fn watched(&self, step: &StepRow) -> Vec<String> {
        LaunchRecord::of(step).instances.into_iter().map(|row| row.id).collect()
    }

    fn judge(&self, step: &StepRow, seen: &Seen<'_>, now: i64) -> StepUpdate {
        let mut record = LaunchRecord::of(step);
        let is_late = step.accepted_at.is_some_and(|since| now - since > LISTED_WITHIN);
        for (id, observation) in &seen.0 {
            if let Some(row) = record.instances.iter_mut().find(|row| row.id == *id) {
                observe(row, observation, is_late, now);
            }
        }
        let is_over = step.accepted_at.is_some_and(|since| now - since > RUNNING_WITHIN);
        update(&record, is_over)
    }

    /// The vSwitch or another launch has to come to rest first.
    fn waits_for(&self, _: &StepRow, error: &Error) -> Option<Problem> {
        let problem = Problem::from(error);
        (problem.code == ProblemCode::CloudBusy).then_some(problem)
    }

    fn refusal<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a AccountClient,
        failure: &'a CallError,
    ) -> BoxFuture<'a, Problem> {
        Box::pin(async move {
            let problem = failure.problem.clone();
            let stored: LaunchInput = input(step).unwrap_or_default();
            match &failure.error {
                Some(error) => refusal::of_launch_of(error, problem, &stored.zone_id, &stored.instance_type),
                None => problem,
            }
        })
    }

    fn change(&self, step: &mut StepRow, change: &StepChange) -> Result<(), Problem> {
        if change.name.is_some() || change.drop_tags.is_some() || change.share_with.is_some() {
            return Err(Problem::new(ProblemCode::StepMovedOn));
        }
        let Some(target) = &change.launch else {
            return Ok(());
        };
        let mut stored: LaunchInput = input(step)?;
        for (field, value) in [
            ("zoneId", &target.zone_id),
            ("vSwitchId", &target.v_switch_id),
            ("instanceType", &target.instance_type),
        ] {
            if value.is_empty() {
                return Err(Problem::new(ProblemCode::DraftInvalid).with("count", "1").at(field));
            }
        }
        stored.zone_id.clone_from(&target.zone_id);
        stored.v_switch_id.clone_from(&target.v_switch_id);
        stored.instance_type.clone_from(&target.instance_type);
        step.input = json!(stored);
        Ok(())
    }
}

fn observe(row: &mut InstanceRecord, observation: &Observation, is_late: bool, now: i64) {
    match observation {
        Observation::Instance(instance) => {
            row.gone = None;
            row.missing_since = None;
            row.name = instance.instance_name.clone().unwrap_or_default();
            row.status = instance.status.clone().unwrap_or_default();
            if row.status == "Running" {
                row.running_at.get_or_insert(now);
            }
        }
        // It is gone when an event says that it was released, or when it should be listed by now and has been missing for a while.
        Observation::NoInstance { event } => {
            let since = *row.missing_since.get_or_insert(now);
            let is_released = event.as_deref().is_some_and(|event| event.ends_with(RELEASED));
            if is_released || (is_late && now - since >= MISSED_FOR) {
                row.gone = Some(event.clone().unwrap_or_default());
            }
        }
        _ => {}
    }
}

/// `is_over` says that nothing is waited for any more.
fn update(record: &LaunchRecord, is_over: bool) -> StepUpdate {
    let count = record.instances.len();
    let gone: Vec<&InstanceRecord> = record.instances.iter().filter(|row| row.gone.is_some()).collect();
    // Somebody may have stopped one that was running already: it was launched.
    let running = record.alive().filter(|row| row.running_at.is_some()).count();
    let is_waited_for = running + gone.len() < count && !is_over;
    let verdict = if is_waited_for || count == 0 {
        Verdict::Running
    } else if gone.len() == count {
        let event = gone.first().and_then(|row| row.gone.clone()).unwrap_or_default();
        Verdict::Failed(
            Problem::new(ProblemCode::InstancesGone)
                .with("count", count.to_string())
                .with("event", event),
        )
    } else {
        Verdict::Done {
            code: JobEventCode::Done,
            params: vec![("count", running.to_string())],
        }
    };
    let waits = record.alive().find(|row| row.running_at.is_none());
    StepUpdate {
        status: waits
            .map_or_else(|| Some("Running".to_owned()), |row| Some(row.status.clone()))
            .filter(|status| !status.is_empty()),
        progress: u8::try_from((running + gone.len()) * 100 / count.max(1)).ok(),
        result: Some(json!(record)),
        verdict,
        ..StepUpdate::default()
    }
}

/// Looks for the instances by the marker, then by their names. While fewer are there than were asked for, the same token brings the ids
/// of all of them, so it is sent again as long as the cloud remembers it.
async fn find(search: Search<'_>) -> Result<Found, CallError> {
    let step = search.step;
    let stored: LaunchInput = input(step).unwrap_or_default();
    let by_tag = DescribeInstances {
        tags: vec![TagFilter {
            key: JOB_TAG_KEY.to_owned(),
            value: Some(step.marker.clone()),
        }],
        ..DescribeInstances::new(&step.result_region)
    };
    let (mut found, mut request_id) = all(search.client, by_tag).await?;
    found.retain(|instance| marker_of(instance) == Some(&step.marker));
    let mut by = "tag";
    if found.is_empty() {
        let by_name = DescribeInstances {
            instance_name: Some(format!("{}*", stored.name_prefix)),
            ..DescribeInstances::new(&step.result_region)
        };
        (found, request_id) = all(search.client, by_name).await?;
        found.retain(|instance| is_of_names(instance, &stored, &search));
        by = "name";
    }
    let Some(first) = found.first() else {
        return Ok(Found::Nothing);
    };
    let made_at = first.creation_time.map(|made| made.as_millisecond());
    let asked = usize::try_from(stored.count).unwrap_or(usize::MAX);
    // The step may have begun long before its first sending that was carried out.
    let is_token_trusted = search
        .last_sent_at
        .is_some_and(|at| search.now - at < TOKEN_TRUSTED_FOR);
    // Some of them may be missing in a listing that lags.
    if found.len() < asked && ((is_token_trusted && !search.is_token_spent) || !search.is_last) {
        return Ok(Found::Undetermined {
            resource_id: first.instance_id.clone(),
        });
    }
    let others = found.len().saturating_sub(asked);
    let ids = found.into_iter().map(|instance| instance.instance_id);
    Ok(Found::Ours {
        made: LaunchRecord::of_ids(ids.collect()).made(),
        made_at,
        by,
        others,
        request_id,
    })
}

/// Whether an instance without a marker is one of the step: a name of the sequence, of the same image and type, made after the first
/// sending.
fn is_of_names(instance: &Instance, stored: &LaunchInput, search: &Search<'_>) -> bool {
    let name = instance.instance_name.as_deref().unwrap_or_default();
    let index = stored.names().index(name);
    index.is_some_and(|index| index < stored.count)
        && marker_of(instance).is_none()
        && instance.image_id.as_deref() == request::value(search.step, IMAGE_ID)
        && instance.instance_type.as_deref() == Some(stored.instance_type.as_str())
        && instance
            .creation_time
            .is_some_and(|made| made.as_millisecond() >= search.not_before)
}

/// The job's tag of an instance.
pub(super) fn marker_of(instance: &Instance) -> Option<&String> {
    let tag = instance.tags.iter().find(|tag| tag.key == JOB_TAG_KEY);
    tag.map(|tag| &tag.value)
}

async fn all(client: &AccountClient, action: DescribeInstances) -> Result<(Vec<Instance>, String), CallError> {
    let mut pages = std::pin::pin!(client.pages(action));
    let mut instances = Vec::new();
    let mut request_id = String::new();
    while let Some(page) = pages.try_next().await? {
        if page.body.skipped > 0 {
            return Err(CallError::of_unreadable_row(page.request_id));
        }
        instances.extend(page.body.instances);
        request_id = page.request_id;
    }
    instances.sort_by(|one, other| one.instance_name.cmp(&other.instance_name));
    Ok((instances, request_id))
}
