//! Reads everything of instances that a launch takes over and a proof compares. What cannot be read is told, and the rest is there.

use std::collections::HashMap;

use alibaba_cloud::ecs::{DescribeDisks, DescribeInstanceRamRole, DescribeInstances, DescribeUserData, Disk, Instance};
use alibaba_cloud::{Action, FailureKind, Reply};
use futures_util::{FutureExt, StreamExt, TryStreamExt, stream};
use secrecy::SecretString;

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
}

/// Reads instances. One that the cloud does not list is missing in the answer.
///
/// # Errors
/// When DescribeInstances cannot be asked, and when anything cannot be asked now but later (throttled, no network).
pub(crate) async fn read(
    client: &AccountClient,
    region_id: &str,
    ids: &[String],
) -> Result<InstanceReadings, CallError> {
    let mut readings = InstanceReadings::default();
    let mut instances = Vec::new();
    for batch in ids.chunks(BATCH) {
        let reply = client.call(&described(region_id, batch)).await?;
        readings.answered(DescribeInstances::NAME, &reply);
        instances.extend(reply.body.instances);
    }
    let listed: Vec<String> = instances.iter().map(|instance| instance.instance_id.clone()).collect();
    let mut roles = roles(client, region_id, &listed, &mut readings).await?;
    let mut questions = Vec::new();
    for id in &listed {
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

impl InstanceReadings {
    fn answered<T>(&mut self, action: &'static str, reply: &Reply<T>) {
        self.answers.push((action, reply.request_id.clone()));
    }
}

/// The question for instances with the fields that are left out otherwise.
fn described(region_id: &str, ids: &[String]) -> DescribeInstances {
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

async fn disks(client: &AccountClient, region_id: &str, id: &str) -> Result<(Vec<Disk>, String), CallError> {
    let action = DescribeDisks {
        instance_id: Some(id.to_owned()),
        ..DescribeDisks::new(region_id)
    };
    let mut pages = client.pages(action);
    let mut disks = Vec::new();
    let mut request_id = String::new();
    while let Some(page) = pages.try_next().await? {
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

/// A refusal is a gap in the reading. Anything else may be another time, and fails the reading.
#[allow(clippy::result_large_err, reason = "as every call of the client")]
fn refused<A: Action, T>(failure: CallError) -> Result<Result<T, Problem>, CallError> {
    let kind = failure.error.as_ref().map(|error| error.kind());
    match kind {
        Some(FailureKind::Permission | FailureKind::ClientFault) => {
            Ok(Err(failure.problem.with_default("action", &ram_action_of::<A>())))
        }
        _ => Err(failure),
    }
}
