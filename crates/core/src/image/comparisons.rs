//! Comparisons of images, over the cloud and the inventory: what each side is asked for. Only reads.

use std::sync::Arc;

use alibaba_cloud::Runtime;
use alibaba_cloud::ecs::{DescribeDisks, DescribeInstances, Image};

use super::compare::{self, SideDisk, Values};
use super::comparison::{ComparedKind, ComparedRelation, ComparedSide, ComparedWith, ImageComparison};
use super::{ImageOrders, compared_values};
use crate::cloud::{Cloud, Priority, ram_action_of};
use crate::instance::reading;
use crate::inventory::{Inventory, ResourceKey};
use crate::{Problem, ProblemCode};

/// Compares images. A clone shares everything.
#[derive(Clone)]
pub(crate) struct ImageComparisons {
    pub(crate) cloud: Cloud,
    pub(crate) inventory: Inventory,
    pub(crate) orders: ImageOrders,
    pub(crate) runtime: Arc<dyn Runtime>,
}

struct Side {
    shown: ComparedSide,
    values: Values,
    /// `None` when they were not read.
    disks: Option<Vec<SideDisk>>,
}

impl ImageComparisons {
    /// An image compared with another one or with an instance, after the cloud was asked for both.
    ///
    /// # Errors
    /// `Malformed` at `with` for the image itself, `NotFound` for one that the cloud does not list; the codes of the account's client and of the cloud; the cache's codes.
    pub(crate) async fn compare(&self, image: &ResourceKey, with: &ComparedWith) -> Result<ImageComparison, Problem> {
        if with.kind == ComparedKind::Image && with.key == *image {
            let problem = Problem::new(ProblemCode::Malformed).at("with");
            return Err(problem.with("reason", "an image is compared with another one"));
        }
        let other = async {
            match with.kind {
                ComparedKind::Image => self.image(&with.key).await,
                ComparedKind::Instance => self.instance(&with.key).await,
            }
        };
        let (a, b) = futures_util::try_join!(self.image(image), other)?;
        let relation = match with.kind {
            ComparedKind::Instance => ComparedRelation::Instance,
            ComparedKind::Image => match self.inventory.copied_by_name(image, &with.key).await? {
                Some(by_name) => ComparedRelation::Copy { by_name },
                None => ComparedRelation::Images,
            },
        };
        let (rows, not_told) = compare::rows(&a.values, &b.values, &relation);
        Ok(ImageComparison {
            disks: compare::disks(a.disks.as_deref(), b.disks.as_deref()),
            a: a.shown,
            b: b.shown,
            relation,
            read_at: self.runtime.now().as_millisecond(),
            rows,
            not_told,
        })
    }

    async fn image(&self, key: &ResourceKey) -> Result<Side, Problem> {
        let mut told = self.orders.shares(std::slice::from_ref(key)).await?;
        let gone = || Problem::new(ProblemCode::NotFound).with("imageId", &key.id);
        let told = told.remove(key).ok_or_else(gone)?;
        let instances = self.inventory.instances_of_image(key).await?;
        Ok(Side {
            shown: shown_image(key, &told.image),
            values: compared_values::of_image(&told, instances),
            disks: Some(compared_values::disks_of_image(&told.image)).filter(|disks| !disks.is_empty()),
        })
    }

    async fn instance(&self, key: &ResourceKey) -> Result<Side, Problem> {
        let client = self.cloud.client(&key.account_id, Priority::User).await?;
        let action = reading::described(&key.region_id, std::slice::from_ref(&key.id));
        let listed = client.call(&action).await.map_err(|failure| {
            let action = ram_action_of::<DescribeInstances>();
            failure.problem.with_default("action", &action)
        })?;
        let mut listed = listed.body.instances.into_iter();
        let gone = || Problem::new(ProblemCode::NotFound).with("instanceId", &key.id);
        let instance = listed.find(|row| row.instance_id == key.id).ok_or_else(gone)?;
        let disks = reading::disks(&client, &key.region_id, &key.id).await;
        let disks = disks.map(|(disks, _)| disks).map_err(|failure| {
            let action = ram_action_of::<DescribeDisks>();
            failure.problem.with_default("action", &action)
        });
        let text = |field: &Option<String>| field.clone().unwrap_or_default();
        Ok(Side {
            values: compared_values::of_instance(&instance, &disks),
            disks: disks.ok().map(|disks| compared_values::disks_of_instance(&disks)),
            shown: ComparedSide {
                kind: ComparedKind::Instance,
                key: key.clone(),
                name: text(&instance.instance_name),
                os: text(&instance.os_name_en.or(instance.os_name)),
                platform: String::new(),
            },
        })
    }
}

fn shown_image(key: &ResourceKey, image: &Image) -> ComparedSide {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    ComparedSide {
        kind: ComparedKind::Image,
        key: key.clone(),
        name: text(&image.image_name),
        os: text(&image.os_name_en.clone().or_else(|| image.os_name.clone())),
        platform: text(&image.platform),
    }
}
