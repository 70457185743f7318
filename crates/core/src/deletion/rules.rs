//! What stands against deleting an image or a snapshot, and whether an order is what the plan has shown. Pure. Source: FACTS sections
//! 0.10 and g; error lists of DeleteImage and DeleteSnapshot.

use std::collections::BTreeMap;

use super::order::{DeletionOrder, ImageToDelete};
use super::plan::{
    DeletableImage, DeletableSnapshot, DeletionObstacle, DeletionObstacleCode, DeletionPlan, PlannedDeletion,
    PlannedImage, PlannedSnapshot,
};
use crate::inventory::{ImageCopy, ImageDetail, ImageRef};
use crate::{Problem, ProblemCode};

/// Images of one job.
pub(crate) const MOST_IMAGES: usize = 100;
/// Snapshots of one job.
pub(crate) const MOST_SNAPSHOTS: usize = 10_000;

fn obstacle(code: DeletionObstacleCode) -> DeletionObstacle {
    DeletionObstacle {
        code,
        params: BTreeMap::new(),
    }
}

/// What is known of an image beside its details.
pub(crate) struct ImageFacts {
    /// The cloud has told with whom it is shared.
    pub(crate) shares_known: bool,
    /// Groups of accounts that it is shared with; `all` means everybody.
    pub(crate) groups: Vec<String>,
    /// `IsPublic`.
    pub(crate) is_public: bool,
}

/// What is known to stand against deleting an image.
pub(crate) fn image_obstacles(detail: &ImageDetail, facts: &ImageFacts) -> Vec<DeletionObstacle> {
    if detail.row.shared_with_me {
        return vec![obstacle(DeletionObstacleCode::NotOwn)];
    }
    let mut obstacles = Vec::new();
    let is_at_work = |copy: &&ImageCopy| matches!(copy.status.as_str(), "Creating" | "Waiting") && !copy.by_name;
    // A copy of it that is still being made; or it is such a copy itself.
    let mut others = detail.copies.iter().filter(|copy| !copy.is_this);
    let copying = others.find(is_at_work).map(|copy| copy.key.region_id.clone());
    let own = (detail.row.copied && matches!(detail.row.status.as_str(), "Creating" | "Waiting"))
        .then(|| detail.row.key.region_id.clone());
    if let Some(region_id) = copying.or(own) {
        let mut found = obstacle(DeletionObstacleCode::Copying);
        found.params.insert("regionId".to_owned(), region_id);
        obstacles.push(found);
    }
    if facts.is_public || facts.groups.iter().any(|group| group == "all") {
        obstacles.push(obstacle(DeletionObstacleCode::Public));
    } else if !facts.groups.is_empty() {
        let mut found = obstacle(DeletionObstacleCode::SharedWithGroups);
        found.params.insert("groups".to_owned(), facts.groups.join(", "));
        obstacles.push(found);
    }
    if !facts.shares_known {
        obstacles.push(obstacle(DeletionObstacleCode::SharesUnknown));
    }
    obstacles
}

/// What is known to stand against deleting a snapshot. `other_images` use it and are not deleted before.
pub(crate) fn snapshot_obstacles(
    is_listed: bool,
    images_known: bool,
    other_images: &[ImageRef],
) -> Vec<DeletionObstacle> {
    if !is_listed {
        return vec![obstacle(DeletionObstacleCode::NotListed)];
    }
    if !other_images.is_empty() {
        let mut found = obstacle(DeletionObstacleCode::UsedByImages);
        let named = other_images.iter().take(3).map(|image| match image.name.as_str() {
            "" => image.key.id.clone(),
            name => name.to_owned(),
        });
        let names: Vec<String> = named.collect();
        found.params.insert("names".to_owned(), names.join(", "));
        found.params.insert("count".to_owned(), other_images.len().to_string());
        return vec![found];
    }
    if !images_known {
        return vec![obstacle(DeletionObstacleCode::ImagesUnknown)];
    }
    Vec::new()
}

/// Checks an order against the plan as it is now. What the person was not told of is never done.
///
/// # Errors
/// `DraftInvalid` at `images` or `snapshots` when the plan has changed since it was shown.
pub(crate) fn planned(order: &DeletionOrder, plan: &DeletionPlan) -> Result<PlannedDeletion, Problem> {
    let mut images = Vec::new();
    for wanted in &order.images {
        let found = plan.images.iter().find(|image| image.row.key == wanted.key);
        let found = found.ok_or_else(|| changed("images"))?;
        images.push(planned_image(wanted, &order.forced, found)?);
    }
    let ids = order.snapshots.iter();
    let alone: Result<Vec<PlannedSnapshot>, Problem> = ids
        .map(|key| planned_snapshot(&plan.snapshots, &order.forced, |snapshot| snapshot.key == *key))
        .collect();
    Ok(PlannedDeletion {
        account_id: plan.account_id.clone(),
        images,
        snapshots: alone?,
    })
}

fn planned_image(wanted: &ImageToDelete, forced: &[String], known: &DeletableImage) -> Result<PlannedImage, Problem> {
    let is_told = known.shared_with.iter().all(|account| wanted.unshare.contains(account));
    let is_forced = known.uses_told && known.used_by_count.unwrap_or(0) > 0;
    // What nobody has told just now forces nothing: the cloud refuses an image that instances run.
    let may_force = known.uses_told || !wanted.force;
    let is_used_as_told = known.instance_ids.iter().all(|id| wanted.instances.contains(id));
    if !known.obstacles.is_empty() || !is_told || !is_used_as_told || !may_force || (is_forced && !wanted.force) {
        return Err(changed("images"));
    }
    let ids = wanted.snapshots.iter();
    let snapshots: Result<Vec<PlannedSnapshot>, Problem> = ids
        .map(|id| planned_snapshot(&known.snapshots, forced, |snapshot| snapshot.key.id == *id))
        .collect();
    Ok(PlannedImage {
        key: wanted.key.clone(),
        name: known.row.name.clone(),
        unshare: known.shared_with.clone(),
        force: wanted.force,
        instances: wanted.instances.clone(),
        snapshots: snapshots?,
    })
}

fn planned_snapshot(
    known: &[DeletableSnapshot],
    forced: &[String],
    is_wanted: impl Fn(&DeletableSnapshot) -> bool,
) -> Result<PlannedSnapshot, Problem> {
    let found = known.iter().find(|snapshot| is_wanted(snapshot));
    let is_told = |snapshot: &&DeletableSnapshot| !snapshot.used_by_disk || forced.contains(&snapshot.key.id);
    let found = found.filter(|snapshot| snapshot.obstacles.is_empty()).filter(is_told);
    found.map(PlannedSnapshot::from).ok_or_else(|| changed("snapshots"))
}

fn changed(field: &str) -> Problem {
    Problem::new(ProblemCode::DraftInvalid).with("count", "1").at(field)
}
