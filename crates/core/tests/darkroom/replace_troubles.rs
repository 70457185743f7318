//! Replacing the operating system when somebody or something comes in between.

use std::time::Duration;

use darkroom_core::ProblemCode;
use darkroom_core::instance::ReplaceDraft;
use darkroom_core::job::{JobDetail, JobState, StepKindName, StepState};
use darkroom_core::launch::SignIn;
use secrecy::SecretString;
use serde_json::json;

use crate::harness::{Harness, Reaction};
use crate::replace::{PASSWORD, add_data_disk, begin, change_disks, page, replaced};

#[test]
fn data_disks_have_time_from_when_the_new_disk_is_shown() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let mut start = page(&session, 1).await;
        change_disks(&harness, add_data_disk);
        start.draft.snapshot_before = false;
        let id = begin(&session, start.draft.clone()).await;
        let is_accepted = |job: &JobDetail| job.steps[1].accepted_at.is_some();
        session.until(id, "its acceptance", is_accepted).await;
        // Replacing takes its time.
        let old = start.instances[0].system_disk_id.clone();
        change_disks(&harness, move |disks| {
            disks[0]["DiskId"] = json!(old);
            add_data_disk(disks);
        });
        session.wait(Duration::from_secs(300)).await;
        harness.cloud.heal("DescribeDisks");
        session.wait(Duration::from_secs(60)).await;
        let job = session.job_get(id).await.unwrap();
        assert_eq!(job.steps[1].state, StepState::Running, "{job:#?}");
        change_disks(&harness, add_data_disk);
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    });
}

#[test]
fn a_new_disk_that_is_not_ready_yet_is_waited_for() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let mut start = page(&session, 1).await;
        start.draft.snapshot_before = false;
        let id = begin(&session, start.draft).await;
        let is_accepted = |job: &JobDetail| job.steps[1].accepted_at.is_some();
        session.until(id, "its acceptance", is_accepted).await;
        change_disks(&harness, |disks| disks[0]["Status"] = json!("ReIniting"));
        session.wait(Duration::from_secs(300)).await;
        let job = session.job_get(id).await.unwrap();
        assert_eq!(job.steps[1].state, StepState::Running, "{job:#?}");
        harness.cloud.heal("DescribeDisks");
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    });
}

#[test]
fn a_system_disk_that_is_another_by_now_is_left_alone() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let mut start = page(&session, 1).await;
        start.draft.snapshot_before = false;
        let id = begin(&session, start.draft).await;
        session.until_step(id, 1, StepState::Running).await;
        // Somebody has replaced it in between by another image.
        change_disks(&harness, |disks| disks[0]["DiskId"] = json!("d-another"));
        let job = session.until_step(id, 2, StepState::Failed).await;
        let problem = job.steps[1].problem.as_ref().unwrap();
        assert_eq!(problem.code, ProblemCode::SystemDiskIsAnother);
        assert_eq!(problem.params["diskId"], "d-another");
        assert!(harness.cloud.requests("ReplaceSystemDisk").is_empty());
    });
}

#[test]
fn an_empty_list_of_disks_is_no_other_disk_and_is_asked_again() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let mut start = page(&session, 1).await;
        start.draft.snapshot_before = false;
        let id = begin(&session, start.draft).await;
        session.until_step(id, 1, StepState::Running).await;
        change_disks(&harness, Vec::clear);
        let is_waiting = |job: &JobDetail| job.steps[1].problem.is_some();
        let job = session.until(id, "an empty list", is_waiting).await;
        let problem = job.steps[1].problem.as_ref().unwrap();
        assert_eq!(problem.code, ProblemCode::InstanceNotListed);
        assert!(harness.cloud.requests("ReplaceSystemDisk").is_empty());
        harness.cloud.heal("DescribeDisks");
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    });
}

#[test]
fn what_is_still_not_shown_long_afterwards_can_be_followed_no_longer() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let mut start = page(&session, 1).await;
        start.draft.snapshot_before = false;
        let image_id = start.draft.image_id.clone();
        let id = begin(&session, start.draft).await;
        session.until_step(id, 1, StepState::Running).await;
        // Accepted, and then it fails in the cloud: the instance keeps its image.
        harness.cloud.on("DescribeInstances", move |_| {
            let image_id = image_id.clone();
            Reaction::Change(Box::new(move |body| body.replace(&image_id, "m-kept")))
        });
        let is_late = |job: &JobDetail| job.steps[1].actions.stop;
        let job = session.until(id, "a way out", is_late).await;
        let problem = job.steps[1].problem.as_ref().unwrap();
        assert_eq!(problem.code, ProblemCode::StillNotShown);
        assert!(problem.params["seen"].starts_with("m-kept, d-"), "{problem:?}");
        assert_eq!(job.steps[1].state, StepState::Running);
        session.step_stop("enough".to_owned(), id, 2).await.unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.steps[1].state, StepState::Stopped);
        let last = job.steps.last().unwrap();
        assert_eq!((last.kind, last.state), (StepKindName::StartInstances, StepState::Done));
    });
}

#[test]
fn a_password_that_is_missing_is_asked_for_before_the_instance_is_stopped() {
    let harness = Harness::new();
    let id = harness.run(async |session| {
        session.connect().await;
        let page = page(&session, 1).await;
        let draft = ReplaceDraft {
            sign_in: SignIn::Password,
            ..page.draft
        };
        let password = Some(SecretString::from(PASSWORD));
        let begun = session
            .replace_start("replace".to_owned(), draft, password)
            .await
            .unwrap();
        session.until_step(begun.id, 1, StepState::Running).await;
        begun.id
    });
    // The program ended while the snapshot was made.
    harness.run(async |session| {
        let job = session.until_step(id, 2, StepState::Waiting).await;
        assert_eq!(job.steps[1].kind, StepKindName::StopInstances);
        assert_eq!(job.steps[1].problem.as_ref().unwrap().code, ProblemCode::PasswordNeeded);
        assert!(job.steps[1].actions.password);
        assert!(harness.cloud.requests("StopInstances").is_empty());
        session
            .step_password(id, 2, SecretString::from(PASSWORD))
            .await
            .unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(replaced(&harness), 1);
    });
}
