//! What tests of deletions begin with: the plan of some images, the order of all of it, and what was deleted in the end.

use std::collections::BTreeSet;

use darkroom_core::deletion::{DeletableImage, DeletionOrder, DeletionPlan, ImageToDelete};
use darkroom_core::inventory::{ImageRow, ResourceKey, RowKind, Rows};
use darkroom_core::job::{DeletionOutcome, JobDetail, JobStep, StepKindName};
use darkroom_core::view::ViewSpec;
use simulator::Effect;

use crate::harness::{Harness, Session, everything};

/// Shared with two accounts, and instances run it.
pub const SHARED: &str = "edge-base";
/// Shared with nobody, and nothing runs it.
pub const UNUSED: &str = "ci-runner-win2022";
/// Of three disks; instances run it.
pub const GOLDEN: &str = "erp-db-golden";

pub async fn images(session: &Session) -> Vec<ImageRow> {
    let spec = ViewSpec {
        kind: RowKind::Images,
        ..everything()
    };
    match session.window(spec).await.rows {
        Rows::Images(rows) => rows,
        _ => panic!("rows of another kind"),
    }
}

pub async fn image(session: &Session, name: &str) -> ResourceKey {
    let rows = images(session).await;
    let row = rows.into_iter().find(|row| row.name == name && !row.copied);
    row.unwrap_or_else(|| panic!("no image {name}")).key
}

pub async fn plan(session: &Session, names: &[&str]) -> DeletionPlan {
    let mut keys = Vec::new();
    for name in names {
        keys.push(image(session, name).await);
    }
    session.deletion_open(keys, Vec::new()).await.unwrap()
}

pub fn whole(image: &DeletableImage) -> ImageToDelete {
    let snapshots = image.snapshots.iter().filter(|snapshot| snapshot.obstacles.is_empty());
    ImageToDelete {
        key: image.row.key.clone(),
        unshare: image.shared_with.clone(),
        force: image.uses_told && image.used_by_count > Some(0),
        instances: image.instance_ids.clone(),
        snapshots: snapshots.map(|snapshot| snapshot.key.id.clone()).collect(),
    }
}

/// The images of a plan with all their snapshots.
pub fn order(plan: &DeletionPlan) -> DeletionOrder {
    let of_images = plan.images.iter().flat_map(|image| &image.snapshots);
    let forced = of_images
        .chain(&plan.snapshots)
        .filter(|snapshot| snapshot.used_by_disk);
    DeletionOrder {
        images: plan.images.iter().map(whole).collect(),
        snapshots: plan.snapshots.iter().map(|snapshot| snapshot.key.clone()).collect(),
        forced: forced.map(|snapshot| snapshot.key.id.clone()).collect(),
    }
}

pub async fn begin(session: &Session, order: DeletionOrder) -> i64 {
    session.deletion_start("delete".to_owned(), order).await.unwrap().id
}

/// Ids of the images and snapshots that were deleted.
pub fn deleted(harness: &Harness) -> BTreeSet<String> {
    let entries = harness.cloud.simulator.ledger().into_iter();
    let effects = entries.flat_map(|entry| entry.effects);
    let ids = effects.filter_map(|effect| match effect {
        Effect::ImageDeleted { image_id, .. } => Some(image_id),
        Effect::SnapshotDeleted { snapshot_id, .. } => Some(snapshot_id),
        _ => None,
    });
    ids.collect()
}

/// Requests that change something of an image or a snapshot.
pub fn writes(harness: &Harness) -> usize {
    let actions = ["ModifyImageSharePermission", "DeleteImage", "DeleteSnapshot"];
    actions.iter().map(|action| harness.cloud.requests(action).len()).sum()
}

pub fn step(job: &JobDetail, kind: StepKindName) -> &JobStep {
    job.steps.iter().find(|step| step.kind == kind).unwrap()
}

pub fn outcomes(job: &JobDetail, kind: StepKindName) -> Vec<DeletionOutcome> {
    step(job, kind).deletions.iter().map(|row| row.outcome).collect()
}

pub fn keys_of(order: &DeletionOrder) -> BTreeSet<String> {
    let images = order
        .images
        .iter()
        .flat_map(|image| image.snapshots.iter().chain([&image.key.id]));
    let alone = order.snapshots.iter().map(|key| &key.id);
    images.chain(alone).cloned().collect()
}

/// Snapshots that nothing uses, of one region.
pub async fn unused_snapshots(session: &Session, count: usize) -> Vec<ResourceKey> {
    let rows = session.rows(everything()).await.into_iter();
    let region = |key: &ResourceKey| key.region_id == crate::harness::HANGZHOU;
    let unused = rows.filter(|row| !row.used_by_image && !row.used_by_disk && region(&row.key));
    let keys: Vec<ResourceKey> = unused
        .filter(|row| row.status == "accomplished")
        .map(|row| row.key)
        .collect();
    let plan = session.deletion_open(Vec::new(), keys).await.unwrap();
    let free = plan
        .snapshots
        .into_iter()
        .filter(|snapshot| snapshot.obstacles.is_empty());
    let keys: Vec<ResourceKey> = free.map(|snapshot| snapshot.key).take(count).collect();
    assert_eq!(keys.len(), count);
    keys
}
