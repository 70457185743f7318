//! The steps of a job that changes the configuration of an instance: what needs no stop runs first, and one stop serves the rest.

use alibaba_cloud::Runtime;
use alibaba_cloud::ecs::Disk;
use serde_json::json;

use super::Plan;
use crate::instance::replace_rules::ReplaceFacts;
use crate::instance::{ChangeDraft, DiskChange, PowerAction, change_rules};
use crate::job::StepKindName;
use crate::job::plan::power;
use crate::job::steps::{ChangeInput, PowerInput};
use crate::store::steps::StepRow;

/// The steps of a draft: each disk grows and then changes its category, the bandwidth changes beside them, and after all of that the
/// instance is stopped, its other disks grow, it gets its new type, and is started.
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
    let of_disks = draft.disks.iter().filter_map(|change| {
        let disk = facts.disks.iter().find(|disk| disk.disk_id == change.disk_id)?;
        Some((change, disk))
    });
    let needs_stop = |change: &DiskChange, disk: &Disk| {
        running && change_rules::grows(disk, change) && !change_rules::grows_while_running(disk)
    };
    let (stopped, online): (Vec<_>, Vec<_>) = of_disks.partition(|(change, disk)| needs_stop(change, disk));
    let mut beside = Vec::new();
    for (change, disk) in online {
        beside.extend(of_disk(&mut add, (change, disk), &common, running, &[]));
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
    if instance_type.is_none() && stopped.is_empty() {
        return plan.steps;
    }
    let power = || json!(PowerInput::new(std::slice::from_ref(&draft.instance_id), true, false));
    let mut after = beside;
    let stop = running.then(|| {
        let input = power();
        add(power::kind(PowerAction::Stop), None, &after, input, 0)
    });
    after = stop.map_or(after, |stop| vec![stop]);
    let grown: Vec<u32> = stopped
        .into_iter()
        .flat_map(|change| of_disk(&mut add, change, &common, false, &after))
        .collect();
    if !grown.is_empty() {
        after = grown;
    }
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

/// Adds the steps of one disk, one after another; the last of them.
fn of_disk(
    add: &mut impl FnMut(StepKindName, Option<u32>, &[u32], serde_json::Value, u32) -> u32,
    (change, disk): (&DiskChange, &Disk),
    common: &ChangeInput,
    online: bool,
    after: &[u32],
) -> Option<u32> {
    let of_disk = ChangeInput {
        disk_id: disk.disk_id.clone(),
        ..common.clone()
    };
    let mut last = None;
    if let Some(size_gib) = change.size_gib.filter(|_| change_rules::grows(disk, change)) {
        let input = ChangeInput {
            size_gib,
            online,
            ..of_disk.clone()
        };
        last = Some(add(StepKindName::ResizeDisk, None, after, json!(input), 0));
    }
    if change_rules::changes_spec(disk, change) {
        let input = ChangeInput {
            category: change.category.clone().or_else(|| disk.category.clone()),
            performance_level: change_rules::level_after(disk, change).map(str::to_owned),
            ..of_disk
        };
        let gib = change.size_gib.or(disk.size).unwrap_or(0);
        let after: Vec<u32> = last.map_or(after.to_vec(), |last| vec![last]);
        last = Some(add(StepKindName::ChangeDiskCategory, None, &after, json!(input), gib));
    }
    last
}
