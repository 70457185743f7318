//! The steps of a job that changes the configuration of an instance: what needs no stop runs first, and one stop serves the rest.

use alibaba_cloud::Runtime;
use serde_json::json;

use super::Plan;
use crate::instance::replace_rules::ReplaceFacts;
use crate::instance::{ChangeDraft, PowerAction, change_rules};
use crate::job::StepKindName;
use crate::job::plan::power;
use crate::job::steps::{ChangeInput, PowerInput};
use crate::store::steps::StepRow;

/// The steps of a draft: each disk grows and then changes its category, the bandwidth changes beside them, and after all of that the
/// instance is stopped, gets its new type, and is started.
pub(in crate::job) fn steps(draft: &ChangeDraft, facts: &ReplaceFacts, runtime: &dyn Runtime) -> Vec<StepRow> {
    let mut plan = Plan::new(&draft.account_id, runtime);
    let region = draft.region_id.as_str();
    let instance = &facts.instance;
    let running = instance.status.as_deref() == Some("Running");
    let common = ChangeInput {
        version: 1,
        instance_id: draft.instance_id.clone(),
        subscription: change_rules::is_subscription(instance.instance_charge_type.as_deref()),
        ..ChangeInput::default()
    };
    let mut add = |kind: StepKindName, source: Option<u32>, after: &[u32], input: serde_json::Value, gib: u32| {
        let step = plan.add(kind, source, after, (region, region));
        plan.set(step, |row| {
            row.input = input;
            row.size_gib = i64::from(gib);
        });
        step
    };
    let mut beside = Vec::new();
    let mut needs_start = false;
    for change in &draft.disks {
        let Some(disk) = facts.disks.iter().find(|disk| disk.disk_id == change.disk_id) else {
            continue;
        };
        let mut last: Vec<u32> = Vec::new();
        let of_disk = ChangeInput {
            disk_id: disk.disk_id.clone(),
            ..common.clone()
        };
        if let Some(size_gib) = change.size_gib.filter(|_| change_rules::grows(disk, change)) {
            let online = running && change_rules::grows_while_running(disk);
            // The new size shows after a start.
            needs_start |= running && !online;
            let input = ChangeInput {
                size_gib,
                online,
                ..of_disk.clone()
            };
            last = vec![add(StepKindName::ResizeDisk, None, &last, json!(input), 0)];
        }
        if change_rules::changes_spec(disk, change) {
            let input = ChangeInput {
                category: change.category.clone().or_else(|| disk.category.clone()),
                performance_level: change_rules::level_after(disk, change).map(str::to_owned),
                ..of_disk
            };
            let gib = change.size_gib.or(disk.size).unwrap_or(0);
            last = vec![add(StepKindName::ChangeDiskCategory, None, &last, json!(input), gib)];
        }
        beside.extend(last);
    }
    if let Some(bandwidth_out) = draft
        .bandwidth_out
        .filter(|_| change_rules::changes_bandwidth(draft, facts))
    {
        let input = ChangeInput {
            bandwidth_out,
            allocate_address: !common.subscription && instance.public_ip_addresses.is_empty() && bandwidth_out > 0,
            ..common.clone()
        };
        beside.push(add(StepKindName::ChangeBandwidth, None, &[], json!(input), 0));
    }
    let instance_type = draft
        .instance_type
        .clone()
        .filter(|_| change_rules::changes_type(draft, facts));
    if instance_type.is_none() && !needs_start {
        return plan.steps;
    }
    let power = || json!(PowerInput::new(std::slice::from_ref(&draft.instance_id), true, false));
    let mut after = beside;
    let stop = running.then(|| {
        let input = power();
        add(power::kind(PowerAction::Stop), None, &after, input, 0)
    });
    after = stop.map_or(after, |stop| vec![stop]);
    if let Some(instance_type) = instance_type {
        let input = ChangeInput {
            instance_type,
            ..common
        };
        after = vec![add(StepKindName::ChangeInstanceType, stop, &after, json!(input), 0)];
    }
    if draft.start_after {
        let input = power();
        add(power::kind(PowerAction::Start), None, &after, input, 0);
    }
    plan.steps
}
