//! Orders to edit images, over the cloud and the inventory.

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

    /// Whether one image becomes the newest of the family that it is put into.
    async fn family_notes(&self, order: &EditOrder, told: &ToldImages) -> Result<Option<Finding>, Problem> {
        let ([key], Some(family)) = (order.images.as_slice(), order.family.as_deref()) else {
            return Ok(None);
        };
        let Some(image) = told.get(key).filter(|image| !ImageAttribute::Family.is(image, family)) else {
            return Ok(None);
        };
        let newest = self.inventory.newest_of(key, family).await?;
        Ok(rules::becomes_newest(family, image, newest.as_ref()))
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
