//! What has changed since the last listing, and since a deletion was confirmed: the cloud is asked before anything is sent.

use std::time::Duration;

use darkroom_core::ProblemCode;
use darkroom_core::deletion::{DeletionObstacleCode, DeletionOrder};
use darkroom_core::inventory::ShardKind;
use darkroom_core::job::{DeletionOutcome, JobDetail, JobState, StepKindName, StepState};
use serde_json::{Value, json};

use crate::deletion_case::{
    GOLDEN, SHARED, UNUSED, begin, deleted, order, outcomes, plan, step, unused_snapshots, writes,
};
use crate::harness::{Harness, LIST_IMAGES, Reaction, Session, refusal};

/// From now on these instances run every image as well.
fn also_run(harness: &Harness, ids: &'static [&'static str]) {
    harness.cloud.on("DescribeInstances", move |sent| {
        if !sent.contains_key("ImageId") {
            return Reaction::Forward;
        }
        Reaction::Change(Box::new(move |body| {
            let mut reply: Value = serde_json::from_str(&body).unwrap();
            let rows = reply["Instances"]["Instance"].as_array_mut().unwrap();
            let more = ids.iter();
            rows.extend(more.map(|id| json!({ "InstanceId": id, "InstanceName": id, "Status": "Running" })));
            reply.to_string()
        }))
    });
}

/// Nobody may ask which instances run an image.
fn instances_are_secret(harness: &Harness) {
    harness
        .cloud
        .on("DescribeInstances", |sent| match sent.contains_key("ImageId") {
            true => Reaction::Answer(403, refusal("Forbidden.RAM")),
            false => Reaction::Forward,
        });
}

/// Every image is shared with no account, and with this group.
fn shared_with_group(harness: &Harness, name: &'static str) {
    harness.cloud.on("DescribeImageSharePermission", move |_| {
        let groups = json!({ "ShareGroup": [{ "Group": name }] });
        let accounts = json!({ "Account": [] });
        let body = json!({ "RequestId": "x", "TotalCount": 0, "Accounts": accounts, "ShareGroups": groups });
        Reaction::Answer(200, body.to_string())
    });
}

/// Why the image of a job was not deleted.
fn kept_because(job: &JobDetail) -> (DeletionOutcome, ProblemCode) {
    let row = &step(job, StepKindName::DeleteImage).deletions[0];
    let problem = row.problem.as_ref().unwrap_or_else(|| panic!("{job:#?}"));
    (row.outcome, problem.code)
}

async fn in_undo_time(session: &Session, order: DeletionOrder) -> i64 {
    let id = begin(session, order).await;
    session.until_step(id, 1, StepState::Waiting).await;
    id
}

#[test]
fn a_plan_knows_instances_that_came_after_the_last_listing() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let before = plan(&session, &[UNUSED]).await;
        assert_eq!(before.images[0].used_by_count, Some(0));
        also_run(&harness, &["i-late"]);
        let after = plan(&session, &[UNUSED]).await;
        assert_eq!(after.images[0].used_by_count, Some(1));
        assert_eq!(after.images[0].instance_ids, ["i-late"]);
        assert_eq!(after.images[0].used_by[0].name, "i-late");
        assert_eq!(after.not_asked, []);
        // Confirmed by what was known before.
        let refused = session.deletion_start("delete".to_owned(), order(&before)).await;
        let problem = refused.unwrap_err();
        assert_eq!(
            (problem.code, problem.field.as_deref()),
            (ProblemCode::DraftInvalid, Some("images"))
        );
    });
}

#[test]
fn an_image_that_more_instances_run_since_it_was_confirmed_is_not_sent_and_can_be_confirmed_again() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let id = in_undo_time(&session, order(&plan(&session, &[UNUSED]).await)).await;
        also_run(&harness, &["i-1", "i-2", "i-3", "i-4", "i-5"]);
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Failed);
        assert_eq!(
            kept_because(&job),
            (DeletionOutcome::Refused, ProblemCode::ImageUsedSince)
        );
        let problem = step(&job, StepKindName::DeleteImage).problem.clone().unwrap();
        assert_eq!(problem.params["count"], "5");
        assert_eq!(writes(&harness), 0);

        let known = plan(&session, &[UNUSED]).await;
        assert_eq!(known.images[0].used_by_count, Some(5));
        let again = session.deletion_start("again".to_owned(), order(&known)).await.unwrap();
        let job = session.until_ended(again.id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    });
}

#[test]
fn accounts_keep_an_image_that_is_not_deleted_because_more_instances_run_it() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let id = in_undo_time(&session, order(&plan(&session, &[SHARED]).await)).await;
        also_run(&harness, &["i-late"]);
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Failed);
        let unshare = step(&job, StepKindName::UnshareImage);
        assert_eq!(
            unshare.problem.as_ref().unwrap().code,
            ProblemCode::ImageUsedSince,
            "{job:#?}"
        );
        assert_eq!(writes(&harness), 0);
    });
}

#[test]
fn accounts_keep_an_image_that_somebody_else_sees_by_now() {
    for (name, more) in [
        ("Accounts", json!({ "Account": [{ "AliyunId": "1999999999999999" }] })),
        ("ShareGroups", json!({ "ShareGroup": [{ "Group": "partners" }] })),
    ] {
        let harness = Harness::new();
        harness.run(async |session| {
            session.connect().await;
            let known = plan(&session, &[SHARED]).await;
            let (accounts, more) = (known.images[0].shared_with.clone(), more.clone());
            let id = in_undo_time(&session, order(&known)).await;
            harness.cloud.on("DescribeImageSharePermission", move |_| {
                let known: Vec<_> = accounts.iter().map(|id| json!({ "AliyunId": id })).collect();
                let mut reply =
                    json!({ "RequestId": "x", "Accounts": { "Account": known }, "ShareGroups": { "ShareGroup": [] } });
                let (kind, rows) = more.as_object().unwrap().iter().next().unwrap();
                let all = reply[name][kind].as_array_mut().unwrap();
                all.extend(rows.as_array().unwrap().clone());
                reply["TotalCount"] = json!(reply["Accounts"]["Account"].as_array().unwrap().len());
                Reaction::Answer(200, reply.to_string())
            });
            let job = session.until_ended(id).await;
            let problem = step(&job, StepKindName::UnshareImage).problem.clone();
            assert_eq!(
                problem.map(|problem| problem.code),
                Some(ProblemCode::ImageStillShared),
                "{job:#?}"
            );
            assert_eq!(writes(&harness), 0);
        });
    }
}

#[test]
fn an_image_that_is_published_since_it_was_confirmed_is_not_sent() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let id = in_undo_time(&session, order(&plan(&session, &[UNUSED]).await)).await;
        harness.cloud.on("DescribeImages", |_| {
            Reaction::change_images(|images| {
                for image in images {
                    image["IsPublic"] = json!(true);
                }
            })
        });
        let job = session.until_ended(id).await;
        assert_eq!(
            kept_because(&job),
            (DeletionOutcome::Refused, ProblemCode::ImageStillShared)
        );
        assert_eq!(writes(&harness), 0);
    });
}

#[test]
fn a_published_image_cannot_go_when_the_images_cannot_be_listed() {
    let harness = Harness::new();
    harness.cloud.on(LIST_IMAGES, |_| {
        Reaction::change_images(|images| {
            for image in images {
                image["IsPublic"] = json!(true);
            }
        })
    });
    harness.run(async |session| {
        session.connect().await;
        harness
            .cloud
            .on(LIST_IMAGES, |_| Reaction::Answer(403, refusal("Forbidden.RAM")));
        let known = plan(&session, &[UNUSED]).await;
        let codes: Vec<_> = known.images[0].obstacles.iter().map(|obstacle| obstacle.code).collect();
        assert_eq!(codes, [DeletionObstacleCode::Public], "{known:#?}");
    });
}

#[test]
fn a_retry_weeks_later_is_compared_with_what_is_then() {
    let harness = Harness::new();
    let id = harness.run(async |session| {
        session.connect().await;
        harness
            .cloud
            .on("DeleteImage", |_| Reaction::Answer(403, refusal("ImageIsExporting")));
        let id = begin(&session, order(&plan(&session, &[GOLDEN]).await)).await;
        assert_eq!(session.until_ended(id).await.summary.state, JobState::Failed);
        id
    });
    harness.clock.advance(Duration::from_secs(21 * 24 * 3_600));
    harness.cloud.heal("DeleteImage");
    also_run(&harness, &["i-late"]);
    harness.run(async |session| {
        let job = session.job_get(id).await.unwrap();
        let position = step(&job, StepKindName::DeleteImage).position;
        let retried = session.step_retry("retry".to_owned(), id, position, None).await;
        retried.unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(
            kept_because(&job),
            (DeletionOutcome::Refused, ProblemCode::ImageUsedSince)
        );
        assert_eq!(writes(&harness), 0);
    });
}

#[test]
fn a_step_that_has_waited_to_be_sent_asks_once_more() {
    let harness = Harness::new();
    harness.run(async |session| {
        let account = session.connect().await;
        let id = in_undo_time(&session, order(&plan(&session, &[GOLDEN]).await)).await;
        session.account_lock(account.id.clone(), true).await.unwrap();
        let locked = |job: &JobDetail| {
            let problem = step(job, StepKindName::DeleteImage).problem.as_ref();
            problem.is_some_and(|problem| problem.code == ProblemCode::AccountLocked)
        };
        session.until(id, "the lock", locked).await;
        session.wait(Duration::from_secs(3_600)).await;
        // However long it waits, the log says so once.
        let job = session.job_get(id).await.unwrap();
        let locks = job.events.iter().filter(|event| {
            let problem = event.problem.as_ref();
            problem.is_some_and(|problem| problem.code == ProblemCode::AccountLocked)
        });
        assert_eq!(locks.count(), 1, "{job:#?}");
        also_run(&harness, &["i-late"]);
        session.account_lock(account.id, false).await.unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(
            kept_because(&job),
            (DeletionOutcome::Refused, ProblemCode::ImageUsedSince)
        );
        assert_eq!(writes(&harness), 0);
    });
}

#[test]
fn a_plan_without_answers_says_so_and_how_old_it_is_and_nothing_is_forced_by_it() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        instances_are_secret(&harness);
        let known = plan(&session, &[UNUSED, GOLDEN]).await;
        let [not_asked] = known.not_asked.as_slice() else {
            panic!("{known:#?}")
        };
        assert_eq!(not_asked.kind, ShardKind::Instances);
        assert_eq!(not_asked.problem.code, ProblemCode::AccessDenied);
        assert!(not_asked.known_at.is_some_and(|at| at <= known.asked_at));
        // What was known before.
        assert_eq!(known.images[0].used_by_count, Some(0));
        assert!(known.images[1].used_by_count > Some(0));

        let mut forced = order(&known);
        forced.images[1].force = true;
        let refused = session.deletion_start("forced".to_owned(), forced).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::DraftInvalid);

        let id = begin(&session, order(&known)).await;
        let job = session.until_ended(id).await;
        let images: Vec<_> = job
            .steps
            .iter()
            .filter(|step| step.kind == StepKindName::DeleteImage)
            .map(|step| (step.state, step.problem.as_ref().map(|problem| problem.code)))
            .collect();
        // Without force the cloud refuses by itself what instances run.
        assert_eq!(
            images,
            [(StepState::Done, None), (StepState::Failed, Some(ProblemCode::Refused))]
        );
        assert_eq!(harness.cloud.requests("DeleteImage").len(), 2);
    });
}

#[test]
fn a_snapshot_that_is_used_since_it_was_confirmed_is_not_sent_and_does_not_stop_the_others() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let order = DeletionOrder {
            snapshots: unused_snapshots(&session, 3).await,
            ..DeletionOrder::default()
        };
        let used = order.snapshots[1].id.clone();
        let id = in_undo_time(&session, order).await;
        let now_used = used.clone();
        harness.cloud.on("DescribeSnapshots", move |_| {
            let used = now_used.clone();
            Reaction::Change(Box::new(move |body| {
                let mut reply: Value = serde_json::from_str(&body).unwrap();
                for row in reply["Snapshots"]["Snapshot"].as_array_mut().unwrap() {
                    if row["SnapshotId"] == json!(used) {
                        row["Usage"] = json!("disk");
                    }
                }
                reply.to_string()
            }))
        });
        let job = session.until_ended(id).await;
        use DeletionOutcome::{Done, Refused};
        assert_eq!(
            outcomes(&job, StepKindName::DeleteSnapshots),
            [Done, Refused, Done],
            "{job:#?}"
        );
        let rows = &step(&job, StepKindName::DeleteSnapshots).deletions;
        let problem = rows[1].problem.as_ref().unwrap();
        assert_eq!(problem.code, ProblemCode::SnapshotUsedSince);
        assert_eq!(problem.params["by"], "disk");
        assert!(!deleted(&harness).contains(&used));
    });
}

#[test]
fn an_image_that_everybody_or_a_group_sees_cannot_be_deleted_and_the_plan_says_so() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        shared_with_group(&harness, "partners");
        let known = plan(&session, &[UNUSED]).await;
        let [obstacle] = known.images[0].obstacles.as_slice() else {
            panic!("{known:#?}")
        };
        assert_eq!(obstacle.code, DeletionObstacleCode::SharedWithGroups);
        assert_eq!(obstacle.params["groups"], "partners");

        shared_with_group(&harness, "all");
        let known = plan(&session, &[UNUSED]).await;
        assert_eq!(known.images[0].obstacles[0].code, DeletionObstacleCode::Public);

        harness.cloud.heal("DescribeImageSharePermission");
        harness.cloud.on(LIST_IMAGES, |_| {
            Reaction::change_images(|images| images.iter_mut().for_each(|image| image["IsPublic"] = json!(true)))
        });
        let known = plan(&session, &[UNUSED]).await;
        assert_eq!(known.images[0].obstacles[0].code, DeletionObstacleCode::Public);
        let refused = session.deletion_start("delete".to_owned(), order(&known)).await;
        assert_eq!(refused.unwrap_err().code, ProblemCode::DraftInvalid);
    });
}

#[test]
fn a_group_that_sees_the_image_since_it_was_confirmed_keeps_it() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let id = in_undo_time(&session, order(&plan(&session, &[UNUSED]).await)).await;
        shared_with_group(&harness, "all");
        let job = session.until_ended(id).await;
        assert_eq!(
            kept_because(&job),
            (DeletionOutcome::Refused, ProblemCode::ImageStillShared)
        );
        assert_eq!(writes(&harness), 0);
    });
}
