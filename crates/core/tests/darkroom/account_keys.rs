//! Replacing the key of an account: what goes on with the new one, and what keeps the old one.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use darkroom_core::account::{KeyForm, SecretError};
use darkroom_core::job::JobState;
use darkroom_core::{Problem, ProblemCode};
use secrecy::SecretString;
use simulator::AccessKey;

use crate::harness::{Harness, Reaction, Session, refusal};

fn key_form(key: &AccessKey) -> KeyForm {
    KeyForm {
        access_key_id: key.access_key_id.clone(),
        access_key_secret: SecretString::from(key.access_key_secret.clone()),
    }
}

/// Another key of the account under test: that of its root user.
fn other_key(harness: &Harness) -> AccessKey {
    let keys = harness.cloud.simulator.keys();
    let root = keys.into_iter().find(|key| key.arn.ends_with(":root"));
    root.expect("a key of the root user")
}

async fn refused(session: &Session, key: &AccessKey) -> Problem {
    let account_id = session.account_list().await.unwrap()[0].id.clone();
    let replaced = session.account_key_replace(account_id, key_form(key)).await;
    replaced.unwrap_err()
}

#[test]
fn a_running_job_goes_on_with_the_new_key() {
    let harness = Harness::new();
    let (old, new) = (harness.key(), other_key(&harness));
    harness.run(async |session| {
        let account = session.connect().await;
        let id = session.create("web-gw-01-golden", "web-rotated").await;
        session
            .until(id, "accepted", |job| job.summary.image_id.is_some())
            .await;
        // Somebody has deleted the old key.
        let deleted = old.access_key_id.clone();
        harness.cloud.on_every(move |parameters| {
            if parameters.get("AccessKeyId") == Some(&deleted) {
                Reaction::Answer(404, refusal("InvalidAccessKeyId.NotFound"))
            } else {
                Reaction::Forward
            }
        });
        let waiting = session
            .until(id, "waits for a key", |job| job.summary.problem.is_some())
            .await;
        assert_eq!(waiting.summary.problem.unwrap().code, ProblemCode::UnknownAccessKeyId);

        let replaced = session
            .account_key_replace(account.id.clone(), key_form(&new))
            .await
            .unwrap();
        assert_eq!(
            (&replaced.id, &replaced.uid, &replaced.arn),
            (&account.id, &account.uid, &new.arn)
        );
        assert_ne!(replaced.access_key_hint, account.access_key_hint);
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done);
        assert_eq!(harness.cloud.images_made(), [job.summary.image_id.unwrap()]);
        assert!(harness.secrets.only().contains(&new.access_key_id));
    });
    // And after a restart.
    harness.run_idle(async |session| {
        let state = session.sync().await;
        assert!(state.shards.iter().all(|shard| shard.problem.is_none()));
    });
}

#[test]
fn the_new_key_is_used_at_once_although_the_old_one_still_works() {
    let harness = Harness::new();
    let new = other_key(&harness);
    harness.run_idle(async |session| {
        let account = session.connect().await;
        session.account_key_replace(account.id, key_form(&new)).await.unwrap();
        let used = Arc::new(Mutex::new(BTreeSet::new()));
        let seen = used.clone();
        harness.cloud.on_every(move |parameters| {
            seen.lock().unwrap().insert(parameters["AccessKeyId"].clone());
            Reaction::Forward
        });
        session.sync().await;
        assert_eq!(*used.lock().unwrap(), BTreeSet::from([new.access_key_id]));
    });
}

#[test]
fn a_key_of_another_account_is_refused_and_the_old_one_stays() {
    let harness = Harness::new();
    let (stranger, _) = harness.add_account(9);
    harness.run_idle(async |session| {
        let account = session.connect().await;
        let before = harness.secrets.only();
        let problem = refused(&session, &stranger).await;
        assert_eq!(problem.code, ProblemCode::AccountMismatch);
        assert_eq!(problem.field.as_deref(), Some("accessKeyId"));
        assert_eq!(problem.params["uid"], account.uid);
        assert_eq!(problem.params["found"], stranger.account_id);
        assert_eq!(harness.secrets.only(), before);
        assert_eq!(session.account_list().await.unwrap(), [account]);
    });
}

#[test]
fn a_keyring_that_refuses_the_new_key_leaves_the_old_one() {
    let harness = Harness::new();
    let new = other_key(&harness);
    harness.run_idle(async |session| {
        let account = session.connect().await;
        let before = harness.secrets.only();
        for (failure, code) in [
            (SecretError::Locked, ProblemCode::KeyringLocked),
            (SecretError::Failed, ProblemCode::KeyringFailed),
        ] {
            harness.secrets.fail(Some(failure));
            assert_eq!(refused(&session, &new).await.code, code);
            harness.secrets.fail(None);
        }
        assert_eq!(harness.secrets.only(), before);
        let listed = session.account_list().await.unwrap();
        assert_eq!(listed[0].access_key_hint, account.access_key_hint);
        session.account_key_replace(account.id, key_form(&new)).await.unwrap();
        assert!(harness.secrets.only().contains(&new.access_key_id));
    });
}

#[test]
fn a_new_key_that_is_written_after_the_program_gave_up_is_removed_at_the_next_start() {
    let harness = Harness::new();
    let new = other_key(&harness);
    harness.connect();
    let before = harness.secrets.only();
    harness.run_idle(async |session| {
        harness.secrets.prompt(true);
        assert_eq!(refused(&session, &new).await.code, ProblemCode::KeyringWaiting);
    });
    harness.secrets.prompt(false);
    harness.secrets.wait_until_len(2);
    harness.run(async |session| {
        while harness.secrets.len() > 1 {
            session.wait(Duration::from_millis(100)).await;
        }
        assert_eq!(harness.secrets.only(), before);
        let state = session.sync().await;
        assert!(state.shards.iter().all(|shard| shard.problem.is_none()));
    });
}

#[test]
fn a_second_key_of_a_connected_account_is_refused_with_the_alias_of_the_first() {
    let harness = Harness::new();
    let second = other_key(&harness);
    harness.run_idle(async |session| {
        session.connect().await;
        let form = crate::harness::form("Finance again", &second);
        let problem = session.account_save("request".to_owned(), form).await.unwrap_err();
        assert_eq!(problem.code, ProblemCode::UidConnected);
        assert_eq!(problem.params["alias"], "Finance");
        assert_eq!(harness.secrets.len(), 1);
        assert_eq!(session.account_list().await.unwrap().len(), 1);
    });
}
