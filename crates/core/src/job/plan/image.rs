//! The steps of a job that makes an image.

use alibaba_cloud::Runtime;
use serde_json::json;

use super::Plan;
use crate::image::{CheckedDraft, ImageDraft, TagRecord, TestLaunch, TestRelease, rules};
use crate::job::StepKindName;
use crate::job::steps::{
    AgentInput, CopyImageInput, CreateImageInput, LaunchInput, MOST_ACCOUNTS_PER_CALL, ReleaseInput, ShareImageInput,
};
use crate::launch::test_draft;
use crate::store::steps::StepRow;

/// How long the agent of a test instance is waited for, minutes: Windows takes several of them to start.
const AGENT_MINUTES: u32 = 10;

/// The steps of a draft in the order they are read: create; the check after it; a copy per destination, each followed by the restoring
/// of its features; then the sharing of each image that is complete, that of the source region first, ten accounts per step; then the test launch. What waits
/// for what stands in each step, not in this order.
pub(in crate::job) fn steps(draft: &ImageDraft, checked: &CheckedDraft, runtime: &dyn Runtime) -> Vec<StepRow> {
    let tags: Vec<TagRecord> = draft.tags.iter().map(TagRecord::from).collect();
    let data: i64 = draft.data_disks.iter().map(|disk| i64::from(disk.size_gib)).sum();
    let size_gib = i64::from(draft.system_size_gib) + data;
    let mut plan = Plan::new(&draft.account_id, runtime);
    let region = draft.region_id.as_str();

    let create = plan.add(StepKindName::CreateImage, None, &[], (region, region));
    plan.set(create, |step| {
        step.name = Some(draft.name.clone());
        step.size_gib = size_gib;
        step.input = json!(CreateImageInput::new(&checked.parameters, tags.clone()));
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
            let input = input.encrypted(target.encryption.as_ref());
            step.input = json!(if checked.encrypted {
                input.encrypted_like_its_image()
            } else {
                input
            });
        });
        let restore = plan.add(StepKindName::RestoreFeatures, Some(copy), &[copy], (to, to));
        complete.push((copy, restore, to));
    }
    for (source, after, region) in complete {
        share(&mut plan, draft, source, after, region);
    }
    if let Some(test) = &draft.test_launch {
        test_launch(&mut plan, draft, test, create);
    }
    plan.steps
}

/// Launches an instance of the image, waits for its agent, and releases it.
fn test_launch(plan: &mut Plan<'_>, draft: &ImageDraft, test: &TestLaunch, image: u32) {
    let region = draft.region_id.as_str();
    let wanted = test_draft(draft, test);
    let launch = plan.add(StepKindName::LaunchInstances, Some(image), &[image], (region, region));
    plan.set(launch, |step| {
        step.name = Some(wanted.names().name(0));
        step.input = json!(LaunchInput::new(&wanted, 0, wanted.count, wanted.at_least));
    });
    let minutes = match test.release {
        TestRelease::AfterConfirmation => AGENT_MINUTES,
        TestRelease::AfterMinutes { minutes } => minutes.min(AGENT_MINUTES),
    };
    let agent = plan.add(StepKindName::WaitForAgent, Some(launch), &[launch], (region, region));
    plan.set(agent, |step| step.input = json!(AgentInput::new(minutes)));
    let release = plan.add(
        StepKindName::ReleaseInstances,
        Some(launch),
        &[launch, agent],
        (region, region),
    );
    plan.set(release, |step| step.input = json!(ReleaseInput::new(test.release)));
}

/// Shares the image of `source` once `after` has ended.
fn share(plan: &mut Plan<'_>, draft: &ImageDraft, source: u32, after: u32, region: &str) {
    for accounts in rules::share_accounts(&draft.share_with).chunks(MOST_ACCOUNTS_PER_CALL) {
        let share = plan.add(StepKindName::ShareImage, Some(source), &[after], (region, region));
        plan.set(share, |step| step.input = json!(ShareImageInput::new(accounts)));
    }
}
