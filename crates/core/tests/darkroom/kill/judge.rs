//! What the ledger of the cloud says of a job that has ended, beside what the program says of it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::plan::Plan;

/// What is wrong, in numbers.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Judgement {
    /// Images made and accounts shared with, in all.
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

    /// Images made and accounts shared with, as the ledger has them.
    #[allow(dead_code, reason = "the benchmark's")]
    pub fn made(self) -> u64 {
        self.asked - self.lost + self.doubled
    }

    /// Adds what the program says of the job.
    pub fn compare(&mut self, job: &Value, resources: &Value) {
        self.reports = list(job, "steps").len() as u64;
        self.false_reports = false_reports(job, resources);
    }
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

/// The images that requests have made, as the ledger tells them.
fn images(resources: &Value) -> Vec<&Value> {
    let all = resources.as_array().map_or(&[] as &[Value], Vec::as_slice).iter();
    all.filter(|resource| resource["kind"] == "image" && !resource["createdBy"].is_null())
        .collect()
}

/// Accounts an image was shared with, one by one as they were added, and how many were taken away.
fn shares(image: &Value) -> (Vec<&str>, usize) {
    let effects = list(image, "changes").iter().map(|change| &change["effect"]);
    let (mut added, mut removed) = (Vec::new(), 0);
    for effect in effects.filter(|effect| effect["effect"] == "imageShareChanged") {
        added.extend(list(effect, "added").iter().filter_map(Value::as_str));
        removed += list(effect, "removed").len();
    }
    (added, removed)
}

/// What was asked for beside what was made.
pub fn resources(plan: &Plan, resources: &Value) -> Judgement {
    let made = images(resources);
    let mut judgement = Judgement::default();
    let mut followed = BTreeSet::new();
    for (region, name) in plan.images() {
        judgement.asked += 1 + plan.share_with.len() as u64;
        let same = made
            .iter()
            .filter(|image| text(image, "regionId") == region && text(&image["createdBy"], "name") == name);
        let same: Vec<_> = same.collect();
        let Some(first) = same.first() else {
            judgement.lost += 1 + plan.share_with.len() as u64;
            continue;
        };
        followed.insert(text(first, "resourceId"));
        let (added, removed) = shares(first);
        for account in &plan.share_with {
            match added.iter().filter(|added| *added == account).count() {
                0 => judgement.lost += 1,
                times => judgement.doubled += times as u64 - 1,
            }
        }
        judgement.lost += removed as u64;
        let others = added
            .iter()
            .filter(|added| !plan.share_with.iter().any(|account| account == *added));
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
    let made = images(resources);
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
                let shared = find(text(step, "resourceId"))
                    .map(|image| shares(image).0)
                    .unwrap_or_default();
                let all = asked.iter().all(|account| shared.contains(account));
                is_done != all
            }
            _ => false,
        }
    };
    list(job, "steps").iter().filter(is_false).count() as u64
}
