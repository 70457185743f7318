//! Launching instances and proving them, told by the ledger of the cloud.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use darkroom_core::job::{JobDetail, JobState, LaunchTarget, StepChange, StepState};
use darkroom_core::launch::{CloudCheckCode, CloudCheckState, LaunchDraft, SignIn};
use darkroom_core::proof::{AcceptedDifference, FleetProof, ProofAttributeCode, ProofMark, ProvenInstance};
use darkroom_core::{Problem, ProblemCode};
use secrecy::SecretString;
use simulator::{Effect, Fault};

use crate::harness::{Harness, Reaction, Session, once, refusal};

const PASSWORD: &str = "Correct-Horse-9";

impl Session {
    pub async fn launch(&self, draft: LaunchDraft) -> i64 {
        self.launch_create("r-1".into(), draft, None).await.unwrap().id
    }

    pub async fn newest_proof(&self, job: &JobDetail) -> FleetProof {
        let proof = job.steps.last().unwrap();
        self.proof_get(job.summary.id, proof.position).await.unwrap()
    }
}

/// Ids of the instances that were made, in order.
fn made(harness: &Harness) -> Vec<String> {
    let ledger = harness.cloud.simulator.ledger();
    let effects = ledger.iter().flat_map(|entry| &entry.effects);
    effects
        .filter_map(|effect| match effect {
            Effect::InstanceCreated { instance_id, .. } => Some(instance_id.clone()),
            _ => None,
        })
        .collect()
}

/// What of an instance is not as asked for.
fn differing(instance: &ProvenInstance, proof: &FleetProof) -> Vec<ProofAttributeCode> {
    let cells = proof.attributes.iter().zip(&instance.cells);
    let odd = cells.filter(|(_, cell)| cell.mark != ProofMark::Equal);
    odd.map(|(attribute, _)| attribute.code).collect()
}

fn is_proven(proof: &FleetProof) -> bool {
    proof
        .instances
        .iter()
        .all(|instance| differing(instance, proof).is_empty())
}

#[test]
fn instances_are_launched_as_the_one_they_are_like_and_proven() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        // The instance of the image's snapshots is offered first.
        let image = session.image("erp-db-golden").await;
        let start = session.launch_open(image.key, None).await.unwrap();
        assert_eq!(start.instances[0].name, "erp-db-01");
        let draft = session.launch_draft("erp-db-golden", "erp-db-01", 3).await;
        assert_eq!(draft.disks.len(), 3);
        assert!(
            draft
                .disks
                .iter()
                .all(|disk| disk.of_image && !disk.category.is_empty())
        );
        let check = session.launch_check(draft.clone()).await.unwrap();
        assert_eq!(check.names, ["erp-web-001", "erp-web-002", "erp-web-003"]);
        // Its subscription is not taken over, all the rest is.
        let differing: Vec<_> = check.differences.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(differing, ["chargeType"]);
        let id = session.launch(draft.clone()).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");

        let sent = &harness.cloud.requests("RunInstances")[0].parameters;
        assert_eq!(sent["Amount"], "3");
        assert_eq!(sent["InstanceName"], "erp-web-[1,3]");
        assert_eq!(sent["InternetMaxBandwidthOut"], draft.bandwidth_out.to_string());
        for (index, disk) in draft.disks.iter().skip(1).enumerate() {
            let field = |name: &str| &sent[&format!("DataDisk.{}.{name}", index + 1)];
            assert_eq!(field("Device"), &disk.device);
            assert_eq!(field("Category"), &disk.category);
            assert_eq!(field("DeleteWithInstance"), &disk.delete_with_instance.to_string());
        }
        let launched = job.steps[0].launched.clone().unwrap();
        assert_eq!(launched.instances.len(), 3);
        assert!(
            launched
                .instances
                .iter()
                .all(|row| row.status == "Running" && row.gone.is_none())
        );
        let ids: BTreeSet<String> = launched.instances.iter().map(|row| row.id.clone()).collect();
        assert_eq!(ids, made(&harness).into_iter().collect());

        let proof = session.newest_proof(&job).await;
        assert!(is_proven(&proof), "{proof:#?}");
        assert_eq!((proof.instances.len(), proof.cells_read), (3, proof.cells));
        assert!(!job.steps[0].actions.launch_rest);
    });
}

#[test]
fn instances_of_ones_own_choice_are_proven_too() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let draft = LaunchDraft {
            like: None,
            settings: Vec::new(),
            user_data: false,
            sign_in: SignIn::ImagePassword,
            ..session.launch_draft("erp-db-golden", "erp-db-01", 2).await
        };
        let id = session.launch(draft).await;
        let job = session.until_ended(id).await;
        let proof = session.newest_proof(&job).await;
        assert!(is_proven(&proof), "{proof:#?}");
    });
}

#[test]
fn a_reply_that_is_lost_makes_no_second_fleet() {
    let harness = Harness::new();
    harness.cloud.on("RunInstances", {
        let mut lost = false;
        move |_| match std::mem::replace(&mut lost, true) {
            false => Reaction::AnswerAfter(502, "<html>bad gateway</html>".to_owned()),
            true => Reaction::Forward,
        }
    });
    harness.run(async |session| {
        session.connect().await;
        let draft = session.launch_draft("erp-db-golden", "erp-db-01", 5).await;
        let id = session.launch(draft).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done);
        assert_eq!(made(&harness).len(), 5);
        assert_eq!(job.steps[0].launched.clone().unwrap().instances.len(), 5);
        assert!(is_proven(&session.newest_proof(&job).await));
    });
}

/// A request that was held off for long, a reply that is lost, and a listing that lags: the first look shows two of five.
#[test]
fn instances_that_a_listing_does_not_show_yet_are_not_launched_again() {
    let harness = Harness::new();
    let mut sendings = 0;
    harness.cloud.on("RunInstances", move |_| {
        sendings += 1;
        match sendings {
            1..=15 => Reaction::Answer(429, refusal("Throttling.User")),
            16 => Reaction::AnswerAfter(502, "<html>bad gateway</html>".to_owned()),
            _ => Reaction::Forward,
        }
    });
    let mut looks = 0;
    harness.cloud.on("DescribeInstances", move |parameters| {
        looks += u32::from(parameters.contains_key("Tag.1.Key"));
        let lags = parameters.contains_key("Tag.1.Key") && looks <= 2;
        Reaction::Change(Box::new(move |body| {
            let mut reply: serde_json::Value = serde_json::from_str(&body).unwrap();
            let rows = reply["Instances"]["Instance"].as_array_mut().unwrap();
            rows.truncate(if lags { 2 } else { rows.len() });
            reply.to_string()
        }))
    });
    harness.run(async |session| {
        session.connect().await;
        let draft = session.launch_draft("erp-db-golden", "erp-db-01", 5).await;
        let id = session.launch(draft).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        let launched = job.steps[0].launched.clone().unwrap();
        assert_eq!((launched.instances.len(), launched.names_left.len()), (5, 0));
        assert_eq!(made(&harness).len(), 5);
    });
}

#[test]
fn a_program_that_ends_while_it_launches_goes_on_with_the_same_instances() {
    let harness = Harness::new();
    harness
        .cloud
        .on("RunInstances", |_| Reaction::AnswerAfter(502, String::new()));
    let id = harness.run(async |session| {
        session.connect().await;
        let draft = session.launch_draft("erp-db-golden", "erp-db-01", 4).await;
        let id = session.launch(draft).await;
        session.wait_until("the launch", || made(&harness).len() == 4).await;
        id
    });
    harness.cloud.heal("RunInstances");
    harness.run(async |session| {
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done);
        assert_eq!(made(&harness).len(), 4);
    });
}

#[test]
fn a_zone_without_stock_keeps_what_was_asked_for_and_another_zone_is_taken() {
    let harness = Harness::new();
    let mut refused = false;
    harness
        .cloud
        .on("RunInstances", move |_| match std::mem::replace(&mut refused, true) {
            false => Reaction::Answer(403, refusal("OperationDenied.NoStock")),
            true => Reaction::Forward,
        });
    harness.run(async |session| {
        session.connect().await;
        let draft = session.launch_draft("erp-db-golden", "erp-db-01", 2).await;
        let id = session.launch(draft.clone()).await;
        let job = session.until_state(id, StepState::Failed).await;
        let problem = job.steps[0].problem.clone().unwrap();
        assert_eq!(
            (problem.code, problem.field.as_deref()),
            (ProblemCode::NoStock, Some("zoneId"))
        );
        assert_eq!(problem.params["zoneId"], draft.zone_id);
        assert!(made(&harness).is_empty());
        let change = StepChange {
            launch: Some(LaunchTarget {
                zone_id: draft.zone_id.clone(),
                v_switch_id: draft.v_switch_id.clone(),
                instance_type: draft.instance_type.clone(),
            }),
            ..StepChange::default()
        };
        session.step_retry("r-2".into(), id, 1, Some(change)).await.unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done);
        assert_eq!(made(&harness).len(), 2);
    });
}

#[test]
fn a_password_is_sent_and_stands_in_no_file_and_is_asked_for_after_a_restart() {
    let harness = Harness::new();
    harness
        .cloud
        .on("RunInstances", |_| Reaction::Answer(503, refusal("ServiceUnavailable")));
    let id = harness.run(async |session| {
        session.connect().await;
        let draft = LaunchDraft {
            sign_in: SignIn::Password,
            ..session.launch_draft("erp-db-golden", "erp-db-01", 1).await
        };
        let weak = session.launch_create("r-0".into(), draft.clone(), Some(SecretString::from("short")));
        let Problem { code, field, .. } = weak.await.unwrap_err();
        assert_eq!(
            (code, field.as_deref()),
            (ProblemCode::PasswordRefused, Some("password"))
        );
        let made = session.launch_create("r-1".into(), draft, Some(SecretString::from(PASSWORD)));
        let id = made.await.unwrap().id;
        session.until_state(id, StepState::Reconciling).await;
        id
    });
    let sent = Arc::new(Mutex::new(Vec::new()));
    let seen = sent.clone();
    harness.cloud.on("RunInstances", move |parameters| {
        seen.lock().unwrap().push(parameters["Password"].clone());
        Reaction::Forward
    });
    harness.run(async |session| {
        let is_asked = |job: &JobDetail| job.steps[0].actions.password;
        let job = session.until(id, "the password", is_asked).await;
        assert_eq!(job.steps[0].problem.as_ref().unwrap().code, ProblemCode::PasswordNeeded);
        session
            .step_password(id, 1, SecretString::from(PASSWORD))
            .await
            .unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done);
        assert!(!format!("{job:?}").contains(PASSWORD));
    });
    assert_eq!(*sent.lock().unwrap(), [PASSWORD]);
    for (path, bytes) in harness.files() {
        let has = bytes
            .windows(PASSWORD.len())
            .any(|window| window == PASSWORD.as_bytes());
        assert!(!has, "the password stands in {path}");
    }
}

#[test]
fn the_dry_run_is_not_sent_with_a_password_that_is_refused() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let draft = LaunchDraft {
            sign_in: SignIn::Password,
            ..session.launch_draft("erp-db-golden", "erp-db-01", 1).await
        };
        for weak in [None, Some(SecretString::from("short"))] {
            let review = session.launch_review(draft.clone(), weak).await.unwrap();
            let mut checks = review.checks.into_iter();
            let tried = checks.find(|check| check.code == CloudCheckCode::DryRun).unwrap();
            assert_eq!(tried.state, CloudCheckState::Failed);
            assert_eq!(tried.problem.unwrap().code, ProblemCode::PasswordRefused);
        }
        assert!(harness.cloud.requests("RunInstances").is_empty());
    });
}

#[test]
fn a_draft_with_absurd_numbers_is_told_what_is_wrong() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let draft = LaunchDraft {
            count: u32::MAX,
            name_digits: u32::MAX,
            ..session.launch_draft("erp-db-golden", "erp-db-01", 1).await
        };
        let check = session.launch_check(draft.clone()).await.unwrap();
        let fields: Vec<&str> = check.findings.iter().map(|finding| finding.field.as_str()).collect();
        assert!(
            fields.contains(&"count") && fields.contains(&"nameDigits"),
            "{fields:?}"
        );
        let refused = session.launch_create("r-1".into(), draft, None).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::DraftInvalid);
    });
}

#[test]
fn a_password_that_was_refused_is_asked_for_again() {
    let harness = Harness::new();
    let mut refused = false;
    harness.cloud.on("RunInstances", move |parameters| {
        match std::mem::replace(&mut refused, true) {
            false => Reaction::Answer(400, refusal("InvalidPassword.Malformed")),
            true => {
                assert_eq!(parameters["Password"], "Another-Horse-9");
                Reaction::Forward
            }
        }
    });
    harness.run(async |session| {
        session.connect().await;
        let draft = LaunchDraft {
            sign_in: SignIn::Password,
            ..session.launch_draft("erp-db-golden", "erp-db-01", 1).await
        };
        let made = session.launch_create("r-1".into(), draft, Some(SecretString::from(PASSWORD)));
        let id = made.await.unwrap().id;
        let job = session.until_state(id, StepState::Failed).await;
        let problem = job.steps[0].problem.clone().unwrap();
        assert_eq!(
            (problem.code, problem.field.as_deref()),
            (ProblemCode::PasswordRefused, Some("password"))
        );
        session.step_retry("r-2".into(), id, 1, None).await.unwrap();
        session
            .until(id, "the password", |job| job.steps[0].actions.password)
            .await;
        let given = session.step_password(id, 1, SecretString::from("Another-Horse-9"));
        given.await.unwrap();
        assert_eq!(session.until_ended(id).await.summary.state, JobState::Done);
    });
}

#[test]
fn a_difference_is_found_and_accepted_with_a_note() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let draft = session.launch_draft("erp-db-golden", "erp-db-01", 2).await;
        let id = session.launch(draft).await;
        let job = session.until_ended(id).await;
        let odd = job.steps[0].launched.clone().unwrap().instances[1].id.clone();
        let wanted = odd.clone();
        harness.cloud.on("DescribeInstances", move |_| {
            let wanted = wanted.clone();
            Reaction::Change(Box::new(move |body| {
                let mut reply: serde_json::Value = serde_json::from_str(&body).unwrap();
                for row in reply["Instances"]["Instance"].as_array_mut().unwrap() {
                    if row["InstanceId"] == wanted.as_str() {
                        row["KeyPairName"] = "somebody-elses".into();
                    }
                }
                reply.to_string()
            }))
        });
        let position = job.steps.last().unwrap().position;
        session.proof_again("r-2".into(), id, position).await.unwrap();
        let job = session.until(id, "a second proof", |job| {
            job.steps.len() == 3 && job.summary.finished_at.is_some()
        });
        let job = job.await;
        let proof = session.newest_proof(&job).await;
        for instance in &proof.instances {
            let expected: &[ProofAttributeCode] = match instance.id == odd {
                true => &[ProofAttributeCode::KeyPair],
                false => &[],
            };
            assert_eq!(differing(instance, &proof), expected);
        }
        let accepted = AcceptedDifference {
            instance_id: odd.clone(),
            attribute: ProofAttributeCode::KeyPair,
            note: "moved to the new team".to_owned(),
        };
        let proof = session
            .proof_accept("r-3".into(), id, proof.position, accepted)
            .await
            .unwrap();
        let row = proof.instances.iter().find(|row| row.id == odd).unwrap();
        let notes: Vec<&str> = row.cells.iter().filter_map(|cell| cell.accepted.as_deref()).collect();
        assert_eq!(notes, ["moved to the new team"]);
    });
}

#[test]
fn a_launch_waits_while_the_vswitch_is_at_work() {
    let harness = Harness::new();
    let mut codes = ["IncorrectVSwitchStatus", "OperationDenied.CreatingConflict"].into_iter();
    let tokens: Arc<Mutex<BTreeSet<String>>> = Arc::default();
    let seen = tokens.clone();
    harness.cloud.on("RunInstances", move |parameters| {
        seen.lock().unwrap().insert(parameters["ClientToken"].clone());
        match codes.next() {
            Some(code) => Reaction::Answer(400, refusal(code)),
            None => Reaction::Forward,
        }
    });
    harness.run(async |session| {
        session.connect().await;
        let draft = session.launch_draft("erp-db-golden", "erp-db-01", 2).await;
        let id = session.launch(draft).await;
        let is_busy = |job: &JobDetail| {
            let problem = job.steps[0].problem.as_ref();
            problem.is_some_and(|problem| problem.code == ProblemCode::CloudBusy)
        };
        session.until(id, "the wait", is_busy).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        assert_eq!((made(&harness).len(), tokens.lock().unwrap().len()), (2, 1));
    });
}

#[test]
fn throttling_of_a_resource_is_no_stock_and_not_waited_for() {
    let harness = Harness::new();
    harness.cloud.simulator.set_faults(once(
        "RunInstances",
        Fault::HttpError {
            status: 429,
            code: "Throttling.Resource".to_owned(),
            message: "The request throttle by resource operation.".to_owned(),
        },
    ));
    harness.run(async |session| {
        session.connect().await;
        let draft = session.launch_draft("erp-db-golden", "erp-db-01", 1).await;
        let id = session.launch(draft).await;
        let job = session.until_state(id, StepState::Failed).await;
        assert_eq!(job.steps[0].problem.as_ref().unwrap().code, ProblemCode::NoStock);
    });
}

#[test]
fn a_difference_is_set_as_asked_for_and_proven_again() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let draft = session.launch_draft("erp-db-golden", "erp-db-01", 2).await;
        let id = session.launch(draft.clone()).await;
        let job = session.until_ended(id).await;
        let odd = job.steps[0].launched.clone().unwrap().instances[0].id.clone();
        let wanted = odd.clone();
        harness.cloud.on("DescribeInstances", move |_| {
            let wanted = wanted.clone();
            Reaction::Change(Box::new(move |body| {
                let mut reply: serde_json::Value = serde_json::from_str(&body).unwrap();
                for row in reply["Instances"]["Instance"].as_array_mut().unwrap() {
                    if row["InstanceId"] == wanted.as_str() {
                        row["SecurityGroupIds"]["SecurityGroupId"] = serde_json::json!(["sg-odd"]);
                    }
                }
                reply.to_string()
            }))
        });
        session.proof_again("r-2".into(), id, 2).await.unwrap();
        let job = session.until(id, "a second proof", |job| {
            job.steps.len() == 3 && job.summary.finished_at.is_some()
        });
        let proof = session.newest_proof(&job.await).await;
        let row = proof.instances.iter().find(|row| row.id == odd).unwrap();
        assert_eq!(differing(row, &proof), [ProofAttributeCode::SecurityGroups]);
        assert!(row.cells.iter().any(|cell| cell.mendable));
        harness.cloud.heal("DescribeInstances");
        let mended = session.proof_mend(
            "r-3".into(),
            id,
            proof.position,
            odd.clone(),
            ProofAttributeCode::SecurityGroups,
        );
        mended.await.unwrap();
        let job = session.until_ended(id).await;
        let sent = harness.cloud.requests("ModifyInstanceAttribute");
        assert_eq!(sent[0].parameters["InstanceId"], odd);
        let mut groups = draft.security_group_ids.clone();
        groups.sort();
        assert_eq!(sent[0].parameters["SecurityGroupIds.1"], groups[0]);
        assert!(is_proven(&session.newest_proof(&job).await));
    });
}
