//! The steps of a job that starts, stops or reboots instances.

use std::collections::BTreeMap;

use alibaba_cloud::Runtime;
use serde_json::json;

use super::Plan;
use crate::instance::{PowerAction, PowerOrder};
use crate::job::StepKindName;
use crate::job::steps::{MOST_INSTANCES_PER_CALL, PowerInput};
use crate::store::steps::StepRow;

/// The kind of step of an action.
pub(in crate::job) fn kind(action: PowerAction) -> StepKindName {
    match action {
        PowerAction::Start => StepKindName::StartInstances,
        PowerAction::Stop => StepKindName::StopInstances,
        PowerAction::Reboot => StepKindName::RebootInstances,
    }
}

/// A step for each region and 100 instances; none waits for another. An instance that is named twice is asked for once.
pub(in crate::job) fn steps(order: &PowerOrder, account_id: &str, runtime: &dyn Runtime) -> Vec<StepRow> {
    let mut regions: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for key in &order.instances {
        let ids = regions.entry(key.region_id.as_str()).or_default();
        if !ids.contains(&key.id) {
            ids.push(key.id.clone());
        }
    }
    let mut plan = Plan::new(account_id, runtime);
    for (region_id, ids) in regions {
        for ids in ids.chunks(MOST_INSTANCES_PER_CALL) {
            let step = plan.add(kind(order.action), None, &[], (region_id, region_id));
            let input = PowerInput::new(ids, order.keep_charging, order.force);
            plan.set(step, |step| step.input = json!(input));
        }
    }
    plan.steps
}
