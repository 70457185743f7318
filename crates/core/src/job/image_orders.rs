//! Jobs of what is ordered of existing images.

use super::jobs::{Jobs, NewPlan, refuse_errors};
use super::record::PlanRecord;
use super::{JobSummary, StepKindName, plan};
use crate::image::{CopyOrder, Finding, ImageExportOrder, ShareOrder, ToldImages, ToldShares};
use crate::{Problem, ProblemCode};

/// Names of images in the title of a job, at most.
const MOST_NAMED: usize = 3;

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
        let Some(first) = order.copies.first() else {
            return Err(Problem::new(ProblemCode::Empty).at("copies"));
        };
        let planned = async {
            let (findings, told) = checked.await?;
            refuse_errors(&findings)?;
            let named = order.copies.iter().map(|copy| {
                let name = told.get(&copy.image).and_then(|image| image.image_name.as_deref());
                name.unwrap_or(&copy.image.id)
            });
            Ok(NewPlan {
                title: title(named),
                record: PlanRecord::default(),
                steps: plan::copy::steps(&order, &told, self.engine.runtime.as_ref()),
            })
        };
        self.make(request_id, &first.image.account_id, StepKindName::CopyImage, planned)
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
        let Some(first) = order.images.first() else {
            return Err(Problem::new(ProblemCode::Empty).at("images"));
        };
        let planned = async {
            let (findings, told) = checked.await?;
            refuse_errors(&findings)?;
            let named = order.images.iter().map(|key| {
                let name = told.get(key).and_then(|told| told.image.image_name.as_deref());
                name.unwrap_or(&key.id)
            });
            Ok(NewPlan {
                title: title(named),
                record: PlanRecord::default(),
                steps: plan::share::steps(&order, &told, self.engine.runtime.as_ref()),
            })
        };
        self.make(request_id, &first.account_id, StepKindName::ShareImage, planned)
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
                steps: plan::export::steps(&order, &told, self.engine.runtime.as_ref()),
            })
        };
        self.make(request_id, &first.account_id, StepKindName::ExportImage, planned)
            .await
    }
}

/// The names of the images that a job is about, each once.
pub(super) fn title<'a>(names: impl Iterator<Item = &'a str>) -> String {
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
