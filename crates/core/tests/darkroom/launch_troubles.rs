//! Launches and mends that do not come to a good end by themselves.

use darkroom_core::job::{JobState, StepState};
use darkroom_core::launch::{LaunchDraft, SignIn};
use darkroom_core::proof::ProofAttributeCode;
use serde_json::{Value, json};

use crate::harness::{Harness, Reaction, refusal};

/// The rows of DescribeInstances are changed on the way.
fn change_instances(harness: &Harness, change: impl Fn(&mut Vec<Value>) + Clone + Send + 'static) {
    harness.cloud.on("DescribeInstances", move |_| {
        let change = change.clone();
        Reaction::Change(Box::new(move |body| {
            let mut reply: Value = serde_json::from_str(&body).unwrap();
            change(reply["Instances"]["Instance"].as_array_mut().unwrap());
            reply.to_string()
        }))
    });
}

#[test]
fn an_instance_that_does_not_come_to_run_holds_up_neither_the_end_nor_the_proof() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let draft = session.launch_draft("erp-db-golden", "erp-db-01", 2).await;
        change_instances(&harness, |rows| {
            let stays = rows.iter_mut().filter(|row| row["InstanceName"] == "erp-web-002");
            stays.for_each(|row| row["Status"] = json!("Pending"));
        });
        let id = session.launch(draft).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.steps[0].state, StepState::Done, "{job:#?}");
        let launched = job.steps[0].launched.clone().unwrap();
        let statuses: Vec<_> = launched.instances.iter().map(|row| row.status.as_str()).collect();
        assert_eq!(statuses, ["Running", "Pending"]);
        assert!(launched.names_left.is_empty());
        assert_eq!(session.newest_proof(&job).await.instances.len(), 2);
    });
}

#[test]
fn a_mend_that_the_cloud_refuses_within_a_success_has_failed() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let draft = session.launch_draft("erp-db-golden", "erp-db-01", 1).await;
        let draft = LaunchDraft {
            sign_in: SignIn::KeyPair,
            key_pair: "operations".to_owned(),
            ..draft
        };
        change_instances(&harness, |rows| {
            rows.iter_mut().for_each(|row| row["KeyPairName"] = json!(""));
        });
        let id = session.launch(draft).await;
        let job = session.until_ended(id).await;
        let proof = session.newest_proof(&job).await;
        let odd = proof.instances[0].id.clone();
        let answer = json!({
            "RequestId": "q", "KeyPairName": "operations", "TotalCount": "1", "FailCount": "1",
            "Results": { "Result": [{
                "InstanceId": odd, "Success": "false", "Code": "InstanceKeyPairLimitExceeded", "Message": "told so",
            }] },
        });
        harness
            .cloud
            .on("AttachKeyPair", move |_| Reaction::Answer(200, answer.to_string()));
        let mended = session.proof_mend("r-3".into(), id, proof.position, odd, ProofAttributeCode::KeyPair);
        mended.await.unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Failed, "{job:#?}");
        let provider = job.summary.problem.unwrap().provider.unwrap();
        assert_eq!(provider.code, "InstanceKeyPairLimitExceeded");
    });
}

#[test]
fn a_source_of_user_data_that_is_gone_fails_the_launch() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let draft = session.launch_draft("erp-db-golden", "erp-db-01", 1).await;
        harness.cloud.on("DescribeUserData", |_| {
            Reaction::Answer(404, refusal("InvalidInstanceId.NotFound"))
        });
        let id = session
            .launch(LaunchDraft {
                user_data: true,
                ..draft
            })
            .await;
        let job = session.until_state(id, StepState::Failed).await;
        assert!(job.steps[0].actions.retry && job.steps[0].actions.change);
        assert!(harness.cloud.requests("RunInstances").is_empty());
        harness.cloud.heal("DescribeUserData");
        session.step_retry("again".to_owned(), id, 1, None).await.unwrap();
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
    });
}

#[test]
fn a_launch_whose_token_is_spent_keeps_the_instances_that_are_there() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        let draft = session.launch_draft("erp-db-golden", "erp-db-01", 2).await;
        change_instances(&harness, |rows| rows.retain(|row| row["InstanceName"] != "erp-web-002"));
        harness.cloud.on("RunInstances", |_| {
            Reaction::AnswerAfter(400, refusal("IdempotentParameterMismatch"))
        });
        let id = session.launch(draft).await;
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done, "{job:#?}");
        let launched = job.steps[0].launched.clone().unwrap();
        assert_eq!(launched.instances.len(), 1);
        assert_eq!(harness.cloud.requests("RunInstances").len(), 1);
    });
}
