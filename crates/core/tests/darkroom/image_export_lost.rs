//! Exports of images whose reply was lost: which task is the own, and that none is begun twice.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use alibaba_cloud::Runtime as _;
use darkroom_core::ProblemCode;
use darkroom_core::job::{JobEventCode, JobState, StepState};
use serde_json::json;
use simulator::Fault;

use crate::harness::{HANGZHOU, Harness, Reaction, log, once, refusal};
use crate::image_copies::image_in;
use crate::image_exports::{IMAGE, begun, exported, of, tasks, told};

#[test]
fn a_lost_reply_is_looked_for_among_the_exports_of_the_image_and_sent_once() {
    let harness = Harness::new();
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        // An earlier one of the same image is not taken for it.
        let earlier = session.image_export_start("earlier".into(), of(std::slice::from_ref(&image)));
        let earlier = earlier.await.unwrap().id;
        session.until_state(earlier, StepState::Running).await;
        session.step_cancel("c".into(), earlier, 1).await.unwrap();
        session.until_ended(earlier).await;
        harness
            .cloud
            .simulator
            .set_faults(once("ExportImage", Fault::DropAfterEffect));
        exported(&session, of(&[image])).await
    });
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert!(log(&job).contains(&JobEventCode::Adopted));
    assert_eq!(harness.cloud.requests("ExportImage").len(), 2);
    let made = tasks(&harness);
    assert_eq!((made.len(), job.steps[0].resource_id.as_ref()), (2, made.last()));
}

#[test]
fn a_lost_request_is_sent_again_after_a_search_that_found_nothing() {
    let harness = Harness::new();
    harness
        .cloud
        .simulator
        .set_faults(once("ExportImage", Fault::DropBeforeEffect));
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        exported(&session, of(&[image])).await
    });
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(tasks(&harness).len(), 1);
}

#[test]
fn an_export_that_is_listed_late_is_not_begun_a_second_time() {
    let harness = Harness::new();
    harness
        .cloud
        .simulator
        .set_faults(once("ExportImage", Fault::DropAfterEffect));
    let is_listed = Arc::new(AtomicBool::new(true));
    let listed = is_listed.clone();
    harness
        .cloud
        .on("DescribeTasks", move |_| match listed.load(Ordering::SeqCst) {
            true => Reaction::Forward,
            false => Reaction::Answer(200, json!({"RequestId": "x", "TaskSet": {"Task": []}}).to_string()),
        });
    let sent = is_listed.clone();
    harness.cloud.on("ExportImage", move |_| {
        // The list does not know of the first one before the second is sent.
        sent.fetch_not(Ordering::SeqCst);
        Reaction::Forward
    });
    let job = harness.run(async |session| {
        session.connect().await;
        // Its export takes longer than the searches.
        let image = image_in(&session, HANGZHOU, "portal-golden").await;
        exported(&session, of(&[image])).await
    });
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    let sent = harness.cloud.requests("ExportImage").into_iter();
    let codes: Vec<_> = sent.map(|entry| entry.outcome.code).collect();
    assert_eq!(codes, [None, Some("ImageIsExporting".to_owned())]);
    assert_eq!(tasks(&harness).len(), 1);
}

#[test]
fn nothing_is_sent_again_while_nobody_can_tell_which_export_is_the_own() {
    let harness = Harness::new();
    harness
        .cloud
        .simulator
        .set_faults(once("ExportImage", Fault::DropAfterEffect));
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let id = image.id.clone();
        harness.cloud.on("DescribeTasks", move |_| {
            let id = id.clone();
            told(move |reply| {
                let tasks = reply["TaskSet"]["Task"].as_array_mut().unwrap();
                if let Some(mut other) = tasks.first().cloned() {
                    other["TaskId"] = "t-of-somebody".into();
                    other["ResourceId"] = id.into();
                    tasks.push(other);
                }
            })
        });
        exported(&session, of(&[image])).await
    });
    let problem = job.summary.problem.unwrap();
    assert_eq!(
        (job.summary.state, problem.code),
        (JobState::Failed, ProblemCode::ExportUndecided)
    );
    assert_eq!(harness.cloud.requests("ExportImage").len(), 1);
}

#[test]
fn an_export_of_somebody_else_to_other_names_is_not_taken_for_the_own() {
    let harness = Harness::new();
    // The request never arrives, and somebody else exports the same image at that moment.
    harness
        .cloud
        .on("ExportImage", |_| Reaction::Answer(503, String::new()));
    harness.cloud.on("DescribeTaskAttribute", |_| {
        let part = json!({"OperationStatus": "Processing",
            "RelatedItemSet": {"RelatedItem": [{"Name": "OSSObject", "Value": "theirs_m-1_system.raw.tar.gz"}]}});
        let task = json!({"RequestId": "x", "TaskId": "t-theirs", "TaskStatus": "Processing",
            "OperationProgressSet": {"OperationProgress": [part]}});
        Reaction::Answer(200, task.to_string())
    });
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let id = begun(&session, of(std::slice::from_ref(&image))).await;
        session.until_state(id, StepState::Reconciling).await;
        let now = session.clock.now();
        harness.cloud.on("DescribeTasks", move |_| {
            let task = json!({"TaskId": "t-theirs", "TaskAction": "ExportImage", "TaskStatus": "Processing",
                "ResourceId": image.id, "CreationTime": now.to_string()});
            Reaction::Answer(200, json!({"RequestId": "x", "TaskSet": {"Task": [task]}}).to_string())
        });
        harness
            .cloud
            .on("ExportImage", |_| Reaction::Answer(403, refusal("ImageIsExporting")));
        session.until_ended(id).await
    });
    let problem = job.summary.problem.unwrap();
    assert_eq!(
        (job.summary.state, problem.code),
        (JobState::Failed, ProblemCode::ImageExporting)
    );
}

#[test]
fn an_export_that_is_made_long_after_the_sending_is_not_taken_for_the_own() {
    let harness = Harness::new();
    harness
        .cloud
        .on("ExportImage", |_| Reaction::Answer(503, String::new()));
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let id = begun(&session, of(std::slice::from_ref(&image))).await;
        session.until_state(id, StepState::Reconciling).await;
        let later = session.clock.now() + std::time::Duration::from_secs(10 * 60);
        harness.cloud.on("DescribeTasks", move |_| {
            let task = json!({"TaskId": "t-later", "TaskAction": "ExportImage", "TaskStatus": "Processing",
                "ResourceId": image.id, "CreationTime": later.to_string()});
            Reaction::Answer(200, json!({"RequestId": "x", "TaskSet": {"Task": [task]}}).to_string())
        });
        session.until_ended(id).await
    });
    let problem = job.summary.problem.unwrap();
    assert_eq!(
        (job.summary.state, problem.code),
        (JobState::Failed, ProblemCode::ExportUndecided)
    );
}
