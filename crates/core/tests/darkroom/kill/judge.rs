//! What the ledger of the cloud says of a job that has ended, beside what the program says of it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::inspect::Inspected;
use super::of_existing_images::{self, of_deletion, of_shares};
use super::of_instances::{effects, of_change, of_export, of_replacement};
use super::plan::{LaunchPlan, Plan, REGION};

/// What is wrong, in numbers.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Judgement {
    /// Images and instances to make, accounts to share with, changes to make, in all.
    pub asked: u64,
    /// Asked for, and not in the ledger.
    pub lost: u64,
    /// In the ledger, and not asked for.
    pub doubled: u64,
    /// Steps of which the program has said how they ended.
    pub reports: u64,
    /// Steps of which the program says something else than the ledger.
    pub false_reports: u64,
}

impl Judgement {
    pub fn is_good(self) -> bool {
        (self.lost, self.doubled, self.false_reports) == (0, 0, 0)
    }

    pub fn add(&mut self, other: Self) {
        self.asked += other.asked;
        self.lost += other.lost;
        self.doubled += other.doubled;
        self.reports += other.reports;
        self.false_reports += other.false_reports;
    }

    /// What was made and changed, as the ledger has it.
    #[allow(dead_code, reason = "the benchmark's")]
    pub fn made(self) -> u64 {
        self.asked - self.lost + self.doubled
    }

    /// Adds what the program says of the job.
    pub fn compare(&mut self, job: &Value, after: &After) {
        self.reports = list(job, "steps").len() as u64;
        self.false_reports = false_reports(job, &after.resources);
    }
}

/// What the cloud has when a job has ended.
#[derive(Default)]
pub struct After {
    /// The ledger by resource.
    pub resources: Value,
    /// The ledger.
    pub requests: Value,
    /// The images and snapshots that a deletion was confirmed for.
    pub confirmed: BTreeSet<String>,
    /// The program says that nothing was sent.
    pub is_undone: bool,
    /// The instance that was worked on.
    pub instance: Option<Inspected>,
}

impl After {
    /// What was asked for beside what was made.
    pub fn judge(&self, plan: &Plan) -> Judgement {
        let (images, instances) = (made(&self.resources, "image"), made(&self.resources, "instance"));
        let (mut judgement, not_asked) = match plan {
            Plan::Image(plan) => (of_images(&plan.images(), &plan.share_with, &images), instances.len()),
            Plan::Launch(plan) => (of_instances(plan, &instances), images.len()),
            Plan::Replace(plan) => (of_replacement(plan, self), images.len() + instances.len()),
            Plan::Change(plan) => (of_change(plan, self), images.len() + instances.len()),
            Plan::Copy(plan) => (of_images(&plan.images(), &[], &images), instances.len()),
            Plan::Share => (of_shares(self), images.len() + instances.len()),
            Plan::Delete => (of_deletion(self), images.len() + instances.len()),
            Plan::Export(_) => (of_export(self), images.len() + instances.len()),
        };
        judgement.doubled += not_asked as u64;
        judgement
    }
}

pub(super) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

pub(super) fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

/// What requests have made of one kind, as the ledger tells.
fn made<'a>(resources: &'a Value, kind: &str) -> Vec<&'a Value> {
    let all = resources.as_array().map_or(&[] as &[Value], Vec::as_slice).iter();
    all.filter(|resource| resource["kind"] == kind && !resource["createdBy"].is_null())
        .collect()
}

/// An image that a request has made or changed.
fn image<'a>(resources: &'a Value, id: &str) -> Option<&'a Value> {
    let mut all = resources.as_array()?.iter();
    all.find(|resource| resource["kind"] == "image" && resource["resourceId"] == id)
}

/// Accounts an image was shared with, one by one as they were added, and those that it was taken back from.
pub(super) fn shares(image: &Value) -> (Vec<&str>, Vec<&str>) {
    let effects = list(image, "changes").iter().map(|change| &change["effect"]);
    let (mut added, mut removed) = (Vec::new(), Vec::new());
    for effect in effects.filter(|effect| effect["effect"] == "imageShareChanged") {
        added.extend(list(effect, "added").iter().filter_map(Value::as_str));
        removed.extend(list(effect, "removed").iter().filter_map(Value::as_str));
    }
    (added, removed)
}

/// Whether the instance was made by a request for the instances of a launch.
fn is_launched(instance: &Value) -> bool {
    text(instance, "regionId") == REGION && text(&instance["createdBy"], "name") == LaunchPlan::name_pattern()
}

fn of_instances(plan: &LaunchPlan, made: &[&Value]) -> Judgement {
    let asked = u64::from(plan.instances);
    let launched = made.iter().filter(|instance| is_launched(instance)).count() as u64;
    Judgement {
        asked,
        lost: asked.saturating_sub(launched),
        doubled: launched.saturating_sub(asked) + made.len() as u64 - launched,
        ..Judgement::default()
    }
}

/// Images by region and name, each shared with these accounts.
fn of_images(images: &[(&str, String)], share_with: &[String], made: &[&Value]) -> Judgement {
    let mut judgement = Judgement::default();
    let mut followed = BTreeSet::new();
    for (region, name) in images {
        judgement.asked += 1 + share_with.len() as u64;
        let same = made
            .iter()
            .filter(|image| text(image, "regionId") == *region && text(&image["createdBy"], "name") == name);
        let same: Vec<_> = same.collect();
        let Some(first) = same.first() else {
            judgement.lost += 1 + share_with.len() as u64;
            continue;
        };
        followed.insert(text(first, "resourceId"));
        let (added, removed) = shares(first);
        for account in share_with {
            match added.iter().filter(|added| *added == account).count() {
                0 => judgement.lost += 1,
                times => judgement.doubled += times as u64 - 1,
            }
        }
        judgement.lost += removed.len() as u64;
        let others = added
            .iter()
            .filter(|added| !share_with.iter().any(|account| account == *added));
        judgement.doubled += others.count() as u64;
    }
    let not_asked = made
        .iter()
        .filter(|image| !followed.contains(text(image, "resourceId")));
    judgement.doubled += not_asked.count() as u64;
    judgement
}

/// Steps of which the program says something else than the ledger.
fn false_reports(job: &Value, resources: &Value) -> u64 {
    let (made, instances) = (made(resources, "image"), made(resources, "instance"));
    let find = |id: &str| made.iter().find(|image| text(image, "resourceId") == id);
    let is_false = |step: &&Value| {
        let is_done = step["state"] == "done";
        match text(step, "kind") {
            "createImage" | "copyImage" => {
                let named = made
                    .iter()
                    .any(|image| text(&image["createdBy"], "name") == text(step, "name"));
                let followed = find(text(step, "resourceId"))
                    .is_some_and(|image| text(image, "regionId") == text(step, "regionId"));
                if is_done { !followed } else { named }
            }
            "shareImage" => {
                let asked: Vec<_> = list(step, "shareWith").iter().filter_map(Value::as_str).collect();
                let shared = image(resources, text(step, "resourceId"))
                    .map(|image| shares(image).0)
                    .unwrap_or_default();
                let all = asked.iter().all(|account| shared.contains(account));
                is_done != all
            }
            "unshareImage" | "deleteImage" | "deleteSnapshots" => {
                is_done != of_existing_images::is_over(step, resources)
            }
            "launchInstances" => {
                let told = list(&step["launched"], "instances").iter();
                let told: BTreeSet<_> = told.map(|instance| text(instance, "id")).collect();
                let launched = instances.iter().filter(|instance| is_launched(instance));
                let launched: BTreeSet<_> = launched.map(|instance| text(instance, "resourceId")).collect();
                told != launched || is_done == launched.is_empty()
            }
            kind => effects(kind, resources).is_some_and(|times| is_done == (times == 0)),
        }
    };
    list(job, "steps").iter().filter(is_false).count() as u64
}
