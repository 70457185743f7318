//! The details of one instance: its disks over time, and the image it runs.

use super::detail::{MOMENT, disks_of};
use super::image_detail::IMAGES;
use super::kinds::image::Images;
use super::kinds::instance::{self, Instances};
use super::kinds::{Kind, count};
use super::listed::Listed;
use super::moment::{TIMELINE_DAYS, newest_moment, span, timelines};
use super::relations::Place;
use super::{ImageRow, InstanceDetail, InstanceDisk, Inventory, ResourceKey, ShardKind, stored};
use crate::store::shards::StoredKind;
use crate::{Problem, ProblemCode};

impl Inventory {
    /// Everything that is known of an instance.
    ///
    /// # Errors
    /// `NotFound` when the cloud does not list it, as far as is known; the cache's codes.
    pub(crate) async fn instance_detail(&self, key: &ResourceKey) -> Result<InstanceDetail, Problem> {
        let not_found = || Problem::new(ProblemCode::NotFound).with("instanceId", &key.id);
        let stored = self
            .stored(key, &[StoredKind::Instances])
            .await?
            .ok_or_else(not_found)?;
        let instance = Instances::parse(&stored.raw).ok_or_else(not_found)?;
        let (from, to) = span(None, self.now());
        let (row, disks, related, around) = {
            let relations = self.shared.known.relations();
            let place = relations.place(stored.place).ok_or_else(not_found)?;
            let related = related_images(place, &instance.image_id);
            let row = instance::row(place, &instance);
            (row, instance_disks(place, &key.id), related, disks_of(place, &key.id))
        };
        let disks_around = self.with_snapshots(around, stored.place, from, to).await?;
        let moment = newest_moment(&disks_around);
        Ok(InstanceDetail {
            row,
            description: instance.description.unwrap_or_default(),
            cpu: instance.cpu,
            memory_mib: instance.memory,
            security_group_ids: instance.security_group_ids,
            key_pair: instance.key_pair_name,
            vpc_id: instance.vpc_id,
            v_switch_id: instance.v_switch_id,
            started_at: instance.start_time.map(|time| time.as_millisecond()),
            tags: stored::tags(&instance.tags),
            resource_group_id: instance.resource_group_id,
            disks,
            timelines: timelines(&disks_around),
            timeline_days: TIMELINE_DAYS,
            timeline_from: from,
            timeline_to: to,
            same_moment: moment.keys,
            same_moment_at: moment.at,
            missing_disks: related.listed.once(MOMENT, moment.missing_disks),
            spread_seconds: moment.spread_seconds,
            image: self.image_row_of(related.image).await?,
            instances_of_image: related.listed.once(&[ShardKind::Instances], related.instances),
            newer_image: self.image_row_of(related.newer).await?,
            fields: stored::fields(&stored.raw),
            request_id: Some(stored.request_id).filter(|id| !id.is_empty()),
        })
    }

    async fn image_row_of(&self, key: Option<ResourceKey>) -> Result<Option<ImageRow>, Problem> {
        let Some(key) = key else {
            return Ok(None);
        };
        let Some(stored) = self.stored(&key, IMAGES).await? else {
            return Ok(None);
        };
        let relations = self.shared.known.relations();
        let place = relations.place(stored.place);
        Ok(place
            .zip(Images::parse(&stored.raw))
            .map(|(place, image)| self.image_row(&relations, place, &image)))
    }
}

#[derive(Default)]
struct RelatedImages {
    image: Option<ResourceKey>,
    newer: Option<ResourceKey>,
    instances: u32,
    listed: Listed,
}

fn related_images(place: &Place, image_id: &Option<String>) -> RelatedImages {
    let Some(image_id) = image_id else {
        return RelatedImages {
            listed: place.listed,
            ..RelatedImages::default()
        };
    };
    let image = place.image(image_id);
    RelatedImages {
        image: image.map(|_| place.key(image_id)),
        newer: image
            .and_then(|image| place.newer_image(image))
            .map(|(id, _)| place.key(id)),
        instances: count(place.instances_of_image(image_id).len()),
        listed: place.listed,
    }
}

fn instance_disks(place: &Place, instance_id: &str) -> Vec<InstanceDisk> {
    let disks = place.disks_of_instance(instance_id).into_iter();
    let disks = disks.map(|(disk_id, disk)| InstanceDisk {
        disk_id: disk_id.to_owned(),
        device: disk
            .device
            .as_deref()
            .map(|device| device.trim_start_matches("/dev/").to_owned()),
        disk_type: disk.disk_type.clone(),
        category: disk.category.clone(),
        size_gib: disk.size_gib,
        performance_level: disk.performance_level.clone(),
        snapshots: place
            .listed
            .once(&[ShardKind::Snapshots], count(place.snapshot_count(disk_id))),
    });
    disks.collect()
}
