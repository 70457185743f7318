//! What the ledger says of an image that was there before the job: which accounts got it and lost it, and what was deleted, each once.

use std::collections::BTreeSet;

use serde_json::Value;

use super::judge::{After, Judgement, list, shares, text};
use super::plan::{ACCOUNTS, SHARED_WITH};

/// Requests of which none may follow when one like it has had its effect.
const ONCE: [&str; 3] = ["ModifyImageSharePermission", "DeleteImage", "DeleteSnapshot"];
/// The parameters that say what such a request is about begin with these.
const ABOUT: [&str; 4] = ["ImageId", "SnapshotId", "AddAccount", "RemoveAccount"];

pub(super) fn of_shares(after: &After) -> Judgement {
    let (added, removed) = changed(&after.resources);
    judged(
        [(added, ACCOUNTS.into()), (removed, [SHARED_WITH].into())],
        &after.requests,
    )
}

/// What was undone was not begun.
pub(super) fn of_deletion(after: &After) -> Judgement {
    let (added, removed) = changed(&after.resources);
    let deleted = deleted(&after.resources);
    let mut asked: BTreeSet<&str> = after.confirmed.iter().map(String::as_str).collect();
    let mut unshared = BTreeSet::from([SHARED_WITH]);
    if after.is_undone {
        asked.clear();
        unshared.clear();
    }
    let all = [(deleted, asked), (removed, unshared), (added, BTreeSet::new())];
    judged(all, &after.requests)
}

/// Whether everything that a step takes back or deletes is gone.
pub(super) fn is_over(step: &Value, resources: &Value) -> bool {
    let gone = match text(step, "kind") {
        "unshareImage" => changed(resources).1,
        _ => deleted(resources),
    };
    let mut rows = list(step, "deletions").iter().map(|row| text(row, "id"));
    rows.all(|id| gone.contains(&id))
}

/// What happened beside what was asked for: each of it once, and nothing else.
fn judged<const N: usize>(all: [(Vec<&str>, BTreeSet<&str>); N], requests: &Value) -> Judgement {
    let mut judgement = Judgement {
        doubled: sent_again(requests),
        ..Judgement::default()
    };
    for (happened, asked) in all {
        let missing = asked.iter().filter(|id| !happened.contains(id)).count();
        judgement.asked += asked.len() as u64;
        judgement.lost += missing as u64;
        judgement.doubled += (happened.len() + missing - asked.len()) as u64;
    }
    judgement
}

/// Accounts that got an image and accounts that lost it.
fn changed(resources: &Value) -> (Vec<&str>, Vec<&str>) {
    let images = resources.as_array().map_or(&[] as &[Value], Vec::as_slice).iter();
    let (mut added, mut removed) = (Vec::new(), Vec::new());
    for image in images.filter(|resource| resource["kind"] == "image") {
        let (to, from) = shares(image);
        added.extend(to);
        removed.extend(from);
    }
    (added, removed)
}

/// Ids of the images and snapshots that are gone.
fn deleted(resources: &Value) -> Vec<&str> {
    let all = resources.as_array().map_or(&[] as &[Value], Vec::as_slice).iter();
    let deletions = all.flat_map(|resource| {
        let changes = list(resource, "changes").iter();
        let is_deletion =
            |change: &&Value| matches!(text(&change["effect"], "effect"), "imageDeleted" | "snapshotDeleted");
        changes.filter(is_deletion).map(|_| text(resource, "resourceId"))
    });
    deletions.collect()
}

/// Requests that were sent once more after one like them had had its effect.
fn sent_again(requests: &Value) -> u64 {
    let mut effective = BTreeSet::new();
    let mut again = 0;
    for entry in requests.as_array().map_or(&[] as &[Value], Vec::as_slice) {
        let action = text(entry, "action");
        if !ONCE.contains(&action) {
            continue;
        }
        let parameters = entry["parameters"].as_object().into_iter().flatten();
        let about = parameters.filter(|(name, _)| ABOUT.iter().any(|beginning| name.starts_with(beginning)));
        let about: Vec<String> = about.map(|(name, value)| format!("{name}={value}")).collect();
        let request = (action, about);
        again += u64::from(effective.contains(&request));
        if !list(entry, "effects").is_empty() {
            effective.insert(request);
        }
    }
    again
}
