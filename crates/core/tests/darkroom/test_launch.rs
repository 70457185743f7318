//! A test launch after an image: what is proposed, the instance, its agent and its release, told by the ledger of the cloud.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use darkroom_core::ProblemCode;
use darkroom_core::image::rules::JOB_TAG_KEY;
use darkroom_core::image::{FindingCode, ImageDraft, TestLaunch, TestRelease};
use darkroom_core::job::{
    AgentState, JobDetail, JobEventCode, JobPurpose, JobState, StepChange, StepKindName, StepState,
};
use darkroom_core::launch::{NoProposal, Stock};
use serde_json::Value;
use simulator::{Effect, OpenQuestions};

use crate::harness::{Harness, Reaction, Session, forbidden, log, once, refusal};

const MINUTE: i64 = 60_000;
const FIVE_MINUTES: TestRelease = TestRelease::AfterMinutes { minutes: 5 };

/// A draft with the test launch that is proposed for it.
async fn drafted(session: &Session, name: &str, release: TestRelease) -> ImageDraft {
    let draft = ImageDraft {
        image_check: false,
        ..session.draft("web-gw-01-golden", name).await
    };
    let start = session.test_launch_open(draft.clone()).await.unwrap();
    let test = TestLaunch {
        release,
        ..start.proposal.unwrap()
    };
    ImageDraft {
        test_launch: Some(test),
        ..draft
    }
}

async fn begin(session: &Session, name: &str, release: TestRelease) -> i64 {
    let draft = drafted(session, name, release).await;
    session.create_from(draft).await
}

/// Positions of the steps of a job that has nothing beside the image and its test launch.
const LAUNCH: u32 = 2;
const AGENT: u32 = 3;
const RELEASE: u32 = 4;

fn effects(harness: &Harness) -> Vec<Effect> {
    let ledger = harness.cloud.simulator.ledger();
    ledger.into_iter().flat_map(|entry| entry.effects).collect()
}

fn launched(harness: &Harness) -> Vec<String> {
    let made = effects(harness).into_iter().filter_map(|effect| match effect {
        Effect::InstanceCreated { instance_id, .. } => Some(instance_id),
        _ => None,
    });
    made.collect()
}

fn released(harness: &Harness) -> Vec<String> {
    let gone = effects(harness).into_iter().filter_map(|effect| match effect {
        Effect::InstanceDeleted { instance_id, .. } => Some(instance_id),
        _ => None,
    });
    gone.collect()
}

/// The instances of answers are changed on the way while the switch is on.
fn change_instances(
    harness: &Harness,
    change: impl Fn(&mut Vec<Value>) + Clone + Send + Sync + 'static,
) -> Arc<AtomicBool> {
    let switch = Arc::new(AtomicBool::new(false));
    let is_on = switch.clone();
    harness.cloud.on("DescribeInstances", move |_| {
        if !is_on.load(Ordering::SeqCst) {
            return Reaction::Forward;
        }
        let change = change.clone();
        Reaction::Change(Box::new(move |body| {
            let mut reply: Value = serde_json::from_str(&body).unwrap();
            if let Some(rows) = reply["Instances"]["Instance"].as_array_mut() {
                change(rows);
            }
            reply.to_string()
        }))
    });
    switch
}

fn states(job: &JobDetail) -> Vec<(StepKindName, StepState)> {
    job.steps.iter().map(|step| (step.kind, step.state)).collect()
}

fn without_agent(harness: &Harness) {
    let mut answers = OpenQuestions::default();
    answers.instances.guest_agent_absent = true;
    harness.cloud.simulator.set_open_questions(answers);
}

#[test]
fn the_smallest_type_in_stock_is_proposed_with_its_network_and_price() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let draft = session.draft("erp-db-01-sys", "erp-tried").await;
        assert!(!draft.data_disks.is_empty());
        let start = session.test_launch_open(draft.clone()).await.unwrap();
        let test = start.proposal.unwrap();
        assert_eq!((start.no_proposal, start.choices.not_asked.len()), (None, 0));
        assert_eq!(start.architecture.as_deref(), Some("x86_64"));
        let choices = start.choices;
        let of_zone = |kind: &darkroom_core::launch::TypeChoice| {
            let mut zones = kind.stock.iter();
            zones.any(|zone| zone.stock == Stock::InStock)
        };
        let smallest = choices.types.iter().find(|kind| of_zone(kind)).unwrap();
        let chosen = choices.types.iter().find(|kind| kind.id == test.instance_type).unwrap();
        assert_eq!(
            (chosen.cpu, chosen.memory_gib.to_bits()),
            (smallest.cpu, smallest.memory_gib.to_bits())
        );
        assert!(
            choices
                .types
                .iter()
                .all(|kind| kind.id != "ecs.g8y.large" && kind.memory_gib >= 1.0)
        );
        let switch = choices
            .v_switches
            .iter()
            .find(|row| row.id == test.v_switch_id)
            .unwrap();
        let group = choices
            .security_groups
            .iter()
            .find(|row| row.id == test.security_group_id)
            .unwrap();
        assert_eq!((&switch.zone_id, &switch.vpc_id), (&test.zone_id, &group.vpc_id));
        assert!(test.price.as_ref().is_some_and(|price| price.hourly > 0.0));
        assert_eq!(test.release, TestRelease::AfterConfirmation);

        // A dearer category is offered beside the one proposed, and has its own price.
        let draft = ImageDraft {
            test_launch: Some(test.clone()),
            ..draft
        };
        let offer = session.test_launch_offer(draft.clone()).await.unwrap();
        assert_eq!(offer.categories[0].category, test.disk_category);
        assert_eq!(offer.price, test.price);
        let check = session.image_draft_check(draft).await.unwrap();
        let codes: Vec<FindingCode> = check.findings.iter().map(|finding| finding.code).collect();
        assert!(codes.contains(&FindingCode::TestNeedsConfirmation), "{codes:?}");
    });
}

#[test]
fn nothing_is_proposed_without_stock_and_the_reason_is_told() {
    let harness = Harness::new();
    harness.cloud.on("DescribeAvailableResource", |_| {
        Reaction::Change(Box::new(|body| body.replace("WithStock", "WithoutStock")))
    });
    harness.run(async |session| {
        session.connect().await;
        let draft = session.draft("web-gw-01-golden", "web-none").await;
        let start = session.test_launch_open(draft.clone()).await.unwrap();
        assert_eq!((start.proposal, start.no_proposal), (None, Some(NoProposal::NoStock)));
        harness
            .cloud
            .simulator
            .set_faults(vec![crate::harness::always("DescribeInstanceTypes", None, forbidden())]);
        let start = session.test_launch_open(draft).await.unwrap();
        assert_eq!((start.proposal, start.no_proposal), (None, Some(NoProposal::NotAsked)));
        assert_eq!(start.choices.not_asked[0].action, "DescribeInstanceTypes");
    });
}

#[test]
fn an_instance_of_the_image_is_launched_answers_and_is_released_after_its_time() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let draft = drafted(&session, "web-tried", FIVE_MINUTES).await;
        let id = session.create_from(draft.clone()).await;
        let waiting = session.until_step(id, RELEASE, StepState::Waiting).await;
        assert_eq!(waiting.summary.state, JobState::Waiting);
        let release = &waiting.steps[3];
        assert_eq!(release.problem.clone().unwrap().code, ProblemCode::ReleaseScheduled);
        assert!(release.actions.confirm && release.actions.skip);
        let report = release.release.clone().unwrap();
        let running_at = waiting.steps[1].launched.clone().unwrap().instances[0]
            .running_at
            .unwrap();
        assert_eq!(report.due_at, Some(running_at + 5 * MINUTE));
        assert_eq!(report.after, FIVE_MINUTES);
        assert_eq!(released(&harness), [""; 0]);

        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(job.summary.purpose, JobPurpose::Image);
        assert_eq!(job.draft.clone().unwrap(), draft);
        let made = launched(&harness);
        assert_eq!((made.len(), &released(&harness)), (1, &made));
        assert!(job.steps[3].finished_at.unwrap() >= running_at + 5 * MINUTE);
        assert!(job.steps[3].finished_at.unwrap() < running_at + 6 * MINUTE);

        let sent = &harness.cloud.requests("RunInstances")[0].parameters;
        assert_eq!(Some(&sent["ImageId"]), job.summary.image_id.as_ref());
        assert_eq!(sent["InstanceName"], "web-tried-test");
        assert_eq!(
            (sent["Amount"].as_str(), sent["InternetMaxBandwidthOut"].as_str()),
            ("1", "0")
        );
        assert_eq!(sent["DeletionProtection"], "false");
        assert_eq!(sent["InstanceChargeType"], "PostPaid");
        assert_eq!(
            sent["SystemDisk.Category"],
            draft.test_launch.clone().unwrap().disk_category
        );
        let agent = job.steps[2].agent.clone().unwrap();
        assert_eq!((&agent.instance_id, agent.status.as_str()), (&made[0], "Running"));
        // The cloud tells whole seconds.
        assert!(matches!(agent.agent, AgentState::Seen { at, .. } if at > running_at - 1_000));
        assert_eq!(agent.zone_id, draft.test_launch.unwrap().zone_id);
        let codes = log(&job);
        assert!(codes.contains(&JobEventCode::AgentSeen) && codes.contains(&JobEventCode::Released));
        let sent = &harness.cloud.requests("DeleteInstances")[0].parameters;
        assert_eq!(
            (sent["InstanceId.1"].as_str(), sent["Force"].as_str()),
            (made[0].as_str(), "true")
        );
        assert!(!sent.contains_key("InstanceId.2"));
    });
}

#[test]
fn data_disks_of_the_image_are_released_with_the_instance() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let draft = session.draft("erp-db-01-sys", "erp-tried").await;
        let start = session.test_launch_open(draft.clone()).await.unwrap();
        let test = TestLaunch {
            release: FIVE_MINUTES,
            ..start.proposal.unwrap()
        };
        let disks = draft.data_disks.len();
        let draft = ImageDraft {
            test_launch: Some(test),
            image_check: false,
            ..draft
        };
        let id = session.create_from(draft).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        let count = |wanted: fn(&Effect) -> bool| effects(&harness).iter().filter(|effect| wanted(effect)).count();
        assert_eq!(count(|effect| matches!(effect, Effect::DiskDeleted { .. })), disks + 1);
        assert_eq!(released(&harness), launched(&harness));
    });
}

#[test]
fn a_release_waits_for_its_confirmation_through_a_restart_and_is_confirmed_once() {
    let harness = Harness::new();
    let id = harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, "web-confirmed", TestRelease::AfterConfirmation).await;
        let job = session.until_step(id, RELEASE, StepState::Waiting).await;
        assert_eq!(
            job.steps[3].problem.clone().unwrap().code,
            ProblemCode::ReleaseUnconfirmed
        );
        session.wait(Duration::from_secs(3_600)).await;
        id
    });
    harness.run(async |session| {
        session.wait(Duration::from_secs(600)).await;
        let job = session.until_step(id, RELEASE, StepState::Waiting).await;
        assert!(job.steps[3].actions.confirm);
        assert_eq!(released(&harness), [""; 0]);
        // A step that does not wait for it cannot be confirmed.
        let other = session.step_confirm("r-0".into(), id, LAUNCH).await.unwrap_err();
        assert_eq!(other.code, ProblemCode::StepMovedOn);
        session.step_confirm("r-1".into(), id, RELEASE).await.unwrap();
        session.step_confirm("r-1".into(), id, RELEASE).await.unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done);
        assert!(job.steps[3].release.clone().unwrap().confirmed_at.is_some());
        assert_eq!(released(&harness), launched(&harness));
        let confirmed = log(&job)
            .into_iter()
            .filter(|code| *code == JobEventCode::ReleaseConfirmed);
        assert_eq!(confirmed.count(), 1);
        assert_eq!(harness.cloud.requests("DeleteInstances").len(), 1);
    });
}

#[test]
fn a_confirmation_comes_before_the_time() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, "web-early", TestRelease::AfterMinutes { minutes: 1_440 }).await;
        session.until_step(id, RELEASE, StepState::Waiting).await;
        session.step_confirm("r-1".into(), id, RELEASE).await.unwrap();
        session.until_ended(id).await;
        assert_eq!(released(&harness), launched(&harness));
    });
}

#[test]
fn an_instance_without_an_agent_is_a_result_and_is_released() {
    let harness = Harness::new();
    without_agent(&harness);
    harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, "web-mute", FIVE_MINUTES).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done);
        let agent = job.steps[2].agent.clone().unwrap();
        assert_eq!(agent.agent, AgentState::NotSeen { minutes: 5 });
        assert!(log(&job).contains(&JobEventCode::AgentNotSeen));
        assert_eq!(released(&harness), launched(&harness));
    });
}

#[test]
fn a_user_who_may_not_ask_for_the_agent_is_told_and_the_instance_is_released() {
    let harness = Harness::new();
    let fault = crate::harness::always("DescribeCloudAssistantStatus", None, forbidden());
    harness.cloud.simulator.set_faults(vec![fault]);
    harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, "web-unasked", FIVE_MINUTES).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done);
        let agent = job.steps[2].agent.clone().unwrap();
        assert!(
            matches!(&agent.agent, AgentState::NotAsked { problem } if problem.code == ProblemCode::AccessDenied),
            "{agent:?}"
        );
        assert_eq!(released(&harness), launched(&harness));
    });
}

#[test]
fn an_instance_that_vanishes_fails_the_look_at_it_and_needs_no_release() {
    let harness = Harness::new();
    without_agent(&harness);
    let is_gone = change_instances(&harness, |rows| {
        rows.retain(|row| row["InstanceName"] != "web-gone-test");
    });
    harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, "web-gone", TestRelease::AfterConfirmation).await;
        session.until_step(id, AGENT, StepState::Running).await;
        is_gone.store(true, Ordering::SeqCst);
        let job = session.until_step(id, AGENT, StepState::Failed).await;
        assert_eq!(job.steps[2].problem.clone().unwrap().code, ProblemCode::InstancesGone);
        session.until_step(id, RELEASE, StepState::Waiting).await;
        session.step_confirm("r-1".into(), id, RELEASE).await.unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(
            (job.summary.state, job.steps[3].state),
            (JobState::Failed, StepState::Done)
        );
        assert!(log(&job).contains(&JobEventCode::ReleasedBefore));
        assert!(harness.cloud.requests("DeleteInstances").is_empty());
    });
}

#[test]
fn an_instance_that_stops_fails_the_look_at_it_and_is_released_all_the_same() {
    let harness = Harness::new();
    without_agent(&harness);
    let has_stopped = change_instances(&harness, |rows| {
        for row in rows.iter_mut().filter(|row| row["InstanceName"] == "web-stopped-test") {
            row["Status"] = "Stopped".into();
        }
    });
    harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, "web-stopped", FIVE_MINUTES).await;
        session.until_step(id, AGENT, StepState::Running).await;
        has_stopped.store(true, Ordering::SeqCst);
        let job = session.until_ended(id).await;
        assert_eq!(
            job.steps[2].problem.clone().unwrap().code,
            ProblemCode::WrongInstanceStatus
        );
        assert_eq!(
            (job.summary.state, job.steps[3].state),
            (JobState::Failed, StepState::Done)
        );
        assert_eq!(released(&harness), launched(&harness));
    });
}

#[test]
fn a_look_that_a_person_skips_leads_to_the_release() {
    let harness = Harness::new();
    without_agent(&harness);
    harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, "web-skipped", FIVE_MINUTES).await;
        session.until_step(id, AGENT, StepState::Running).await;
        session.step_skip("r-1".into(), id, AGENT).await.unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done);
        assert_eq!(released(&harness), launched(&harness));
    });
}

#[test]
fn a_release_that_a_person_skips_keeps_the_instance_and_says_so() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, "web-kept", FIVE_MINUTES).await;
        session.until_step(id, RELEASE, StepState::Waiting).await;
        let job = session.step_skip("r-1".into(), id, RELEASE).await.unwrap();
        assert!(log(&job).contains(&JobEventCode::InstancesKept));
        session.wait(Duration::from_secs(3_600)).await;
        assert_eq!(session.job_get(id).await.unwrap().summary.state, JobState::Done);
        assert_eq!((launched(&harness).len(), released(&harness).len()), (1, 0));
    });
}

#[test]
fn a_lost_reply_of_the_release_is_no_second_release() {
    let harness = Harness::new();
    harness.cloud.on("DeleteInstances", |_| {
        Reaction::AnswerAfter(502, "<html>bad gateway</html>".to_owned())
    });
    harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, "web-lost", FIVE_MINUTES).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!(harness.cloud.requests("DeleteInstances").len(), 1);
        assert_eq!(released(&harness), launched(&harness));
    });
}

#[test]
fn an_instance_that_is_gone_when_its_release_is_sent_is_released() {
    let harness = Harness::new();
    let is_gone = change_instances(&harness, |rows| {
        rows.retain(|row| row["InstanceName"] != "web-late-test");
    });
    harness.cloud.on("DeleteInstances", {
        let is_gone = is_gone.clone();
        move |_| {
            is_gone.store(true, Ordering::SeqCst);
            Reaction::Answer(404, refusal("InvalidInstanceId.NotFound"))
        }
    });
    harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, "web-late", FIVE_MINUTES).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert!(log(&job).contains(&JobEventCode::Released));
    });
}

#[test]
fn an_instance_without_the_tag_of_the_job_is_not_released() {
    let harness = Harness::new();
    let is_foreign = change_instances(&harness, |rows| {
        for row in rows {
            if let Some(tags) = row["Tags"]["Tag"].as_array_mut() {
                tags.retain(|tag| tag["TagKey"] != JOB_TAG_KEY);
            }
        }
    });
    harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, "web-foreign", FIVE_MINUTES).await;
        session.until_step(id, RELEASE, StepState::Waiting).await;
        is_foreign.store(true, Ordering::SeqCst);
        let job = session.until_step(id, RELEASE, StepState::Failed).await;
        let problem = job.steps[3].problem.clone().unwrap();
        assert_eq!(problem.code, ProblemCode::InstanceNotOfJob);
        assert_eq!(problem.params["instanceId"], launched(&harness)[0]);
        assert!(harness.cloud.requests("DeleteInstances").is_empty());
        // Once it is listed with its tag, it is released by a retry.
        is_foreign.store(false, Ordering::SeqCst);
        session.step_retry("r-1".into(), id, RELEASE, None).await.unwrap();
        session.until_ended(id).await;
        assert_eq!(released(&harness), launched(&harness));
    });
}

#[test]
fn a_listing_that_leaves_the_instance_out_once_does_not_leave_it_running() {
    let harness = Harness::new();
    let is_lagging = change_instances(&harness, Vec::clear);
    harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, "web-lagging", TestRelease::AfterConfirmation).await;
        session.until_step(id, RELEASE, StepState::Waiting).await;
        is_lagging.store(true, Ordering::SeqCst);
        session.step_confirm("r-1".into(), id, RELEASE).await.unwrap();
        session.wait(Duration::from_secs(3)).await;
        is_lagging.store(false, Ordering::SeqCst);
        session.until_ended(id).await;
        assert_eq!(released(&harness), launched(&harness));
    });
}

#[test]
fn a_launch_that_is_refused_leaves_the_release_for_the_next_one() {
    let harness = Harness::new();
    let no_stock = simulator::Fault::HttpError {
        status: 403,
        code: "OperationDenied.NoStock".to_owned(),
        message: "no stock".to_owned(),
    };
    harness.cloud.simulator.set_faults(once("RunInstances", no_stock));
    harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, "web-again", FIVE_MINUTES).await;
        let job = session.until_step(id, LAUNCH, StepState::Failed).await;
        assert_eq!(job.steps[1].problem.clone().unwrap().code, ProblemCode::NoStock);
        assert_eq!(job.steps[3].state, StepState::Pending);
        session
            .step_retry("r-1".into(), id, LAUNCH, Some(StepChange::default()))
            .await
            .unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done);
        assert_eq!((launched(&harness).len(), released(&harness)), (1, launched(&harness)));
    });
}

#[test]
fn a_launch_that_is_skipped_leaves_nothing_to_look_at_or_to_release() {
    let harness = Harness::new();
    harness.cloud.on("RunInstances", |_| {
        Reaction::Answer(403, refusal("OperationDenied.NoStock"))
    });
    harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, "web-never", FIVE_MINUTES).await;
        session.until_step(id, LAUNCH, StepState::Failed).await;
        session.step_skip("r-1".into(), id, LAUNCH).await.unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done);
        assert_eq!(
            states(&job)[1..],
            [
                (StepKindName::LaunchInstances, StepState::Skipped),
                (StepKindName::WaitForAgent, StepState::Skipped),
                (StepKindName::ReleaseInstances, StepState::Skipped),
            ]
        );
    });
}

/// Waits until a step has begun, however far it has come by then.
async fn until_begun(session: &Session, id: i64, position: u32) {
    let has_begun = |job: &JobDetail| {
        let mut steps = job.steps.iter();
        steps.any(|step| step.position == position && step.state != StepState::Pending)
    };
    session.until(id, &format!("step {position} begun"), has_begun).await;
}

#[test]
fn a_program_that_ends_at_any_point_of_the_test_goes_on_with_the_same_instance() {
    let harness = Harness::new();
    let id = harness.run(async |session| {
        session.connect().await;
        let id = begin(&session, "web-restarted", FIVE_MINUTES).await;
        until_begun(&session, id, LAUNCH).await;
        id
    });
    harness.run(async |session| until_begun(&session, id, AGENT).await);
    harness.run(async |session| until_begun(&session, id, RELEASE).await);
    harness
        .cloud
        .on("DeleteInstances", |_| Reaction::AnswerAfter(502, String::new()));
    harness.run(async |session| {
        session
            .wait_until("the release", || released(&harness).len() == 1)
            .await
    });
    harness.cloud.heal("DeleteInstances");
    harness.run(async |session| {
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done);
        assert_eq!((launched(&harness).len(), released(&harness)), (1, launched(&harness)));
        assert_eq!(harness.cloud.requests("DeleteInstances").len(), 1);
    });
}

#[test]
fn an_account_that_is_locked_holds_the_release_and_says_so() {
    let harness = Harness::new();
    harness.run(async |session| {
        let account = session.connect().await;
        let id = begin(&session, "web-locked", TestRelease::AfterConfirmation).await;
        session.until_step(id, RELEASE, StepState::Waiting).await;
        session.account_lock(account.id.clone(), true).await.unwrap();
        let refused = session.step_confirm("r-1".into(), id, RELEASE).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::AccountLocked);
        session.account_lock(account.id, false).await.unwrap();
        session.step_confirm("r-2".into(), id, RELEASE).await.unwrap();
        session.until_ended(id).await;
        assert_eq!(released(&harness), launched(&harness));
    });
}
