//! Exporting existing images to OSS: each is a task of the cloud, begun once, watched and cancelled. Checked against its ledger.

use std::time::Duration;

use alibaba_cloud::Runtime as _;
use darkroom_core::image::{EXPORT_ROLE, ImageExportOrder, ImageFormat, OssTarget};
use darkroom_core::inventory::ResourceKey;
use darkroom_core::job::{JobDetail, JobEventCode, JobPurpose, JobState, StepChange, StepState};
use darkroom_core::{JournalFilter, ProblemCode};
use serde_json::Value;
use simulator::{Effect, Fault, OpenQuestions};

use crate::harness::{HANGZHOU, Harness, Reaction, Session, log, once, refusal};
use crate::image_copies::image_in;

pub const IMAGE: &str = "app-node-base-v14";

pub fn target() -> OssTarget {
    OssTarget {
        bucket: "golden-images".to_owned(),
        prefix: "backup".to_owned(),
        format: ImageFormat::Raw,
        role: EXPORT_ROLE.to_owned(),
    }
}

pub fn of(images: &[ResourceKey]) -> ImageExportOrder {
    ImageExportOrder {
        images: images.to_vec(),
        target: target(),
    }
}

pub async fn begun(session: &Session, order: ImageExportOrder) -> i64 {
    session.image_export_start("export".into(), order).await.unwrap().id
}

pub async fn exported(session: &Session, order: ImageExportOrder) -> JobDetail {
    let id = begun(session, order).await;
    session.until_ended(id).await
}

/// Tasks that were begun.
pub fn tasks(harness: &Harness) -> Vec<String> {
    let ledger = harness.cloud.simulator.ledger();
    let effects = ledger.iter().flat_map(|entry| &entry.effects);
    effects
        .filter_map(|effect| match effect {
            Effect::TaskCreated { task_id, .. } => Some(task_id.clone()),
            _ => None,
        })
        .collect()
}

/// What the cloud tells of a task, changed on the way.
pub fn told(change: impl FnOnce(&mut Value) + Send + 'static) -> Reaction {
    Reaction::Change(Box::new(|body| {
        let mut reply: Value = serde_json::from_str(&body).unwrap();
        change(&mut reply);
        reply.to_string()
    }))
}

#[test]
fn an_image_is_exported_and_its_objects_are_told() {
    let harness = Harness::new();
    let (job, again, line) = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, "portal-golden").await;
        let start = session.image_export_open(vec![image.clone()]).await.unwrap();
        assert_eq!((start.role.as_str(), start.images[0].disks), (EXPORT_ROLE, 3));
        let job = exported(&session, of(std::slice::from_ref(&image))).await;
        let again = session.image_export_start("export".into(), of(&[image])).await.unwrap();
        let journal = session.journal_page(JournalFilter::default(), None).await.unwrap();
        (job, again, journal.lines[0].clone())
    });
    assert_eq!(again.id, job.summary.id, "a repeated request makes no other job");
    assert_eq!(
        (job.summary.state, job.summary.purpose, job.summary.name.as_str()),
        (JobState::Done, JobPurpose::Export, "portal-golden"),
        "{job:#?}"
    );
    let sent = harness.cloud.requests("ExportImage");
    assert_eq!(sent.len(), 1);
    let image_id = sent[0].parameters["ImageId"].as_str();
    assert_eq!(sent[0].parameters["OSSBucket"], "golden-images");
    assert_eq!(sent[0].parameters["OSSPrefix"], "backup");
    for absent in ["ImageFormat", "RoleName", "ClientToken", "DryRun"] {
        assert!(!sent[0].parameters.contains_key(absent), "{absent}");
    }
    assert_eq!(
        (line.action.as_str(), line.target.as_str()),
        ("ecs:ExportImage", image_id)
    );

    let step = &job.steps[0];
    assert_eq!(
        (step.resource_id.as_deref(), step.progress),
        (Some(tasks(&harness)[0].as_str()), Some(100))
    );
    let report = step.exported.as_ref().unwrap();
    assert_eq!((report.image_id.as_str(), &report.target), (image_id, &target()));
    let names: Vec<_> = report.objects.iter().map(|object| object.name.as_str()).collect();
    let first = format!("backup_{image_id}_system.raw.tar.gz");
    assert_eq!((names.len(), names[0]), (3, first.as_str()));
    let mut ends = job.events.iter().filter(|event| event.code == JobEventCode::Exported);
    let end = ends.next().unwrap();
    assert_eq!(
        (end.params["bucket"].as_str(), end.params["objects"].as_str()),
        ("golden-images", names.join(", ").as_str())
    );
}

#[test]
fn a_restart_in_the_middle_goes_on_with_the_same_task() {
    let harness = Harness::new();
    let id = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let id = begun(&session, of(&[image])).await;
        session.until_state(id, StepState::Running).await;
        id
    });
    let job = harness.run(async |session| session.until_ended(id).await);
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert!(log(&job).contains(&JobEventCode::Resumed));
    assert_eq!(tasks(&harness).len(), 1);
}

#[test]
fn an_export_is_cancelled_although_the_reply_to_that_is_lost() {
    let harness = Harness::new();
    harness
        .cloud
        .simulator
        .set_faults(once("CancelTask", Fault::DropAfterEffect));
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let id = begun(&session, of(&[image])).await;
        let job = session.until(id, "a task", |job| job.steps[0].progress.is_some()).await;
        assert!(job.steps[0].actions.cancel && !job.steps[0].actions.cannot_be_cancelled);
        session.step_cancel("c-1".into(), id, 1).await.unwrap();
        session.until_ended(id).await
    });
    assert_eq!(job.steps[0].state, StepState::Cancelled, "{job:#?}");
    assert_eq!(job.steps[0].problem, None);
    assert_eq!(harness.cloud.requests("CancelTask").len(), 1);
}

#[test]
fn cancelling_that_comes_too_late_or_is_not_supported_is_said() {
    let harness = Harness::new();
    harness.cloud.on("CancelTask", |_| {
        Reaction::Answer(403, refusal("InvalidTaskId.IncorrectTaskStatus"))
    });
    let (late, fixed) = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let id = begun(&session, of(std::slice::from_ref(&image))).await;
        session.until_state(id, StepState::Running).await;
        session.step_cancel("c-1".into(), id, 1).await.unwrap();
        let late = session.until_ended(id).await;

        harness.cloud.on("DescribeTaskAttribute", |_| {
            told(|reply| reply["SupportCancel"] = "false".into())
        });
        let fixed = session
            .image_export_start("fixed".into(), of(&[image]))
            .await
            .unwrap()
            .id;
        (
            late,
            session
                .until(fixed, "a task", |job| job.steps[0].progress.is_some())
                .await,
        )
    });
    assert_eq!(late.summary.state, JobState::Done);
    assert!(log(&late).contains(&JobEventCode::CancelFailed));
    let actions = fixed.steps[0].actions;
    assert!(!actions.cancel && actions.cannot_be_cancelled);
}

#[test]
fn a_refusal_is_told_in_words_at_its_field_and_mended_there() {
    for (code, expected, field) in [
        ("InvalidOSSBucket.NotFound", ProblemCode::BucketNotFound, "bucket"),
        ("InvalidOSSBucket.NotMatched", ProblemCode::BucketRefused, "bucket"),
        (
            "InvalidOSSBucket.EncryptUnsupported",
            ProblemCode::BucketEncrypted,
            "bucket",
        ),
        ("InvalidOSS.NotAuthorized", ProblemCode::BucketNotAuthorized, "bucket"),
        ("NoSetRoletoECSServiceAcount", ProblemCode::ExportRoleMissing, "role"),
        ("InvalidOSSPrefix.Malformed", ProblemCode::Malformed, "prefix"),
        (
            "InvalidImageFormat.RegionNotSupported",
            ProblemCode::ExportFormatRefused,
            "format",
        ),
        ("ImageNotSupported", ProblemCode::ImageNotExportable, "image"),
        ("ImageIsExporting", ProblemCode::ImageExporting, "image"),
        ("WeeklyQuotaExceed.ExportImage", ProblemCode::ExportQuota, "image"),
        ("UserNotInTheWhiteList", ProblemCode::ExportNotOpen, "image"),
        // Somebody has deleted it meanwhile.
        ("InvalidImageId.NotFound", ProblemCode::ImageNotUsable, "image"),
    ] {
        let harness = Harness::new();
        harness
            .cloud
            .on("ExportImage", move |_| Reaction::Answer(403, refusal(code)));
        let job = harness.run(async |session| {
            session.connect().await;
            let image = image_in(&session, HANGZHOU, IMAGE).await;
            let failed = exported(&session, of(&[image])).await;
            let problem = failed.summary.problem.clone().unwrap();
            assert_eq!(
                (problem.code, problem.field.as_deref()),
                (expected, Some(field)),
                "{code}"
            );
            assert_eq!(problem.params["bucket"], "golden-images");
            assert_eq!(problem.provider.unwrap().code, code);
            harness.cloud.heal("ExportImage");
            let id = failed.summary.id;
            let change = |bucket: &str| StepChange {
                export: Some(OssTarget {
                    bucket: bucket.to_owned(),
                    ..target()
                }),
                ..StepChange::default()
            };
            let wrong = session.step_retry("r-0".into(), id, 1, Some(change("Golden")));
            let wrong = wrong.await.unwrap_err();
            assert_eq!(
                (wrong.code, wrong.field.as_deref()),
                (ProblemCode::DraftInvalid, Some("bucket"))
            );
            let right = session.step_retry("r-1".into(), id, 1, Some(change("other-images")));
            right.await.unwrap();
            session.until_ended(id).await
        });
        assert_eq!(job.summary.state, JobState::Done, "{code}: {job:#?}");
        assert_eq!(job.steps[0].exported.as_ref().unwrap().target.bucket, "other-images");
        assert_eq!(tasks(&harness).len(), 1, "{code}");
    }
}

#[test]
fn exports_over_the_number_of_a_region_wait_for_one_another() {
    let harness = Harness::new();
    harness.cloud.simulator.set_open_questions(OpenQuestions {
        exports_at_once: Some(1),
        ..OpenQuestions::default()
    });
    let job = harness.run(async |session| {
        session.connect().await;
        let one = image_in(&session, HANGZHOU, IMAGE).await;
        let other = image_in(&session, HANGZHOU, "web-gw-base").await;
        let id = begun(&session, of(&[one, other])).await;
        let waits = |job: &JobDetail| {
            let mut problems = job.steps.iter().filter_map(|step| step.problem.as_ref());
            problems.any(|problem| problem.code == ProblemCode::ExportsRunning)
        };
        session.until(id, "a queue", waits).await;
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(tasks(&harness).len(), 2);
}

#[test]
fn a_task_that_fails_names_each_part_with_its_reason_and_an_unknown_status_is_shown_as_it_is() {
    let harness = Harness::new();
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, "portal-golden").await;
        harness.cloud.on("DescribeTaskAttribute", |_| {
            told(|reply| reply["TaskStatus"] = "Packing".into())
        });
        let id = begun(&session, of(&[image])).await;
        let is_packing = |job: &JobDetail| job.steps[0].cloud_status.as_deref() == Some("Packing");
        let job = session.until(id, "an odd status", is_packing).await;
        assert_eq!(job.steps[0].state, StepState::Running);
        harness.cloud.on("DescribeTaskAttribute", |_| {
            told(|reply| {
                reply["TaskStatus"] = "Failed".into();
                reply["FailedCount"] = 1.into();
                let parts = reply["OperationProgressSet"]["OperationProgress"]
                    .as_array_mut()
                    .unwrap();
                parts[0]["OperationStatus"] = "Success".into();
                // The cloud's own sample has a code where nothing failed.
                parts[0]["ErrorCode"] = "ParameterInvalid".into();
                parts[1]["OperationStatus"] = "Failed".into();
                parts[1]["ErrorCode"] = "NoSpace".into();
                parts[1]["ErrorMsg"] = "The bucket is <full>.".into();
            })
        });
        session.until_ended(id).await
    });
    let problem = job.summary.problem.as_ref().unwrap();
    let provider = problem.provider.as_ref().unwrap();
    assert_eq!(
        (problem.code, provider.code.as_str(), provider.message.as_str()),
        (ProblemCode::TaskFailed, "NoSpace", "The bucket is <full>.")
    );
    let objects = &job.steps[0].exported.as_ref().unwrap().objects;
    let codes: Vec<_> = objects.iter().map(|object| object.error_code.as_deref()).collect();
    assert_eq!(codes, [None, Some("NoSpace"), None]);
}

#[test]
fn a_task_that_has_ended_with_an_unknown_status_has_failed() {
    let harness = Harness::new();
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, "portal-golden").await;
        let now = session.clock.now().to_string();
        harness.cloud.on("DescribeTaskAttribute", move |_| {
            let now = now.clone();
            told(|reply| {
                reply["TaskStatus"] = "Aborted".into();
                reply["FinishedTime"] = now.into();
            })
        });
        exported(&session, of(&[image])).await
    });
    assert_eq!(job.summary.problem.unwrap().code, ProblemCode::TaskFailed);
    assert_eq!(job.steps[0].cloud_status.as_deref(), Some("Aborted"));
}

#[test]
fn a_task_that_the_cloud_lists_no_more_needs_a_person() {
    let harness = Harness::new();
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        harness.cloud.on("DescribeTaskAttribute", |_| {
            Reaction::Answer(400, refusal("InvalidTaskId.NotFound"))
        });
        let id = begun(&session, of(&[image])).await;
        let job = session
            .until(id, "a person", |job| job.summary.needs_you.is_some())
            .await;
        assert!(job.steps[0].actions.stop);
        session.step_stop("s-1".into(), id, 1).await.unwrap()
    });
    assert_eq!(job.summary.state, JobState::Stopped);
    assert_eq!(job.summary.problem.unwrap().code, ProblemCode::TaskNotListed);
}

#[test]
fn a_locked_account_exports_nothing() {
    let harness = Harness::new();
    harness.run(async |session| {
        let account = session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        session.account_lock(account.id, true).await.unwrap();
        let refused = session.image_export_start("x".into(), of(&[image])).await.unwrap_err();
        assert_eq!(
            (refused.code, refused.params["action"].as_str()),
            (ProblemCode::AccountLocked, "ecs:ExportImage")
        );
    });
    assert_eq!(harness.cloud.requests("ExportImage").len(), 0);
}

#[test]
fn an_export_waits_for_a_right_that_is_missing_to_list_tasks_and_goes_on_with_it() {
    let harness = Harness::new();
    harness
        .cloud
        .on("DescribeTasks", |_| Reaction::Answer(403, refusal("Forbidden.RAM")));
    let job = harness.run(async |session| {
        session.connect().await;
        let image = image_in(&session, HANGZHOU, IMAGE).await;
        let id = begun(&session, of(&[image])).await;
        let job = session
            .until(id, "a person", |job| job.summary.needs_you.is_some())
            .await;
        assert_eq!(job.steps[0].problem.as_ref().unwrap().code, ProblemCode::AccessDenied);
        assert_eq!(harness.cloud.requests("ExportImage").len(), 0);
        harness.cloud.heal("DescribeTasks");
        session.wait(Duration::from_secs(300)).await;
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
}
