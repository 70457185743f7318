//! Jobs of what is ordered of existing images.

use std::collections::HashMap;

use alibaba_cloud::Runtime;
use alibaba_cloud::ecs::Image;

use super::jobs::{Jobs, NewPlan, refuse_errors};
use super::record::PlanRecord;
use super::{JobSummary, StepKindName, plan};
use crate::image::{
    CopyOrder, EditOrder, Finding, ImageAttribute, ImageExportOrder, ShareOrder, ToldImages, ToldShares,
};
use crate::inventory::ResourceKey;
use crate::store::steps::StepRow;
use crate::{Problem, ProblemCode};

/// Names of images in the title of a job, at most.
const MOST_NAMED: usize = 3;

/// What an order is about.
struct Ordered<'a> {
    images: Vec<&'a ResourceKey>,
    /// Where the order names them.
    field: &'static str,
    /// The kind of the first step, which a locked account refuses.
    first: StepKindName,
}

impl Jobs {
    /// Copies images. `checked` is what the rules say of the order, with what the cloud has told of the images.
    ///
    /// # Errors
    /// `Empty` without a request id or a copy, `DraftInvalid`, `AccountLocked`, `NotFound`, `StoreFailed`; the errors of `checked`.
    pub(crate) async fn copy(
        &self,
        request_id: &str,
        order: CopyOrder,
        checked: impl Future<Output = Result<(Vec<Finding>, ToldImages), Problem>>,
    ) -> Result<JobSummary, Problem> {
        let ordered = Ordered {
            images: order.copies.iter().map(|copy| &copy.image).collect(),
            field: "copies",
            first: StepKindName::CopyImage,
        };
        let steps = |told: &ToldImages, runtime: &dyn Runtime| plan::copy::steps(&order, told, runtime);
        self.make_ordered(request_id, ordered, checked, |image| image, steps)
            .await
    }

    /// Shares images with accounts, and no longer with others. `checked` as of [`Jobs::copy`].
    ///
    /// # Errors
    /// As [`Jobs::copy`].
    pub(crate) async fn share(
        &self,
        request_id: &str,
        order: ShareOrder,
        checked: impl Future<Output = Result<(Vec<Finding>, ToldShares), Problem>>,
    ) -> Result<JobSummary, Problem> {
        let ordered = Ordered {
            images: order.images.iter().collect(),
            field: "images",
            first: StepKindName::ShareImage,
        };
        let steps = |told: &ToldShares, runtime: &dyn Runtime| plan::share::steps(&order, told, runtime);
        self.make_ordered(request_id, ordered, checked, |told| &told.image, steps)
            .await
    }

    /// Exports images to a bucket. `checked` as of [`Jobs::copy`].
    ///
    /// # Errors
    /// As [`Jobs::copy`].
    pub(crate) async fn export(
        &self,
        request_id: &str,
        order: ImageExportOrder,
        checked: impl Future<Output = Result<(Vec<Finding>, ToldImages), Problem>>,
    ) -> Result<JobSummary, Problem> {
        let ordered = Ordered {
            images: order.images.iter().collect(),
            field: "images",
            first: StepKindName::ExportImage,
        };
        let steps = |told: &ToldImages, runtime: &dyn Runtime| plan::export::steps(&order, told, runtime);
        self.make_ordered(request_id, ordered, checked, |image| image, steps)
            .await
    }

    /// Edits images. `checked` as of [`Jobs::copy`].
    ///
    /// # Errors
    /// As [`Jobs::copy`].
    pub(crate) async fn edit(
        &self,
        request_id: &str,
        order: EditOrder,
        checked: impl Future<Output = Result<(Vec<Finding>, ToldImages), Problem>>,
    ) -> Result<JobSummary, Problem> {
        let ordered = Ordered {
            images: order.images.iter().collect(),
            field: "images",
            first: first_edit(&order),
        };
        let steps = |told: &ToldImages, runtime: &dyn Runtime| plan::edit::steps(&order, told, runtime);
        self.make_ordered(request_id, ordered, checked, |image| image, steps)
            .await
    }

    async fn make_ordered<T>(
        &self,
        request_id: &str,
        ordered: Ordered<'_>,
        checked: impl Future<Output = Result<(Vec<Finding>, HashMap<ResourceKey, T>), Problem>>,
        image_of: impl Fn(&T) -> &Image,
        steps: impl FnOnce(&HashMap<ResourceKey, T>, &dyn Runtime) -> Vec<StepRow>,
    ) -> Result<JobSummary, Problem> {
        let Some(first) = ordered.images.first() else {
            return Err(Problem::new(ProblemCode::Empty).at(ordered.field));
        };
        let planned = async {
            let (findings, told) = checked.await?;
            refuse_errors(&findings)?;
            let named = ordered.images.iter().map(|key| {
                let name = told.get(*key).and_then(|told| image_of(told).image_name.as_deref());
                name.unwrap_or(&key.id)
            });
            Ok(NewPlan {
                title: title(named),
                record: PlanRecord::default(),
                steps: steps(&told, self.engine.runtime.as_ref()),
            })
        };
        self.make(request_id, &first.account_id, ordered.first, planned).await
    }
}

/// What an edit does first.
fn first_edit(order: &EditOrder) -> StepKindName {
    let mut attributes = ImageAttribute::ALL.into_iter();
    if attributes.any(|attribute| attribute.wanted(order).is_some()) {
        StepKindName::EditImage
    } else if order.remove_tags.is_empty() {
        StepKindName::TagImage
    } else {
        StepKindName::UntagImage
    }
}

/// The names of the images that a job is about, each once.
fn title<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut named: Vec<&str> = Vec::new();
    for name in names {
        if !named.contains(&name) {
            named.push(name);
        }
    }
    let more = if named.len() > MOST_NAMED { ", …" } else { "" };
    named.truncate(MOST_NAMED);
    format!("{}{more}", named.join(", "))
}
