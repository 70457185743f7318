//! Orders to edit images, over the cloud and the inventory.

use std::collections::BTreeMap;

use alibaba_cloud::ecs::Image;

use super::attribute::ImageAttribute;
use super::image_orders::{ImageOrders, ToldImages, gone};
use super::{EditOrder, EditSource, EditStart, Finding, ImageValues, Severity, rules};
use crate::Problem;
use crate::inventory::{ResourceKey, Tag};

impl ImageOrders {
    /// What the dialogs about editing start from.
    ///
    /// # Errors
    /// As [`ImageOrders::images`], and the cache's codes.
    pub(crate) async fn open_edit(&self, keys: &[ResourceKey]) -> Result<EditStart, Problem> {
        let told = self.images(keys).await?;
        let images: Vec<EditSource> = keys.iter().map(|key| source(key, told.get(key))).collect();
        let (deprecated, restored) = (fit_for("deprecate", &images), fit_for("restore", &images));
        let families = self.inventory.families_of(keys, &deprecated, &restored).await?;
        Ok(EditStart { images, families })
    }

    /// What the rules say of an order, with what the cloud has told.
    ///
    /// # Errors
    /// As [`ImageOrders::open_edit`].
    pub(crate) async fn check_edits(&self, order: &EditOrder) -> Result<(Vec<Finding>, ToldImages), Problem> {
        let told = self.images(&order.images).await?;
        let mut findings = rules::check_edits(order, &told);
        findings.extend(self.family_notes(order, &told).await?);
        Ok((findings, told))
    }

    /// Which images become the newest of the family that they are put into, one a region.
    async fn family_notes(&self, order: &EditOrder, told: &ToldImages) -> Result<Vec<Finding>, Problem> {
        let Some(family) = order.family.as_deref().filter(|family| !family.is_empty()) else {
            return Ok(Vec::new());
        };
        let mut newest: BTreeMap<&str, (&ResourceKey, &Image)> = BTreeMap::new();
        for key in &order.images {
            let joins = |image: &&Image| image.status == "Available" && !ImageAttribute::Family.is(image, family);
            let Some(image) = told.get(key).filter(joins) else {
                continue;
            };
            let known = newest.entry(&key.region_id).or_insert((key, image));
            if image.creation_time > known.1.creation_time {
                *known = (key, image);
            }
        }
        let mut notes = Vec::new();
        for (region_id, (key, image)) in newest {
            let now = self.inventory.newest_of(key, family).await?;
            if rules::is_newer(image, now.as_ref()) {
                notes.push(match order.images.as_slice() {
                    [_] => rules::becomes_newest(family),
                    _ => rules::becomes_newest_of_several(family, region_id, image),
                });
            }
        }
        Ok(notes)
    }
}

/// The images of which nothing forbids to do this.
fn fit_for(field: &str, images: &[EditSource]) -> Vec<ResourceKey> {
    let forbids =
        |finding: &Finding| finding.severity == Severity::Error && (finding.field == field || finding.field == "image");
    let fit = images.iter().filter(|image| !image.findings.iter().any(forbids));
    fit.map(|image| image.key.clone()).collect()
}

fn source(key: &ResourceKey, told: Option<&Image>) -> EditSource {
    let Some(image) = told else {
        return EditSource {
            key: key.clone(),
            status: String::new(),
            values: ImageValues::default(),
            kept_tags: Vec::new(),
            resource_group_id: String::new(),
            findings: gone(),
        };
    };
    let tags = image.tags.iter().map(|tag| Tag {
        key: tag.key.clone(),
        value: tag.value.clone(),
    });
    let (kept_tags, tags) = tags.partition(|tag| rules::is_kept_tag(&tag.key));
    let text = |attribute: ImageAttribute| attribute.of(image).to_owned();
    EditSource {
        key: key.clone(),
        status: image.status.clone(),
        values: ImageValues {
            name: text(ImageAttribute::Name),
            description: text(ImageAttribute::Description),
            family: text(ImageAttribute::Family),
            boot_mode: text(ImageAttribute::BootMode),
            nvme_support: text(ImageAttribute::NvmeSupport),
            imds_support: text(ImageAttribute::ImdsSupport),
            tags,
        },
        kept_tags,
        resource_group_id: image.resource_group_id.clone().unwrap_or_default(),
        findings: rules::edit_findings(image),
    }
}
