//! The steps of a job that makes an image.

use alibaba_cloud::Runtime;
use serde_json::json;

use super::Plan;
use crate::image::{ImageDraft, TagRecord, rules};
use crate::job::StepKindName;
use crate::job::steps::{CopyImageInput, CreateImageInput, MOST_ACCOUNTS_PER_CALL, ShareImageInput};
use crate::store::steps::StepRow;

/// The steps of a draft in the order they are read: create; the check after it; a copy per destination, each followed by the restoring
/// of its features; then the sharing of each image that is complete, that of the source region first, ten accounts per step. What waits
/// for what stands in each step, not in this order. `request` is the draft's CreateImage.
pub(in crate::job) fn steps(draft: &ImageDraft, request: &[(String, String)], runtime: &dyn Runtime) -> Vec<StepRow> {
    let tags: Vec<TagRecord> = draft.tags.iter().map(TagRecord::from).collect();
    let data: i64 = draft.data_disks.iter().map(|disk| i64::from(disk.size_gib)).sum();
    let size_gib = i64::from(draft.system_size_gib) + data;
    let mut plan = Plan::new(&draft.account_id, runtime);
    let region = draft.region_id.as_str();

    let create = plan.add(StepKindName::CreateImage, None, &[], (region, region));
    plan.set(create, |step| {
        step.name = Some(draft.name.clone());
        step.size_gib = size_gib;
        step.input = json!(CreateImageInput::new(request, tags.clone()));
    });
    if draft.image_check {
        plan.add(StepKindName::ImageCheck, Some(create), &[create], (region, region));
    }
    let mut complete = vec![(create, create, region)];
    for target in &draft.copy_to {
        let to = target.region_id.as_str();
        let copy = plan.add(StepKindName::CopyImage, Some(create), &[create], (region, to));
        plan.set(copy, |step| {
            step.name = Some(target.name.clone());
            step.size_gib = size_gib;
            let input = CopyImageInput::new(&draft.description, &draft.resource_group_id, tags.clone());
            step.input = json!(input);
        });
        let restore = plan.add(StepKindName::RestoreFeatures, Some(copy), &[copy], (to, to));
        complete.push((copy, restore, to));
    }
    for (source, after, region) in complete {
        share(&mut plan, draft, source, after, region);
    }
    plan.steps
}

/// Shares the image of `source` once `after` has ended.
fn share(plan: &mut Plan<'_>, draft: &ImageDraft, source: u32, after: u32, region: &str) {
    for accounts in rules::share_accounts(&draft.share_with).chunks(MOST_ACCOUNTS_PER_CALL) {
        let share = plan.add(StepKindName::ShareImage, Some(source), &[after], (region, region));
        plan.set(share, |step| step.input = json!(ShareImageInput::new(accounts)));
    }
}
