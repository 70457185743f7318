//! Results of an earlier request that are listed late: no second one is made, and nothing is shown before it is known.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use alibaba_cloud::TransportError;
use darkroom_core::ProblemCode;
use darkroom_core::image::{CopyTarget, ImageDraft};
use darkroom_core::job::{AttemptOutcome, JobDetail, JobEventCode, JobState, JobStep, StepKindName, StepState};

use crate::harness::{Harness, Reaction, Session, log, refusal};

const EIGHT_HOURS: i64 = 8 * 3_600;

/// A job whose first request got no answer, and whose second was told that the name is taken, by what no listing shows.
async fn undecided(harness: &Harness, session: &Session, is_carried_out: bool) -> JobDetail {
    let sent = AtomicU32::new(0);
    harness
        .cloud
        .on("CreateImage", move |_| match sent.fetch_add(1, Ordering::SeqCst) {
            0 if is_carried_out => Reaction::AnswerAfter(503, String::new()),
            0 => Reaction::Answer(503, String::new()),
            _ => Reaction::Answer(400, refusal("InvalidImageName.Duplicated")),
        });
    harness.cloud.on("DescribeImages", |_| Reaction::no_images());
    session.connect().await;
    let id = session.create("web-gw-01-golden", "web-undecided").await;
    let job = session.until_ended(id).await;
    assert_eq!(job.summary.problem.as_ref().unwrap().code, ProblemCode::ImageUndecided);
    harness.cloud.heal("CreateImage");
    harness.cloud.heal("DescribeImages");
    job
}

#[test]
fn a_retry_after_an_unknown_outcome_searches_first_and_then_either_adopts_or_sends() {
    for is_carried_out in [true, false] {
        let harness = Harness::new();
        let job = harness.run(async |session| {
            let id = undecided(&harness, &session, is_carried_out).await.summary.id;
            session.step_retry("r-1".into(), id, 1, None).await.unwrap();
            session.until_ended(id).await
        });
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(harness.cloud.images_made(), [job.summary.image_id.clone().unwrap()]);
        assert_eq!(harness.cloud.creates().len(), 1);
        assert_eq!(log(&job).contains(&JobEventCode::Adopted), is_carried_out);
    }
}

#[test]
fn a_refusal_after_a_lost_reply_is_believed_only_when_the_lost_request_made_nothing() {
    for is_carried_out in [true, false] {
        let harness = Harness::new();
        let sent = Arc::new(AtomicU32::new(0));
        let counted = sent.clone();
        harness
            .cloud
            .on("CreateImage", move |_| match counted.fetch_add(1, Ordering::SeqCst) {
                0 if is_carried_out => Reaction::AnswerAfter(503, String::new()),
                0 => Reaction::Answer(503, String::new()),
                _ => Reaction::Answer(403, refusal("QuotaExceed.Image")),
            });
        harness
            .cloud
            .on("DescribeImages", move |_| match sent.load(Ordering::SeqCst) {
                0 | 1 => Reaction::no_images(),
                _ => Reaction::Forward,
            });
        let job = harness.job("web-gw-01-golden", "web-late");
        if is_carried_out {
            assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
            assert_eq!(harness.cloud.images_made(), [job.summary.image_id.unwrap()]);
        } else {
            assert_eq!(job.summary.state, JobState::Failed);
            assert_eq!(job.summary.problem.unwrap().provider.unwrap().code, "QuotaExceed.Image");
        }
    }
}

/// Images are found by their name alone, and without the mark of their job.
fn unmark(harness: &Harness, created_at: Option<&'static str>) {
    harness.cloud.on("DescribeImages", move |parameters| {
        if parameters.contains_key("Tag.1.Key") {
            return Reaction::no_images();
        }
        Reaction::change_images(move |images| {
            for image in images {
                image.as_object_mut().unwrap().remove("Tags");
                if let Some(at) = created_at {
                    image["CreationTime"] = at.into();
                }
            }
        })
    });
}

#[test]
fn a_clock_that_is_corrected_before_a_restart_does_not_make_the_own_image_somebody_elses() {
    let harness = Harness::new();
    let sent = AtomicU32::new(0);
    harness
        .cloud
        .on("CreateImage", move |_| match sent.fetch_add(1, Ordering::SeqCst) {
            0 => Reaction::AnswerAfter(503, String::new()),
            _ => Reaction::Answer(400, refusal("InvalidImageName.Duplicated")),
        });
    harness.connect();
    harness.cloud.on("DescribeImages", |_| Reaction::no_images());
    harness.clock.set_ahead(EIGHT_HOURS);
    let id = harness.run(async |session| {
        let id = session.create("web-gw-01-golden", "web-dual-boot").await;
        session.until_state(id, StepState::Reconciling).await;
        id
    });
    harness.clock.set_ahead(0);
    unmark(&harness, None);
    let job = harness.run(async |session| session.until_ended(id).await);
    assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    assert_eq!(harness.cloud.images_made(), [job.summary.image_id.unwrap()]);
}

#[test]
fn an_image_that_somebody_made_while_nothing_of_ours_could_take_effect_is_not_adopted() {
    let harness = Harness::new();
    let is_ready = Arc::new(AtomicBool::new(false));
    let ready = is_ready.clone();
    harness
        .cloud
        .on("CreateImage", move |_| match ready.load(Ordering::SeqCst) {
            false => Reaction::Answer(403, refusal("InvalidSnapshotId.NotReady")),
            true => Reaction::AnswerAfter(400, refusal("InvalidImageName.Duplicated")),
        });
    unmark(&harness, Some("2026-11-23T10:20:00Z"));
    let job = harness.run(async |session| {
        session.connect().await;
        let id = session.create("web-gw-01-golden", "web-colleague").await;
        session.until_state(id, StepState::Waiting).await;
        session.wait(Duration::from_secs(3_600)).await;
        is_ready.store(true, Ordering::SeqCst);
        session.until_ended(id).await
    });
    assert_eq!(job.summary.problem.unwrap().code, ProblemCode::ImageNameTaken);
    assert_eq!(job.summary.image_id, None);
}

#[test]
fn a_copy_is_shown_as_cancelled_only_when_the_cloud_has_said_so_or_after_a_long_time() {
    let harness = Harness::new();
    let is_stale = Arc::new(AtomicBool::new(false));
    let stale = is_stale.clone();
    let asked = AtomicU32::new(0);
    harness
        .cloud
        .on("CancelCopyImage", move |_| match asked.fetch_add(1, Ordering::SeqCst) {
            0 => {
                stale.store(true, Ordering::SeqCst);
                Reaction::Answer(503, String::new())
            }
            _ => Reaction::Forward,
        });
    let stale = is_stale.clone();
    harness.cloud.on("DescribeImages", move |parameters| {
        match stale.load(Ordering::SeqCst) && parameters["RegionId"] == "cn-beijing" {
            true => Reaction::no_images(),
            false => Reaction::Forward,
        }
    });
    let job = harness.run(async |session| {
        session.connect().await;
        let id = session.create_from(with_copy(&session, "web-stale").await).await;
        let is_cancellable = |job: &JobDetail| job.steps.iter().any(|step| step.actions.cancel);
        let job = session.until(id, "a copy", is_cancellable).await;
        let copy = copy_of(&job).position;
        session.step_cancel("c-1".into(), id, copy).await.unwrap();
        session
            .wait_until("a stale listing", || is_stale.load(Ordering::SeqCst))
            .await;
        session.wait(Duration::from_secs(8)).await;
        let job = session.job_get(id).await.unwrap();
        assert_eq!(job.steps[copy as usize - 1].state, StepState::Cancelling);
        is_stale.store(false, Ordering::SeqCst);
        session.until_ended(id).await
    });
    assert_eq!(copy_of(&job).state, StepState::Cancelled, "{job:#?}");
    assert_eq!(
        harness.cloud.requests("CancelCopyImage").len(),
        1,
        "asked again when it is listed again"
    );
}

#[test]
fn a_token_is_not_sent_again_after_a_long_outage_without_a_search_first() {
    let harness = Harness::new();
    let (sent, looks) = (AtomicU32::new(0), Arc::new(AtomicU32::new(0)));
    let is_away = Arc::new(AtomicBool::new(true));
    let (away, looked) = (is_away.clone(), looks.clone());
    harness.cloud.on("CreateImage", move |_| {
        let number = sent.fetch_add(1, Ordering::SeqCst);
        if number == 1 {
            looked.store(0, Ordering::SeqCst);
        }
        match number {
            0 => Reaction::Answer(503, String::new()),
            _ if away.load(Ordering::SeqCst) => unreachable_host(),
            _ => Reaction::Forward,
        }
    });
    let looked = looks.clone();
    harness.cloud.on("DescribeImages", move |_| {
        looked.fetch_add(1, Ordering::SeqCst);
        Reaction::Forward
    });
    let job = harness.run(async |session| {
        session.connect().await;
        let id = session.create("web-gw-01-golden", "web-outage").await;
        session.until_state(id, StepState::Waiting).await;
        session.wait(Duration::from_secs(900)).await;
        assert!(looks.load(Ordering::SeqCst) > 0);
        is_away.store(false, Ordering::SeqCst);
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Done);
    assert_eq!(harness.cloud.images_made().len(), 1);
}

fn unreachable_host() -> Reaction {
    Reaction::Fail(TransportError::Connect {
        host: "ecs".into(),
        reason: "refused".into(),
    })
}

#[test]
fn a_wake_that_comes_while_a_request_fails_is_not_missed() {
    let harness = Harness::new();
    let job = harness.run(async |session| {
        session.connect().await;
        let (darkroom, sent) = (session.darkroom.clone(), AtomicU32::new(0));
        let times = Arc::new(std::sync::Mutex::new(Vec::new()));
        let (clock, noted) = (harness.clock.clone(), times.clone());
        harness.cloud.on("CreateImage", move |_| {
            noted.lock().unwrap().push(clock.elapsed());
            let number = sent.fetch_add(1, Ordering::SeqCst);
            if number == 7 {
                let darkroom = darkroom.clone();
                tokio::spawn(async move { darkroom.sync_start().await });
            }
            match number {
                0..=7 => unreachable_host(),
                _ => Reaction::Forward,
            }
        });
        let id = session.create("web-gw-01-golden", "web-woken").await;
        let job = session.until_ended(id).await;
        let times = times.lock().unwrap();
        assert_eq!(times.len(), 9);
        assert!(times[8] - times[7] < Duration::from_secs(2), "{times:?}");
        job
    });
    assert_eq!(job.summary.state, JobState::Done);
}

#[test]
fn a_copy_that_was_being_cancelled_when_the_program_ended_is_cancelled_by_the_next_run() {
    for is_carried_out in [false, true] {
        let harness = Harness::new();
        harness.cloud.on("CancelCopyImage", move |_| match is_carried_out {
            true => Reaction::AnswerAfter(503, String::new()),
            false => Reaction::Answer(503, String::new()),
        });
        let (id, copy) = harness.run(async |session| {
            session.connect().await;
            let draft = with_copy(&session, "web-half-cancelled").await;
            let id = session.create_from(draft).await;
            let is_cancellable = |job: &JobDetail| job.steps.iter().any(|step| step.actions.cancel);
            let job = session.until(id, "a copy", is_cancellable).await;
            let copy = copy_of(&job).position;
            session.step_cancel("c-1".into(), id, copy).await.unwrap();
            let is_sent = |job: &JobDetail| {
                let mut attempts = copy_of(job).attempts.iter();
                attempts
                    .any(|attempt| attempt.action == "CancelCopyImage" && attempt.outcome == AttemptOutcome::Unknown)
            };
            session.until(id, "no answer", is_sent).await;
            (id, copy)
        });
        harness.cloud.heal("CancelCopyImage");
        let job = harness.run(async |session| session.until_ended(id).await);
        assert_eq!(job.steps[copy as usize - 1].state, StepState::Cancelled, "{job:#?}");
        assert_eq!(
            harness.cloud.requests("CancelCopyImage").len(),
            1,
            "the one that was carried out"
        );
    }
}

/// A draft with one copy.
async fn with_copy(session: &Session, name: &str) -> ImageDraft {
    let copy = CopyTarget {
        region_id: "cn-beijing".to_owned(),
        name: format!("{name}-copy"),
        encryption: None,
    };
    ImageDraft {
        copy_to: vec![copy],
        ..session.draft("web-gw-01-golden", name).await
    }
}

fn copy_of(job: &JobDetail) -> &JobStep {
    let mut steps = job.steps.iter();
    steps.find(|step| step.kind == StepKindName::CopyImage).unwrap()
}
