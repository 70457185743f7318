//! After an unknown outcome: the cloud is searched before anything is sent again.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use darkroom_core::ProblemCode;
use darkroom_core::job::{AttemptOutcome, JobEventCode, JobState};
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
            return Reaction::no_images();
        }
        looked.fetch_add(1, Ordering::Relaxed);
        Reaction::change_images(|images| {
            for image in images {
                image.as_object_mut().unwrap().remove("Tags");
                image.as_object_mut().unwrap().remove("DiskDeviceMappings");
            }
        })
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
        harness.cloud.on("DescribeImages", move |parameters| {
            // By its id an image is only followed that a listing has shown.
            if !parameters.contains_key("ImageId") {
                lookups.fetch_add(1, Ordering::SeqCst);
            }
            Reaction::no_images()
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
