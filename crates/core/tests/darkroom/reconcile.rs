//! After an unknown outcome: the cloud is searched before anything is sent again.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use darkroom_core::ProblemCode;
use darkroom_core::image::rules::JOB_TAG_KEY;
use darkroom_core::job::{AttemptOutcome, JobEventCode, JobState, StepState};
use jiff::SignedDuration;
use simulator::Fault;

use crate::harness::{Harness, Reaction, log, once, refusal};

#[test]
fn a_lost_reply_leads_to_the_image_that_was_made_and_not_to_a_second() {
    let harness = Harness::new();
    harness
        .cloud
        .simulator
        .set_faults(once("CreateImage", Fault::DropAfterEffect));
    let job = harness.job("web-gw-01-golden", "web-lost");
    assert_eq!(job.summary.state, JobState::Done);
    assert_eq!(harness.cloud.images_made(), [job.summary.image_id.clone().unwrap()]);
    assert_eq!(harness.cloud.creates().len(), 1);
    assert_eq!(job.steps[0].attempts[0].outcome, AttemptOutcome::Adopted);
    let adopted = job
        .events
        .iter()
        .find(|event| event.code == JobEventCode::Adopted)
        .unwrap();
    assert_eq!(adopted.params["by"], "tag");
    assert!(adopted.request_id.is_some());
}

#[test]
fn the_result_of_an_unreadable_success_is_found_and_adopted() {
    let harness = Harness::new();
    harness
        .cloud
        .simulator
        .set_faults(once("CreateImage", Fault::MalformedBody));
    let job = harness.job("web-gw-01-golden", "web-cut");
    assert_eq!(job.summary.state, JobState::Done);
    assert_eq!(
        (harness.cloud.images_made().len(), harness.cloud.creates().len()),
        (1, 1)
    );
}

#[test]
fn a_refusal_in_the_answer_of_a_success_is_believed_when_it_comes_twice_and_there_is_no_image() {
    for carried_out in [true, false] {
        let harness = Harness::new();
        harness.cloud.on("CreateImage", move |_| {
            let body = refusal("InvalidParameter").replace('{', r#"{"ImageId":"m-1","#);
            match carried_out {
                true => Reaction::AnswerAfter(200, body),
                false => Reaction::Answer(200, body),
            }
        });
        let job = harness.job("web-gw-01-golden", "web-both");
        assert_eq!(
            (job.steps[0].attempts.len(), job.steps[0].attempts[0].sendings),
            (1, if carried_out { 1 } else { 2 })
        );
        if carried_out {
            assert_eq!(job.summary.state, JobState::Done);
            assert_eq!(harness.cloud.images_made(), [job.summary.image_id.clone().unwrap()]);
        } else {
            assert_eq!(job.summary.state, JobState::Failed);
            let problem = job.summary.problem.unwrap();
            assert_eq!(problem.provider.unwrap().code, "InvalidParameter");
            assert_eq!(job.steps[0].attempts[0].outcome, AttemptOutcome::Refused);
        }
    }
}

/// Images by name come without tags and disks for the first `lookups` lookups; none is found by its tag until then.
fn hide_ownership(harness: &Harness, lookups: u32) {
    let looked = AtomicU32::new(0);
    harness.cloud.on("DescribeImages", move |parameters| {
        let is_by_tag = parameters.contains_key("Tag.1.Key");
        if parameters.contains_key("ImageId") || looked.load(Ordering::Relaxed) >= lookups {
            return Reaction::Forward;
        }
        if is_by_tag {
            return Reaction::Answer(200, r#"{"RequestId":"x","Images":{"Image":[]}}"#.to_owned());
        }
        looked.fetch_add(1, Ordering::Relaxed);
        Reaction::Change(Box::new(|body| {
            let mut reply: serde_json::Value = serde_json::from_str(&body).unwrap();
            for image in reply["Images"]["Image"].as_array_mut().unwrap() {
                image.as_object_mut().unwrap().remove("Tags");
                image.as_object_mut().unwrap().remove("DiskDeviceMappings");
            }
            reply.to_string()
        }))
    });
}

#[test]
fn a_refusal_is_not_believed_while_an_image_of_the_name_does_not_tell_whose_it_is() {
    let harness = Harness::new();
    let sendings = AtomicU32::new(0);
    harness.cloud.on("CreateImage", move |_| {
        if sendings.fetch_add(1, Ordering::Relaxed) < 3 {
            Reaction::AnswerAfter(200, refusal("InvalidParameter"))
        } else {
            Reaction::Forward
        }
    });
    hide_ownership(&harness, u32::MAX);
    let job = harness.job("web-gw-01-golden", "web-veiled");
    assert_eq!(job.summary.state, JobState::Done);
    assert_eq!(harness.cloud.images_made(), [job.summary.image_id.clone().unwrap()]);
    assert_eq!((job.steps[0].attempts.len(), job.steps[0].attempts[0].sendings), (1, 4));
}

#[test]
fn a_name_or_a_token_is_not_given_up_while_an_image_of_the_name_does_not_tell_whose_it_is() {
    for code in ["InvalidImageName.Duplicated", "IdempotentFailed"] {
        let harness = Harness::new();
        harness
            .cloud
            .on("CreateImage", move |_| Reaction::AnswerAfter(400, refusal(code)));
        hide_ownership(&harness, 10);
        let job = harness.job("web-gw-01-golden", "web-veiled");
        assert_eq!(job.summary.state, JobState::Done, "{code}");
        assert_eq!(harness.cloud.images_made(), [job.summary.image_id.clone().unwrap()]);
        assert_eq!(
            (job.steps[0].attempts.len(), job.steps[0].attempts[0].sendings),
            (1, 1),
            "{code}"
        );
    }
}

#[test]
fn an_image_that_never_tells_whose_it_is_ends_the_job_and_is_named() {
    for code in ["InvalidImageName.Duplicated", "IdempotentFailed"] {
        let harness = Harness::new();
        harness
            .cloud
            .on("CreateImage", move |_| Reaction::AnswerAfter(400, refusal(code)));
        hide_ownership(&harness, u32::MAX);
        let job = harness.job("web-gw-01-golden", "web-veiled");
        assert_eq!(job.summary.state, JobState::Failed, "{code}");
        let problem = job.summary.problem.unwrap();
        assert_eq!(problem.code, ProblemCode::ImageUndecided);
        assert_eq!(harness.cloud.images_made(), [problem.params["imageId"].clone()]);
        assert_eq!(
            (job.steps[0].attempts.len(), job.steps[0].attempts[0].sendings),
            (1, 1),
            "{code}"
        );
        assert_eq!(job.steps[0].attempts[0].outcome, AttemptOutcome::Unknown, "{code}");
    }
}

#[test]
fn a_refusal_that_contradicts_itself_is_not_shown_as_one_when_an_image_of_the_name_is_there() {
    let harness = Harness::new();
    harness.cloud.on("CreateImage", |_| {
        Reaction::AnswerAfter(200, refusal("InvalidParameter"))
    });
    hide_ownership(&harness, u32::MAX);
    let job = harness.job("web-gw-01-golden", "web-veiled");
    assert_eq!(job.summary.state, JobState::Failed);
    let problem = job.summary.problem.unwrap();
    assert_eq!(problem.code, ProblemCode::ImageUndecided);
    assert_eq!(harness.cloud.images_made(), [problem.params["imageId"].clone()]);
    assert_eq!((job.steps[0].attempts.len(), job.steps[0].attempts[0].sendings), (1, 4));
}

#[test]
fn two_contradictions_with_an_answer_between_them_are_not_two_in_a_row() {
    let harness = Harness::new();
    let sendings = AtomicU32::new(0);
    harness
        .cloud
        .on("CreateImage", move |_| match sendings.fetch_add(1, Ordering::Relaxed) {
            0 | 2 => Reaction::Answer(200, refusal("InvalidParameter")),
            1 => Reaction::Answer(400, refusal("Throttling.User")),
            _ => Reaction::Forward,
        });
    let job = harness.job("web-gw-01-golden", "web-between");
    assert_eq!(job.summary.state, JobState::Done);
    // The throttled one has had no effect and does not count.
    assert_eq!((job.steps[0].attempts.len(), job.steps[0].attempts[0].sendings), (1, 3));
}

#[test]
fn what_was_never_carried_out_is_sent_again_with_the_same_token_after_a_minute_of_searching() {
    let harness = Harness::new();
    harness
        .cloud
        .simulator
        .set_faults(once("CreateImage", Fault::DropBeforeEffect));
    let job = harness.job("web-gw-01-golden", "web-again");
    assert_eq!(job.summary.state, JobState::Done);
    assert_eq!(harness.cloud.images_made().len(), 1);
    let ledger = harness.cloud.simulator.ledger();
    let sent: Vec<_> = ledger.iter().filter(|entry| entry.action == "CreateImage").collect();
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0].parameters["ClientToken"], sent[1].parameters["ClientToken"]);
    assert_ne!(
        sent[0].parameters["SignatureNonce"],
        sent[1].parameters["SignatureNonce"]
    );
    let seconds = sent[1].at.duration_since(sent[0].at).as_secs();
    assert!(seconds >= 60, "resent after {seconds} seconds");
    let lookups = ledger.iter().filter(|entry| {
        entry.action == "DescribeImages" && entry.sequence > sent[0].sequence && entry.sequence < sent[1].sequence
    });
    assert!(lookups.clone().count() >= 6);
    let has_every_status =
        |status: &str| status == "ALL" || status.contains("Creating") && status.contains("CreateFailed");
    assert!(
        lookups
            .clone()
            .all(|lookup| has_every_status(&lookup.parameters["Status"]))
    );
    assert_eq!((job.steps[0].attempts.len(), job.steps[0].attempts[0].sendings), (1, 2));
    assert!(log(&job).contains(&JobEventCode::NotFoundResend));
}

#[test]
fn a_name_that_somebody_elses_image_has_fails_the_job_and_names_that_image() {
    let harness = Harness::new();
    let job = harness.job("web-gw-01-golden", "app-node-base-v13");
    assert_eq!(job.summary.state, JobState::Failed);
    let problem = job.summary.problem.unwrap();
    assert_eq!(
        (problem.code, problem.field.as_deref()),
        (ProblemCode::ImageNameTaken, Some("name"))
    );
    assert_eq!(problem.params["name"], "app-node-base-v13");
    assert!(problem.params["imageId"].starts_with("m-"));
    assert_eq!(harness.cloud.images_made(), Vec::<String>::new());
}

#[test]
fn a_name_that_our_own_image_has_leads_to_that_image() {
    let harness = Harness::new();
    harness.cloud.on("CreateImage", |_| {
        Reaction::AnswerAfter(400, refusal("InvalidImageName.Duplicated"))
    });
    let job = harness.job("web-gw-01-golden", "web-ours");
    assert_eq!(job.summary.state, JobState::Done);
    assert_eq!(harness.cloud.images_made(), [job.summary.image_id.unwrap()]);
}

#[test]
fn a_name_that_is_taken_by_what_no_listing_shows_may_be_taken_by_an_earlier_sending() {
    for (sendings_before, code, rounds) in [(1, ProblemCode::ImageUndecided, 5), (0, ProblemCode::ImageNameTaken, 1)] {
        let harness = Harness::new();
        let sent = AtomicU32::new(0);
        harness
            .cloud
            .on("CreateImage", move |_| match sent.fetch_add(1, Ordering::SeqCst) {
                first if first < sendings_before => Reaction::AnswerAfter(503, String::new()),
                _ => Reaction::Answer(400, refusal("InvalidImageName.Duplicated")),
            });
        let looked = Arc::new(AtomicU32::new(0));
        let lookups = looked.clone();
        harness.cloud.on("DescribeImages", move |_| {
            lookups.fetch_add(1, Ordering::SeqCst);
            Reaction::Answer(200, r#"{"RequestId":"x","Images":{"Image":[]}}"#.to_owned())
        });
        let job = harness.job("web-gw-01-golden", "web-unseen");
        let problem = job.summary.problem.unwrap();
        assert_eq!((problem.code, problem.params["name"].as_str()), (code, "web-unseen"));
        assert_eq!(problem.params.get("imageId"), None);
        assert_eq!(harness.cloud.images_made().len(), sendings_before as usize);
        assert_eq!(job.steps[0].attempts[0].sendings, sendings_before + 1);
        assert_eq!(
            looked.load(Ordering::SeqCst),
            3 * 7 * rounds,
            "by tag, by name, by name with every status"
        );
    }
}

#[test]
fn a_spent_token_is_replaced_only_after_a_search_and_in_an_attempt_of_its_own() {
    let harness = Harness::new();
    let sent = AtomicU32::new(0);
    harness
        .cloud
        .on("CreateImage", move |_| match sent.fetch_add(1, Ordering::SeqCst) {
            0 => Reaction::Answer(400, refusal("IdempotentParameterMismatch")),
            _ => Reaction::Forward,
        });
    let job = harness.job("web-gw-01-golden", "web-token");
    assert_eq!(job.summary.state, JobState::Done);
    assert_eq!(job.steps[0].attempts.len(), 2);
    assert_ne!(
        job.steps[0].attempts[0].client_token,
        job.steps[0].attempts[1].client_token
    );
    assert_eq!(job.steps[0].attempts[0].outcome, AttemptOutcome::Unknown);
    assert_eq!(
        harness.cloud.creates()[0]["ClientToken"],
        job.steps[0].attempts[1].client_token
    );
    assert!(log(&job).contains(&JobEventCode::NewToken));
    assert_eq!(harness.cloud.images_made().len(), 1);
}

#[test]
fn a_request_that_is_still_at_work_is_waited_for_under_the_same_token() {
    let harness = Harness::new();
    let tokens = Arc::new(Mutex::new(Vec::new()));
    let seen = tokens.clone();
    harness.cloud.on("CreateImage", move |parameters| {
        let mut seen = seen.lock().unwrap();
        seen.push(parameters["ClientToken"].clone());
        if seen.len() < 3 {
            Reaction::Answer(403, refusal("IdempotentProcessing"))
        } else {
            Reaction::Forward
        }
    });
    let job = harness.job("web-gw-01-golden", "web-busy");
    assert_eq!(job.summary.state, JobState::Done);
    let tokens = tokens.lock().unwrap();
    assert_eq!(tokens.len(), 3);
    assert!(tokens.iter().all(|token| *token == tokens[0]));
    assert_eq!((job.steps[0].attempts.len(), harness.cloud.images_made().len()), (1, 1));
}

#[test]
fn an_image_without_its_tag_is_recognised_by_name_and_sources() {
    let harness = Harness::new();
    harness
        .cloud
        .simulator
        .set_faults(once("CreateImage", Fault::DropAfterEffect));
    harness.cloud.on("DescribeImages", |parameters| {
        if parameters.contains_key("Tag.1.Key") {
            return Reaction::Answer(200, r#"{"RequestId":"x","Images":{"Image":[]}}"#.to_owned());
        }
        Reaction::Change(Box::new(|body| {
            let mut reply: serde_json::Value = serde_json::from_str(&body).unwrap();
            for image in reply["Images"]["Image"].as_array_mut().unwrap() {
                image.as_object_mut().unwrap().remove("Tags");
            }
            reply.to_string()
        }))
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
        Reaction::Change(Box::new(|body| {
            let mut reply: serde_json::Value = serde_json::from_str(&body).unwrap();
            for image in reply["Images"]["Image"].as_array_mut().unwrap() {
                image["Tags"] = serde_json::json!({"Tag": [{"TagKey": JOB_TAG_KEY, "TagValue": "of-another"}]});
            }
            reply.to_string()
        }))
    });
    let job = harness.job("web-gw-01-golden", "web-theirs");
    assert_eq!(job.summary.problem.unwrap().code, ProblemCode::ImageNameTaken);
    assert_eq!(job.summary.image_id, None);
}

#[test]
fn two_images_with_the_jobs_marker_are_logged_and_the_older_one_is_taken() {
    let harness = Harness::new();
    harness
        .cloud
        .simulator
        .set_faults(once("CreateImage", Fault::DropAfterEffect));
    harness.cloud.on("DescribeImages", |parameters| {
        if !parameters.contains_key("Tag.1.Key") {
            return Reaction::Forward;
        }
        Reaction::Change(Box::new(|body| {
            let mut reply: serde_json::Value = serde_json::from_str(&body).unwrap();
            let images = reply["Images"]["Image"].as_array_mut().unwrap();
            let mut second = images[0].clone();
            second["ImageId"] = "m-second".into();
            second["CreationTime"] = "2030-01-01T00:00:00Z".into();
            images.insert(0, second);
            reply.to_string()
        }))
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

const NO_IMAGES: &str = r#"{"RequestId":"x","Images":{"Image":[]}}"#;

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
            return Reaction::Answer(200, NO_IMAGES.to_owned());
        }
        let made_at = sent_at.lock().unwrap().zip(made_after);
        let made_at = made_at.map(|(sent_at, seconds)| sent_at + SignedDuration::from_secs(seconds));
        Reaction::Change(Box::new(move |body| {
            let mut reply: serde_json::Value = serde_json::from_str(&body).unwrap();
            for image in reply["Images"]["Image"].as_array_mut().unwrap() {
                image.as_object_mut().unwrap().remove("Tags");
                if let Some(made_at) = made_at {
                    image["CreationTime"] = made_at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string().into();
                }
            }
            reply.to_string()
        }))
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
    let harness = Harness::new();
    harness
        .cloud
        .simulator
        .set_faults(once("CreateImage", Fault::DropAfterEffect));
    harness.cloud.on("DescribeImages", |parameters| {
        let is_every_status = parameters.get("Status").is_some_and(|status| status == "ALL");
        match is_every_status || parameters.contains_key("ImageId") {
            true => Reaction::Forward,
            false => Reaction::Answer(200, NO_IMAGES.to_owned()),
        }
    });
    let job = harness.job("web-gw-01-golden", "web-fermenting");
    assert_eq!(job.summary.state, JobState::Done);
    assert_eq!(harness.cloud.images_made(), [job.summary.image_id.unwrap()]);
    assert_eq!(job.steps[0].attempts[0].sendings, 1);
}

#[test]
fn a_cloud_that_refuses_the_word_for_every_status_is_searched_without_it() {
    let harness = Harness::new();
    harness
        .cloud
        .simulator
        .set_faults(once("CreateImage", Fault::DropBeforeEffect));
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
