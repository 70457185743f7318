//! What the cloud tells of a deletion at the moment when it is planned: what runs the images, which images hold the snapshots, and how the
//! snapshots are used. What it does not tell is known from the last listing, and said to be so.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use alibaba_cloud::ecs::Image;
use futures_util::{StreamExt, stream};

use super::plan::UsesNotAsked;
use crate::Problem;
use crate::inventory::{ImageRef, InstanceRef, Inventory, ResourceKey, ShardKind};

/// Questions at the same time.
const AT_ONCE: usize = 4;
/// Snapshots of one question.
const SNAPSHOTS: usize = 100;

/// The answers of the cloud. What is missing was not told.
#[derive(Default)]
pub(super) struct Asked {
    instances: HashMap<ResourceKey, Vec<InstanceRef>>,
    images: HashMap<String, Vec<Image>>,
    gone_snapshots: HashSet<ResourceKey>,
    pub(super) not_asked: Vec<UsesNotAsked>,
}

impl Asked {
    /// Asks for all own images of places: accounts and regions.
    pub(super) async fn ask_images(&mut self, inventory: &Inventory, places: &[(&str, &str)]) {
        let questions: Vec<_> = places
            .iter()
            .map(|(account_id, region_id)| async move {
                (
                    *account_id,
                    *region_id,
                    inventory.images_now(account_id, region_id).await,
                )
            })
            .collect();
        let answers: Vec<_> = stream::iter(questions).buffered(AT_ONCE).collect().await;
        for (account_id, region_id, answer) in answers {
            match answer {
                Ok(images) => {
                    self.images.insert(region_id.to_owned(), images);
                }
                Err(problem) => {
                    self.failed(inventory, account_id, region_id, ShardKind::Images, problem)
                        .await
                }
            }
        }
    }

    /// Asks which instances run images.
    pub(super) async fn ask_instances(&mut self, inventory: &Inventory, images: &[ResourceKey]) {
        let questions: Vec<_> = images
            .iter()
            .map(|key| async move { (key, inventory.instances_now(key).await) })
            .collect();
        let answers: Vec<_> = stream::iter(questions).buffered(AT_ONCE).collect().await;
        for (key, answer) in answers {
            match answer {
                Ok(instances) => {
                    self.instances.insert(key.clone(), instances);
                }
                Err(problem) => {
                    let (account_id, region_id) = (&key.account_id, &key.region_id);
                    self.failed(inventory, account_id, region_id, ShardKind::Instances, problem)
                        .await;
                }
            }
        }
    }

    /// Asks for snapshots and how they are used, and puts the answers into the inventory.
    pub(super) async fn ask_snapshots(&mut self, inventory: &Inventory, snapshots: &[ResourceKey]) {
        let mut by_place: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
        for key in snapshots {
            let place = (key.account_id.as_str(), key.region_id.as_str());
            by_place.entry(place).or_default().insert(&key.id);
        }
        let batches = by_place.into_iter().flat_map(|(place, ids)| {
            let ids: Vec<String> = ids.into_iter().map(str::to_owned).collect();
            let batches: Vec<Vec<String>> = ids.chunks(SNAPSHOTS).map(<[String]>::to_vec).collect();
            batches.into_iter().map(move |batch| (place, batch))
        });
        let questions: Vec<_> = batches
            .map(|((account_id, region_id), ids)| async move {
                (
                    account_id,
                    region_id,
                    inventory.ask_snapshots(account_id, region_id, ids).await,
                )
            })
            .collect();
        let answers: Vec<_> = stream::iter(questions).buffered(AT_ONCE).collect().await;
        for (account_id, region_id, answer) in answers {
            match answer {
                Ok(rows) => self.gone_snapshots.extend(rows.gone.into_iter().map(|id| ResourceKey {
                    account_id: account_id.to_owned(),
                    region_id: region_id.to_owned(),
                    id,
                })),
                Err(problem) => {
                    self.failed(inventory, account_id, region_id, ShardKind::Snapshots, problem)
                        .await
                }
            }
        }
    }

    /// Keeps that something was not told, once for each kind of row of a region.
    async fn failed(
        &mut self,
        inventory: &Inventory,
        account_id: &str,
        region_id: &str,
        kind: ShardKind,
        problem: Problem,
    ) {
        if self
            .not_asked
            .iter()
            .any(|known| known.region_id == region_id && known.kind == kind)
        {
            return;
        }
        self.not_asked.push(UsesNotAsked {
            region_id: region_id.to_owned(),
            kind,
            problem,
            // Without the cache nothing is known of it either.
            known_at: inventory
                .listed_at(account_id, region_id, kind)
                .await
                .unwrap_or_default(),
        });
    }

    /// The instances that run an image; `None` when the cloud did not tell.
    pub(super) fn instances(&self, image: &ResourceKey) -> Option<&[InstanceRef]> {
        self.instances.get(image).map(Vec::as_slice)
    }

    /// An own image as the cloud has told of it.
    pub(super) fn image(&self, key: &ResourceKey) -> Option<&Image> {
        let images = self.images.get(&key.region_id)?;
        images.iter().find(|image| image.image_id == key.id)
    }

    /// All own images of an account that the cloud has told of.
    pub(super) fn own_images(&self, account_id: &str) -> Vec<(ResourceKey, &Image)> {
        let by_region = self.images.iter();
        let keyed = by_region.flat_map(|(region_id, images)| {
            images.iter().map(move |image| {
                let key = ResourceKey {
                    account_id: account_id.to_owned(),
                    region_id: region_id.clone(),
                    id: image.image_id.clone(),
                };
                (key, image)
            })
        });
        keyed.collect()
    }

    /// The images that hold a snapshot; `None` when the cloud did not tell.
    pub(super) fn images_of_snapshot(&self, key: &ResourceKey) -> Option<Vec<ImageRef>> {
        let images = self.images.get(&key.region_id)?;
        let holds = |image: &&Image| {
            let mut disks = image.disk_device_mappings.iter();
            disks.any(|disk| disk.snapshot_id.as_ref() == Some(&key.id))
        };
        let named = images.iter().filter(holds).map(|image| ImageRef {
            key: ResourceKey {
                id: image.image_id.clone(),
                ..key.clone()
            },
            name: image.image_name.clone().unwrap_or_default(),
            status: image.status.clone(),
        });
        Some(named.collect())
    }

    /// Whether the cloud has told that it does not list a snapshot.
    pub(super) fn is_gone(&self, snapshot: &ResourceKey) -> bool {
        self.gone_snapshots.contains(snapshot)
    }
}
