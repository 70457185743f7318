//! The steps of a job that edits images.

use alibaba_cloud::Runtime;
use serde_json::{Value, json};

use super::Plan;
use crate::image::rules::TagChanges;
use crate::image::{AttributeChange, EditOrder, ImageAttribute, TagRecord, ToldImages};
use crate::job::StepKindName;
use crate::job::steps::{EditImageInput, TagImageInput};
use crate::store::steps::StepRow;

/// For each image its attributes as one step, its status as another, the tags that go, and those that come: these wait for the others
/// only where there is no room for both. What an image has already takes no step.
pub(in crate::job) fn steps(order: &EditOrder, told: &ToldImages, runtime: &dyn Runtime) -> Vec<StepRow> {
    let account_id = order.images.first().map_or("", |key| &key.account_id);
    let mut plan = Plan::new(account_id, runtime);
    for key in &order.images {
        let Some(image) = told.get(key) else {
            continue;
        };
        let region = key.region_id.as_str();
        let mut step = |kind: StepKindName, after: &[u32], input: Value| {
            let position = plan.add(kind, None, after, (region, region));
            plan.set(position, |step| {
                step.name.clone_from(&image.image_name);
                step.input = input;
            });
            position
        };
        let changes = AttributeChange::all(order, image).into_iter();
        let (status, attributes): (Vec<_>, Vec<_>) =
            changes.partition(|change| change.attribute == ImageAttribute::Status);
        if !attributes.is_empty() {
            step(
                StepKindName::EditImage,
                &[],
                json!(EditImageInput::new(&key.id, attributes)),
            );
        }
        if let Some(change) = status.first() {
            let kind = match change.after.as_str() {
                "Deprecated" => StepKindName::DeprecateImage,
                _ => StepKindName::RestoreImage,
            };
            step(kind, &[], json!(EditImageInput::new(&key.id, status)));
        }
        let tags = TagChanges::of(order, image);
        let mut removed = None;
        if !tags.remove.is_empty() {
            let keys = tags.remove.iter().map(|key| TagRecord {
                key: key.clone(),
                value: String::new(),
            });
            let input = json!(TagImageInput::new(image, keys.collect()));
            removed = Some(step(StepKindName::UntagImage, &[], input));
        }
        if !tags.set.is_empty() {
            let new = tags.set.iter().map(TagRecord::from).collect();
            let after = removed.filter(|_| !tags.has_room(image));
            let input = json!(TagImageInput::new(image, new));
            step(StepKindName::TagImage, after.as_slice(), input);
        }
    }
    plan.steps
}
