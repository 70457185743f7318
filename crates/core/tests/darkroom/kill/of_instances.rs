//! What the ledger says of an instance that got another system disk, or another configuration, and of an image that was exported: every
//! request had its effect once, and in the end the instance is as asked for.

use serde_json::Value;

use super::inspect::Inspected;
use super::judge::{After, Judgement, list};
use super::plan::{ChangePlan, ReplacePlan};

/// Of a step: the action that it sends, and the kind of resource in the ledger that this makes or changes.
fn effect_of(step: &str) -> Option<(&'static str, &'static str)> {
    Some(match step {
        "createSnapshot" => ("CreateSnapshot", "snapshot"),
        "stopInstances" => ("StopInstances", "instance"),
        "replaceSystemDisk" => ("ReplaceSystemDisk", "disk"),
        "applySnapshotPolicy" => ("ApplyAutoSnapshotPolicy", "disk"),
        "startInstances" => ("StartInstances", "instance"),
        "resizeDisk" => ("ResizeDisk", "disk"),
        "changeDiskCategory" => ("ModifyDiskSpec", "disk"),
        "changeBandwidth" => ("ModifyInstanceNetworkSpec", "instance"),
        "changeInstanceType" => ("ModifyInstanceSpec", "instance"),
        "exportImage" => ("ExportImage", "task"),
        _ => return None,
    })
}

/// How often a step has had its effect; `None` for a step of another kind.
pub(super) fn effects(step: &str, resources: &Value) -> Option<u64> {
    let (action, kind) = effect_of(step)?;
    let resources = resources.as_array()?.iter().filter(|resource| resource["kind"] == kind);
    let is_it = |of: &Value| of["action"] == action;
    let count = |resource: &Value| {
        // The disk that another one replaced is an effect of the same request.
        let changes = list(resource, "changes").iter();
        let changes = changes.filter(|change| is_it(change) && change["effect"]["effect"] != "diskDeleted");
        u64::from(is_it(&resource["createdBy"])) + changes.count() as u64
    };
    Some(resources.map(count).sum())
}

pub(super) fn of_replacement(plan: &ReplacePlan, after: &After) -> Judgement {
    let mut steps = vec!["createSnapshot", "stopInstances", "replaceSystemDisk", "startInstances"];
    if plan.has_policy() {
        steps.push("applySnapshotPolicy");
    }
    let mut judgement = each_once(&steps, &after.resources);
    add_state(&mut judgement, after, |found| {
        let instance = &found.instance;
        let system = found.system();
        let policy = system.and_then(|disk| disk.auto_snapshot_policy_id.as_deref());
        [
            system.is_some_and(|disk| disk.source_snapshot_id.is_some() && disk.image_id == instance.image_id),
            policy.is_some_and(|policy| !policy.is_empty()) == plan.has_policy(),
            instance.key_pair_name.as_deref() == Some(ReplacePlan::KEY_PAIR),
            instance.status.as_deref() == Some("Running"),
        ]
    });
    judgement
}

pub(super) fn of_change(plan: &ChangePlan, after: &After) -> Judgement {
    let steps = [
        "resizeDisk",
        "changeDiskCategory",
        "changeBandwidth",
        "stopInstances",
        "changeInstanceType",
        "startInstances",
    ];
    let mut judgement = each_once(&steps, &after.resources);
    add_state(&mut judgement, after, |found| {
        let instance = &found.instance;
        let system = found.system();
        [
            system.is_some_and(|disk| disk.size == Some(plan.size_gib)),
            system.is_some_and(|disk| disk.performance_level.as_ref() == Some(&plan.performance_level)),
            instance.internet_max_bandwidth_out == Some(plan.bandwidth),
            instance.instance_type.as_ref() == Some(&plan.instance_type),
            instance.status.as_deref() == Some("Running"),
        ]
    });
    judgement
}

/// An image that is exported once.
pub(super) fn of_export(after: &After) -> Judgement {
    each_once(&["exportImage"], &after.resources)
}

fn each_once(steps: &[&str], resources: &Value) -> Judgement {
    let mut judgement = Judgement::default();
    for step in steps {
        let times = effects(step, resources).unwrap_or_default();
        judgement.asked += 1;
        judgement.lost += u64::from(times == 0);
        judgement.doubled += times.saturating_sub(1);
    }
    judgement
}

/// What is not as asked for is lost.
fn add_state<const N: usize>(judgement: &mut Judgement, after: &After, are_met: impl Fn(&Inspected) -> [bool; N]) {
    let are_met = after.instance.as_ref().map_or([false; N], are_met);
    judgement.asked += N as u64;
    judgement.lost += are_met.into_iter().filter(|is_met| !is_met).count() as u64;
}
