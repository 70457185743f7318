//! Watching the images of jobs until the cloud says how they ended.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use alibaba_cloud::TransportError;
use darkroom_core::ProblemCode;
use darkroom_core::job::{JobEventCode, JobState, StepState};

use crate::harness::{Harness, Reaction, log, refusal};

#[test]
fn a_job_goes_on_after_a_restart_and_creates_nothing_again() {
    let harness = Harness::new();
    let id = harness.run(async |session| {
        session.connect().await;
        let id = session.create("erp-db-01-sys", "erp-restart").await;
        session
            .until(id, "some progress", |job| {
                job.steps[0].progress.is_some_and(|percent| percent > 5)
            })
            .await;
        id
    });
    let job = harness.run(async |session| {
        assert_eq!(session.job_get(id).await.unwrap().summary.state, JobState::Running);
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Done);
    assert!(log(&job).contains(&JobEventCode::Resumed));
    assert_eq!(
        (harness.cloud.images_made().len(), harness.cloud.creates().len()),
        (1, 1)
    );
}

#[test]
fn an_image_that_the_cloud_could_not_make_fails_the_job() {
    let harness = Harness::new();
    harness.cloud.on("DescribeImages", |_| {
        Reaction::Change(Box::new(|body| {
            body.replace("\"Status\":\"Creating\"", "\"Status\":\"CreateFailed\"")
        }))
    });
    let job = harness.job("web-gw-01-golden", "web-failed");
    assert_eq!(job.summary.state, JobState::Failed);
    assert_eq!(job.steps[0].cloud_status.as_deref(), Some("CreateFailed"));
    let problem = job.summary.problem.clone().unwrap();
    assert_eq!(
        (problem.code, problem.params["status"].as_str()),
        (ProblemCode::ImageCreateFailed, "CreateFailed")
    );
    assert!(job.events[0].request_id.is_some());
}

#[test]
fn a_state_nobody_has_heard_of_is_shown_in_its_own_words_and_counts_as_running() {
    let harness = Harness::new();
    harness.cloud.on("DescribeImages", |_| {
        Reaction::Change(Box::new(|body| {
            body.replace("\"Status\":\"Creating\"", "\"Status\":\"Fermenting\"")
        }))
    });
    let job = harness.run(async |session| {
        session.connect().await;
        let id = session.create("web-gw-01-golden", "web-odd").await;
        let odd = session
            .until(id, "the odd state", |job| {
                job.steps[0].cloud_status.as_deref() == Some("Fermenting")
            })
            .await;
        assert_eq!(odd.summary.state, JobState::Running);
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Done);
}

#[test]
fn progress_never_goes_backwards() {
    let harness = Harness::new();
    let polls = AtomicU32::new(0);
    harness.cloud.on("DescribeImages", move |_| {
        let low = polls.fetch_add(1, Ordering::SeqCst) % 2 == 1;
        Reaction::change_images(move |images| {
            if low {
                for image in images {
                    image["Progress"] = "1%".into();
                }
            }
        })
    });
    let job = harness.job("erp-db-01-sys", "erp-back");
    let told: Vec<u8> = job
        .events
        .iter()
        .rev()
        .filter_map(|event| event.params.get("progress"))
        .map(|it| it.parse().unwrap())
        .collect();
    assert!(told.len() > 3 && told.is_sorted(), "{told:?}");
}

/// The images of a reply that `keep` lets through.
fn only(body: &str, keep: impl Fn(&serde_json::Value) -> bool) -> String {
    let mut reply: serde_json::Value = serde_json::from_str(body).unwrap();
    reply["Images"]["Image"].as_array_mut().unwrap().retain(keep);
    reply.to_string()
}

#[test]
fn an_image_that_is_not_listed_for_a_long_time_ends_nothing_and_is_taken_up_when_it_is_seen_again() {
    let harness = Harness::new();
    let job = harness.run(async |session| {
        session.connect().await;
        harness.cloud.on("DescribeImages", |_| {
            Reaction::Change(Box::new(|body| only(&body, |_| false)))
        });
        let id = session.create("web-gw-01-golden", "web-vanish").await;
        let missing = session
            .until(id, "not listed", |job| {
                let problem = job.steps[0].problem.as_ref();
                problem.is_some_and(|problem| problem.code == ProblemCode::ImageNotListed)
            })
            .await;
        assert_eq!(missing.summary.state, JobState::Running);
        assert!(missing.steps[0].actions.stop && !missing.steps[0].actions.retry);
        let lines = log(&missing).len();
        session.wait(Duration::from_secs(3_600)).await;
        let later = session.job_get(id).await.unwrap();
        assert_eq!((later.summary.finished_at, log(&later).len()), (None, lines));
        harness.cloud.heal("DescribeImages");
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Done);
    assert!(log(&job).contains(&JobEventCode::ListedAgain));
    assert_eq!(
        (harness.cloud.images_made().len(), harness.cloud.creates().len()),
        (1, 1)
    );
}

#[test]
fn following_what_is_not_listed_any_more_is_ended_by_a_person_only() {
    let harness = Harness::new();
    let job = harness.run(async |session| {
        session.connect().await;
        harness.cloud.on("DescribeImages", |_| {
            Reaction::Change(Box::new(|body| only(&body, |_| false)))
        });
        let id = session.create("web-gw-01-golden", "web-stop").await;
        assert_eq!(
            session.step_stop("s-0".into(), id, 1).await.unwrap_err().code,
            ProblemCode::StepMovedOn
        );
        session.until(id, "not listed", |job| job.steps[0].actions.stop).await;
        session.step_stop("s-1".into(), id, 1).await.unwrap();
        session.step_stop("s-1".into(), id, 1).await.unwrap();
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Stopped);
    let stopped = log(&job).iter().filter(|code| **code == JobEventCode::Stopped).count();
    assert_eq!(stopped, 1, "a repeated request is carried out once");
}

#[test]
fn an_image_in_a_status_that_no_list_of_ours_names_is_found_by_asking_for_every_status() {
    let harness = Harness::new();
    let polls = AtomicU32::new(0);
    harness.cloud.on("DescribeImages", move |parameters| {
        // As the real cloud: a request that names statuses gets only images in these.
        let is_odd = parameters.contains_key("ImageId") && polls.fetch_add(1, Ordering::SeqCst) < 60;
        let names_all = parameters.get("Status").is_some_and(|status| status == "ALL");
        Reaction::Change(Box::new(move |body| {
            if !is_odd {
                return body;
            }
            let body = only(&body, |_| names_all);
            body.replace("\"Status\":\"Creating\"", "\"Status\":\"Fermenting\"")
        }))
    });
    let job = harness.run(async |session| {
        session.connect().await;
        let id = session.create("web-gw-01-golden", "web-odd-status").await;
        let odd = session
            .until(id, "the odd state", |job| {
                job.steps[0].cloud_status.as_deref() == Some("Fermenting")
            })
            .await;
        assert_eq!(odd.steps[0].state, StepState::Running);
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Done);
    assert!(!log(&job).contains(&JobEventCode::NotListed));
}

#[test]
fn a_cloud_that_does_not_know_the_word_for_every_status_is_asked_in_the_older_form() {
    let harness = Harness::new();
    harness.cloud.on("DescribeImages", |parameters| {
        let names_all = parameters.get("Status").is_some_and(|status| status == "ALL");
        match names_all {
            true => Reaction::no_images(),
            false => Reaction::Forward,
        }
    });
    let job = harness.job("web-gw-01-golden", "web-older-form");
    assert_eq!(job.summary.state, JobState::Done);
    assert!(log(&job).contains(&JobEventCode::Progress));
}

#[test]
fn an_image_that_is_missing_for_a_moment_only_goes_on() {
    let harness = Harness::new();
    let polls = AtomicU32::new(0);
    harness
        .cloud
        .on("DescribeImages", move |_| match polls.fetch_add(1, Ordering::SeqCst) {
            0..3 => Reaction::no_images(),
            _ => Reaction::Forward,
        });
    let job = harness.job("web-gw-01-golden", "web-late");
    assert_eq!(job.summary.state, JobState::Done);
}

#[test]
fn jobs_of_a_region_are_asked_for_together() {
    let harness = Harness::new();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let seen = asked.clone();
    harness.cloud.on("DescribeImages", move |parameters| {
        seen.lock().unwrap().push(parameters["ImageId"].clone());
        Reaction::Forward
    });
    let seconds = harness.run(async |session| {
        session.connect().await;
        let mut ids = Vec::new();
        for number in 1..=3 {
            let draft = session.draft("erp-db-01-sys", &format!("erp-{number}")).await;
            ids.push(session.image_create(format!("r-{number}"), draft).await.unwrap().id);
        }
        let began = session.clock.elapsed();
        for id in ids {
            assert_eq!(session.until_ended(id).await.summary.state, JobState::Done);
        }
        (session.clock.elapsed() - began).as_secs()
    });
    let asked = asked.lock().unwrap();
    let together = asked.iter().filter(|ids| ids.split(',').count() == 3).count();
    assert!(together > 0, "{asked:?}");
    // Young jobs are asked for every 2 seconds, whatever their number, and then ever more seldom.
    // A step that begins to be watched is asked for at once: three images and three checks.
    let most = usize::try_from(seconds / 2).unwrap() + 12;
    assert!(asked.len() <= most, "{} questions in {seconds} seconds", asked.len());
    assert_eq!(harness.cloud.images_made().len(), 3);
}

#[test]
fn a_network_that_is_away_makes_jobs_wait_and_they_go_on_by_themselves() {
    let harness = Harness::new();
    let away = || {
        Reaction::Fail(TransportError::Connect {
            host: "ecs".into(),
            reason: "refused".into(),
        })
    };
    let job = harness.run(async |session| {
        session.connect().await;
        harness.cloud.on("CreateImage", move |_| away());
        let id = session.create("erp-db-01-sys", "erp-away").await;
        let waiting = session.until_state(id, StepState::Waiting).await;
        assert_eq!(waiting.summary.problem.unwrap().code, ProblemCode::EndpointUnreachable);
        session.wait(Duration::from_secs(50)).await;
        assert_eq!(session.job_get(id).await.unwrap().summary.finished_at, None);
        harness.cloud.heal("CreateImage");
        session.until_state(id, StepState::Running).await;

        harness.cloud.on("DescribeImages", move |_| away());
        session.until_state(id, StepState::Waiting).await;
        harness.cloud.heal("DescribeImages");
        session.until_ended(id).await
    });
    assert_eq!((job.summary.state, job.summary.problem.clone()), (JobState::Done, None));
    assert_eq!(
        (harness.cloud.images_made().len(), harness.cloud.creates().len()),
        (1, 1)
    );
    let paused = log(&job)
        .into_iter()
        .filter(|code| *code == JobEventCode::Paused)
        .count();
    assert_eq!(paused, 2, "one line for each time the network went");
}

#[test]
fn a_finished_job_gives_the_next_one_an_estimate() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let first = session.create("erp-db-01-sys", "erp-first").await;
        assert_eq!(session.until_state(first, StepState::Running).await.estimate, None);
        session.until_ended(first).await;
        let second = session.create("erp-db-01-sys", "erp-second").await;
        let running = session.until_state(second, StepState::Running).await;
        let estimate = running.estimate.unwrap();
        assert_eq!(estimate.from_steps, 1);
        assert!(running.summary.created_at < estimate.earliest && estimate.earliest < estimate.latest);
        let ended = session.until_ended(second).await;
        assert_eq!(ended.estimate, None);
    });
}

#[test]
fn a_job_ends_with_its_account_instead_of_waiting_for_ever() {
    let harness = Harness::new();
    let job = harness.run(async |session| {
        let account = session.connect().await;
        let id = session.create("erp-db-01-sys", "erp-left").await;
        session
            .until(id, "accepted", |job| job.summary.image_id.is_some())
            .await;
        session.account_remove(account.id).await.unwrap();
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Stopped);
    let states: Vec<StepState> = job.steps.iter().map(|step| step.state).collect();
    assert_eq!(states, [StepState::Stopped, StepState::Skipped]);
    assert_eq!(job.steps[0].problem.as_ref().unwrap().code, ProblemCode::AccountRemoved);
    assert_eq!(harness.cloud.images_made().len(), 1, "the image itself is left alone");
}

#[test]
fn a_mistake_in_a_poller_is_told_and_its_jobs_go_on() {
    let harness = Harness::new();
    let job = harness.run(async |session| {
        session.connect().await;
        harness.cloud.on("DescribeImages", |parameters| {
            match parameters.contains_key("ImageId") {
                true => Reaction::Panic,
                false => Reaction::Forward,
            }
        });
        let id = session.create("web-gw-01-golden", "web-panic").await;
        let waiting = session
            .until(id, "a told mistake", |job| {
                job.summary.image_id.is_some() && job.summary.problem.is_some()
            })
            .await;
        assert_eq!(waiting.summary.problem.as_ref().unwrap().code, ProblemCode::Internal);
        assert!(log(&waiting).contains(&JobEventCode::Paused));
        harness.cloud.heal("DescribeImages");
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Done);
}

#[test]
fn throttled_questions_are_told_within_seconds_and_the_job_goes_on() {
    let harness = Harness::new();
    let job = harness.run(async |session| {
        session.connect().await;
        harness
            .cloud
            .on("DescribeImages", |_| Reaction::Answer(400, refusal("Throttling.User")));
        let id = session.create("web-gw-01-golden", "web-throttled").await;
        let began = session.clock.elapsed();
        let waiting = session
            .until(id, "a told wait", |job| {
                job.summary.image_id.is_some() && job.summary.problem.is_some()
            })
            .await;
        assert!(session.clock.elapsed() - began < Duration::from_secs(10));
        assert_eq!(waiting.summary.problem.as_ref().unwrap().code, ProblemCode::Throttled);
        assert_eq!(waiting.steps[0].state, StepState::Waiting);
        assert!(log(&waiting).contains(&JobEventCode::Throttled));
        harness.cloud.heal("DescribeImages");
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Done);
}

#[test]
fn a_new_step_is_asked_for_at_once_although_its_poller_waits_after_failures() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        harness.cloud.on("DescribeImages", |_| {
            Reaction::Fail(TransportError::Connect {
                host: "ecs".into(),
                reason: "refused".into(),
            })
        });
        let first = session.create("web-gw-01-golden", "web-first").await;
        session.until_state(first, StepState::Waiting).await;
        session.wait(Duration::from_secs(305)).await;
        harness.cloud.heal("DescribeImages");
        let second = session.create("erp-db-01-sys", "erp-second").await;
        let began = session.clock.elapsed();
        session
            .until(second, "a sighting", |job| job.steps[0].last_seen_at.is_some())
            .await;
        let waited = session.clock.elapsed() - began;
        assert!(waited < Duration::from_secs(5), "{waited:?}");
    });
}

#[test]
fn an_image_that_is_available_and_not_yet_usable_is_not_done() {
    let harness = Harness::new();
    let is_early = Arc::new(AtomicBool::new(true));
    let early = is_early.clone();
    harness.cloud.on("DescribeImages", move |_| {
        let is_early = early.load(Ordering::SeqCst);
        Reaction::change_images(move |images| {
            for image in images {
                image["Usable"] = (!is_early).into();
            }
        })
    });
    let job = harness.run(async |session| {
        session.connect().await;
        let id = session.create("web-gw-01-golden", "web-early").await;
        session
            .until(id, "available", |job| {
                job.steps[0].cloud_status.as_deref() == Some("Available")
            })
            .await;
        session.wait(Duration::from_secs(120)).await;
        assert_eq!(session.job_get(id).await.unwrap().steps[0].state, StepState::Running);
        is_early.store(false, Ordering::SeqCst);
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Done);
}
