//! CreateSnapshot and CreateSnapshotGroup: of one disk, or of several disks of an instance at one moment.

use alibaba_cloud::ecs::{CreateSnapshot, CreateSnapshotGroup};
use alibaba_cloud::{Action, BoxFuture, Decode, Error, Request};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::snapshot_watch::{self, SnapshotGroupWatcher, SnapshotWatcher};
use super::{request, snapshot_search};
use crate::cloud::{AccountClient, CallError, ram_action_of};
use crate::image::TagRecord;
use crate::instance::snapshot_rules;
use crate::job::StepChange;
use crate::job::kind::{Earlier, Found, Made, Search, Seen, StepKind, StepUpdate, Watcher, input};
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// A kind of step that makes snapshots.
pub(super) enum CreateSnapshotStep {
    /// CreateSnapshot.
    OfDisk,
    /// CreateSnapshotGroup.
    Group,
}

/// What snapshots are made of. The name is that of the step.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct CreateSnapshotInput {
    version: u32,
    instance_id: String,
    disk_ids: Vec<String>,
    description: String,
    /// Of a snapshot alone; kept until it is deleted when there is none.
    retention_days: Option<u32>,
    tags: Vec<TagRecord>,
}

impl CreateSnapshotInput {
    pub(in crate::job) fn new(
        instance_id: &str,
        disk_ids: &[String],
        description: &str,
        retention_days: Option<u32>,
        tags: Vec<TagRecord>,
    ) -> Self {
        Self {
            version: 1,
            instance_id: instance_id.to_owned(),
            disk_ids: disk_ids.to_vec(),
            description: description.to_owned(),
            retention_days,
            tags,
        }
    }

    fn disk_id(&self) -> &str {
        self.disk_ids.first().map(String::as_str).unwrap_or_default()
    }
}

impl StepKind for CreateSnapshotStep {
    fn action(&self) -> Option<String> {
        Some(match self {
            Self::OfDisk => ram_action_of::<CreateSnapshot>(),
            Self::Group => ram_action_of::<CreateSnapshotGroup>(),
        })
    }

    fn request(&self, step: &StepRow, _: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        let stored: CreateSnapshotInput = input(step)?;
        let description = Some(stored.description.clone()).filter(|text| !text.is_empty());
        let tags = request::tags(&stored.tags, step);
        let region_id = &step.request_region;
        // The token belongs to an attempt.
        Ok(Some(match self {
            Self::OfDisk => CreateSnapshot {
                snapshot_name: step.name.clone(),
                description,
                retention_days: stored.retention_days,
                tags,
                ..CreateSnapshot::new(region_id, stored.disk_id(), "")
            }
            .request(),
            Self::Group => CreateSnapshotGroup {
                instance_id: Some(stored.instance_id),
                disk_ids: stored.disk_ids,
                name: step.name.clone(),
                description,
                tags,
                ..CreateSnapshotGroup::new(region_id, "")
            }
            .request(),
        }))
    }

    fn target(&self, _: &StepRow, _: &Earlier<'_>) -> Option<Made> {
        None
    }

    fn decode(&self) -> Decode<Made> {
        match self {
            Self::OfDisk => |reply| CreateSnapshot::decode(reply).map(|made| Made::one(made.snapshot_id)),
            Self::Group => |reply| CreateSnapshotGroup::decode(reply).map(|made| Made::one(made.snapshot_group_id)),
        }
    }

    fn find<'a>(&'a self, search: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async move {
            let stored: CreateSnapshotInput = input(search.step).unwrap_or_default();
            match self {
                Self::OfDisk => snapshot_search::find(&search, stored.disk_id()).await,
                Self::Group => snapshot_search::find_group(&search, &stored.instance_id).await,
            }
        })
    }

    fn watcher(&self) -> &'static dyn Watcher {
        match self {
            Self::OfDisk => &SnapshotWatcher,
            Self::Group => &SnapshotGroupWatcher,
        }
    }

    fn judge(&self, step: &StepRow, seen: &Seen<'_>, _: i64) -> StepUpdate {
        let stored: CreateSnapshotInput = input(step).unwrap_or_default();
        let first = seen.0.first();
        first.map_or_else(StepUpdate::default, |(id, seen)| {
            snapshot_watch::judge(id, &stored.disk_ids, seen)
        })
    }

    fn not_listed(&self, id: &str) -> Problem {
        Problem::new(ProblemCode::SnapshotNotListed).with("snapshotId", id)
    }

    /// The disk may have only so many snapshots under way.
    fn waits_for(&self, _: &StepRow, error: &Error) -> Option<Problem> {
        let problem = Problem::from(error);
        (problem.code == ProblemCode::SnapshotRunning).then_some(problem)
    }

    fn refusal<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a AccountClient,
        failure: &'a CallError,
    ) -> BoxFuture<'a, Problem> {
        Box::pin(async move {
            let problem = failure.problem.clone();
            let Some(error) = &failure.error else {
                return problem;
            };
            let stored: CreateSnapshotInput = input(step).unwrap_or_default();
            if let Some(refused) = request::tag_key_refused(error, &stored.tags, &problem) {
                return refused;
            }
            match error.code().and_then(field) {
                Some(field) => problem.at(field),
                None => problem,
            }
        })
    }

    fn change(&self, step: &mut StepRow, change: &StepChange) -> Result<(), Problem> {
        if change.share_with.is_some() || change.launch.is_some() {
            return Err(Problem::new(ProblemCode::StepMovedOn));
        }
        if let Some(name) = &change.name {
            let findings = snapshot_rules::check_name("name", name);
            if !findings.is_empty() {
                return Err(Problem::new(ProblemCode::DraftInvalid)
                    .with("count", findings.len().to_string())
                    .at("name"));
            }
            step.name = Some(name.clone());
        }
        if let Some(keys) = &change.drop_tags {
            let mut stored: CreateSnapshotInput = input(step)?;
            stored.tags.retain(|tag| !keys.contains(&tag.key));
            step.input = json!(stored);
        }
        Ok(())
    }
}

/// The field of the form that a refusal is about.
fn field(code: &str) -> Option<&'static str> {
    match code {
        "InvalidSnapshotName.Malformed" | "InvalidParameter.Name" => Some("name"),
        "InvalidDescription.Malformed" | "InvalidParameter.Description" => Some("description"),
        "InvalidRetentionDays.Malformed" => Some("retentionDays"),
        "Duplicate.TagKey" | "QuotaExceed.Tags" => Some("tags"),
        _ => match code.split('.').next().unwrap_or(code) {
            "DiskCategory"
            | "InvalidDiskIds"
            | "IncorrectDiskType"
            | "NumberExceed"
            | "CapacityExceed"
            | "InvalidDisk"
            | "InvalidDiskId"
            | "IncorrectDiskStatus"
            | "DiskInArrears"
            | "IncorrectVolumeStatus" => Some("diskIds"),
            "InvalidOperation" if code == "InvalidOperation.MultiAttachDisk" => Some("diskIds"),
            _ => None,
        },
    }
}
