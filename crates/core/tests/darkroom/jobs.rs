//! Image jobs, from the intent to the end, told by the ledger of the cloud.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use darkroom_core::ProblemCode;
use darkroom_core::image::rules::JOB_TAG_KEY;
use darkroom_core::job::{AttemptOutcome, JobEventCode, JobState, StepState};
use simulator::{Content, Fault};

use crate::harness::{HANGZHOU, Harness, Reaction, log, once, refusal};

#[test]
fn a_job_sends_exactly_what_was_drafted_once_and_follows_it_to_available() {
    let harness = Harness::new();
    let (draft, job) = harness.run(async |session| {
        session.connect().await;
        let draft = session.draft("erp-db-01-sys", "erp-drill").await;
        let made = session.image_create("r-1".into(), draft.clone()).await.unwrap();
        assert_eq!((made.state, made.image_id), (JobState::Running, None));
        session.until_state(made.id, StepState::Running).await;
        (draft, session.until_ended(made.id).await)
    });

    assert_eq!(job.summary.state, JobState::Done);
    assert_eq!(job.steps[0].progress, Some(100));
    assert_eq!(job.summary.problem, None);
    assert_eq!(harness.cloud.images_made(), [job.summary.image_id.clone().unwrap()]);

    let sent = harness.cloud.creates();
    assert_eq!(sent.len(), 1);
    let sent = &sent[0];
    assert_eq!(draft.data_disks.len(), 2);
    let disks = [
        (&draft.system_snapshot_id, "/dev/xvda", draft.system_size_gib),
        (
            &draft.data_disks[0].snapshot_id,
            "/dev/xvdb",
            draft.data_disks[0].size_gib,
        ),
        (
            &draft.data_disks[1].snapshot_id,
            "/dev/xvdc",
            draft.data_disks[1].size_gib,
        ),
    ];
    for (index, (snapshot_id, device, size)) in disks.into_iter().enumerate() {
        let field = |name: &str| &sent[&format!("DiskDeviceMapping.{}.{name}", index + 1)];
        assert_eq!(
            (field("SnapshotId"), field("Device").as_str(), field("Size")),
            (snapshot_id, device, &size.to_string())
        );
    }
    assert!(!sent.contains_key("SnapshotId") && !sent.contains_key("DiskDeviceMapping.4.SnapshotId"));
    assert_eq!(sent["ImageName"], "erp-drill");
    assert_eq!(sent["Tag.1.Key"], JOB_TAG_KEY);
    assert_eq!(sent["ClientToken"], job.steps[0].attempts[0].client_token);
    assert_eq!((job.steps[0].attempts.len(), job.steps[0].attempts[0].sendings), (1, 1));
    assert_eq!(job.steps[0].attempts[0].outcome, AttemptOutcome::Accepted);
    for parameter in &job.steps[0].request {
        assert_eq!(
            Some(&sent[&parameter.name]),
            parameter.value.as_ref(),
            "{}",
            parameter.name
        );
    }
    let log = log(&job);
    assert_eq!(
        &log[..3],
        [JobEventCode::Saved, JobEventCode::Sending, JobEventCode::Accepted]
    );
    assert!(log.contains(&JobEventCode::Done));
    assert_eq!(
        log.last(),
        Some(&JobEventCode::Checked),
        "the proposed draft asks for the image check"
    );
    assert!(
        job.events
            .iter()
            .filter(|event| event.code != JobEventCode::Saved && event.code != JobEventCode::Sending)
            .all(|event| event.request_id.is_some())
    );
}

#[test]
fn one_request_id_is_one_job_however_often_and_how_fast_it_comes() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let draft = session.draft("web-gw-01-golden", "web-twice").await;
        let make = || session.image_create("r-1".into(), draft.clone());
        let (first, second) = tokio::join!(make(), make());
        let id = first.unwrap().id;
        assert_eq!(second.unwrap().id, id);
        session.until_ended(id).await;
        assert_eq!(make().await.unwrap().id, id);
        assert_eq!(session.job_list().await.unwrap().len(), 1);
    });
    assert_eq!(
        (harness.cloud.images_made().len(), harness.cloud.creates().len()),
        (1, 1)
    );
}

#[test]
fn a_request_that_something_on_the_way_rewrites_is_refused_and_not_sent_again() {
    let harness = Harness::new();
    harness.cloud.on("CreateImage", |_| {
        let told = "server string to sign is:POST&%2F&rewritten";
        Reaction::Answer(400, refusal("SignatureDoesNotMatch").replace("told so", told))
    });
    let job = harness.job("web-gw-01-golden", "web-rewritten");
    assert_eq!(job.summary.state, JobState::Failed);
    assert_eq!(job.summary.problem.unwrap().code, ProblemCode::Refused);
    assert_eq!(job.steps[0].attempts[0].sendings, 1);
}

#[test]
fn a_throttled_request_waits_as_told_and_keeps_its_token() {
    waits_as_told(Fault::Throttle { retry_after_ms: 40_000 });
    // A gateway before the cloud counts too, and knows no codes.
    waits_as_told(Fault::HttpBody {
        status: 429,
        content: Content::Html,
        retry_after_ms: Some(40_000),
        location: None,
    });
}

fn waits_as_told(fault: Fault) {
    let harness = Harness::new();
    harness.cloud.simulator.set_faults(once("CreateImage", fault));
    let job = harness.run(async |session| {
        session.connect().await;
        let id = session.create("web-gw-01-golden", "web-slow").await;
        let waiting = session.until_state(id, StepState::Waiting).await;
        assert_eq!(waiting.summary.problem.unwrap().code, ProblemCode::Throttled);
        assert_eq!(waiting.summary.needs_you, None, "it goes on by itself");
        assert_eq!(waiting.steps[0].attempts[0].outcome, AttemptOutcome::Throttled);
        session.until_ended(id).await
    });
    assert_eq!(job.summary.state, JobState::Done);
    let ledger = harness.cloud.simulator.ledger();
    let sent: Vec<_> = ledger.iter().filter(|entry| entry.action == "CreateImage").collect();
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0].parameters["ClientToken"], sent[1].parameters["ClientToken"]);
    assert!(sent[1].at.duration_since(sent[0].at).as_secs() >= 39);
    let throttled = job
        .events
        .iter()
        .find(|event| event.code == JobEventCode::Throttled)
        .unwrap();
    assert_eq!(throttled.params["seconds"], "40");
    assert_eq!(harness.cloud.images_made().len(), 1);
}

#[test]
fn a_success_that_names_a_code_is_looked_for_and_made_once() {
    let harness = Harness::new();
    let text = r#"{"Code":"Throttling","Message":"?","RequestId":"R"}"#.to_owned();
    let contradiction = Fault::HttpBody {
        status: 200,
        content: Content::Raw { text },
        retry_after_ms: None,
        location: None,
    };
    harness.cloud.simulator.set_faults(once("CreateImage", contradiction));
    let job = harness.job("web-gw-01-golden", "web-odd");
    assert_eq!(job.summary.state, JobState::Done);
    let looked = log(&job);
    assert!(
        looked.contains(&JobEventCode::NoAnswer) && looked.contains(&JobEventCode::NotFoundResend),
        "{looked:?}"
    );
    assert_eq!(harness.cloud.images_made().len(), 1);
}

#[test]
fn a_snapshot_that_was_deleted_meanwhile_fails_the_job_and_is_named() {
    let harness = Harness::new();
    let (gone, job) = harness.run(async |session| {
        session.connect().await;
        let draft = session.draft("erp-db-01-sys", "erp-gone").await;
        let gone = draft.data_disks[1].snapshot_id.clone();
        harness.cloud.simulator.delete_snapshot(HANGZHOU, &gone).unwrap();
        let id = session.image_create("r-1".into(), draft).await.unwrap().id;
        (gone, session.until_ended(id).await)
    });
    assert_eq!(job.summary.state, JobState::Failed);
    let problem = job.summary.problem.unwrap();
    assert_eq!(
        (problem.code, &problem.params["snapshotId"]),
        (ProblemCode::SnapshotGone, &gone)
    );
    assert_eq!(problem.provider.unwrap().code, "InvalidSnapshotId.NotFound");
    assert_eq!(job.steps[0].attempts[0].outcome, AttemptOutcome::Refused);
    assert!(job.steps[0].attempts[0].request_id.is_some());
    assert_eq!(harness.cloud.images_made(), Vec::<String>::new());
}

#[test]
fn a_draft_with_errors_is_not_saved_and_not_sent() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let mut draft = session.draft("web-gw-01-golden", "1-bad-name").await;
        draft.system_size_gib = 1;
        let problem = session.image_create("r-1".into(), draft).await.unwrap_err();
        assert_eq!(
            (problem.code, problem.params["count"].as_str()),
            (ProblemCode::DraftInvalid, "2")
        );
        assert_eq!(session.job_list().await.unwrap(), vec![]);
        session.wait(Duration::from_secs(10)).await;
    });
    assert_eq!(harness.cloud.creates().len(), 0);
}

#[test]
fn a_mistake_in_one_job_delays_that_job_and_no_other() {
    let harness = Harness::new();
    let sent = AtomicU32::new(0);
    harness.cloud.on("CreateImage", move |parameters| {
        match parameters["ImageName"].as_str() {
            "web-bad" if sent.fetch_add(1, Ordering::SeqCst) == 0 => Reaction::Panic,
            _ => Reaction::Forward,
        }
    });
    let (bad, good) = harness.run(async |session| {
        session.connect().await;
        let bad = session.create("web-gw-01-golden", "web-bad").await;
        let good = session.create("web-gw-01-golden", "web-good").await;
        (session.until_ended(bad).await, session.until_ended(good).await)
    });
    assert_eq!(
        (bad.summary.state, good.summary.state),
        (JobState::Done, JobState::Done)
    );
    assert!(good.summary.finished_at < bad.summary.finished_at);
    assert_eq!(harness.cloud.images_made().len(), 2);
}

#[test]
fn nothing_is_sent_when_the_intent_cannot_be_kept() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let draft = session.draft("web-gw-01-golden", "web-full").await;
        let store = rusqlite::Connection::open(harness.folder.path().join("data/state.db")).unwrap();
        store
            .execute_batch("CREATE TRIGGER full BEFORE INSERT ON attempts BEGIN SELECT RAISE(ABORT, 'no room'); END")
            .unwrap();
        let problem = session.image_create("r-1".into(), draft.clone()).await.unwrap_err();
        assert_eq!(problem.code, ProblemCode::StoreFailed);
        assert_eq!(session.job_list().await.unwrap(), vec![]);
        session.wait(Duration::from_secs(10)).await;
        assert_eq!(harness.cloud.creates().len(), 0);

        store.execute_batch("DROP TRIGGER full").unwrap();
        let id = session.image_create("r-1".into(), draft).await.unwrap().id;
        assert_eq!(session.until_ended(id).await.summary.state, JobState::Done);
    });
    assert_eq!(harness.cloud.images_made().len(), 1);
}

#[test]
fn an_image_id_that_cannot_be_written_down_is_kept_until_it_can() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let draft = session.draft("web-gw-01-golden", "web-later").await;
        let store = rusqlite::Connection::open(harness.folder.path().join("data/state.db")).unwrap();
        store
            .execute_batch(
                "CREATE TRIGGER full BEFORE UPDATE ON steps WHEN NEW.resource_id IS NOT NULL BEGIN SELECT RAISE(ABORT, 'no room'); END",
            )
            .unwrap();
        let id = session.image_create("r-1".into(), draft).await.unwrap().id;
        session.wait(Duration::from_secs(30)).await;
        assert_eq!(session.job_get(id).await.unwrap().steps[0].state, StepState::Sending);
        assert_eq!(harness.cloud.images_made().len(), 1);
        store.execute_batch("DROP TRIGGER full").unwrap();
        assert_eq!(session.until_ended(id).await.summary.state, JobState::Done);
    });
    assert_eq!(
        (harness.cloud.images_made().len(), harness.cloud.creates().len()),
        (1, 1)
    );
}

#[test]
fn a_refused_permission_ends_the_job_with_the_action_that_is_missing() {
    let harness = Harness::new();
    let denied = r#"{"RequestId":"x","Code":"Forbidden.RAM","Message":"no","AccessDeniedDetail":{"AuthAction":"ecs:CreateImage"}}"#;
    harness
        .cloud
        .on("CreateImage", move |_| Reaction::Answer(403, denied.to_owned()));
    let job = harness.job("web-gw-01-golden", "web-denied");
    let problem = job.summary.problem.unwrap();
    assert_eq!(
        (problem.code, problem.params["action"].as_str()),
        (ProblemCode::AccessDenied, "ecs:CreateImage")
    );
}

#[test]
fn a_name_is_free_taken_or_not_to_be_asked() {
    use darkroom_core::image::NameCheck;
    let harness = Harness::new();
    harness.run(async |session| {
        let account = session.connect().await;
        let ask = |name: &str| session.image_name_check(account.id.clone(), HANGZHOU.into(), name.into());
        assert_eq!(ask("nobody-has-this").await.unwrap(), NameCheck::Free);
        let NameCheck::Taken { image_id } = ask("erp-db-weekly").await.unwrap() else {
            panic!("a creating image counts")
        };
        assert!(image_id.starts_with("m-"));
        harness
            .cloud
            .on("DescribeImages", |_| Reaction::Answer(403, refusal("Forbidden.RAM")));
        assert!(matches!(ask("erp-db-weekly").await.unwrap(), NameCheck::Unknown { .. }));
    });
}

#[test]
fn a_name_is_looked_for_on_every_page() {
    use darkroom_core::image::NameCheck;
    let harness = Harness::new();
    harness.run(async |session| {
        let account = session.connect().await;
        harness.cloud.on("DescribeImages", |parameters| {
            let page: usize = parameters["PageNumber"].parse().unwrap();
            let on_page = (page - 1) * 100..(page * 100).min(230);
            let images: Vec<_> = on_page
                .map(|number| {
                    let name = if number == 225 {
                        "web".to_owned()
                    } else {
                        format!("web-{number}")
                    };
                    serde_json::json!({"ImageId": format!("m-{number}"), "ImageName": name, "Status": "Available"})
                })
                .collect();
            let body = serde_json::json!({
                "RequestId": "R", "TotalCount": 230, "PageNumber": page, "PageSize": 100, "Images": {"Image": images}
            });
            Reaction::Answer(200, body.to_string())
        });
        let asked = session
            .image_name_check(account.id, HANGZHOU.into(), "web".into())
            .await;
        let image_id = "m-225".to_owned();
        assert_eq!(asked.unwrap(), NameCheck::Taken { image_id });
    });
}
