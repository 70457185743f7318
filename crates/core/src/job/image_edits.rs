//! Jobs that edit images.

use super::image_orders::title;
use super::jobs::{Jobs, NewPlan, refuse_errors};
use super::record::PlanRecord;
use super::{JobSummary, StepKindName, plan};
use crate::image::{EditOrder, Finding, ImageAttribute, ToldImages};
use crate::{Problem, ProblemCode};

impl Jobs {
    /// Edits images. `checked` is what the rules say of the order, with what the cloud has told of the images.
    ///
    /// # Errors
    /// `Empty` without a request id or an image, `DraftInvalid`, `AccountLocked`, `NotFound`, `StoreFailed`; the errors of `checked`.
    pub(crate) async fn edit(
        &self,
        request_id: &str,
        order: EditOrder,
        checked: impl Future<Output = Result<(Vec<Finding>, ToldImages), Problem>>,
    ) -> Result<JobSummary, Problem> {
        let Some(first) = order.images.first() else {
            return Err(Problem::new(ProblemCode::Empty).at("images"));
        };
        let planned = async {
            let (findings, told) = checked.await?;
            refuse_errors(&findings)?;
            let named = order.images.iter().map(|key| {
                let name = told.get(key).and_then(|image| image.image_name.as_deref());
                name.unwrap_or(&key.id)
            });
            Ok(NewPlan {
                title: title(named),
                record: PlanRecord::default(),
                steps: plan::edit::steps(&order, &told, self.engine.runtime.as_ref()),
            })
        };
        self.make(request_id, &first.account_id, first_kind(&order), planned)
            .await
    }
}

/// What the order does first, which a locked account refuses.
fn first_kind(order: &EditOrder) -> StepKindName {
    let mut attributes = ImageAttribute::ALL.into_iter();
    if attributes.any(|attribute| attribute.wanted(order).is_some()) {
        StepKindName::EditImage
    } else if order.remove_tags.is_empty() {
        StepKindName::TagImage
    } else {
        StepKindName::UntagImage
    }
}
