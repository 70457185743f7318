//! What uses images and snapshots that are to be deleted, as the cloud tells now; where it does not tell, what the inventory knows.

use std::collections::{BTreeSet, HashSet};

use futures_util::{StreamExt, TryStreamExt, stream};

use super::asked::Asked;
use super::order::DeletionOrder;
use super::plan::{DeletableImage, DeletableSnapshot, DeletionObstacle, DeletionPlan, PlannedDeletion};
use super::rules::{self, ImageFacts};
use crate::inventory::{ImageDetail, InstanceRef, Inventory, ResourceKey, Shares, SnapshotUse};
use crate::{Problem, ProblemCode};

/// Images whose shares are asked for at the same time.
const AT_ONCE: usize = 4;
/// Instances of an image that are named, at most.
const MOST_NAMED: usize = 50;

/// Plans of deletions. A clone shares everything.
#[derive(Clone)]
pub(crate) struct Deletions {
    pub(super) inventory: Inventory,
}

impl Deletions {
    pub(crate) fn new(inventory: Inventory) -> Self {
        Self { inventory }
    }

    /// What uses these images and snapshots of one account.
    ///
    /// # Errors
    /// `Empty` when there are none, `Malformed` for several accounts, too many, or one twice, the codes of the account's client and of the
    /// cache.
    pub(crate) async fn plan(
        &self,
        images: &[ResourceKey],
        snapshots: &[ResourceKey],
    ) -> Result<DeletionPlan, Problem> {
        let account_id = check(images, snapshots)?;
        let keys = images.iter().chain(snapshots);
        let places: BTreeSet<(&str, &str)> = keys
            .map(|key| (key.account_id.as_str(), key.region_id.as_str()))
            .collect();
        let mut asked = Asked::default();
        asked.ask_images(&self.inventory, &Vec::from_iter(places)).await;
        asked.ask_instances(&self.inventory, images).await;
        let known = self.images(images, &asked).await?;
        self.assemble(&account_id, (images, known), snapshots, asked).await
    }

    /// Images, and what the cloud tells of them now; `None` for one that is not listed.
    pub(super) async fn images(&self, keys: &[ResourceKey], asked: &Asked) -> Result<Vec<Option<KnownImage>>, Problem> {
        let questions: Vec<_> = keys.iter().map(|key| self.image(key, asked)).collect();
        stream::iter(questions).buffered(AT_ONCE).try_collect().await
    }

    /// The plan of images, with what is known of them, and of snapshots.
    pub(super) async fn assemble(
        &self,
        account_id: &str,
        (images, known): (&[ResourceKey], Vec<Option<KnownImage>>),
        snapshots: &[ResourceKey],
        mut asked: Asked,
    ) -> Result<DeletionPlan, Problem> {
        let of_images = known.iter().flatten().flat_map(KnownImage::snapshots);
        let wanted: Vec<ResourceKey> = of_images.chain(snapshots.iter().cloned()).collect();
        asked.ask_snapshots(&self.inventory, &wanted).await;

        let can_go = known.iter().flatten().filter(|image| image.obstacles().is_empty());
        let deleted: HashSet<ResourceKey> = can_go.map(|image| image.detail.row.key.clone()).collect();
        let mut plan = DeletionPlan {
            account_id: account_id.to_owned(),
            images: Vec::new(),
            snapshots: Vec::new(),
            gone: Vec::new(),
            asked_at: self.inventory.now(),
            not_asked: Vec::new(),
        };
        for (key, image) in images.iter().zip(known) {
            match image {
                None => plan.gone.push(key.clone()),
                Some(image) => {
                    let of_image = self.snapshots(&image.snapshots(), &deleted, &asked).await?;
                    plan.images.push(image.deletable(of_image));
                }
            }
        }
        // An image that is deleted as well may be deleted after it.
        let alone = self.snapshots(snapshots, &HashSet::new(), &asked).await?;
        for snapshot in alone {
            match snapshot.is_listed() {
                false => plan.gone.push(snapshot.key),
                true => plan.snapshots.push(snapshot),
            }
        }
        plan.not_asked = asked.not_asked;
        Ok(plan)
    }

    /// What a job of an order deletes, after the cloud was asked once more.
    ///
    /// # Errors
    /// As [`Deletions::plan`], and `DraftInvalid` when it is not what the plan had shown.
    pub(crate) async fn planned(&self, order: &DeletionOrder) -> Result<PlannedDeletion, Problem> {
        let images: Vec<ResourceKey> = order.images.iter().map(|image| image.key.clone()).collect();
        let plan = self.plan(&images, &order.snapshots).await?;
        rules::planned(order, &plan)
    }

    /// An image and what the cloud tells of it now; `None` when it is not listed.
    async fn image(&self, key: &ResourceKey, asked: &Asked) -> Result<Option<KnownImage>, Problem> {
        let detail = match self.inventory.image_detail(key).await {
            Ok(detail) => detail,
            Err(problem) if problem.code == ProblemCode::NotFound => return Ok(None),
            Err(problem) => return Err(problem),
        };
        let shares = match detail.row.shared_with_me {
            true => Ok(Shares::default()),
            false => self.inventory.shares_of(key).await,
        };
        let told = asked.instances(key);
        let is_known = told.is_some() || detail.used_by_count.is_some();
        let instances = match told {
            Some(instances) => instances.to_vec(),
            None => self.inventory.instances_known(key).await?,
        };
        let was_public = || {
            let mut fields = detail.fields.iter();
            fields.any(|field| field.name == "IsPublic" && field.value == "true")
        };
        let told_public = asked.image(key).and_then(|image| image.is_public);
        let is_public = told_public.unwrap_or_else(was_public);
        Ok(Some(KnownImage {
            detail,
            shares,
            // What is known to run it is told, even when there may be more.
            instances: (is_known || !instances.is_empty()).then_some(instances),
            uses_told: told.is_some(),
            is_public,
        }))
    }

    /// Snapshots that are deleted after the images `deleted`.
    async fn snapshots(
        &self,
        keys: &[ResourceKey],
        deleted: &HashSet<ResourceKey>,
        asked: &Asked,
    ) -> Result<Vec<DeletableSnapshot>, Problem> {
        let uses = self.inventory.snapshot_uses(keys).await?;
        let found = keys.iter().zip(uses).map(|(key, found)| {
            let found = found
                .filter(|_| !asked.is_gone(key))
                .map(|found| match asked.images_of_snapshot(key) {
                    Some(images) => SnapshotUse {
                        images,
                        images_known: true,
                        ..found
                    },
                    None => found,
                });
            snapshot(key, found, deleted)
        });
        Ok(found.collect())
    }
}

/// An image, and what the cloud has told of it.
pub(super) struct KnownImage {
    detail: ImageDetail,
    /// Accounts and groups.
    pub(super) shares: Result<Shares, Problem>,
    /// `None` when nobody knows what runs it.
    pub(super) instances: Option<Vec<InstanceRef>>,
    /// The cloud has told which.
    uses_told: bool,
    is_public: bool,
}

impl KnownImage {
    pub(super) fn obstacles(&self) -> Vec<DeletionObstacle> {
        let groups = self.shares.as_ref().map(|shares| shares.groups.clone());
        let facts = ImageFacts {
            shares_known: self.shares.is_ok(),
            groups: groups.unwrap_or_default(),
            is_public: self.is_public,
        };
        rules::image_obstacles(&self.detail, &facts)
    }

    /// The snapshots of its disks.
    fn snapshots(&self) -> Vec<ResourceKey> {
        if self.detail.row.shared_with_me {
            return Vec::new();
        }
        let ids = self.detail.disks.iter().filter_map(|disk| disk.snapshot_id.clone());
        let key = &self.detail.row.key;
        ids.map(|id| ResourceKey { id, ..key.clone() }).collect()
    }

    fn deletable(self, snapshots: Vec<DeletableSnapshot>) -> DeletableImage {
        let obstacles = self.obstacles();
        let Self {
            detail,
            shares,
            instances,
            uses_told,
            ..
        } = self;
        let (shared_with, shares_problem) = match shares {
            Ok(shares) => (shares.accounts, None),
            Err(problem) => (Vec::new(), Some(problem)),
        };
        let used_by_count = instances
            .as_ref()
            .map(|all| u32::try_from(all.len()).unwrap_or(u32::MAX));
        let mut used_by = instances.unwrap_or_default();
        let instance_ids = used_by.iter().map(|instance| instance.key.id.clone()).collect();
        used_by.truncate(MOST_NAMED);
        DeletableImage {
            obstacles,
            shared_with,
            shares_problem,
            used_by,
            used_by_count,
            uses_told,
            instance_ids,
            copies: detail.copies.into_iter().filter(|copy| !copy.is_this).collect(),
            copies_complete: detail.copies_complete,
            is_newest_of_family: detail.is_lifecycle_newest,
            family_count: detail.family_count,
            snapshots,
            row: detail.row,
        }
    }
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
    for (field, keys) in [("images", images), ("snapshots", snapshots)] {
        let mut seen = HashSet::new();
        if let Some(twice) = keys.iter().find(|key| !seen.insert(*key)) {
            return Err(malformed(field, format!("{} twice", twice.id)));
        }
    }
    Ok(first.account_id.clone())
}
