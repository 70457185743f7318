//! Whose image it is that a search finds: by its marker, its sources and the time it was made.

use std::sync::{Arc, Mutex};

use darkroom_core::ProblemCode;
use darkroom_core::image::rules::JOB_TAG_KEY;
use darkroom_core::job::{AttemptOutcome, JobEventCode, JobState, StepState};
use jiff::SignedDuration;
use simulator::Fault;

use crate::harness::{Harness, Reaction, log, once, refusal};

/// The first CreateImage meets a fault.
fn with_create(fault: Fault) -> Harness {
    let harness = Harness::new();
    harness.cloud.simulator.set_faults(once("CreateImage", fault));
    harness
}

#[test]
fn an_image_without_its_tag_is_recognised_by_name_and_sources() {
    let harness = with_create(Fault::DropAfterEffect);
    harness.cloud.on("DescribeImages", |parameters| {
        if parameters.contains_key("Tag.1.Key") {
            return Reaction::no_images();
        }
        Reaction::change_images(|images| {
            for image in images {
                image.as_object_mut().unwrap().remove("Tags");
            }
        })
    });
    let job = harness.job("erp-db-01-sys", "erp-untagged");
    assert_eq!(job.summary.state, JobState::Done);
    let adopted = job
        .events
        .iter()
        .find(|event| event.code == JobEventCode::Adopted)
        .unwrap();
    assert_eq!(adopted.params["by"], "name");
    assert_eq!(harness.cloud.images_made().len(), 1);
}

#[test]
fn the_image_of_another_installation_is_never_taken_over() {
    let harness = Harness::new();
    harness.cloud.on("CreateImage", |_| {
        Reaction::AnswerAfter(400, refusal("InvalidImageName.Duplicated"))
    });
    harness.cloud.on("DescribeImages", |_| {
        Reaction::change_images(|images| {
            for image in images {
                image["Tags"] = serde_json::json!({"Tag": [{"TagKey": JOB_TAG_KEY, "TagValue": "of-another"}]});
            }
        })
    });
    let job = harness.job("web-gw-01-golden", "web-theirs");
    assert_eq!(job.summary.problem.unwrap().code, ProblemCode::ImageNameTaken);
    assert_eq!(job.summary.image_id, None);
}

#[test]
fn two_images_with_the_jobs_marker_are_logged_and_the_older_one_is_taken() {
    let harness = with_create(Fault::DropAfterEffect);
    harness.cloud.on("DescribeImages", |parameters| {
        if !parameters.contains_key("Tag.1.Key") {
            return Reaction::Forward;
        }
        Reaction::change_images(|images| {
            let mut second = images[0].clone();
            second["ImageId"] = "m-second".into();
            second["CreationTime"] = "2030-01-01T00:00:00Z".into();
            images.insert(0, second);
        })
    });
    let job = harness.job("web-gw-01-golden", "web-double");
    assert_eq!(harness.cloud.images_made(), [job.summary.image_id.clone().unwrap()]);
    let line = job
        .events
        .iter()
        .find(|event| event.code == JobEventCode::DuplicateFound)
        .unwrap();
    assert_eq!(
        (Some(&line.params["resourceId"]), line.params["count"].as_str()),
        (job.summary.image_id.as_ref(), "2")
    );
}

#[test]
fn a_clock_that_is_set_back_meanwhile_does_not_keep_an_image_from_being_adopted() {
    let harness = Harness::new();
    let clock = harness.clock.clone();
    harness.cloud.on("CreateImage", move |_| {
        clock.set_ahead(0);
        Reaction::AnswerAfter(503, String::new())
    });
    let job = harness.run(async |session| {
        session.connect().await;
        let draft = session.draft("web-gw-01-golden", "web-clock").await;
        session.clock.set_ahead(300);
        let id = session.image_create("r-1".into(), draft).await.unwrap().id;
        session
            .until(id, "its image", |job| job.summary.image_id.is_some())
            .await
    });
    assert_eq!(job.steps[0].attempts[0].outcome, AttemptOutcome::Adopted);
    assert!(!log(&job).contains(&JobEventCode::Paused), "{:#?}", job.events);
    assert_eq!(
        (harness.cloud.images_made().len(), harness.cloud.creates().len()),
        (1, 1)
    );
}

#[test]
fn a_search_with_an_image_that_cannot_be_read_is_no_search() {
    let harness = Harness::new();
    harness.cloud.on("CreateImage", |_| {
        Reaction::AnswerAfter(400, refusal("InvalidImageName.Duplicated"))
    });
    harness.cloud.on("DescribeImages", |_| {
        Reaction::Change(Box::new(|body| body.replace("\"ImageId\"", "\"Unreadable\"")))
    });
    let job = harness.run(async |session| {
        session.connect().await;
        let id = session.create("web-gw-01-golden", "web-unread").await;
        let waiting = session.until_state(id, StepState::Waiting).await;
        assert_eq!(waiting.summary.problem.unwrap().code, ProblemCode::NotEcsReply);
        harness.cloud.heal("DescribeImages");
        session
            .until(id, "its image", |job| job.summary.image_id.is_some())
            .await
    });
    assert_eq!(harness.cloud.images_made(), [job.summary.image_id.unwrap()]);
}

/// Images come without tags, and as made so many seconds after the first sending, if that is given.
fn without_marker(harness: &Harness, made_after: Option<i64>) {
    let clock = harness.clock.clone();
    let sent_at = Arc::new(Mutex::new(None));
    let sent = sent_at.clone();
    harness.cloud.on("CreateImage", move |_| {
        sent.lock().unwrap().get_or_insert_with(|| clock.true_now());
        Reaction::AnswerAfter(400, refusal("InvalidImageName.Duplicated"))
    });
    harness.cloud.on("DescribeImages", move |parameters| {
        if parameters.contains_key("Tag.1.Key") {
            return Reaction::no_images();
        }
        let made_at = sent_at.lock().unwrap().zip(made_after);
        let made_at = made_at.map(|(sent_at, seconds)| sent_at + SignedDuration::from_secs(seconds));
        Reaction::change_images(move |images| {
            for image in images {
                image.as_object_mut().unwrap().remove("Tags");
                if let Some(made_at) = made_at {
                    image["CreationTime"] = made_at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string().into();
                }
            }
        })
    });
}

#[test]
fn an_image_without_a_marker_is_adopted_only_when_it_was_made_after_the_first_sending() {
    for (made_after, is_ours) in [(-5 * 60, false), (-2 * 60, false), (0, true), (30, true)] {
        let harness = Harness::new();
        without_marker(&harness, Some(made_after));
        let job = harness.job("web-gw-01-golden", "web-by-hand");
        if is_ours {
            assert_eq!(job.summary.state, JobState::Done, "{made_after}");
        } else {
            let problem = job.summary.problem.unwrap();
            assert_eq!(problem.code, ProblemCode::ImageNameTaken, "{made_after}");
            assert_eq!(job.summary.image_id, None);
        }
    }
}

#[test]
fn a_clock_that_the_cloud_accepts_although_it_is_wrong_does_not_change_whose_image_it_is() {
    for ahead in [-600, 600] {
        let harness = Harness::new();
        without_marker(&harness, None);
        harness.clock.set_ahead(ahead);
        let job = harness.job("web-gw-01-golden", "web-wrong-clock");
        assert_eq!(job.summary.state, JobState::Done, "{ahead}");
        assert_eq!(harness.cloud.images_made(), [job.summary.image_id.unwrap()]);
    }
}

#[test]
fn an_image_in_a_status_that_no_list_of_ours_names_is_found_by_its_name() {
    let harness = with_create(Fault::DropAfterEffect);
    harness.cloud.on("DescribeImages", |parameters| {
        let is_every_status = parameters.get("Status").is_some_and(|status| status == "ALL");
        match is_every_status || parameters.contains_key("ImageId") {
            true => Reaction::Forward,
            false => Reaction::no_images(),
        }
    });
    let job = harness.job("web-gw-01-golden", "web-fermenting");
    assert_eq!(job.summary.state, JobState::Done);
    assert_eq!(harness.cloud.images_made(), [job.summary.image_id.unwrap()]);
    assert_eq!(job.steps[0].attempts[0].sendings, 1);
}

#[test]
fn a_cloud_that_refuses_the_word_for_every_status_is_searched_without_it() {
    let harness = with_create(Fault::DropBeforeEffect);
    harness.cloud.on("DescribeImages", |parameters| {
        match parameters.get("Status").is_some_and(|status| status == "ALL") {
            true => Reaction::Answer(400, refusal("InvalidStatus.NotSupported")),
            false => Reaction::Forward,
        }
    });
    let job = harness.job("web-gw-01-golden", "web-older-form");
    assert_eq!(job.summary.state, JobState::Done);
    assert_eq!(job.steps[0].attempts[0].sendings, 2);
}
