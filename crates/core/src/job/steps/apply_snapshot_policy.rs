//! ApplyAutoSnapshotPolicy: gives the new system disk of an instance the policy of the old one. Nothing is sent when it has it.

use alibaba_cloud::ecs::{ApplyAutoSnapshotPolicy, Disk};
use alibaba_cloud::{Action, BoxFuture, Request};
use serde::{Deserialize, Serialize};

use super::request;
use super::system_disk_watch::{self, SystemDiskWatcher};
use crate::cloud::{AccountClient, CallError, ram_action_of};
use crate::job::kind::{
    Earlier, Found, Made, Observation, Prepared, Search, Seen, StepKind, StepUpdate, Verdict, Watcher, input,
};
use crate::job::{JobEventCode, StepChange};
use crate::milliseconds::MINUTE;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// How long the policy may be missing in the cloud's answers after it was applied, milliseconds.
const VERIFIED_WITHIN: i64 = 2 * MINUTE;

pub(super) struct ApplySnapshotPolicyStep;

/// Which policy, and the disk of which instance.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(in crate::job) struct ApplySnapshotPolicyInput {
    version: u32,
    instance_id: String,
    policy_id: String,
}

impl ApplySnapshotPolicyInput {
    pub(in crate::job) fn new(instance_id: &str, policy_id: &str) -> Self {
        Self {
            version: 1,
            instance_id: instance_id.to_owned(),
            policy_id: policy_id.to_owned(),
        }
    }

    fn has_policy(&self, disk: &Disk) -> bool {
        disk.auto_snapshot_policy_id.as_deref() == Some(&self.policy_id)
    }
}

impl StepKind for ApplySnapshotPolicyStep {
    fn action(&self) -> Option<String> {
        Some(ram_action_of::<ApplyAutoSnapshotPolicy>())
    }

    fn request(&self, _: &StepRow, _: &Earlier<'_>) -> Result<Option<Request>, Problem> {
        Ok(None)
    }

    fn prepare<'a>(
        &'a self,
        step: &'a StepRow,
        _: &'a Earlier<'a>,
        client: &'a AccountClient,
    ) -> BoxFuture<'a, Result<Prepared, CallError>> {
        Box::pin(async move {
            let stored: ApplySnapshotPolicyInput = input(step)?;
            let disks = system_disk_watch::disks(client, &step.request_region, &stored.instance_id).await?;
            let Some(system) = system_disk_watch::system(&disks) else {
                return Ok(Prepared::NotYet(self.not_listed(&stored.instance_id)));
            };
            if stored.has_policy(system) {
                return Ok(Prepared::Done {
                    code: JobEventCode::Done,
                    params: Vec::new(),
                    result: None,
                });
            }
            let disk_ids = vec![system.disk_id.clone()];
            let action = ApplyAutoSnapshotPolicy::new(&step.request_region, stored.policy_id, disk_ids);
            Ok(Prepared::Send(Box::new(action.request())))
        })
    }

    fn target(&self, step: &StepRow, _: &Earlier<'_>) -> Option<Made> {
        self.instances(step).into_iter().next().map(Made::one)
    }

    fn instances(&self, step: &StepRow) -> Vec<String> {
        let stored: Option<ApplySnapshotPolicyInput> = input(step).ok();
        stored.into_iter().map(|stored| stored.instance_id).collect()
    }

    fn find<'a>(&'a self, search: Search<'a>) -> BoxFuture<'a, Result<Found, CallError>> {
        Box::pin(async move {
            let stored: ApplySnapshotPolicyInput = input(search.step).unwrap_or_default();
            let region_id = &search.step.result_region;
            let disks = system_disk_watch::disks(search.client, region_id, &stored.instance_id).await?;
            Ok(match system_disk_watch::system(&disks) {
                Some(system) if stored.has_policy(system) => Found::Ours {
                    made: Made::one(stored.instance_id),
                    made_at: None,
                    by: "state",
                    others: 0,
                    request_id: String::new(),
                },
                _ => Found::Nothing,
            })
        })
    }

    fn watcher(&self) -> &'static dyn Watcher {
        &SystemDiskWatcher
    }

    fn judge(&self, step: &StepRow, seen: &Seen<'_>, now: i64) -> StepUpdate {
        let Some(Observation::InstanceWithDisks { disks, .. }) = seen.one() else {
            return StepUpdate::default();
        };
        let stored: ApplySnapshotPolicyInput = input(step).unwrap_or_default();
        let is_applied = system_disk_watch::system(disks).is_some_and(|disk| stored.has_policy(disk));
        let is_late = step.accepted_at.is_some_and(|at| now - at > VERIFIED_WITHIN);
        let disk_id = request::value(step, "diskIds").unwrap_or_default();
        let not_applied = || {
            let problem = Problem::new(ProblemCode::PolicyNotApplied);
            problem.with("policyId", &stored.policy_id).with("diskIds", disk_id)
        };
        StepUpdate {
            verdict: match is_applied {
                true => Verdict::done(),
                false if is_late => Verdict::Failed(not_applied()),
                false => Verdict::Running,
            },
            ..StepUpdate::default()
        }
    }

    fn not_listed(&self, id: &str) -> Problem {
        Problem::new(ProblemCode::InstanceNotListed).with("instanceId", id)
    }

    fn change(&self, _: &mut StepRow, _: &StepChange) -> Result<(), Problem> {
        Err(Problem::new(ProblemCode::StepMovedOn))
    }

    fn can_change(&self) -> bool {
        false
    }
}
