//! From a draft to the steps of a job, as data: what comes after what, and which result each step works on.

use alibaba_cloud::Runtime;
use serde_json::json;

use super::steps::{CopyImageInput, CreateImageInput, MOST_ACCOUNTS_PER_CALL, ShareImageInput};
use super::{StepKindName, StepState};
use crate::image::{ImageDraft, TagRecord, rules};
use crate::store::steps::StepRow;

/// The steps of a draft in the order they are read: create; the check after it; a copy per destination, each followed by the restoring
/// of its features; then the sharing of each image that is complete, that of the source region first, ten accounts per step. What waits
/// for what stands in each step, not in this order. `request` is the draft's CreateImage.
pub(super) fn steps(draft: &ImageDraft, request: &[(String, String)], runtime: &dyn Runtime) -> Vec<StepRow> {
    let tags: Vec<TagRecord> = draft.tags.iter().map(TagRecord::from).collect();
    let data: i64 = draft.data_disks.iter().map(|disk| i64::from(disk.size_gib)).sum();
    let size_gib = i64::from(draft.system_size_gib) + data;
    let mut plan = Plan {
        steps: Vec::new(),
        account_id: &draft.account_id,
        runtime,
    };
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
        plan.share(draft, source, after, region);
    }
    plan.steps
}

struct Plan<'a> {
    steps: Vec<StepRow>,
    account_id: &'a str,
    runtime: &'a dyn Runtime,
}

impl Plan<'_> {
    /// Adds a step that works on the result of `source`; its position.
    fn add(&mut self, kind: StepKindName, source: Option<u32>, after: &[u32], regions: (&str, &str)) -> u32 {
        let position = u32::try_from(self.steps.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.steps.push(StepRow {
            job_id: 0,
            position,
            kind,
            after: after.to_vec(),
            source,
            account_id: self.account_id.to_owned(),
            request_region: regions.0.to_owned(),
            result_region: regions.1.to_owned(),
            name: None,
            size_gib: 0,
            input: json!({}),
            request: None,
            marker: self.runtime.nonce(),
            state: StepState::Pending,
            resource_id: None,
            cloud_status: None,
            progress: None,
            queued_behind: None,
            result: None,
            problem: None,
            revision: 0,
            started_at: None,
            accepted_at: None,
            last_seen_at: None,
            finished_at: None,
            last_request_id: None,
        });
        position
    }

    fn set(&mut self, position: u32, change: impl FnOnce(&mut StepRow)) {
        if let Some(step) = self.steps.iter_mut().find(|step| step.position == position) {
            change(step);
        }
    }

    /// Shares the image of `source` once `after` has ended.
    fn share(&mut self, draft: &ImageDraft, source: u32, after: u32, region: &str) {
        for accounts in rules::share_accounts(&draft.share_with).chunks(MOST_ACCOUNTS_PER_CALL) {
            let share = self.add(StepKindName::ShareImage, Some(source), &[after], (region, region));
            self.set(share, |step| step.input = json!(ShareImageInput::new(accounts)));
        }
    }
}
