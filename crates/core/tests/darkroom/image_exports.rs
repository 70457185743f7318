//! Exporting existing images to OSS: each is a task of the cloud, begun once, watched and cancelled. Checked against its ledger.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use alibaba_cloud::Runtime as _;
use darkroom_core::image::{EXPORT_ROLE, FindingCode, ImageExportOrder, ImageFormat, OssTarget, Severity};
use darkroom_core::inventory::ResourceKey;
use darkroom_core::job::{JobDetail, JobEventCode, JobPurpose, JobState, StepChange, StepState};
use darkroom_core::{JournalFilter, ProblemCode};
use serde_json::{Value, json};
use simulator::{Effect, Fault, OpenQuestions};

use crate::harness::{HANGZHOU, Harness, Reaction, Session, log, once, refusal};
use crate::image_copies::image_in;

const IMAGE: &str = "app-node-base-v14";

fn target() -> OssTarget {
    OssTarget {
        bucket: "golden-images".to_owned(),
        prefix: "backup".to_owned(),
        format: ImageFormat::Raw,
        role: EXPORT_ROLE.to_owned(),
    }
}

fn of(images: &[ResourceKey]) -> ImageExportOrder {
    ImageExportOrder {
        images: images.to_vec(),
        target: target(),
    }
}

async fn begun(session: &Session, order: ImageExportOrder) -> i64 {
    session.image_export_start("export".into(), order).await.unwrap().id
}

async fn exported(session: &Session, order: ImageExportOrder) -> JobDetail {
    let id = begun(session, order).await;
    session.until_ended(id).await
}

/// Tasks that were begun.
fn tasks(harness: &Harness) -> Vec<String> {
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
fn told(change: impl FnOnce(&mut Value) + Send + 'static) -> Reaction {
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
fn what_the_cloud_would_refuse_is_said_at_its_field_before_anything_is_sent() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let plain = image_in(&session, HANGZHOU, IMAGE).await;
        let found = async |order: ImageExportOrder| {
            let found = session.image_export_check(order).await.unwrap();
            let found = found.into_iter();
            found
                .map(|finding| (finding.severity, finding.code, finding.field))
                .collect::<Vec<_>>()
        };
        let with = |change: fn(&mut OssTarget)| {
            let mut order = of(std::slice::from_ref(&plain));
            change(&mut order.target);
            order
        };
        let error = |code, field: &str| (Severity::Error, code, field.to_owned());
        let warning = |code, field: &str| (Severity::Warning, code, field.to_owned());
        assert_eq!(found(with(|_| {})).await, []);
        assert_eq!(
            found(with(|target| target.bucket = String::new())).await,
            [error(FindingCode::Required, "bucket")]
        );
        assert_eq!(
            found(with(|target| target.bucket = "Golden".into())).await,
            [error(FindingCode::BadCharacter, "bucket")]
        );
        assert_eq!(
            found(with(|target| target.bucket = "a-".into())).await,
            [
                error(FindingCode::TooShort, "bucket"),
                error(FindingCode::HyphenAtEdge, "bucket")
            ]
        );
        assert_eq!(
            found(with(|target| target.bucket = "b".repeat(64))).await,
            [error(FindingCode::TooLong, "bucket")]
        );
        assert_eq!(
            found(with(|target| target.prefix = "a/b".into())).await,
            [error(FindingCode::BadCharacter, "prefix")]
        );
        assert_eq!(
            found(with(|target| target.prefix = "p".repeat(31))).await,
            [error(FindingCode::TooLong, "prefix")]
        );
        assert_eq!(
            found(with(|target| target.format = ImageFormat::Vhd)).await,
            [warning(FindingCode::ExportFormatRegion, "format")]
        );
        assert_eq!(
            found(with(|target| target.role = "Another".into())).await,
            [warning(FindingCode::ExportRole, "role")]
        );
        assert_eq!(
            found(with(|target| target.role = String::new())).await,
            [error(FindingCode::Required, "role")]
        );

        let first = async |region: &str, name: &str| {
            let image = image_in(&session, region, name).await;
            let mut told = found(of(&[image])).await;
            told.remove(0)
        };
        for (region, name, code) in [
            ("cn-shenzhen", "财务系统-基准", FindingCode::ExportEncrypted),
            ("cn-shanghai", "bi-worker-base", FindingCode::ImageNotAvailable),
            (HANGZHOU, "partner-edi-gateway", FindingCode::ExportOfOthers),
        ] {
            assert_eq!(first(region, name).await, error(code, "images.0"), "{name}");
        }
        let windows = first(HANGZHOU, "ci-runner-win2022").await;
        assert_eq!(
            (windows.1, windows.2.as_str()),
            (FindingCode::ExportWindows, "images.0")
        );
        let data_disks = first(HANGZHOU, "portal-golden").await;
        assert_eq!(
            data_disks,
            (Severity::Note, FindingCode::ExportDataDisks, "images.0".to_owned())
        );
        let id = plain.id.clone();
        harness.cloud.on("DescribeImages", move |parameters| {
            if parameters.get("ImageId") != Some(&id) {
                return Reaction::Forward;
            }
            Reaction::change_images(|images| {
                images[0]["ProductCode"] = "cmjj0".into();
                let disk = json!({"Type": "data", "Size": "501", "Device": "/dev/xvdb"});
                let disks = images[0]["DiskDeviceMappings"]["DiskDeviceMapping"].as_array_mut();
                disks.unwrap().push(disk);
            })
        });
        assert_eq!(
            found(with(|_| {})).await,
            [
                error(FindingCode::ExportMarketplace, "images.0"),
                error(FindingCode::ExportDisks, "images.0")
            ]
        );
        harness.cloud.on("DescribeImages", |_| Reaction::no_images());
        assert_eq!(found(with(|_| {})).await, [error(FindingCode::ImageGone, "images.0")]);
        let refused = session.image_export_start("x".into(), with(|_| {})).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::DraftInvalid);
        harness.cloud.heal("DescribeImages");

        let elsewhere = image_in(&session, "cn-shanghai", "edge-base").await;
        let scattered = found(of(&[plain.clone(), elsewhere])).await;
        assert_eq!(scattered[0], error(FindingCode::ExportRegions, "images"));
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
