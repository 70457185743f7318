//! The details of one image: its disks, its copies, and what uses it.

use alibaba_cloud::ecs::Image;

use super::kinds::image::{self, Images};
use super::kinds::{Kind, count};
use super::relations::{Place, Relations};
use super::{
    ImageCheck, ImageCheckItem, ImageCopy, ImageDetail, ImageDisk, ImageRow, InstanceRef, Inventory, ResourceKey,
    ShardKind, stored,
};
use crate::store::shards::StoredKind;
use crate::{Problem, ProblemCode};

/// Most rows of another kind that details name.
pub(super) const MOST_NAMED: usize = 50;

/// An image is an own one or a shared one.
pub(super) const IMAGES: &[StoredKind] = &[StoredKind::Images, StoredKind::SharedImages];

impl Inventory {
    /// Everything that is known of an image. With whom it is shared is asked for, and told by a change of the images.
    ///
    /// # Errors
    /// `NotFound` when the cloud does not list it, as far as is known; the cache's codes.
    pub(crate) async fn image_detail(&self, key: &ResourceKey) -> Result<ImageDetail, Problem> {
        let not_found = || Problem::new(ProblemCode::NotFound).with("imageId", &key.id);
        let stored = self.stored(key, IMAGES).await?.ok_or_else(not_found)?;
        let image = Images::parse(&stored.raw).ok_or_else(not_found)?;
        if !image::facts(&image, 0).is_shared_with_me {
            self.ask_shares(key);
        }
        let (mut detail, absent) = {
            let relations = self.shared.known.relations();
            let place = relations.place(stored.place).ok_or_else(not_found)?;
            let row = self.image_row(&relations, place, &image);
            let absent = place.listed.once(&[ShardKind::Snapshots], false);
            (detail(&relations, place, &image, row), absent)
        };
        for disk in &mut detail.disks {
            if let Some(id) = disk.snapshot_id.clone() {
                let snapshot = ResourceKey { id, ..key.clone() };
                let is_listed = self.stored(&snapshot, &[StoredKind::Snapshots]).await?.is_some();
                disk.snapshot_listed = if is_listed { Some(true) } else { absent };
            }
        }
        detail.shared_with = self.shared.shares.accounts(key);
        detail.shares_problem = self.shared.shares.problem(key);
        detail.fields = stored::fields(&stored.raw);
        detail.request_id = Some(stored.request_id).filter(|id| !id.is_empty());
        Ok(detail)
    }

    /// What the grid shows of an image.
    pub(super) fn image_row(&self, relations: &Relations, place: &Place, image: &Image) -> ImageRow {
        let copies = count(relations.copies(place, &image.image_id).len());
        let copies = (copies > 0 || relations.knows_images(&place.account_id)).then_some(copies);
        let mut row = image::row(place, image, copies);
        if let Some(accounts) = self.shared.shares.accounts(&row.key) {
            row.share_count = Some(count(accounts.len()));
        }
        row
    }
}

fn detail(relations: &Relations, place: &Place, image: &Image, row: ImageRow) -> ImageDetail {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let facts = image::facts(image, 0);
    let newest = place.newer_image(&facts);
    let used_by = place.instances_of_image(&image.image_id);
    ImageDetail {
        description: text(&image.description),
        image_version: text(&image.image_version),
        disks: disks(image),
        tags: stored::tags(&image.tags),
        resource_group_id: image.resource_group_id.clone(),
        copies: copies(relations, place, &row),
        shared_with: None,
        shares_problem: None,
        copies_complete: relations.knows_images(&place.account_id),
        used_by_count: place.listed.once(&[ShardKind::Instances], count(used_by.len())),
        used_by: used_by
            .into_iter()
            .take(MOST_NAMED)
            .map(|(id, instance)| InstanceRef {
                key: place.key(id),
                name: instance.name.clone(),
                status: instance.status.clone(),
            })
            .collect(),
        features: features(image),
        is_lifecycle_newest: row.newest_of_family == Some(true),
        newest_in_family: newest.map(|(id, _)| place.key(id)),
        family_count: count(place.family(&facts).count()),
        last_check: last_check(image),
        fields: Vec::new(),
        request_id: None,
        row,
    }
}

/// The disks an instance made of it gets, the system disk first.
pub(crate) fn disks(image: &Image) -> Vec<ImageDisk> {
    let mappings = &image.disk_device_mappings;
    let mut disks: Vec<ImageDisk> = mappings
        .iter()
        .map(|mapping| ImageDisk {
            device: mapping.device.clone(),
            disk_type: if image::is_system(mapping, mappings) {
                "system".to_owned()
            } else {
                "data".to_owned()
            },
            size_gib: mapping.size,
            snapshot_id: mapping.snapshot_id.clone(),
            snapshot_listed: None,
        })
        .collect();
    disks.sort_by_key(|disk| disk.disk_type != "system");
    disks
}

fn copies(relations: &Relations, place: &Place, row: &ImageRow) -> Vec<ImageCopy> {
    let this = ImageCopy {
        key: row.key.clone(),
        status: row.status.clone(),
        is_this: true,
        by_name: false,
        encrypted: row.encrypted,
    };
    let others = relations.copies(place, &row.key.id).into_iter().map(|copy| ImageCopy {
        key: ResourceKey {
            account_id: place.account_id.clone(),
            region_id: copy.region_id.to_owned(),
            id: copy.image_id.to_owned(),
        },
        status: copy.image.status.clone(),
        is_this: false,
        by_name: copy.by_name,
        encrypted: copy.image.is_encrypted,
    });
    let mut copies: Vec<ImageCopy> = std::iter::once(this).chain(others).collect();
    copies.sort_by(|left, right| left.key.cmp(&right.key));
    copies
}

fn features(image: &Image) -> Vec<String> {
    let is = |field: &Option<String>, word: &str| field.as_deref().is_some_and(|text| text.eq_ignore_ascii_case(word));
    let features = [
        ("nvme", is(&image.nvme_support, "supported")),
        ("imdsV1", is(&image.imds_support, "v1")),
        ("imdsV2", is(&image.imds_support, "v2")),
        ("secureBoot", is(&image.secure_boot_support, "supported")),
        ("cloudInit", image.is_support_cloudinit == Some(true)),
    ];
    let has = features.into_iter().filter(|(_, has)| *has);
    has.map(|(word, _)| word.to_owned()).collect()
}

fn last_check(image: &Image) -> Option<ImageCheck> {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let check = image.detection_options.as_ref()?;
    Some(ImageCheck {
        status: text(&check.status),
        items: check
            .items
            .iter()
            .map(|item| ImageCheckItem {
                name: text(&item.name),
                value: text(&item.value),
                risk_code: item.risk_code.clone(),
                risk_level: item.risk_level.clone(),
            })
            .collect(),
    })
}
