//! The steps of a job that shares existing images, or shares them no longer.

use alibaba_cloud::Runtime;
use serde_json::json;

use super::Plan;
use crate::image::rules::MAX_SHARE_ACCOUNTS;
use crate::image::{ShareOrder, ToldShares};
use crate::job::StepKindName;
use crate::job::steps::{MOST_ACCOUNTS_PER_CALL, ShareImageInput};
use crate::store::steps::StepRow;

/// For each image first those that it is shared with no longer, then the new ones, ten accounts a step. New accounts wait for the others
/// only where there is no room for both.
pub(in crate::job) fn steps(order: &ShareOrder, told: &ToldShares, runtime: &dyn Runtime) -> Vec<StepRow> {
    let account_id = order.images.first().map_or("", |key| &key.account_id);
    let mut plan = Plan::new(account_id, runtime);
    for key in &order.images {
        let Some(told) = told.get(key) else {
            continue;
        };
        let region = key.region_id.as_str();
        let mut step = |kind: StepKindName, accounts: &[String], after: &[u32]| {
            let position = plan.add(kind, None, after, (region, region));
            plan.set(position, |step| {
                step.name.clone_from(&told.image.image_name);
                step.input = json!(ShareImageInput::of(&key.id, accounts));
            });
            position
        };
        let (add, remove) = (told.to_add(order), told.to_remove(order));
        let removed: Vec<u32> = remove
            .chunks(MOST_ACCOUNTS_PER_CALL)
            .map(|accounts| step(StepKindName::UnshareImage, accounts, &[]))
            .collect();
        let before = told.shared_with.as_ref().map_or(0, Vec::len);
        let has_room = before + add.len() <= MAX_SHARE_ACCOUNTS;
        let after = if has_room { &[] } else { removed.as_slice() };
        for accounts in add.chunks(MOST_ACCOUNTS_PER_CALL) {
            step(StepKindName::ShareImage, accounts, after);
        }
    }
    plan.steps
}
