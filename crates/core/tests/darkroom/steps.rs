//! Jobs of many steps: create, check, copy, restore features, share; checked against the ledger of the cloud.

use std::time::Duration;

use darkroom_core::ProblemCode;
use darkroom_core::image::{CopyTarget, ImageDraft};
use darkroom_core::job::{JobDetail, JobEventCode, JobState, JobStep, StepChange, StepKindName, StepState};

use crate::harness::{HANGZHOU, Harness, Reaction, Session, log, refusal};

const REGIONS: [&str; 2] = ["cn-beijing", "cn-shanghai"];
const ACCOUNT: &str = "1000000000000001";

/// A draft with copies to two regions, shared with one account.
async fn spread(session: &Session, name: &str) -> ImageDraft {
    let draft = session.draft("web-gw-01-golden", name).await;
    let copies = REGIONS.iter().map(|region| CopyTarget {
        region_id: (*region).to_owned(),
        name: format!("{name}-copy"),
        encryption: None,
    });
    ImageDraft {
        image_check: true,
        copy_to: copies.collect(),
        share_with: vec![ACCOUNT.to_owned()],
        ..draft
    }
}

/// One of the two copies is refused for good.
fn refuse_copies_to_beijing(harness: &Harness) {
    harness.cloud.on("CopyImage", |parameters| {
        match parameters["DestinationRegionId"].as_str() {
            "cn-beijing" => Reaction::Answer(403, refusal("QuotaExceed.Snapshot")),
            _ => Reaction::Forward,
        }
    });
}

/// Every image in an answer is changed like this.
fn change_images(harness: &Harness, change: fn(&mut serde_json::Value)) {
    harness.cloud.on("DescribeImages", move |_| {
        Reaction::change_images(move |images| images.iter_mut().for_each(change))
    });
}

fn states(job: &JobDetail) -> Vec<(StepKindName, StepState)> {
    job.steps.iter().map(|step| (step.kind, step.state)).collect()
}

fn position(job: &JobDetail, kind: StepKindName) -> u32 {
    job.steps.iter().find(|step| step.kind == kind).unwrap().position
}

#[test]
fn an_image_is_checked_copied_and_shared_as_one_job_and_each_is_done_once() {
    let harness = Harness::new();
    let job = harness.run(async |session| {
        session.connect().await;
        let id = session.create_from(spread(&session, "web-spread").await).await;
        session.until_ended(id).await
    });
    assert!(
        states(&job).iter().all(|(_, state)| *state == StepState::Done),
        "{job:#?}"
    );
    let order: Vec<_> = job
        .steps
        .iter()
        .map(|step| (step.kind, step.region_id.as_str()))
        .collect();
    assert_eq!(
        order,
        [
            (StepKindName::CreateImage, HANGZHOU),
            (StepKindName::ImageCheck, HANGZHOU),
            (StepKindName::CopyImage, "cn-beijing"),
            (StepKindName::RestoreFeatures, "cn-beijing"),
            (StepKindName::CopyImage, "cn-shanghai"),
            (StepKindName::RestoreFeatures, "cn-shanghai"),
            (StepKindName::ShareImage, HANGZHOU),
            (StepKindName::ShareImage, "cn-beijing"),
            (StepKindName::ShareImage, "cn-shanghai"),
        ]
    );
    let after: Vec<_> = job.steps.iter().map(|step| step.after.clone()).collect();
    assert_eq!(
        after[6..],
        [vec![1], vec![4], vec![6]],
        "an image is shared as soon as it is complete"
    );
    assert_eq!(job.summary.state, JobState::Done);
    assert_eq!((job.summary.steps_done, job.summary.steps_total), (7, 7));
    assert_eq!(harness.cloud.images_made().len(), 3);
    let copies = harness.cloud.requests("CopyImage");
    let made: Vec<_> = copies.iter().filter(|entry| !entry.effects.is_empty()).collect();
    assert_eq!(made.len(), 2);
    assert_eq!(harness.cloud.requests("ModifyImageSharePermission").len(), 3);
    let check = job
        .steps
        .iter()
        .find(|step| step.kind == StepKindName::ImageCheck)
        .unwrap();
    assert!(check.check.is_some());
}

#[test]
fn a_job_of_many_steps_goes_on_after_restarts_and_makes_nothing_twice() {
    let harness = Harness::new();
    let id = harness.run(async |session| {
        session.connect().await;
        let id = session.create_from(spread(&session, "web-restart").await).await;
        session.until_state(id, StepState::Running).await;
        id
    });
    harness.run(async |session| {
        let is_copying = |job: &JobDetail| {
            let mut copies = job.steps.iter().filter(|step| step.kind == StepKindName::CopyImage);
            copies.any(|step| step.state == StepState::Running)
        };
        session.until(id, "a copy", is_copying).await;
    });
    let job = harness.run(async |session| session.until_ended(id).await);
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(job.summary.needs_you, None);
    assert_eq!(harness.cloud.images_made().len(), 3);
}

#[test]
fn a_refused_copy_stops_no_other_and_is_changed_and_sent_again() {
    let harness = Harness::new();
    refuse_copies_to_beijing(&harness);
    let job = harness.run(async |session| {
        session.connect().await;
        let id = session.create_from(spread(&session, "web-refused").await).await;
        let failed = session.until_ended(id).await;
        assert_eq!(failed.summary.state, JobState::Failed);
        let copy = position(&failed, StepKindName::CopyImage);
        let step = &failed.steps[copy as usize - 1];
        assert!(step.actions.retry && step.actions.change && step.actions.skip);
        assert_eq!(failed.steps[copy as usize].state, StepState::Pending);
        harness.cloud.heal("CopyImage");
        let change = Some(StepChange {
            name: Some("web-changed".into()),
            ..StepChange::default()
        });
        let bad = Some(StepChange {
            name: Some("1".into()),
            ..StepChange::default()
        });
        let problem = session.step_retry("r-0".into(), id, copy, bad).await.unwrap_err();
        assert_eq!(
            (problem.code, problem.field.as_deref()),
            (ProblemCode::DraftInvalid, Some("name"))
        );
        session
            .step_retry("r-1".into(), id, copy, change.clone())
            .await
            .unwrap();
        session.step_retry("r-1".into(), id, copy, change).await.unwrap();
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(harness.cloud.images_made().len(), 3);
    let copy = &job.steps[position(&job, StepKindName::CopyImage) as usize - 1];
    assert_eq!((copy.name.as_deref(), copy.attempts.len()), (Some("web-changed"), 2));
}

#[test]
fn a_copy_that_is_cancelled_takes_the_steps_after_it_along() {
    let harness = Harness::new();
    let job = harness.run(async |session| {
        session.connect().await;
        let id = session.create_from(spread(&session, "web-cancel").await).await;
        let is_cancellable = |job: &JobDetail| job.steps.iter().any(|step| step.actions.cancel);
        let job = session.until(id, "a copy", is_cancellable).await;
        let copy = job.steps.iter().find(|step| step.actions.cancel).unwrap().position;
        session.step_cancel("c-1".into(), id, copy).await.unwrap();
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    let cancelled = job
        .steps
        .iter()
        .find(|step| step.state == StepState::Cancelled)
        .unwrap();
    let there = job.steps.iter().filter(|step| step.region_id == cancelled.region_id);
    let after: Vec<_> = there.filter(|step| step.position > cancelled.position).collect();
    assert_eq!(after.len(), 2);
    assert!(after.iter().all(|step| step.state == StepState::Skipped), "{after:#?}");
    assert_eq!(harness.cloud.requests("CancelCopyImage").len(), 1);
    assert!(log(&job).contains(&JobEventCode::Cancelled));
}

#[test]
fn a_snapshot_that_is_not_ready_makes_the_job_wait_and_not_fail() {
    let harness = Harness::new();
    let job = harness.run(async |session| {
        session.connect().await;
        harness.cloud.on("CreateImage", |_| {
            Reaction::Answer(403, refusal("InvalidSnapshotId.NotReady"))
        });
        let id = session.create("web-gw-01-golden", "web-wait").await;
        let waiting = session.until_state(id, StepState::Waiting).await;
        assert_eq!(waiting.summary.problem.unwrap().code, ProblemCode::SnapshotNotReady);
        harness.cloud.heal("CreateImage");
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Done);
    assert_eq!(job.steps[0].attempts.len(), 1);
}

#[test]
fn an_unreadable_step_costs_itself_and_no_other_job() {
    let harness = Harness::new();
    let (bad, good) = harness.run(async |session| {
        session.connect().await;
        let bad = session.create("web-gw-01-golden", "web-bad").await;
        let good = session.create("web-gw-01-golden", "web-good").await;
        session.until_state(good, StepState::Running).await;
        let store = rusqlite::Connection::open(harness.folder.path().join("data/state.db")).unwrap();
        store
            .execute("UPDATE steps SET input = '}' WHERE job_id = ?1", [bad])
            .unwrap();
        (bad, good)
    });
    harness.run(async |session| {
        assert_eq!(session.until_ended(good).await.summary.state, JobState::Done);
        assert_eq!(session.job_list().await.unwrap().len(), 2);
        let shown = session.job_get(bad).await.unwrap();
        assert_eq!(shown.summary.state, JobState::Unreadable);
        assert!(shown.steps.iter().all(|step| step.state == StepState::Unreadable));
    });
}

#[test]
fn a_step_with_an_attempt_that_cannot_be_read_is_shown_as_unreadable_and_not_sent_again() {
    let harness = Harness::new();
    harness
        .cloud
        .on("CreateImage", |_| Reaction::Answer(503, String::new()));
    let id = harness.run(async |session| {
        session.connect().await;
        let id = session.create("web-gw-01-golden", "web-attempt").await;
        session.until_state(id, StepState::Reconciling).await;
        id
    });
    let store = rusqlite::Connection::open(harness.folder.path().join("data/state.db")).unwrap();
    let changed = store.execute("UPDATE attempts SET sendings = -1", []);
    assert_eq!(changed.unwrap(), 1);
    harness.cloud.on("CreateImage", |_| panic!("sent again"));
    harness.run(async |session| {
        session.wait(Duration::from_secs(3_600)).await;
        let job = session.job_get(id).await.unwrap();
        assert_eq!(job.summary.state, JobState::Unreadable);
        assert_eq!(job.steps[0].state, StepState::Unreadable);
        let problem = session.step_retry("r-1".into(), id, 1, None).await.unwrap_err();
        assert_eq!(problem.code, ProblemCode::NotFound);
    });
}

#[test]
fn a_locked_account_is_refused_a_job_at_once_and_makes_a_begun_one_wait() {
    let harness = Harness::new();
    let job = harness.run(async |session| {
        let account = session.connect().await;
        let draft = spread(&session, "web-locked").await;
        session.account_lock(account.id.clone(), true).await.unwrap();
        let problem = session.image_create("r-1".into(), draft.clone()).await.unwrap_err();
        assert_eq!(problem.code, ProblemCode::AccountLocked);
        assert_eq!(problem.params["action"], "ecs:CreateImage");
        assert_eq!(session.job_list().await.unwrap().len(), 0);
        session.account_lock(account.id.clone(), false).await.unwrap();
        let id = session.create_from(draft).await;
        session.until_state(id, StepState::Running).await;
        session.account_lock(account.id.clone(), true).await.unwrap();
        let is_waiting = |job: &JobDetail| {
            let mut steps = job.steps.iter();
            steps.any(|step| {
                let problem = step.problem.as_ref();
                step.state == StepState::Waiting && problem.is_some_and(|it| it.code == ProblemCode::AccountLocked)
            })
        };
        let waiting = session.until(id, "a step that waits", is_waiting).await;
        let needed = waiting.summary.needs_you.unwrap();
        assert_eq!(
            needed.problem.code,
            ProblemCode::AccountLocked,
            "a person has to unlock it"
        );
        assert!(needed.position > 1, "it is a copy that waits");
        assert_eq!(harness.cloud.requests("CopyImage").len(), 0, "nothing was sent");
        session.account_lock(account.id, false).await.unwrap();
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(harness.cloud.images_made().len(), 3);
}

#[test]
fn a_refusal_of_the_lock_names_what_the_action_of_the_person_would_have_sent() {
    let harness = Harness::new();
    refuse_copies_to_beijing(&harness);
    harness.run(async |session| {
        let account = session.connect().await;
        let id = session.create_from(spread(&session, "web-named").await).await;
        let is_ready = |job: &JobDetail| {
            let is_any = |wanted: fn(&JobStep) -> bool| job.steps.iter().any(wanted);
            is_any(|step| step.actions.retry) && is_any(|step| step.actions.cancel)
        };
        let job = session.until(id, "a failed copy and a running one", is_ready).await;
        let find = |wanted: fn(&JobStep) -> bool| job.steps.iter().find(|step| wanted(step)).unwrap().position;
        let (failed, running) = (find(|step| step.actions.retry), find(|step| step.actions.cancel));
        session.account_lock(account.id, true).await.unwrap();
        let retried = session.step_retry("r-1".into(), id, failed, None).await.unwrap_err();
        let cancelled = session.step_cancel("c-1".into(), id, running).await.unwrap_err();
        for (problem, action) in [(retried, "ecs:CopyImage"), (cancelled, "ecs:CancelCopyImage")] {
            assert_eq!(
                (problem.code, problem.params["action"].as_str()),
                (ProblemCode::AccountLocked, action)
            );
        }
    });
}

#[test]
fn suspicious_tag_keys_are_named_and_dropped_and_the_same_job_goes_on() {
    let harness = Harness::new();
    harness.cloud.on("CreateImage", |parameters| {
        let keys = (1..=20).filter_map(|number| parameters.get(&format!("Tag.{number}.Key")));
        match keys.into_iter().any(|key| key.contains('/')) {
            true => Reaction::Answer(400, refusal("InvalidTagKey.Malformed")),
            false => Reaction::Forward,
        }
    });
    let job = harness.run(async |session| {
        session.connect().await;
        let mut draft = session.draft("web-gw-01-golden", "web-tags").await;
        for key in ["env", "velero.io/backup"] {
            draft.tags.push(darkroom_core::inventory::Tag {
                key: key.to_owned(),
                value: "x".to_owned(),
            });
        }
        let id = session.create_from(draft).await;
        let failed = session.until_ended(id).await;
        let problem = failed.summary.problem.unwrap();
        assert_eq!(
            (problem.code, problem.params["keys"].as_str()),
            (ProblemCode::TagKeyRefused, "velero.io/backup")
        );
        let change = StepChange {
            drop_tags: Some(vec!["velero.io/backup".to_owned()]),
            ..StepChange::default()
        };
        session.step_retry("r-1".into(), id, 1, Some(change)).await.unwrap();
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Done);
    let sent = harness.cloud.creates().pop().unwrap();
    assert_eq!(sent["Tag.1.Key"], "env");
    assert!(!sent.contains_key("Tag.3.Key"), "env, and the marker");
}

#[test]
fn the_reason_that_an_unavailable_image_gives_is_shown_as_it_is() {
    let harness = Harness::new();
    change_images(&harness, |image| {
        if image["Status"] == "Creating" {
            image["Status"] = "UnAvailable".into();
            image["Description"] = "<b>snapshot damaged</b>".into();
        }
    });
    let job = harness.job("web-gw-01-golden", "web-damaged");
    let problem = job.summary.problem.unwrap();
    assert_eq!(
        (problem.code, problem.params["reason"].as_str()),
        (ProblemCode::ImageCreateFailed, "<b>snapshot damaged</b>")
    );
    assert_eq!(job.steps[1].state, StepState::Pending, "the check waits for a person");
}

#[test]
fn a_failed_step_that_is_skipped_takes_the_steps_that_need_it_along() {
    let harness = Harness::new();
    refuse_copies_to_beijing(&harness);
    let job = harness.run(async |session| {
        session.connect().await;
        let id = session.create_from(spread(&session, "web-skip").await).await;
        let failed = session.until_ended(id).await;
        let copy = position(&failed, StepKindName::CopyImage);
        session.step_skip("s-1".into(), id, copy).await.unwrap();
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Done);
    let skipped = job.steps.iter().filter(|step| step.state == StepState::Skipped).count();
    assert_eq!(skipped, 3, "the copy, its features and its share");
}

#[test]
fn a_check_that_never_tells_of_a_result_is_not_told_as_one_without_risks() {
    let harness = Harness::new();
    change_images(&harness, |image| {
        image.as_object_mut().unwrap().remove("DetectionOptions");
    });
    let job = harness.run(async |session| {
        session.connect().await;
        let draft = session.draft("web-gw-01-golden", "web-unchecked").await;
        let draft = ImageDraft {
            image_check: true,
            ..draft
        };
        let id = session.create_from(draft).await;
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Done);
    assert!(!log(&job).contains(&JobEventCode::Checked), "{:#?}", job.events);
}
