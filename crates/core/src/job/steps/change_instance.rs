//! What changes an instance: ModifyInstanceSpec or ModifyPrepayInstanceSpec, ResizeDisk, ModifyDiskSpec, ModifyInstanceNetworkSpec. Each
//! is done when the cloud shows what was asked for.

use alibaba_cloud::ecs::{
    Disk, Instance, ModifyDiskSpec, ModifyInstanceNetworkSpec, ModifyInstanceSpec, ModifyPrepayInstanceSpec, ResizeDisk,
};
use alibaba_cloud::{Action, BoxFuture, Error, FailureKind, Request};
use serde::{Deserialize, Serialize};

use super::instance_watch;
use super::system_disk_watch::{self, SystemDiskWatcher};
use crate::cloud::{AccountClient, CallError, ram_action_of};
use crate::job::StepChange;
use crate::job::cause::Cause;
use crate::job::kind::{
    Earlier, Found, Made, Observation, Search, Seen, StepKind, StepUpdate, Verdict, Watcher, input,
};
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// A kind of step that changes an instance.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum ChangeStep {
    InstanceType,
    ResizeDisk,
    DiskSpec,
    Bandwidth,
}

/// What changes, and into what. A kind reads its own part.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct ChangeInput {
    pub(in crate::job) version: u32,
    pub(in crate::job) instance_id: String,
    /// A subscription: another action changes its type.
    pub(in crate::job) subscription: bool,
    pub(in crate::job) instance_type: String,
    pub(in crate::job) disk_id: String,
    /// GiB.
    pub(in crate::job) size_gib: u32,
    /// Grows while the instance runs.
    pub(in crate::job) online: bool,
    pub(in crate::job) category: Option<String>,
    pub(in crate::job) performance_level: Option<String>,
    /// Mbit/s.
    pub(in crate::job) bandwidth_out: u32,
    /// A pay-as-you-go instance gets its first public address.
    pub(in crate::job) allocate_address: bool,
}

impl ChangeStep {
    /// Whether what was asked for is there.
    fn is_there(self, stored: &ChangeInput, instance: &Instance, disks: &[Disk]) -> bool {
        let disk = disks.iter().find(|disk| disk.disk_id == stored.disk_id);
        let is = |wanted: &Option<String>, own: &Option<String>| wanted.is_none() || wanted == own;
        match self {
            Self::InstanceType => instance.instance_type.as_deref() == Some(&stored.instance_type),
            Self::ResizeDisk => disk.is_some_and(|disk| disk.size >= Some(stored.size_gib)),
            Self::DiskSpec => disk.is_some_and(|disk| {
                is(&stored.category, &disk.category) && is(&stored.performance_level, &disk.performance_level)
            }),
            Self::Bandwidth => instance.internet_max_bandwidth_out.unwrap_or(0) == stored.bandwidth_out,
        }
    }

    fn request_of(self, region_id: &str, stored: ChangeInput) -> Request {
        // The token belongs to an attempt.
        match self {
            Self::InstanceType if stored.subscription => {
                ModifyPrepayInstanceSpec::new(region_id, stored.instance_id, stored.instance_type, "").request()
            }
            Self::InstanceType => ModifyInstanceSpec {
                instance_type: Some(stored.instance_type),
                ..ModifyInstanceSpec::new(region_id, stored.instance_id, "")
            }
            .request(),
            Self::ResizeDisk => ResizeDisk {
                resize_type: Some(if stored.online { "online" } else { "offline" }.to_owned()),
                ..ResizeDisk::new(region_id, stored.disk_id, stored.size_gib, "")
            }
            .request(),
            Self::DiskSpec => ModifyDiskSpec {
                disk_category: stored.category,
                performance_level: stored.performance_level,
                ..ModifyDiskSpec::new(region_id, stored.disk_id)
            }
            .request(),
            Self::Bandwidth => ModifyInstanceNetworkSpec {
                internet_max_bandwidth_out: Some(stored.bandwidth_out),
                allocate_public_ip: stored.allocate_address,
                ..ModifyInstanceNetworkSpec::new(region_id, stored.instance_id, "")
            }
            .request(),
        }
    }
}

impl StepKind for ChangeStep {
    fn action(&self) -> Option<String> {
        Some(match self {
            Self::InstanceType => ram_action_of::<ModifyInstanceSpec>(),
            Self::ResizeDisk => ram_action_of::<ResizeDisk>(),
            Self::DiskSpec => ram_action_of::<ModifyDiskSpec>(),
            Self::Bandwidth => ram_action_of::<ModifyInstanceNetworkSpec>(),
        })
    }

    fn request(&self, step: &StepRow, _: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        Ok(Some(self.request_of(&step.request_region, input(step)?)))
    }

    fn target(&self, step: &StepRow, _: &Earlier<'_>) -> Option<Made> {
        self.instances(step).into_iter().next().map(Made::one)
    }

    fn instances(&self, step: &StepRow) -> Vec<String> {
        let stored: Option<ChangeInput> = input(step).ok();
        stored.into_iter().map(|stored| stored.instance_id).collect()
    }

    fn find<'a>(&'a self, search: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async move {
            let stored: ChangeInput = input(search.step).unwrap_or_default();
            let region_id = &search.step.result_region;
            let listed = instance_watch::list(search.client, region_id, &self.instances(search.step)).await?;
            let disks = system_disk_watch::disks(search.client, region_id, &stored.instance_id).await?;
            Ok(match listed.instances.get(&stored.instance_id) {
                Some(instance) if self.is_there(&stored, instance, &disks) => Found::Ours {
                    made: Made::one(stored.instance_id),
                    made_at: None,
                    by: "state",
                    others: 0,
                    request_id: listed.request_id,
                },
                _ => Found::Nothing,
            })
        })
    }

    fn watcher(&self) -> &'static dyn Watcher {
        &SystemDiskWatcher
    }

    fn judge(&self, step: &StepRow, seen: &Seen<'_>, _: i64) -> StepUpdate {
        let Some(Observation::InstanceWithDisks { instance, disks }) = seen.one() else {
            return StepUpdate::default();
        };
        let stored: ChangeInput = input(step).unwrap_or_default();
        let is_there = self.is_there(&stored, instance, disks);
        StepUpdate {
            verdict: if is_there { Verdict::done() } else { Verdict::Running },
            ..StepUpdate::default()
        }
    }

    fn not_listed(&self, id: &str) -> Problem {
        Problem::new(ProblemCode::InstanceNotListed).with("instanceId", id)
    }

    /// What is there already may be the effect of an earlier sending.
    fn refusal_cause(&self, error: &Error) -> Option<Cause> {
        (error.code() == Some("NoChangeInDiskCategoryAndPerformanceLevel")).then_some(Cause::Contradiction)
    }

    /// A snapshot, an order or a change before this one has to come to its end first.
    fn waits_for(&self, _: &StepRow, error: &Error) -> Option<Problem> {
        let problem = Problem::from(error);
        let waits = matches!(
            error.code(),
            Some(
                "LastOrderProcessing"
                    | "LastRequestProcessing"
                    | "InvalidStatus.Upgrading"
                    | "InvalidStatus.DiskNotReady"
            )
        );
        (waits || problem.code == ProblemCode::SnapshotRunning).then_some(problem)
    }

    fn refusal<'a>(
        &'a self,
        step: &'a StepRow,
        client: &'a AccountClient,
        failure: &'a CallError,
    ) -> BoxFuture<'a, Problem> {
        Box::pin(async move {
            let problem = failure.problem.clone();
            let Some(error) = &failure.error else {
                return problem;
            };
            let stored: ChangeInput = input(step).unwrap_or_default();
            let is_about_instance =
                problem.code == ProblemCode::WrongInstanceStatus || error.kind() == FailureKind::NoStock;
            if is_about_instance {
                let listed = instance_watch::list(client, &step.request_region, &self.instances(step)).await;
                let instance = listed.ok().and_then(|listed| listed.instances.into_values().next());
                let (status, zone_id) = instance
                    .map(|instance| {
                        (
                            instance.status.unwrap_or_default(),
                            instance.zone_id.unwrap_or_default(),
                        )
                    })
                    .unwrap_or_default();
                return problem
                    .with("status", status)
                    .with("zoneId", zone_id)
                    .with("instanceType", stored.instance_type);
            }
            match error.code().and_then(meaning) {
                Some((code, field)) => Problem { code, ..problem }.at(field),
                None => problem,
            }
        })
    }

    fn change(&self, _: &mut StepRow, _: &StepChange) -> Result<(), Problem> {
        Err(Problem::new(ProblemCode::StepMovedOn))
    }

    fn can_change(&self) -> bool {
        false
    }
}

/// What a refusal means, and the field of the draft. Source: the error lists of the actions; FACTS-INSTANCES 35 to 41.
fn meaning(code: &str) -> Option<(ProblemCode, &'static str)> {
    use ProblemCode as P;
    Some(match code {
        "InvalidInstanceType.ValueNotSupported"
        | "InvalidInstanceType.ValueUnauthorized"
        | "InstanceType.Offline"
        | "InstanceTypeNotSupported.TooManyDisksAttached" => (P::TypeNotInZone, "instanceType"),
        "ImageNotSupportInstanceType" => (P::TypeNotForImage, "instanceType"),
        "InvalidInstanceType.NotSupportDiskCategory" | "InvalidDiskCategory.NotSupported" => {
            (P::DiskCategoryRefused, "instanceType")
        }
        "InvalidDiskCategory.ValueNotSupported" => (P::DiskCategoryRefused, "disks"),
        "InvalidDiskSize"
        | "InvalidDiskSize.TooSmall"
        | "InvalidDiskSize.TooLarge"
        | "InvalidDataDiskSize.ValueNotSupported"
        | "InvalidSystemDiskSize.ValueNotSupported" => (P::DiskSizeRefused, "disks"),
        "OperationDenied.PerformanceLevelNotMatch"
        | "InvalidPerformanceLevel.TooLow"
        | "InvalidPerformanceLevel.Malformed" => (P::PerformanceLevelRefused, "disks"),
        "QuotaExceed.ElasticQuota" => (P::QuotaUsedUp, "instanceType"),
        "QuotaExceed.DiskCapacity" | "QuotaExceeded.PostpaidDataDiskCapacity" => (P::QuotaUsedUp, "disks"),
        "InvalidOperation.PublicIpAddressNoStock" => (P::NoPublicAddress, "bandwidthOut"),
        _ => return None,
    })
}
