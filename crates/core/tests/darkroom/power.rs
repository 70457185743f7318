//! Starting, stopping and rebooting instances, against the state of the cloud.

use std::time::Duration;

use darkroom_core::ProblemCode;
use darkroom_core::instance::{PowerAction, PowerOrder};
use darkroom_core::inventory::{InstanceRow, RowKind, Rows};
use darkroom_core::job::{JobDetail, JobEventCode, JobPurpose, JobState, StepKindName, StepState};
use darkroom_core::view::ViewSpec;
use serde_json::{Value, json};

use crate::harness::{HANGZHOU, Harness, Reaction, Session, everything, log, refusal};

/// The first instances of Hangzhou in this status.
async fn instances(session: &Session, status: &str, count: usize) -> Vec<InstanceRow> {
    let spec = ViewSpec {
        kind: RowKind::Instances,
        ..everything()
    };
    let Rows::Instances(rows) = session.window(spec).await.rows else {
        panic!("rows of another kind");
    };
    let rows = rows.into_iter();
    let found: Vec<_> = rows
        .filter(|row| row.status == status && row.key.region_id == HANGZHOU && row.lock_reasons.is_empty())
        .take(count)
        .collect();
    assert_eq!(found.len(), count, "instances that are {status}");
    found
}

fn order(rows: &[InstanceRow], action: PowerAction) -> PowerOrder {
    PowerOrder {
        instances: rows.iter().map(|row| row.key.clone()).collect(),
        action,
        keep_charging: true,
        force: false,
    }
}

async fn begin(session: &Session, order: PowerOrder) -> i64 {
    let job = session.instance_power("power".to_owned(), order).await.unwrap();
    job.id
}

/// The instances of an answer are changed on the way.
fn change_instances(harness: &Harness, change: impl Fn(&mut Value) + Clone + Send + 'static) {
    harness.cloud.on("DescribeInstances", move |_| {
        let change = change.clone();
        Reaction::Change(Box::new(move |body| {
            let mut reply: Value = serde_json::from_str(&body).unwrap();
            let rows = reply["Instances"]["Instance"].as_array_mut().unwrap();
            rows.iter_mut().for_each(&change);
            reply.to_string()
        }))
    });
}

fn item(id: &str, code: &str) -> Value {
    json!({ "InstanceId": id, "Code": code, "Message": "told so", "CurrentStatus": "Stopped" })
}

fn items(items: &[Value]) -> Reaction {
    let body = json!({ "RequestId": "9C1D", "InstanceResponses": { "InstanceResponse": items } });
    Reaction::Answer(200, body.to_string())
}

fn problem(job: &JobDetail) -> &darkroom_core::Problem {
    job.steps[0].problem.as_ref().unwrap()
}

#[test]
fn instances_are_stopped_and_started_again_and_the_job_ends_when_the_cloud_shows_it() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let rows = instances(&session, "Running", 2).await;
        let stopping = begin(&session, order(&rows, PowerAction::Stop)).await;
        let job = session.until_ended(stopping).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(job.summary.purpose, JobPurpose::Power);
        assert_eq!(job.summary.name, rows[0].name);
        assert_eq!(job.steps.len(), 1, "one step for a region");
        assert_eq!(job.steps[0].kind, StepKindName::StopInstances);
        assert_eq!(job.steps[0].instance_ids.len(), 2);
        assert_eq!(job.steps[0].cloud_status.as_deref(), Some("Stopped"));

        let sent = harness.cloud.requests("StopInstances");
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].parameters["StoppedMode"], "KeepCharging");
        assert_eq!(sent[0].parameters["BatchOptimization"], "SuccessFirst");

        // The list is read again at once.
        session.synced().await;
        let now = session.instance_get(rows[0].key.clone()).await.unwrap();
        assert_eq!(now.row.status, "Stopped");

        let request = session.instance_power("start".to_owned(), order(&rows, PowerAction::Start));
        let job = session.until_ended(request.await.unwrap().id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    });
}

#[test]
fn nothing_is_sent_for_instances_that_are_there_already() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let rows = instances(&session, "Running", 2).await;
        let id = begin(&session, order(&rows, PowerAction::Start)).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done);
        assert!(harness.cloud.requests("StartInstances").is_empty());
    });
}

#[test]
fn the_instances_that_the_cloud_refuses_are_told_when_the_others_have_been_followed_to_their_end() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let rows = instances(&session, "Running", 2).await;
        let (started, refused) = (rows[0].key.id.clone(), rows[1].key.id.clone());
        change_instances(&harness, |row| row["Status"] = json!("Stopped"));
        let answer = [item(&started, "200"), item(&refused, "OperationDenied.NoStock")];
        harness.cloud.on("StartInstances", move |_| items(&answer));
        let id = begin(&session, order(&rows, PowerAction::Start)).await;
        session.until_state(id, StepState::Running).await;
        let known = started.clone();
        change_instances(&harness, move |row| {
            let is_started = row["InstanceId"] == known.as_str();
            row["Status"] = json!(if is_started { "Running" } else { "Stopped" });
        });
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Failed);
        assert_eq!(problem(&job).code, ProblemCode::SomeInstancesRefused);
        assert_eq!(problem(&job).params["count"], "1");
        assert_eq!(problem(&job).params["instanceIds"], refused);
        let provider = problem(&job).provider.as_ref().unwrap();
        assert_eq!(provider.code, "OperationDenied.NoStock");
    });
}

#[test]
fn an_instance_without_stock_says_so_by_its_own_code() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let rows = instances(&session, "Stopped", 1).await;
        let answer = [item(&rows[0].key.id, "OperationDenied.NoStock")];
        harness.cloud.on("StartInstances", move |_| items(&answer));
        let id = begin(&session, order(&rows, PowerAction::Start)).await;
        let job = session.until_ended(id).await;
        assert_eq!(problem(&job).code, ProblemCode::NoStock);

        // The same for the request as a whole, with where it was tried; and once more when there is stock.
        harness.cloud.on("StartInstances", |_| {
            Reaction::Answer(403, refusal("OperationDenied.NoStock"))
        });
        session.step_retry("again".to_owned(), id, 1, None).await.unwrap();
        let job = session.until_state(id, StepState::Failed).await;
        assert_eq!(problem(&job).code, ProblemCode::NoStock);
        assert_eq!(problem(&job).params["zoneId"], rows[0].zone_id);
        assert_eq!(problem(&job).params["instanceType"], rows[0].instance_type);
        harness.cloud.heal("StartInstances");
        session.step_retry("once more".to_owned(), id, 1, None).await.unwrap();
        let job = session.until_state(id, StepState::Done).await;
        assert_eq!(job.summary.state, JobState::Done);
    });
}

#[test]
fn an_instance_that_is_back_where_it_began_was_not_started() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let rows = instances(&session, "Stopped", 1).await;
        change_instances(&harness, |row| row["Status"] = json!("Stopped"));
        harness.cloud.on("StartInstances", |_| Reaction::Forward);
        let id = begin(&session, order(&rows, PowerAction::Start)).await;
        session.until_state(id, StepState::Running).await;
        change_instances(&harness, |row| row["Status"] = json!("Starting"));
        let is_starting = |job: &JobDetail| job.steps[0].cloud_status.as_deref() == Some("Starting");
        session.until(id, "starting", is_starting).await;
        change_instances(&harness, |row| row["Status"] = json!("Stopped"));
        let job = session.until_ended(id).await;
        assert_eq!(problem(&job).code, ProblemCode::WrongInstanceStatus);
        assert_eq!(problem(&job).params["status"], "Stopped");
    });
}

#[test]
fn a_reboot_is_done_when_the_instance_was_seen_to_restart() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let rows = instances(&session, "Running", 1).await;
        let answer = [item(&rows[0].key.id, "200")];
        harness.cloud.on("RebootInstances", move |_| items(&answer));
        let id = begin(&session, order(&rows, PowerAction::Reboot)).await;
        session.until_state(id, StepState::Running).await;
        session.wait(Duration::from_secs(60)).await;
        let job = session.job_get(id).await.unwrap();
        assert_eq!(job.steps[0].state, StepState::Running, "it runs, and has not rebooted");
        change_instances(&harness, |row| row["Status"] = json!("Starting"));
        session.wait(Duration::from_secs(30)).await;
        harness.cloud.heal("DescribeInstances");
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    });
}

#[test]
fn after_a_lost_answer_the_state_is_looked_at_before_anything_is_sent_again() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let rows = instances(&session, "Running", 2).await;
        harness
            .cloud
            .on("StopInstances", |_| Reaction::AnswerAfter(500, "lost".to_owned()));
        let id = begin(&session, order(&rows, PowerAction::Stop)).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(harness.cloud.requests("StopInstances").len(), 1);
        let adopted = job.events.iter().find(|event| event.code == JobEventCode::Adopted);
        assert_eq!(adopted.unwrap().params["by"], "state");
    });
}

#[test]
fn what_was_lost_on_its_way_is_sent_again() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let rows = instances(&session, "Running", 1).await;
        let mut sendings = 0;
        harness.cloud.on("StopInstances", move |_| {
            sendings += 1;
            match sendings {
                1 => Reaction::Answer(500, "lost".to_owned()),
                _ => Reaction::Forward,
            }
        });
        let id = begin(&session, order(&rows, PowerAction::Stop)).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert!(log(&job).contains(&JobEventCode::NotFoundResend));
        assert_eq!(harness.cloud.requests("StopInstances").len(), 1);
    });
}

#[test]
fn an_instance_that_is_gone_ends_the_step() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let rows = instances(&session, "Running", 1).await;
        let id = begin(&session, order(&rows, PowerAction::Stop)).await;
        session.until_state(id, StepState::Running).await;
        harness.cloud.on("DescribeInstances", |_| {
            Reaction::Answer(200, r#"{"RequestId":"x","Instances":{"Instance":[]}}"#.to_owned())
        });
        let job = session.until_ended(id).await;
        assert_eq!(problem(&job).code, ProblemCode::InstancesGone);
    });
}

#[test]
fn a_locked_account_and_an_empty_order_are_refused_before_anything_is_stored() {
    let harness = Harness::new();
    harness.run(async |session| {
        let account = session.connect().await;
        let rows = instances(&session, "Running", 1).await;
        let nothing = session
            .instance_power("none".to_owned(), order(&[], PowerAction::Stop))
            .await;
        assert_eq!(nothing.unwrap_err().code, ProblemCode::Empty);
        session.account_lock(account.id, true).await.unwrap();
        let locked = session.instance_power("locked".to_owned(), order(&rows, PowerAction::Stop));
        let problem = locked.await.unwrap_err();
        assert_eq!(problem.code, ProblemCode::AccountLocked);
        assert_eq!(problem.params["action"], "ecs:StopInstances");
        assert!(session.job_list().await.unwrap().is_empty());
    });
}
