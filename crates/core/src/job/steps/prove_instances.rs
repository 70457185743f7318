//! The proof of a fleet: reads every instance and compares it with what was asked for, or with another instance. Sends nothing.

use std::collections::{BTreeMap, BTreeSet};

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
use crate::proof::{Asked, ProofAttributeCode as Code, ProofRecord, ProvenRecord, as_asked, cells, of_request};
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

/// Instances and what each of them was asked to be.
struct Compared {
    ids: Vec<String>,
    /// Names by id, for those that are no longer listed.
    names: BTreeMap<String, String>,
    asked: Asked,
    user_data: Option<SecretString>,
}

/// Compares the instances of launches with what each launch asked for.
async fn launched(
    step: &StepRow,
    earlier: &Earlier<'_>,
    client: &AccountClient,
    launches: &[u32],
) -> Result<ProofRecord, CallError> {
    let mut images = BTreeMap::new();
    let mut fleet = Vec::new();
    for position in launches {
        let launch = earlier.at(*position);
        let Some(launch) = launch.filter(|launch| launch.kind == StepKindName::LaunchInstances) else {
            continue;
        };
        let stored: LaunchInput = input(launch).map_err(CallError::from)?;
        let request = launch.request.as_ref();
        let parameters = request.map(|request| request.parameters.clone()).unwrap_or_default();
        let image = parameters.iter().find(|(name, _)| name == "ImageId");
        let image_id = image.map(|(_, id)| id.clone()).unwrap_or_default();
        if !images.contains_key(&image_id) {
            let disks = image_disks(client, step, &image_id).await?;
            images.insert(image_id.clone(), disks);
        }
        let disks = images.get(&image_id).and_then(Option::as_deref);
        let user_data = match stored.user_data_of() {
            Some(instance_id) => user_data(client, &step.result_region, instance_id).await?,
            None => None,
        };
        let alive = LaunchRecord::of(launch);
        fleet.push(Compared {
            ids: alive.alive().map(|row| row.id.clone()).collect(),
            names: alive.alive().map(|row| (row.id.clone(), row.name.clone())).collect(),
            asked: of_request(&parameters, disks, stored.user_data_of().is_some()),
            user_data,
        });
    }
    let codes: BTreeSet<Code> = fleet.iter().flat_map(|part| part.asked.keys().copied()).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let mut record = ProofRecord::default();
    columns(&mut record, &codes, |code| {
        fleet.iter().find_map(|part| part.asked.get(&code).cloned())
    });
    for part in fleet {
        let readings = reading::read(client, &step.result_region, &part.ids).await?;
        add(&mut record, &codes, &part, readings);
    }
    record.read_at = client.now().as_millisecond();
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
        return Err(CallError::from(missing(&readings, against)));
    };
    let name = model.instance.instance_name.clone().unwrap_or_default();
    let mut record = ProofRecord {
        against: Some((against.to_owned(), name)),
        ..ProofRecord::default()
    };
    let fleet = Compared {
        ids: ids.to_vec(),
        names: BTreeMap::new(),
        asked: as_asked(&model),
        user_data: model.user_data.ok().flatten(),
    };
    columns(&mut record, &Code::ALL, |code| fleet.asked.get(&code).cloned());
    add(&mut record, &Code::ALL, &fleet, readings);
    record.read_at = client.now().as_millisecond();
    Ok(record)
}

/// Says what was asked for in each column, as far as it is known.
fn columns(record: &mut ProofRecord, codes: &[Code], asked: impl Fn(Code) -> Option<Vec<String>>) {
    for code in codes {
        let known = asked(*code);
        if known.is_none() {
            record.unknown.push(code.word().to_owned());
        }
        record
            .attributes
            .push((code.word().to_owned(), known.unwrap_or_default()));
    }
}

fn add(record: &mut ProofRecord, codes: &[Code], fleet: &Compared, mut readings: InstanceReadings) {
    for id in &fleet.ids {
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
                cells: cells(codes, &fleet.asked, &reading, fleet.user_data.as_ref()),
                problem: None,
            },
            None => ProvenRecord {
                id: id.clone(),
                name: fleet.names.get(id).cloned().unwrap_or_default(),
                cells: codes.iter().map(|_| Default::default()).collect(),
                problem: Some(missing(&readings, id)),
                ..ProvenRecord::default()
            },
        };
        record.instances.push(of_own_request(row, record, codes, &fleet.asked));
    }
    let answers = readings.answers.into_iter();
    record
        .answers
        .extend(answers.map(|(action, id)| (action.to_owned(), id)));
}

/// Why there is no reading of an instance.
fn missing(readings: &InstanceReadings, id: &str) -> Problem {
    let not_listed = || Problem::new(ProblemCode::NotFound).with("instanceId", id);
    readings.unreadable.clone().unwrap_or_else(not_listed)
}

/// The same row, with what was asked of this instance where its column says something else.
fn of_own_request(mut row: ProvenRecord, record: &ProofRecord, codes: &[Code], asked: &Asked) -> ProvenRecord {
    let columns = codes.iter().zip(&record.attributes);
    for ((code, (_, column)), cell) in columns.zip(&mut row.cells) {
        cell.asked = asked.get(code).filter(|own| *own != column).cloned();
    }
    row
}

/// The disks of the image that was launched; `None` when the image is no longer listed.
async fn image_disks(
    client: &AccountClient,
    step: &StepRow,
    image_id: &str,
) -> Result<Option<Vec<ImageDisk>>, CallError> {
    let action = DescribeImages {
        image_ids: vec![image_id.to_owned()],
        ..DescribeImages::new(&step.result_region)
    };
    let images = client.call(&action).await?.body.images;
    let image = images.into_iter().find(|image| image.image_id == image_id);
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
