//! Reads instances: with their disks, or everything that a launch takes over and a proof compares. Of the latter, what cannot be read is
//! told, and the rest is there.

use std::collections::HashMap;

use alibaba_cloud::ecs::{DescribeDisks, DescribeInstanceRamRole, DescribeInstances, DescribeUserData, Disk, Instance};
use alibaba_cloud::{Action, Error, FailureKind, Reply};
use futures_util::{FutureExt, StreamExt, TryStreamExt, stream};
use secrecy::SecretString;

use super::replace_rules::ReplaceFacts;
use crate::Problem;
use crate::cloud::{AccountClient, CallError, ram_action_of};

/// Instances of one question (`InstanceIds` of DescribeInstances).
const BATCH: usize = 100;
/// Instances of one question for roles.
const ROLE_BATCH: usize = 50;
/// Questions at the same time.
const AT_ONCE: usize = 4;

/// Everything that is read of one instance.
pub(crate) struct InstanceReading {
    pub(crate) instance: Instance,
    /// The system disk first, then by device.
    pub(crate) disks: Result<Vec<Disk>, Problem>,
    /// The RAM role; empty when there is none.
    pub(crate) role: Result<String, Problem>,
    /// The user data in Base64; `None` when there is none.
    pub(crate) user_data: Result<Option<SecretString>, Problem>,
}

/// Readings of several instances.
#[derive(Default)]
pub(crate) struct InstanceReadings {
    pub(crate) by_id: HashMap<String, InstanceReading>,
    /// Which answer told: action and RequestId.
    pub(crate) answers: Vec<(&'static str, String)>,
    /// An answer had rows that could not be read: an instance that is missing here may be one of them.
    pub(crate) unreadable: Option<Problem>,
}

/// Reads instances with their disks. One that the cloud does not list is missing in the answer.
///
/// # Errors
/// When DescribeInstances or DescribeDisks cannot be asked: without its disks nothing can be said of an instance.
pub(crate) async fn facts(
    client: &AccountClient,
    region_id: &str,
    ids: &[String],
) -> Result<HashMap<String, ReplaceFacts>, Problem> {
    let instances = listed(client, region_id, ids, &mut InstanceReadings::default()).await?;
    let questions = instances.into_iter().map(|instance| {
        let read = async move {
            let (disks, _) = disks(client, region_id, &instance.instance_id)
                .await
                .map_err(named::<DescribeDisks>)?;
            Ok::<_, Problem>((instance.instance_id.clone(), ReplaceFacts { instance, disks }))
        };
        read.boxed()
    });
    let questions: Vec<_> = questions.collect();
    stream::iter(questions).buffered(AT_ONCE).try_collect().await
}

/// Reads everything of instances. One that the cloud does not list is missing in the answer.
///
/// # Errors
/// When DescribeInstances cannot be asked, and when anything cannot be asked now but later (throttled, no network).
pub(crate) async fn read(
    client: &AccountClient,
    region_id: &str,
    ids: &[String],
) -> Result<InstanceReadings, CallError> {
    let mut readings = InstanceReadings::default();
    let instances = listed(client, region_id, ids, &mut readings).await?;
    let ids: Vec<String> = instances.iter().map(|instance| instance.instance_id.clone()).collect();
    let mut roles = roles(client, region_id, &ids, &mut readings).await?;
    let mut questions = Vec::new();
    for id in &ids {
        questions.push(details(client, region_id, id).boxed());
    }
    let details: Vec<Details> = stream::iter(questions).buffered(AT_ONCE).try_collect().await?;
    for (instance, details) in instances.into_iter().zip(details) {
        readings.answers.extend(details.answers);
        let id = instance.instance_id.clone();
        let role = match &mut roles {
            Ok(roles) => Ok(roles.remove(&id).unwrap_or_default()),
            Err(problem) => Err(problem.clone()),
        };
        let reading = InstanceReading {
            instance,
            disks: details.disks,
            role,
            user_data: details.user_data,
        };
        readings.by_id.insert(id, reading);
    }
    Ok(readings)
}

async fn listed(
    client: &AccountClient,
    region_id: &str,
    ids: &[String],
    readings: &mut InstanceReadings,
) -> Result<Vec<Instance>, CallError> {
    let mut instances = Vec::new();
    for batch in ids.chunks(BATCH) {
        let reply = client.call(&described(region_id, batch)).await?;
        readings.answered(DescribeInstances::NAME, &reply);
        if reply.body.skipped > 0 {
            readings.unreadable = Some(CallError::of_unreadable_row(reply.request_id.clone()).problem);
        }
        instances.extend(reply.body.instances);
    }
    Ok(instances)
}

impl InstanceReadings {
    fn answered<T>(&mut self, action: &'static str, reply: &Reply<T>) {
        self.answers.push((action, reply.request_id.clone()));
    }
}

/// The question for instances with the fields that are left out otherwise.
pub(crate) fn described(region_id: &str, ids: &[String]) -> DescribeInstances {
    DescribeInstances {
        instance_ids: ids.to_vec(),
        additional_attributes: ["META_OPTIONS", "CPU_OPTIONS_TOPOLOGY_TYPE", "NETWORK_PRIMARY_ENI_IP"]
            .map(str::to_owned)
            .into(),
        ..DescribeInstances::new(region_id)
    }
}

async fn roles(
    client: &AccountClient,
    region_id: &str,
    ids: &[String],
    readings: &mut InstanceReadings,
) -> Result<Result<HashMap<String, String>, Problem>, CallError> {
    let mut roles = HashMap::new();
    for batch in ids.chunks(ROLE_BATCH) {
        let reply = match client
            .call(&DescribeInstanceRamRole::new(region_id, batch.to_vec()))
            .await
        {
            Ok(reply) => reply,
            Err(failure) => return refused::<DescribeInstanceRamRole, _>(failure),
        };
        readings.answered(DescribeInstanceRamRole::NAME, &reply);
        let rows = reply.body.instance_ram_roles.into_iter();
        roles.extend(rows.map(|row| (row.instance_id, row.ram_role_name.unwrap_or_default())));
    }
    Ok(Ok(roles))
}

struct Details {
    disks: Result<Vec<Disk>, Problem>,
    user_data: Result<Option<SecretString>, Problem>,
    answers: Vec<(&'static str, String)>,
}

async fn details(client: &AccountClient, region_id: &str, id: &str) -> Result<Details, CallError> {
    let mut answers = Vec::new();
    let disks = match disks(client, region_id, id).await {
        Ok((disks, request_id)) => {
            answers.push((DescribeDisks::NAME, request_id));
            Ok(disks)
        }
        Err(failure) => refused::<DescribeDisks, _>(failure)?,
    };
    let user_data = match client.call(&DescribeUserData::new(region_id, id)).await {
        Ok(reply) => {
            answers.push((DescribeUserData::NAME, reply.request_id));
            Ok(reply.body.user_data)
        }
        Err(failure) => refused::<DescribeUserData, _>(failure)?,
    };
    Ok(Details {
        disks,
        user_data,
        answers,
    })
}

/// The disks of an instance, the system disk first, and the RequestId of the answer.
///
/// # Errors
/// Those of the cloud; a row that cannot be read is one: it may be a disk.
pub(crate) async fn disks(client: &AccountClient, region_id: &str, id: &str) -> Result<(Vec<Disk>, String), CallError> {
    let action = DescribeDisks {
        instance_id: Some(id.to_owned()),
        ..DescribeDisks::new(region_id)
    };
    let mut pages = client.pages(action);
    let mut disks = Vec::new();
    let mut request_id = String::new();
    while let Some(page) = pages.try_next().await? {
        if page.body.skipped > 0 {
            return Err(CallError::of_unreadable_row(page.request_id));
        }
        disks.extend(page.body.disks);
        request_id = page.request_id;
    }
    disks.sort_by_key(|disk| {
        (
            disk.disk_type.as_deref() != Some("system"),
            letter(disk.device.as_deref()),
        )
    });
    Ok((disks, request_id))
}

/// The letter by which devices are told apart: `/dev/xvdb` and `/dev/vdb` are the same.
pub(crate) fn letter(device: Option<&str>) -> String {
    let device = device.unwrap_or_default();
    let name = device.trim_start_matches("/dev/");
    let name = name.trim_start_matches('x').trim_start_matches("vd");
    name.to_owned()
}

/// A refusal, and an answer with a row that cannot be read, are gaps in the reading. Anything else may be another time, and fails it.
#[allow(clippy::result_large_err, reason = "as every call of the client")]
fn refused<A: Action, T>(failure: CallError) -> Result<Result<T, Problem>, CallError> {
    let is_gap = failure.error.as_ref().is_some_and(|error| {
        let kind = error.kind();
        matches!(kind, FailureKind::Permission | FailureKind::ClientFault)
            || matches!(error, Error::Unreadable { status: 200, .. })
    });
    match is_gap {
        true => Ok(Err(named::<A>(failure))),
        false => Err(failure),
    }
}

/// The problem with the name of the action.
fn named<A: Action>(failure: CallError) -> Problem {
    failure.problem.with_default("action", &ram_action_of::<A>())
}
