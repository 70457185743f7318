//! The steps of a job that copies existing images.

use alibaba_cloud::Runtime;
use serde_json::json;

use super::Plan;
use crate::image::{CopyOrder, ToldImages, rules};
use crate::job::StepKindName;
use crate::job::steps::{CopyImageInput, RestoreFeaturesInput};
use crate::store::steps::StepRow;

/// A copy for each image and region, each followed by the restoring of what it loses. Copies do not wait for one another: where the cloud
/// takes one of an image at a time, it says so. Everything is taken over as the cloud has told it, so that a copy does not depend on
/// what becomes of its source.
pub(in crate::job) fn steps(order: &CopyOrder, told: &ToldImages, runtime: &dyn Runtime) -> Vec<StepRow> {
    let account_id = order.copies.first().map_or("", |copy| &copy.image.account_id);
    let mut plan = Plan::new(account_id, runtime);
    for ordered in &order.copies {
        let Some(image) = told.get(&ordered.image) else {
            continue;
        };
        let (from, to) = (ordered.image.region_id.as_str(), ordered.region_id.as_str());
        let copy = plan.add(StepKindName::CopyImage, None, &[], (from, to));
        plan.set(copy, |step| {
            step.name = Some(ordered.name.clone());
            step.size_gib = i64::from(rules::size_gib(image));
            step.input = json!(CopyImageInput::of(ordered, image));
        });
        let restore = plan.add(StepKindName::RestoreFeatures, Some(copy), &[copy], (to, to));
        plan.set(restore, |step| {
            step.input = json!(RestoreFeaturesInput::new(rules::Restored::of(image)));
        });
    }
    plan.steps
}
