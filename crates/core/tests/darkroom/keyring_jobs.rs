//! Jobs and the keyring: what a job does when its key cannot be read, and that no account makes the image of another one.

use darkroom_core::ProblemCode;
use darkroom_core::account::SecretError;
use darkroom_core::job::{JobState, StepState};
use darkroom_core::view::{Scope, ViewSpec};
use simulator::Fault;

use crate::harness::{AccountKind, Harness, Reaction, images_made, matching, once};

#[test]
fn a_restart_after_a_lost_reply_makes_one_image_with_a_key_in_the_keyring_as_in_the_practice_cloud() {
    for kind in AccountKind::BOTH {
        let harness = Harness::of(kind);
        harness
            .cloud
            .simulator
            .set_faults(once("CreateImage", Fault::DropAfterEffect));
        // The search has no answer before the run has ended.
        harness.cloud.on("DescribeImages", |parameters| {
            if parameters.contains_key("Tag.1.Key") {
                Reaction::NoAnswer
            } else {
                Reaction::Forward
            }
        });
        let id = harness.run(async |session| {
            session.connect().await;
            let id = session.create("web-gw-01-golden", "web-restart").await;
            session.until_state(id, StepState::Reconciling).await;
            id
        });
        harness.cloud.heal("DescribeImages");
        let job = harness.run(async |session| session.until_ended(id).await);
        assert_eq!(job.summary.state, JobState::Done, "{kind:?}");
        assert_eq!(harness.cloud.images_made(), [job.summary.image_id.unwrap()], "{kind:?}");
    }
}

#[test]
fn a_job_whose_key_is_not_to_be_had_after_a_restart_waits_and_goes_on_when_it_is() {
    let failures = [
        (Some(SecretError::Locked), ProblemCode::KeyringLocked),
        (Some(SecretError::Absent), ProblemCode::KeyringAbsent),
        (None, ProblemCode::KeyringWaiting),
    ];
    for (failure, code) in failures {
        let harness = Harness::new();
        harness.connect();
        let id = harness.run(async |session| session.create("web-gw-01-golden", "web-locked").await);
        harness.secrets.fail(failure);
        harness.secrets.prompt(failure.is_none());
        let job = harness.run(async |session| {
            let waiting = session.until_state(id, StepState::Waiting).await;
            assert_eq!(waiting.summary.problem.unwrap().code, code);
            harness.secrets.fail(None);
            harness.secrets.prompt(false);
            session.until_ended(id).await
        });
        assert_eq!(job.summary.state, JobState::Done, "{code:?}");
        assert_eq!(harness.cloud.images_made().len(), 1, "{code:?}");
    }
}

#[test]
fn images_of_one_name_in_three_accounts_are_three_images() {
    let harness = Harness::new();
    let (key, simulator) = harness.add_account(9);
    harness.run(async |session| {
        let accounts = [
            session.connect().await,
            session.save("Research", &key).await,
            session.connect_practice().await,
        ];
        let mut ids = Vec::new();
        for account in &accounts {
            let spec = ViewSpec {
                scope: Scope {
                    account_ids: vec![account.id.clone()],
                    ..Scope::default()
                },
                ..matching("web-gw-01-golden")
            };
            let snapshot = session.rows(spec).await.remove(0).key;
            let mut draft = session.image_draft_open(snapshot).await.unwrap().draft;
            draft.name = "web-everywhere".to_owned();
            let made = session.image_create(account.id.clone(), draft).await.unwrap();
            ids.push(made.id);
        }
        for id in ids {
            assert_eq!(session.until_ended(id).await.summary.state, JobState::Done);
        }
    });
    for cloud in [&harness.cloud.simulator, &simulator, &harness.practice.simulator] {
        assert_eq!(images_made(&cloud.ledger()).len(), 1);
    }
}
