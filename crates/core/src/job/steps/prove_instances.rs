//! The proof of a fleet: reads every instance and compares it with what was asked for, or with another instance. Sends nothing.

use std::collections::BTreeMap;

use alibaba_cloud::ecs::{DescribeImages, DescribeUserData};
use alibaba_cloud::{BoxFuture, FailureKind, Request};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::instance_watch::InstanceWatcher;
use super::launch_instances::{LaunchInput, LaunchRecord};
use crate::cloud::{AccountClient, CallError};
use crate::instance::reading::{self, InstanceReadings};
use crate::inventory::ImageDisk;
use crate::job::kind::{Earlier, Found, Made, Prepared, Search, Seen, StepKind, StepUpdate, Watcher, input};
use crate::job::{JobEventCode, StepChange, StepKindName};
use crate::proof::{Asked, ProofRecord, ProvenRecord, as_asked, cells, of_request};
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

pub(super) struct ProveInstancesStep;

/// Which instances, and what they are compared with.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct ProveInput {
    version: u32,
    /// Positions of the launches whose instances are compared with what was asked for.
    pub(in crate::job) launches: Vec<u32>,
    /// Instances that are compared with another one.
    instance_ids: Vec<String>,
    against: Option<String>,
}

impl ProveInput {
    pub(in crate::job) fn of_launches(launches: Vec<u32>) -> Self {
        Self {
            version: 1,
            launches,
            ..Self::default()
        }
    }

    pub(in crate::job) fn of_instances(instance_ids: Vec<String>, against: &str) -> Self {
        Self {
            version: 1,
            instance_ids,
            against: Some(against.to_owned()),
            ..Self::default()
        }
    }
}

/// The proof of a step; `None` before it has one.
pub(in crate::job) fn record(step: &StepRow) -> Option<ProofRecord> {
    serde_json::from_value(step.result.clone()?).ok()
}

impl StepKind for ProveInstancesStep {
    fn action(&self) -> Option<String> {
        None
    }

    fn request(&self, _: &StepRow, _: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        Ok(None)
    }

    fn target(&self, _: &StepRow, _: &Earlier<'_>) -> Option<Made> {
        None
    }

    fn prepare<'a>(
        &'a self,
        step: &'a StepRow,
        earlier: &'a Earlier<'a>,
        client: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async move {
            let stored: ProveInput = input(step).map_err(CallError::from)?;
            let mut record = match &stored.against {
                Some(against) => compared(step, client, &stored.instance_ids, against).await?,
                None => launched(step, earlier, client, &stored.launches).await?,
            };
            record.version = 1;
            let (equal, different, unread) = record.counts();
            Ok(Prepared::Done {
                code: JobEventCode::Proven,
                params: vec![
                    ("equal", equal.to_string()),
                    ("different", different.to_string()),
                    ("unread", unread.to_string()),
                ],
                result: Some(json!(record)),
            })
        })
    }

    fn find<'a>(&'a self, _: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async { Ok(Found::Nothing) })
    }

    fn watcher(&self) -> &'static dyn Watcher {
        &InstanceWatcher
    }

    fn judge(&self, _: &StepRow, _: &Seen<'_>, _: i64) -> StepUpdate {
        StepUpdate::default()
    }

    fn instances(&self, step: &StepRow) -> Vec<String> {
        input::<ProveInput>(step).unwrap_or_default().instance_ids
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

/// Compares the instances of launches with what each launch asked for.
async fn launched(
    step: &StepRow,
    earlier: &Earlier<'_>,
    client: &AccountClient,
    launches: &[u32],
) -> Result<ProofRecord, CallError> {
    let mut record = ProofRecord::default();
    let mut first: Option<Asked> = None;
    for position in launches {
        let launch = earlier.0.iter().find(|other| other.position == *position);
        let Some(launch) = launch.filter(|launch| launch.kind == StepKindName::LaunchInstances) else {
            continue;
        };
        let stored: LaunchInput = input(launch).map_err(CallError::from)?;
        let parameters = launch
            .request
            .as_ref()
            .map(|request| request.parameters.clone())
            .unwrap_or_default();
        let disks = image_disks(client, step, &parameters).await?;
        let user_data = match stored.user_data_of() {
            Some(instance_id) => user_data(client, &step.result_region, instance_id).await?,
            None => None,
        };
        let asked = of_request(&parameters, disks.as_deref(), stored.user_data_of().is_some());
        let alive = LaunchRecord::of(launch);
        let ids: Vec<String> = alive.alive().map(|row| row.id.clone()).collect();
        let names: BTreeMap<&str, &str> = alive.alive().map(|row| (row.id.as_str(), row.name.as_str())).collect();
        let readings = reading::read(client, &step.result_region, &ids).await?;
        add(&mut record, &ids, &names, &asked, readings, user_data.as_ref());
        // The first launch says what was asked for; the others of the job differ in zone and type at most.
        first.get_or_insert(asked);
    }
    record.read_at = client.now().as_millisecond();
    record.attributes = first.map(|asked| columns(&asked)).unwrap_or_default();
    Ok(record)
}

/// Compares instances with another one.
async fn compared(
    step: &StepRow,
    client: &AccountClient,
    ids: &[String],
    against: &str,
) -> Result<ProofRecord, CallError> {
    let mut wanted: Vec<String> = ids.to_vec();
    wanted.push(against.to_owned());
    let mut readings = reading::read(client, &step.result_region, &wanted).await?;
    let Some(model) = readings.by_id.remove(against) else {
        return Err(CallError::from(
            Problem::new(ProblemCode::NotFound).with("instanceId", against),
        ));
    };
    let asked = as_asked(&model);
    let mut record = ProofRecord {
        against: Some((
            against.to_owned(),
            model.instance.instance_name.clone().unwrap_or_default(),
        )),
        attributes: columns(&asked),
        ..ProofRecord::default()
    };
    let data = model.user_data.ok().flatten();
    add(&mut record, ids, &BTreeMap::new(), &asked, readings, data.as_ref());
    record.read_at = client.now().as_millisecond();
    Ok(record)
}

fn columns(asked: &Asked) -> Vec<(String, Vec<String>)> {
    let columns = asked
        .iter()
        .map(|(code, asked)| (code.word().to_owned(), asked.clone()));
    columns.collect()
}

fn add(
    record: &mut ProofRecord,
    ids: &[String],
    names: &BTreeMap<&str, &str>,
    asked: &Asked,
    mut readings: InstanceReadings,
    user_data: Option<&SecretString>,
) {
    for id in ids {
        let row = match readings.by_id.remove(id) {
            Some(reading) => ProvenRecord {
                id: id.clone(),
                name: reading.instance.instance_name.clone().unwrap_or_default(),
                status: reading.instance.status.clone().unwrap_or_default(),
                disk_ids: reading
                    .disks
                    .iter()
                    .flatten()
                    .map(|disk| disk.disk_id.clone())
                    .collect(),
                cells: cells(asked, &reading, user_data)
                    .into_iter()
                    .map(|(_, cell)| cell)
                    .collect(),
                problem: None,
            },
            None => ProvenRecord {
                id: id.clone(),
                name: names.get(id.as_str()).copied().unwrap_or_default().to_owned(),
                cells: asked.iter().map(|_| Default::default()).collect(),
                problem: Some(Problem::new(ProblemCode::NotFound).with("instanceId", id)),
                ..ProvenRecord::default()
            },
        };
        record.instances.push(row);
    }
    let answers = readings.answers.into_iter();
    record
        .answers
        .extend(answers.map(|(action, id)| (action.to_owned(), id)));
}

/// The disks of the image that was launched; `None` when the image is no longer listed.
async fn image_disks(
    client: &AccountClient,
    step: &StepRow,
    parameters: &[(String, String)],
) -> Result<Option<Vec<ImageDisk>>, CallError> {
    let Some((_, image_id)) = parameters.iter().find(|(name, _)| name == "ImageId") else {
        return Ok(None);
    };
    let action = DescribeImages {
        image_ids: vec![image_id.clone()],
        ..DescribeImages::new(&step.result_region)
    };
    let images = client.call(&action).await?.body.images;
    let image = images.into_iter().find(|image| image.image_id == *image_id);
    let disks = image.map(|image| {
        let rows = image.disk_device_mappings.into_iter().map(|disk| ImageDisk {
            device: disk.device,
            disk_type: disk.disk_type.unwrap_or_default(),
            size_gib: disk.size,
            snapshot_id: disk.snapshot_id,
            snapshot_listed: None,
        });
        rows.collect()
    });
    Ok(disks)
}

/// The user data that was sent, read from the instance it came from. A refusal leaves it unknown.
async fn user_data(
    client: &AccountClient,
    region_id: &str,
    instance_id: &str,
) -> Result<Option<SecretString>, CallError> {
    match client.call(&DescribeUserData::new(region_id, instance_id)).await {
        Ok(reply) => Ok(reply.body.user_data),
        Err(failure) => match failure.error.as_ref().map(|error| error.kind()) {
            Some(FailureKind::Permission | FailureKind::ClientFault) => Ok(None),
            _ => Err(failure),
        },
    }
}
