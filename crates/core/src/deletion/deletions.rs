//! What uses images and snapshots that are to be deleted: what the inventory knows, and with whom they are shared as the cloud tells now.

use std::collections::HashSet;

use futures_util::{StreamExt, TryStreamExt, stream};

use super::order::DeletionOrder;
use super::plan::{DeletableImage, DeletableSnapshot, DeletionObstacle, DeletionPlan, PlannedDeletion};
use super::rules;
use crate::inventory::{ImageDetail, Inventory, ResourceKey, SnapshotUse};
use crate::{Problem, ProblemCode};

/// Images whose shares are asked for at the same time.
const AT_ONCE: usize = 4;

/// Plans of deletions. A clone shares everything.
#[derive(Clone)]
pub(crate) struct Deletions {
    inventory: Inventory,
}

impl Deletions {
    pub(crate) fn new(inventory: Inventory) -> Self {
        Self { inventory }
    }

    /// What uses these images and snapshots of one account.
    ///
    /// # Errors
    /// `Empty` when there are none, `Malformed` for several accounts or too many, the codes of the account's client and of the cache.
    pub(crate) async fn plan(
        &self,
        images: &[ResourceKey],
        snapshots: &[ResourceKey],
    ) -> Result<DeletionPlan, Problem> {
        let account_id = check(images, snapshots)?;
        let asked: Vec<_> = images.iter().map(|key| self.clone().image(key.clone())).collect();
        let details: Vec<Option<ImageDetail>> = stream::iter(asked).buffered(AT_ONCE).try_collect().await?;
        let can_go = details.iter().flatten().filter(|detail| obstacles(detail).is_empty());
        let deleted: HashSet<ResourceKey> = can_go.map(|detail| detail.row.key.clone()).collect();
        let mut plan = DeletionPlan {
            account_id,
            images: Vec::new(),
            snapshots: Vec::new(),
            gone: Vec::new(),
            asked_at: self.inventory.now(),
        };
        for (key, detail) in images.iter().zip(details) {
            match detail {
                None => plan.gone.push(key.clone()),
                Some(detail) => plan.images.push(self.deletable(key, detail, &deleted).await?),
            }
        }
        let uses = self.inventory.snapshot_uses(snapshots).await?;
        for (key, found) in snapshots.iter().zip(uses) {
            match found {
                None => plan.gone.push(key.clone()),
                // An image that is deleted as well may be deleted after it.
                Some(found) => plan.snapshots.push(snapshot(key, Some(found), &HashSet::new())),
            }
        }
        Ok(plan)
    }

    /// What a job of an order deletes, after the shares were asked for once more.
    ///
    /// # Errors
    /// As [`Deletions::plan`], and `DraftInvalid` when it is not what the plan had shown.
    pub(crate) async fn planned(&self, order: &DeletionOrder) -> Result<PlannedDeletion, Problem> {
        let images: Vec<ResourceKey> = order.images.iter().map(|image| image.key.clone()).collect();
        let plan = self.plan(&images, &order.snapshots).await?;
        rules::planned(order, &plan)
    }

    /// An image and with whom it is shared; `None` when it is not listed.
    async fn image(self, key: ResourceKey) -> Result<Option<ImageDetail>, Problem> {
        let mut detail = match self.inventory.image_detail(&key).await {
            Ok(detail) => detail,
            Err(problem) if problem.code == ProblemCode::NotFound => return Ok(None),
            Err(problem) => return Err(problem),
        };
        if !detail.row.shared_with_me {
            (detail.shared_with, detail.shares_problem) = match self.inventory.shares_of(&key).await {
                Ok(accounts) => (Some(accounts), None),
                Err(problem) => (None, Some(problem)),
            };
        }
        Ok(Some(detail))
    }

    async fn deletable(
        &self,
        key: &ResourceKey,
        detail: ImageDetail,
        deleted: &HashSet<ResourceKey>,
    ) -> Result<DeletableImage, Problem> {
        let mut snapshots = Vec::new();
        if !detail.row.shared_with_me {
            let disks = detail.disks.iter().filter_map(|disk| disk.snapshot_id.clone());
            let keys: Vec<ResourceKey> = disks.map(|id| ResourceKey { id, ..key.clone() }).collect();
            let uses = self.inventory.snapshot_uses(&keys).await?;
            let found = keys.iter().zip(uses);
            snapshots.extend(found.map(|(key, found)| snapshot(key, found, deleted)));
        }
        Ok(DeletableImage {
            obstacles: obstacles(&detail),
            shared_with: detail.shared_with.unwrap_or_default(),
            shares_problem: detail.shares_problem,
            used_by: detail.used_by,
            used_by_count: detail.used_by_count,
            copies: detail.copies.into_iter().filter(|copy| !copy.is_this).collect(),
            copies_complete: detail.copies_complete,
            is_newest_of_family: detail.is_lifecycle_newest,
            family_count: detail.family_count,
            snapshots,
            row: detail.row,
        })
    }
}

fn obstacles(detail: &ImageDetail) -> Vec<DeletionObstacle> {
    rules::image_obstacles(detail, detail.shared_with.is_some())
}

/// A snapshot that is deleted after the images `deleted`.
fn snapshot(key: &ResourceKey, found: Option<SnapshotUse>, deleted: &HashSet<ResourceKey>) -> DeletableSnapshot {
    let images = found.iter().flat_map(|found| &found.images);
    let other_images: Vec<_> = images.filter(|image| !deleted.contains(&image.key)).cloned().collect();
    let images_known = found.as_ref().is_some_and(|found| found.images_known);
    let obstacles = rules::snapshot_obstacles(found.is_some(), images_known, &other_images);
    let row = found.map(|found| found.row);
    DeletableSnapshot {
        key: key.clone(),
        name: row.as_ref().map(|row| row.name.clone()).unwrap_or_default(),
        disk_type: row.as_ref().map(|row| row.disk_type.clone()).unwrap_or_default(),
        size_gib: row.as_ref().and_then(|row| row.size_gib),
        status: row.as_ref().map(|row| row.status.clone()).unwrap_or_default(),
        created_at: row.as_ref().and_then(|row| row.created_at),
        used_by_disk: row.is_some_and(|row| row.used_by_disk),
        other_images,
        obstacles,
    }
}

/// Our id of the only account.
fn check(images: &[ResourceKey], snapshots: &[ResourceKey]) -> Result<String, Problem> {
    let malformed = |field: &str, reason: String| Problem::new(ProblemCode::Malformed).at(field).with("reason", reason);
    let mut keys = images.iter().chain(snapshots);
    let Some(first) = keys.next() else {
        return Err(Problem::new(ProblemCode::Empty).at("images"));
    };
    if keys.any(|key| key.account_id != first.account_id) {
        return Err(malformed("images", "several accounts".to_owned()));
    }
    if images.len() > rules::MOST_IMAGES {
        return Err(malformed("images", format!("more than {} images", rules::MOST_IMAGES)));
    }
    if snapshots.len() > rules::MOST_SNAPSHOTS {
        let reason = format!("more than {} snapshots", rules::MOST_SNAPSHOTS);
        return Err(malformed("snapshots", reason));
    }
    Ok(first.account_id.clone())
}
