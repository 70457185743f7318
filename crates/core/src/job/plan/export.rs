//! The steps of a job that exports existing images.

use alibaba_cloud::Runtime;
use serde_json::json;

use super::Plan;
use crate::image::{ImageExportOrder, ToldImages, rules};
use crate::job::StepKindName;
use crate::job::steps::ExportImageInput;
use crate::store::steps::StepRow;

/// A step for each image. They do not wait for one another: where the cloud runs no more exports at once, it says so.
pub(in crate::job) fn steps(order: &ImageExportOrder, told: &ToldImages, runtime: &dyn Runtime) -> Vec<StepRow> {
    let account_id = order.images.first().map_or("", |key| &key.account_id);
    let mut plan = Plan::new(account_id, runtime);
    for key in &order.images {
        let Some(image) = told.get(key) else {
            continue;
        };
        let region = key.region_id.as_str();
        let position = plan.add(StepKindName::ExportImage, None, &[], (region, region));
        plan.set(position, |step| {
            step.name.clone_from(&image.image_name);
            step.size_gib = i64::from(rules::size_gib(image));
            step.input = json!(ExportImageInput::new(&key.id, &order.target));
        });
    }
    plan.steps
}
