//! The steps of a deletion: the time to undo it; then for each image its shares, the image, and its snapshots once it is gone; and
//! snapshots for themselves.

use std::collections::{BTreeMap, HashSet};

use alibaba_cloud::Runtime;
use serde_json::json;

use super::Plan;
use crate::deletion::{PlannedDeletion, PlannedImage, PlannedSnapshot};
use crate::job::StepKindName;
use crate::job::steps::{
    DeleteImageInput, DeleteSnapshotsInput, MOST_ACCOUNTS_PER_CALL, ShareImageInput, SnapshotToDelete, UndoTimeInput,
};
use crate::store::steps::StepRow;

/// Snapshots of one step.
const MOST_SNAPSHOTS_PER_STEP: usize = 50;
/// Steps of snapshots of one region that are at work at the same time. The others begin when one of these has ended, and can be left out
/// until then.
const STEPS_AT_ONCE: usize = 2;

/// The steps of a deletion that this run of the program plans.
pub(in crate::job) fn steps(deletion: &PlannedDeletion, run_id: &str, runtime: &dyn Runtime) -> Vec<StepRow> {
    let mut plan = Plan::new(&deletion.account_id, runtime);
    let region = first_region(deletion);
    let undo = plan.add(StepKindName::UndoTime, None, &[], (&region, &region));
    plan.set(undo, |step| step.input = json!(UndoTimeInput::new(run_id)));
    let deletes: Vec<u32> = deletion
        .images
        .iter()
        .map(|image| add_image(&mut plan, undo, image))
        .collect();
    let mut planned: HashSet<&str> = HashSet::new();
    let mut batches: Vec<(Vec<u32>, Vec<&PlannedSnapshot>)> = Vec::new();
    for snapshot in deletion.images.iter().flat_map(|image| &image.snapshots) {
        if !planned.insert(&snapshot.key.id) {
            continue;
        }
        // One that several of the images use comes after all of them.
        let uses = |image: &PlannedImage| image.snapshots.iter().any(|other| other.key == snapshot.key);
        let users = deletion.images.iter().zip(&deletes).filter(|(image, _)| uses(image));
        push(&mut batches, users.map(|(_, step)| *step).collect(), snapshot);
    }
    for (after, snapshots) in batches {
        add_snapshots(&mut plan, &after, &snapshots);
    }
    let mut by_region: BTreeMap<&str, Vec<&PlannedSnapshot>> = BTreeMap::new();
    for snapshot in &deletion.snapshots {
        if planned.insert(&snapshot.key.id) {
            by_region.entry(&snapshot.key.region_id).or_default().push(snapshot);
        }
    }
    for snapshots in by_region.into_values() {
        add_snapshots(&mut plan, &[undo], &snapshots);
    }
    plan.steps
}

fn push<'a>(batches: &mut Vec<(Vec<u32>, Vec<&'a PlannedSnapshot>)>, after: Vec<u32>, snapshot: &'a PlannedSnapshot) {
    match batches.iter_mut().find(|(other, _)| *other == after) {
        Some((_, snapshots)) => snapshots.push(snapshot),
        None => batches.push((after, vec![snapshot])),
    }
}

fn first_region(deletion: &PlannedDeletion) -> String {
    let images = deletion.images.iter().map(|image| &image.key);
    let mut keys = images.chain(deletion.snapshots.iter().map(|snapshot| &snapshot.key));
    keys.next().map(|key| key.region_id.clone()).unwrap_or_default()
}

/// Adds the steps of an image; the one that deletes it.
fn add_image(plan: &mut Plan<'_>, undo: u32, image: &PlannedImage) -> u32 {
    let region = image.key.region_id.as_str();
    let mut after = vec![undo];
    for accounts in image.unshare.chunks(MOST_ACCOUNTS_PER_CALL) {
        let step = plan.add(StepKindName::UnshareImage, Some(undo), &[undo], (region, region));
        let input = ShareImageInput::of(&image.key.id, accounts);
        plan.set(step, |row| row.input = json!(input));
        after.push(step);
    }
    let delete = plan.add(StepKindName::DeleteImage, Some(undo), &after, (region, region));
    let input = DeleteImageInput::new(image);
    plan.set(delete, |row| {
        row.name = Some(image.name.clone()).filter(|name| !name.is_empty());
        row.input = json!(input);
    });
    delete
}

/// Adds the steps of snapshots of one region, which begin after others and are left out with the first of these.
fn add_snapshots(plan: &mut Plan<'_>, after: &[u32], snapshots: &[&PlannedSnapshot]) {
    let Some(region) = snapshots.first().map(|snapshot| snapshot.key.region_id.clone()) else {
        return;
    };
    let mut added: Vec<u32> = Vec::new();
    for batch in snapshots.chunks(MOST_SNAPSHOTS_PER_STEP) {
        let before = added
            .len()
            .checked_sub(STEPS_AT_ONCE)
            .and_then(|index| added.get(index));
        let after: Vec<u32> = after.iter().chain(before).copied().collect();
        let step = plan.add(
            StepKindName::DeleteSnapshots,
            after.first().copied(),
            &after,
            (&region, &region),
        );
        let rows = batch.iter().map(|snapshot| SnapshotToDelete {
            snapshot_id: snapshot.key.id.clone(),
            name: snapshot.name.clone(),
            force: snapshot.force,
        });
        let rows: Vec<SnapshotToDelete> = rows.collect();
        plan.set(step, |row| row.input = json!(DeleteSnapshotsInput::new(&rows)));
        added.push(step);
    }
}
