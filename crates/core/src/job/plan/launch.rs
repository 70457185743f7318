//! The steps of a job that launches instances and proves them.

use alibaba_cloud::{Request, Runtime};
use serde_json::json;

use super::Plan;
use crate::job::StepKindName;
use crate::job::steps::{LaunchInput, MendInput, ProveInput};
use crate::launch::request::MOST_PER_CALL;
use crate::launch::{LaunchDraft, MOST};
use crate::store::steps::StepRow;

/// A launch for each 100 instances, independent of each other, and the proof of all of them.
pub(in crate::job) fn steps(draft: &LaunchDraft, runtime: &dyn Runtime) -> Vec<StepRow> {
    let mut plan = Plan::new(&draft.account_id, runtime);
    let mut launches = Vec::new();
    let mut begun = 0;
    let mut needed = draft.at_least;
    // A draft is also planned to be shown, before the rules have refused it.
    let all = draft.count.min(MOST);
    while begun < all {
        let count = (all - begun).min(MOST_PER_CALL);
        // The least number is filled from the first call on.
        let at_least = needed.min(count);
        needed -= at_least;
        let input = LaunchInput::new(draft, begun, count, at_least.max(1));
        launches.push(launch(&mut plan, input, &[], &draft.region_id));
        begun += count;
    }
    prove(&mut plan, launches, &draft.region_id);
    plan.steps
}

/// The launch of what is missing of the launch at `position`, and the proof of all instances of the job, as further steps of it.
pub(in crate::job) fn rest(
    job: &[StepRow],
    position: u32,
    missing: Vec<LaunchInput>,
    runtime: &dyn Runtime,
) -> Vec<StepRow> {
    let Some(of) = job.iter().find(|step| step.position == position) else {
        return Vec::new();
    };
    let last = job.iter().map(|step| step.position).max().unwrap_or(0);
    let mut plan = Plan::after(&of.account_id, last, runtime);
    let mut launches: Vec<u32> = of_kind(job, StepKindName::LaunchInstances);
    for input in missing {
        launches.push(launch(&mut plan, input, &[position], &of.result_region));
    }
    prove(&mut plan, launches, &of.result_region);
    plan.steps
}

/// One more proof of the instances of a job.
pub(in crate::job) fn proof_again(job: &[StepRow], proof: &StepRow, runtime: &dyn Runtime) -> Vec<StepRow> {
    let last = job.iter().map(|step| step.position).max().unwrap_or(0);
    let mut plan = Plan::after(&proof.account_id, last, runtime);
    let region = proof.result_region.as_str();
    let again = plan.add(StepKindName::ProveInstances, proof.source, &[], (region, region));
    plan.set(again, |step| step.input = proof.input.clone());
    plan.steps
}

/// The requests that set a difference as asked for, one after another, and one more proof.
pub(in crate::job) fn mend(
    job: &[StepRow],
    proof: &StepRow,
    instance_id: &str,
    requests: &[Request],
    runtime: &dyn Runtime,
) -> Vec<StepRow> {
    let last = job.iter().map(|step| step.position).max().unwrap_or(0);
    let mut plan = Plan::after(&proof.account_id, last, runtime);
    let region = proof.result_region.as_str();
    let mut after = Vec::new();
    for request in requests {
        let mend = plan.add(StepKindName::MendDifference, None, &after, (region, region));
        plan.set(mend, |step| step.input = json!(MendInput::new(instance_id, request)));
        after = vec![mend];
    }
    let again = plan.add(StepKindName::ProveInstances, proof.source, &after, (region, region));
    plan.set(again, |step| step.input = proof.input.clone());
    plan.steps
}

/// A proof of existing instances against another one.
pub(in crate::job) fn proof(
    account_id: &str,
    region_id: &str,
    ids: Vec<String>,
    against: &str,
    runtime: &dyn Runtime,
) -> Vec<StepRow> {
    let mut plan = Plan::new(account_id, runtime);
    let proof = plan.add(StepKindName::ProveInstances, None, &[], (region_id, region_id));
    plan.set(proof, |step| step.input = json!(ProveInput::of_instances(ids, against)));
    plan.steps
}

fn of_kind(job: &[StepRow], kind: StepKindName) -> Vec<u32> {
    job.iter()
        .filter(|step| step.kind == kind)
        .map(|step| step.position)
        .collect()
}

fn launch(plan: &mut Plan<'_>, input: LaunchInput, after: &[u32], region: &str) -> u32 {
    let position = plan.add(StepKindName::LaunchInstances, None, after, (region, region));
    plan.set(position, |step| {
        step.name = Some(input.names().name(0));
        step.input = json!(input);
    });
    position
}

fn prove(plan: &mut Plan<'_>, launches: Vec<u32>, region: &str) {
    // It is left out with a launch that is the only one; of several another one may have made instances.
    let source = launches.first().copied().filter(|_| launches.len() == 1);
    let proof = plan.add(StepKindName::ProveInstances, source, &launches, (region, region));
    plan.set(proof, |step| step.input = json!(ProveInput::of_launches(launches)));
}
