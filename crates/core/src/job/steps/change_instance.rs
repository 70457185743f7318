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
use crate::job::cause::Cause;
use crate::job::kind::{
    Earlier, Found, Made, Observation, Search, Seen, StepKind, StepUpdate, Verdict, Watcher, input, not_shown,
};
use crate::job::{JobEventCode, StepChange};
use crate::milliseconds::MINUTE;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// How long a change takes at most until it is shown, milliseconds; that of a disk's category.
const USUALLY_SHOWN_WITHIN: i64 = 20 * MINUTE;
const CATEGORY_SHOWN_WITHIN: i64 = 60 * MINUTE;
/// A size for the next start may be shown only after it: so long is looked for it, milliseconds.
const OFFLINE_SHOWN_WITHIN: i64 = 2 * MINUTE;

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

    /// A refusal in the words of the window, at the field of the draft.
    fn worded(self, error: &Error, problem: Problem) -> Problem {
        let message = error.provider_message().unwrap_or_default();
        if let Some((code, field)) = error.code().and_then(|code| meaning(code, message)) {
            return Problem { code, ..problem }.at(field);
        }
        let field = match self {
            Self::InstanceType => "instanceType",
            Self::ResizeDisk | Self::DiskSpec => "disks",
            Self::Bandwidth => "bandwidthOut",
        };
        use ProblemCode as P;
        match problem.code {
            P::DowngradeRefused | P::BandwidthOfEip | P::RestartNeeded | P::WrongDiskStatus | P::NotForInstance => {
                problem.at(field)
            }
            _ => problem,
        }
    }

    /// What was asked for, and what is shown.
    fn asked_and_seen(self, stored: &ChangeInput, instance: &Instance, disks: &[Disk]) -> (String, String) {
        let disk = disks.iter().find(|disk| disk.disk_id == stored.disk_id);
        let joined = |parts: [&Option<String>; 2]| parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        match self {
            Self::InstanceType => (
                stored.instance_type.clone(),
                instance.instance_type.clone().unwrap_or_default(),
            ),
            Self::ResizeDisk => {
                let size = disk.and_then(|disk| disk.size).unwrap_or(0);
                (format!("{} GiB", stored.size_gib), format!("{size} GiB"))
            }
            Self::DiskSpec => (
                joined([&stored.category, &stored.performance_level]),
                disk.map(|disk| joined([&disk.category, &disk.performance_level]))
                    .unwrap_or_default(),
            ),
            Self::Bandwidth => {
                let now = instance.internet_max_bandwidth_out.unwrap_or(0);
                (format!("{} Mbit/s", stored.bandwidth_out), format!("{now} Mbit/s"))
            }
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

    fn judge(&self, step: &StepRow, seen: &Seen<'_>, now: i64) -> StepUpdate {
        let Some(Observation::InstanceWithDisks { instance, disks }) = seen.one() else {
            return StepUpdate::default();
        };
        let stored: ChangeInput = input(step).unwrap_or_default();
        let is_offline = *self == Self::ResizeDisk && !stored.online;
        let is_long = step.accepted_at.is_some_and(|at| now - at > OFFLINE_SHOWN_WITHIN);
        let usual = match self {
            Self::DiskSpec => CATEGORY_SHOWN_WITHIN,
            _ => USUALLY_SHOWN_WITHIN,
        };
        let (asked, shown) = self.asked_and_seen(&stored, instance, disks);
        StepUpdate {
            verdict: match self.is_there(&stored, instance, disks) {
                true => Verdict::done(),
                false if is_offline && is_long => Verdict::Done {
                    code: JobEventCode::GrowsAtStart,
                    params: Vec::new(),
                },
                false => Verdict::Running,
            },
            problem: not_shown(step, now, usual, &asked, &shown),
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
        matches!(problem.code, ProblemCode::CloudBusy | ProblemCode::SnapshotRunning).then_some(problem)
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
            self.worded(error, problem)
        })
    }

    fn change(&self, _: &mut StepRow, _: &StepChange) -> Result<(), Problem> {
        Err(Problem::new(ProblemCode::StepMovedOn))
    }

    /// A disk that cannot grow while its instance runs grows for the next start.
    fn before_retry(&self, step: &mut StepRow) -> Result<(), Problem> {
        let code = step.problem.as_ref().map(|problem| problem.code);
        if code == Some(ProblemCode::OnlineResizeRefused) {
            let stored: ChangeInput = input(step)?;
            step.input = serde_json::json!(ChangeInput {
                online: false,
                ..stored
            });
        }
        Ok(())
    }

    fn can_change(&self) -> bool {
        false
    }
}

/// What a refusal means, and the field of the draft. Source: the error lists of the actions; FACTS-INSTANCES 35 to 41.
fn meaning(code: &str, message: &str) -> Option<(ProblemCode, &'static str)> {
    use ProblemCode as P;
    Some(match code {
        "InvalidInstanceType.ValueNotSupported"
        | "InvalidInstanceType.ValueUnauthorized"
        | "InstanceType.Offline"
        | "InstanceTypeNotSupported.TooManyDisksAttached" => (P::TypeNotInZone, "instanceType"),
        "ImageNotSupportInstanceType" => (P::TypeNotForImage, "instanceType"),
        // The same code has other meanings, which only the message tells.
        "InvalidParameter.Conflict" if message.contains("image") => (P::TypeNotForImage, "instanceType"),
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
        "InvalidOperation.InstanceTypeNotSupportOnlineResize" | "InvalidDiskSize.NotSupportResizeOnline" => {
            (P::OnlineResizeRefused, "disks")
        }
        "QuotaExceed.ElasticQuota" => (P::QuotaUsedUp, "instanceType"),
        "QuotaExceed.DiskCapacity" | "QuotaExceeded.PostpaidDataDiskCapacity" => (P::QuotaUsedUp, "disks"),
        "InvalidOperation.PublicIpAddressNoStock" => (P::NoPublicAddress, "bandwidthOut"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cloud_problem::refusal;

    /// FACTS-INSTANCES 35 to 41, and the field of the draft at which the sentence stands.
    #[test]
    fn every_refusal_that_a_person_can_cause_has_a_sentence() {
        use ProblemCode as P;
        let (of_type, resize, spec, bandwidth) = (
            ChangeStep::InstanceType,
            ChangeStep::ResizeDisk,
            ChangeStep::DiskSpec,
            ChangeStep::Bandwidth,
        );
        let table = [
            (of_type, "InvalidInstanceStatus.NotStopped", P::WrongInstanceStatus, ""),
            (of_type, "InvalidStatus.NotStopped", P::WrongInstanceStatus, ""),
            (
                of_type,
                "InvalidOperation.OnlineModificationUnsupported",
                P::WrongInstanceStatus,
                "",
            ),
            (
                of_type,
                "InvalidOperation.RebootingRequired",
                P::RestartNeeded,
                "instanceType",
            ),
            (
                of_type,
                "InstanceSpecModification.NotEffective",
                P::RestartNeeded,
                "instanceType",
            ),
            (of_type, "InvalidAction.NotSupport", P::NotForInstance, "instanceType"),
            (of_type, "ChargeTypeViolation", P::NotForInstance, "instanceType"),
            (of_type, "Throttling", P::Throttled, ""),
            (
                of_type,
                "InstanceDowngrade.QuotaExceed",
                P::DowngradeRefused,
                "instanceType",
            ),
            (of_type, "Downgrade.NotSupported", P::DowngradeRefused, "instanceType"),
            (
                of_type,
                "InvalidInstanceType.NotSupportDiskCategory",
                P::DiskCategoryRefused,
                "instanceType",
            ),
            (
                of_type,
                "InstanceTypeNotSupported.TooManyDisksAttached",
                P::TypeNotInZone,
                "instanceType",
            ),
            (
                of_type,
                "ImageNotSupportInstanceType",
                P::TypeNotForImage,
                "instanceType",
            ),
            (of_type, "InstanceType.Offline", P::TypeNotInZone, "instanceType"),
            (of_type, "OperationDenied.NoStock", P::NoStock, ""),
            (of_type, "LastOrderProcessing", P::CloudBusy, ""),
            (of_type, "LastTokenProcessing", P::CloudBusy, ""),
            (of_type, "QuotaExceed.ElasticQuota", P::QuotaUsedUp, "instanceType"),
            (of_type, "OperationDenied.UnpaidOrder", P::UnpaidOrder, ""),
            (resize, "InvalidDiskSize.TooSmall", P::DiskSizeRefused, "disks"),
            (resize, "InvalidDiskSize.TooLarge", P::DiskSizeRefused, "disks"),
            (resize, "DiskCreatingSnapshot", P::SnapshotRunning, ""),
            (resize, "InvalidInstanceStatus.NotRunning", P::WrongInstanceStatus, ""),
            (resize, "IncorrectDiskStatus", P::WrongDiskStatus, "disks"),
            (resize, "DiskInArrears", P::ExpiredOrInArrears, ""),
            (
                spec,
                "OperationDenied.DiskExpansionUnfinished",
                P::RestartNeeded,
                "disks",
            ),
            (spec, "Downgrade.NotSupported", P::DowngradeRefused, "disks"),
            (spec, "DiskInCoolingPeriod", P::CloudBusy, ""),
            (spec, "ModifyingDiskCategoryLimitExceed", P::CloudBusy, ""),
            (
                spec,
                "OperationDenied.PerformanceLevelNotMatch",
                P::PerformanceLevelRefused,
                "disks",
            ),
            (
                bandwidth,
                "InvalidInstance.EipNotSupport",
                P::BandwidthOfEip,
                "bandwidthOut",
            ),
            (
                bandwidth,
                "InvalidOperation.PublicIpAddressNoStock",
                P::NoPublicAddress,
                "bandwidthOut",
            ),
            (bandwidth, "InstanceExpiredOrInArrears", P::ExpiredOrInArrears, ""),
        ];
        for (step, code, expected, field) in table {
            let error = refusal(code, "words of the cloud");
            let problem = step.worded(&error, Problem::from(&error));
            let at = problem.field.as_deref().unwrap_or_default();
            assert_eq!((problem.code, at), (expected, field), "{code}");
        }
    }
}
