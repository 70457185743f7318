//! Deleting images and snapshots, against the state of the cloud.

use std::collections::BTreeSet;
use std::time::Duration;

use darkroom_core::ProblemCode;
use darkroom_core::deletion::{DeletionObstacleCode, DeletionOrder};
use darkroom_core::inventory::ResourceKey;
use darkroom_core::job::{
    DeletionOutcome, DeletionRow, JobDetail, JobEventCode, JobPurpose, JobState, StepKindName, StepState,
};
use simulator::OpenQuestions;

use crate::deletion_case::{
    GOLDEN, SHARED, UNUSED, begin, deleted, image, keys_of, order, outcomes, plan, step, unused_snapshots, writes,
};
use crate::harness::{Harness, Reaction, log, refusal};

#[test]
fn a_shared_image_is_taken_back_and_deleted_and_its_snapshots_after_it() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let plan = plan(&session, &[SHARED]).await;
        let [image] = plan.images.as_slice() else {
            panic!("{plan:#?}")
        };
        assert_eq!(image.shared_with.len(), 2);
        assert!(image.used_by_count > Some(0), "{image:#?}");
        assert!(image.obstacles.is_empty() && !image.snapshots.is_empty(), "{image:#?}");
        let order = order(&plan);

        let id = begin(&session, order.clone()).await;
        let held = session.until_step(id, 1, StepState::Waiting).await;
        assert_eq!(held.summary.purpose, JobPurpose::Deletion);
        assert_eq!(held.summary.name, SHARED);
        assert_eq!(held.steps[0].problem.as_ref().unwrap().code, ProblemCode::UndoTimeRuns);
        session.wait(Duration::from_secs(9)).await;
        assert_eq!(writes(&harness), 0);

        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        let kinds: Vec<_> = job.steps.iter().map(|step| step.kind).collect();
        assert_eq!(
            kinds,
            [
                StepKindName::UndoTime,
                StepKindName::UnshareImage,
                StepKindName::DeleteImage,
                StepKindName::DeleteSnapshots
            ]
        );
        assert_eq!(deleted(&harness), keys_of(&order));
        for kind in &kinds[1..] {
            assert!(
                outcomes(&job, *kind)
                    .iter()
                    .all(|outcome| *outcome == DeletionOutcome::Done),
                "{job:#?}"
            );
        }
        let sent = &harness.cloud.requests("DeleteImage")[0].parameters;
        assert_eq!(sent["Force"], "true");
        let journal = session.journal().await;
        let targets: BTreeSet<String> = journal.into_iter().map(|entry| entry.line.target).collect();
        assert!(targets.is_superset(&keys_of(&order)), "{targets:?}");
    });
}

#[test]
fn nothing_is_sent_when_it_is_undone_in_time() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, order(&plan(&session, &[SHARED]).await)).await;
        session.wait(Duration::from_secs(5)).await;
        session.step_skip("undo".to_owned(), id, 1).await.unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Undone, "{job:#?}");
        assert!(log(&job).contains(&JobEventCode::Undone));
        assert!(job.steps.iter().all(|step| step.state == StepState::Skipped));
        assert_eq!(outcomes(&job, StepKindName::DeleteImage), [DeletionOutcome::NotTried]);
        session.wait(Duration::from_secs(60)).await;
        assert_eq!(writes(&harness), 0);
        let late = session.step_skip("late".to_owned(), id, 1).await.unwrap_err();
        assert_eq!(late.code, ProblemCode::StepMovedOn);
    });
}

#[test]
fn a_program_that_ends_in_the_undo_time_deletes_nothing_at_its_next_start() {
    let harness = Harness::new();
    let id = harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, order(&plan(&session, &[UNUSED]).await)).await;
        session.wait(Duration::from_secs(5)).await;
        id
    });
    harness.run(async |session| {
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Undone, "{job:#?}");
        session.wait(Duration::from_secs(60)).await;
        assert_eq!(writes(&harness), 0);
    });
}

#[test]
fn a_program_that_ends_in_the_middle_goes_on_with_what_is_left() {
    let harness = Harness::new();
    let (id, order) = harness.run(async |session| {
        session.connect().await;
        let order = order(&plan(&session, &[GOLDEN]).await);
        harness.cloud.on("DeleteSnapshot", |_| Reaction::NoAnswer);
        let id = begin(&session, order.clone()).await;
        session
            .until(id, "the first snapshot", |job| {
                outcomes(job, StepKindName::DeleteSnapshots).contains(&DeletionOutcome::Sending)
            })
            .await;
        (id, order)
    });
    harness.cloud.heal("DeleteSnapshot");
    harness.run(async |session| {
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(deleted(&harness), keys_of(&order));
        assert_eq!(harness.cloud.requests("DeleteImage").len(), 1);
    });
}

#[test]
fn snapshots_wait_until_their_image_is_gone() {
    let harness = Harness::new();
    harness.cloud.simulator.set_open_questions(OpenQuestions {
        deleted_images_listed_for_seconds: 45,
        ..OpenQuestions::default()
    });
    harness.run(async |session| {
        session.connect().await;
        let order = order(&plan(&session, &[GOLDEN]).await);
        let id = begin(&session, order.clone()).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(deleted(&harness), keys_of(&order));
        // None of them was refused on the way.
        assert_eq!(harness.cloud.requests("DeleteSnapshot").len(), 3);
    });
}

#[test]
fn a_refused_snapshot_does_not_stop_the_next_and_is_named() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let order = order(&plan(&session, &[GOLDEN]).await);
        let kept = order.images[0].snapshots[1].clone();
        let locked = kept.clone();
        harness
            .cloud
            .on("DeleteSnapshot", move |sent| match sent["SnapshotId"] == locked {
                true => Reaction::Answer(403, refusal("InvalidOperation.SnapshotIsLocked")),
                false => Reaction::Forward,
            });
        let id = begin(&session, order.clone()).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Failed, "{job:#?}");
        use DeletionOutcome::{Done, Refused};
        assert_eq!(outcomes(&job, StepKindName::DeleteSnapshots), [Done, Refused, Done]);
        let step = step(&job, StepKindName::DeleteSnapshots);
        let problem = step.deletions[1].problem.as_ref().unwrap();
        assert_eq!(problem.code, ProblemCode::Refused);
        let provider = problem.provider.as_ref().unwrap();
        assert_eq!(provider.code, "InvalidOperation.SnapshotIsLocked");
        assert_eq!(provider.request_id, "7B1E5D0A");
        assert_eq!(step.problem.as_ref().unwrap().code, ProblemCode::SnapshotsKept);
        let mut left = keys_of(&order);
        left.remove(&kept);
        assert_eq!(deleted(&harness), left);

        harness.cloud.heal("DeleteSnapshot");
        let position = step.position;
        let sent = harness.cloud.requests("DeleteSnapshot").len();
        session
            .step_retry("retry".to_owned(), id, position, None)
            .await
            .unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(outcomes(&job, StepKindName::DeleteSnapshots), [Done, Done, Done]);
        assert_eq!(harness.cloud.requests("DeleteSnapshot").len(), sent + 1);
        assert_eq!(deleted(&harness), keys_of(&order));
    });
}

#[test]
fn a_refused_image_keeps_its_snapshots_and_does_not_stop_another_image() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let order = order(&plan(&session, &[GOLDEN, UNUSED]).await);
        let refused = order.images[0].key.id.clone();
        harness
            .cloud
            .on("DeleteImage", move |sent| match sent["ImageId"] == refused {
                true => Reaction::Answer(403, refusal("ImageIsExporting")),
                false => Reaction::Forward,
            });
        let id = begin(&session, order.clone()).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Failed);
        let rows = |image: usize| {
            let ids: BTreeSet<&String> = order.images[image].snapshots.iter().collect();
            let rows = job.steps.iter().flat_map(|step| &step.deletions);
            rows.filter(|row| ids.contains(&row.id))
                .map(|row| row.outcome)
                .collect::<Vec<_>>()
        };
        assert_eq!(rows(0), [DeletionOutcome::NotTried; 3], "{job:#?}");
        assert!(rows(1).iter().all(|outcome| *outcome == DeletionOutcome::Done));
        let other = DeletionOrder {
            images: vec![order.images[1].clone()],
            ..DeletionOrder::default()
        };
        assert_eq!(deleted(&harness), keys_of(&other));
    });
}

#[test]
fn what_is_gone_by_then_is_said_to_be_gone() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let order = order(&plan(&session, &[GOLDEN]).await);
        let id = begin(&session, order.clone()).await;
        session.until_step(id, 1, StepState::Waiting).await;
        // Somebody else deletes the image, and one of its snapshots.
        harness.cloud.on("DescribeImages", |_| Reaction::no_images());
        let job = session.until_ended(id).await;
        assert_eq!(
            outcomes(&job, StepKindName::DeleteImage),
            [DeletionOutcome::AlreadyGone],
            "{job:#?}"
        );
        assert!(harness.cloud.requests("DeleteImage").is_empty());
        // The image is there all the same, so the cloud refuses its snapshots.
        assert_eq!(
            outcomes(&job, StepKindName::DeleteSnapshots),
            [DeletionOutcome::Refused; 3]
        );
    });
}

#[test]
fn an_image_that_is_gone_by_then_is_shared_with_nobody() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, order(&plan(&session, &[SHARED]).await)).await;
        session.until_step(id, 1, StepState::Waiting).await;
        harness.cloud.on("DescribeImages", |_| Reaction::no_images());
        harness.cloud.on("DescribeImageSharePermission", |_| {
            Reaction::Answer(404, refusal("InvalidImageId.NotFound"))
        });
        let job = session.until_ended(id).await;
        let unshared = outcomes(&job, StepKindName::UnshareImage);
        assert_eq!(unshared, [DeletionOutcome::AlreadyGone; 2], "{job:#?}");
        assert!(harness.cloud.requests("ModifyImageSharePermission").is_empty());
        assert!(harness.cloud.requests("DeleteImage").is_empty());
    });
}

#[test]
fn an_image_that_goes_while_it_is_taken_back_is_shared_with_nobody() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, order(&plan(&session, &[SHARED]).await)).await;
        session.until_step(id, 1, StepState::Waiting).await;
        harness.cloud.on("DescribeImages", |_| Reaction::no_images());
        let mut is_there = true;
        harness.cloud.on("DescribeImageSharePermission", move |_| {
            match std::mem::take(&mut is_there) {
                true => Reaction::Forward,
                false => Reaction::Answer(404, refusal("InvalidImageId.NotFound")),
            }
        });
        let job = session.until_ended(id).await;
        let unshared = outcomes(&job, StepKindName::UnshareImage);
        assert_eq!(unshared, [DeletionOutcome::Done; 2], "{job:#?}");
        assert_eq!(harness.cloud.requests("ModifyImageSharePermission").len(), 1);
        assert!(harness.cloud.requests("DeleteImage").is_empty());
    });
}

#[test]
fn an_account_that_is_refused_keeps_the_image_until_it_is_tried_again() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let order = order(&plan(&session, &[SHARED]).await);
        let kept = order.images[0].unshare[0].clone();
        let named = refusal("InvalidAccount.NotFound").replace("told so", &format!("{kept} does not exist"));
        let mut is_first = true;
        harness.cloud.on("ModifyImageSharePermission", move |_| {
            match std::mem::take(&mut is_first) {
                true => Reaction::Answer(404, named.clone()),
                false => Reaction::Forward,
            }
        });
        let id = begin(&session, order.clone()).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Failed, "{job:#?}");
        let unshare = step(&job, StepKindName::UnshareImage);
        let of_kept = |row: &&DeletionRow| row.id == kept;
        let rows = unshare.deletions.iter();
        let (refused, done): (Vec<_>, Vec<_>) = rows.partition(of_kept);
        assert_eq!(refused[0].outcome, DeletionOutcome::Refused, "{job:#?}");
        assert_eq!(
            (done[0].outcome, &done[0].problem),
            (DeletionOutcome::Done, &None),
            "{job:#?}"
        );
        assert!(harness.cloud.requests("DeleteImage").is_empty());

        let again = session.step_retry("again".to_owned(), id, unshare.position, None);
        again.await.unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(deleted(&harness), keys_of(&order));
    });
}

#[test]
fn an_image_that_is_shared_with_somebody_who_was_not_named_stays() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let known = plan(&session, &[SHARED]).await;
        let mut order = order(&known);
        let left_out = order.images[0].unshare.pop().unwrap();
        let refused = session.deletion_start("delete".to_owned(), order.clone()).await;
        assert_eq!(refused.unwrap_err().code, ProblemCode::DraftInvalid);

        // Shared with one more after the plan was confirmed.
        order.images[0].unshare.push(left_out);
        let id = begin(&session, order).await;
        session.until_step(id, 1, StepState::Waiting).await;
        harness.cloud.on("DescribeImageSharePermission", move |_| {
            let body = r#"{"RequestId":"x","TotalCount":1,"PageNumber":1,"PageSize":10,"Accounts":{"Account":[{"AliyunId":"1999999999999999"}]}}"#;
            Reaction::Answer(200, body.to_owned())
        });
        let job = session.until_ended(id).await;
        let delete = step(&job, StepKindName::DeleteImage);
        let problem = delete.problem.as_ref().unwrap();
        assert_eq!(problem.code, ProblemCode::ImageStillShared, "{job:#?}");
        assert_eq!(problem.params["shareAccountId"], "1999999999999999");
        assert!(deleted(&harness).is_empty());
    });
}

#[test]
fn after_lost_answers_everything_is_deleted_once() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let order = order(&plan(&session, &[SHARED]).await);
        for action in ["ModifyImageSharePermission", "DeleteImage", "DeleteSnapshot"] {
            let mut sent = 0;
            harness.cloud.on(action, move |_| {
                sent += 1;
                match sent {
                    1 => Reaction::AnswerAfter(500, "lost".to_owned()),
                    _ => Reaction::Forward,
                }
            });
        }
        let id = begin(&session, order.clone()).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(deleted(&harness), keys_of(&order));
        assert_eq!(writes(&harness), 2 + order.images[0].snapshots.len());
        let adopted = log(&job).into_iter().filter(|code| *code == JobEventCode::Adopted);
        assert_eq!(adopted.count(), 3);
    });
}

#[test]
fn a_locked_account_deletes_nothing() {
    let harness = Harness::new();
    harness.run(async |session| {
        let account = session.connect().await;
        let order = order(&plan(&session, &[UNUSED]).await);
        session.account_lock(account.id.clone(), true).await.unwrap();
        let refused = session.deletion_start("delete".to_owned(), order.clone()).await;
        assert_eq!(refused.unwrap_err().code, ProblemCode::AccountLocked);
        session.account_lock(account.id.clone(), false).await.unwrap();
        let id = begin(&session, order).await;
        session.until_step(id, 1, StepState::Waiting).await;
        session.account_lock(account.id.clone(), true).await.unwrap();
        let locked = |job: &JobDetail| {
            let step = step(job, StepKindName::DeleteImage);
            step.problem
                .as_ref()
                .is_some_and(|problem| problem.code == ProblemCode::AccountLocked)
        };
        session.until(id, "the lock", locked).await;
        assert_eq!(writes(&harness), 0);
        session.account_lock(account.id, false).await.unwrap();
        assert_eq!(session.until_ended(id).await.summary.state, JobState::Done);
    });
}

#[test]
fn a_snapshot_is_forced_only_when_that_was_told() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let known = plan(&session, &[GOLDEN]).await;
        let mut order = order(&known);
        assert!(!order.forced.is_empty(), "{known:#?}");
        // A disk was made of one after the plan was shown.
        order.forced.pop();
        let refused = session.deletion_start("delete".to_owned(), order).await.unwrap_err();
        assert_eq!(
            (refused.code, refused.field.as_deref()),
            (ProblemCode::DraftInvalid, Some("snapshots"))
        );
        assert_eq!(writes(&harness), 0);
    });
}

#[test]
fn many_snapshots_are_deleted_one_after_another() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let order = DeletionOrder {
            snapshots: unused_snapshots(&session, 120).await,
            ..DeletionOrder::default()
        };
        let id = begin(&session, order.clone()).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(deleted(&harness), keys_of(&order));
        let batches: Vec<usize> = job.steps[1..].iter().map(|step| step.deletions.len()).collect();
        assert_eq!(batches, [50, 50, 20]);
        assert_eq!(harness.cloud.requests("DeleteSnapshot").len(), 120);
    });
}

#[test]
fn a_plan_says_what_cannot_be_deleted() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let foreign = image(&session, "partner-edi-gateway").await;
        let held = plan(&session, &[UNUSED]).await.images[0].snapshots[0].key.clone();
        let gone = ResourceKey {
            id: "s-gone".to_owned(),
            ..held.clone()
        };
        let plan = session
            .deletion_open(vec![foreign], vec![held.clone(), gone.clone()])
            .await
            .unwrap();
        assert_eq!(plan.images[0].obstacles[0].code, DeletionObstacleCode::NotOwn);
        let obstacle = &plan.snapshots[0].obstacles[0];
        assert_eq!(obstacle.code, DeletionObstacleCode::UsedByImages);
        assert_eq!(obstacle.params["names"], UNUSED);
        assert_eq!(plan.gone, [gone]);
        let order = order(&plan);
        let refused = session.deletion_start("delete".to_owned(), order).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::DraftInvalid);
        let none = session.deletion_open(Vec::new(), Vec::new()).await.unwrap_err();
        assert_eq!(none.code, ProblemCode::Empty);
    });
}
