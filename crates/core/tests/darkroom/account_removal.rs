//! Removing an account while the keyring prompts, while another is connected, and while its jobs run.

use std::time::Duration;

use darkroom_core::account::{Account, KeyForm, SecretError};
use darkroom_core::view::{Scope, ViewSpec};
use darkroom_core::{Change, ProblemCode};
use secrecy::SecretString;

use crate::harness::{Harness, Reaction, Session, change, form, matching};

const LONG: Duration = Duration::from_secs(60);

async fn until_accounts(session: &Session, wanted: impl Fn(&[Account]) -> bool) {
    let mut changes = session.changes();
    while !wanted(&session.account_list().await.unwrap()) {
        change(&mut changes, |change| *change == Change::Accounts).await;
    }
}

#[test]
fn an_account_whose_removal_waits_for_the_keyring_goes_when_the_prompt_is_answered() {
    let harness = Harness::new();
    harness.run_idle(async |session| {
        let account = session.connect().await;
        harness.secrets.prompt(true);
        let problem = session.account_remove(account.id.clone()).await.unwrap_err();
        assert_eq!(problem.code, ProblemCode::KeyringWaiting);
        assert_eq!(session.account_list().await.unwrap(), []);
        // It may come back, and its alias is still its own.
        let (stranger, _) = harness.add_account(9);
        let taken = session
            .account_save("request".to_owned(), form("Finance", &stranger))
            .await;
        assert_eq!(taken.unwrap_err().code, ProblemCode::AliasTaken);

        harness.secrets.prompt(false);
        while harness.secrets.len() > 0 {
            session.wait(Duration::from_millis(100)).await;
        }
    });
    harness.run(async |session| {
        assert_eq!(session.account_list().await.unwrap(), []);
        assert_eq!(harness.secrets.len(), 0);
    });
}

#[test]
fn an_account_whose_removal_waits_for_the_keyring_is_listed_again_with_its_key_when_the_prompt_is_dismissed() {
    let harness = Harness::new();
    harness.run_idle(async |session| {
        let account = session.connect().await;
        harness.secrets.prompt(true);
        let problem = session.account_remove(account.id.clone()).await.unwrap_err();
        assert_eq!(problem.code, ProblemCode::KeyringWaiting);
        harness.secrets.fail(Some(SecretError::Dismissed));
        harness.secrets.prompt(false);
        until_accounts(&session, |accounts| accounts.len() == 1).await;
        harness.secrets.fail(None);
        assert_eq!(harness.secrets.len(), 1);
        let state = session.sync().await;
        assert!(state.shards.iter().all(|shard| shard.problem.is_none()));
        assert!(session.total().await > 0);
    });
}

#[test]
fn a_cloud_that_does_not_answer_a_new_account_does_not_hold_up_the_removal_of_another() {
    let harness = Harness::new();
    let (stranger, _) = harness.add_account(9);
    harness.run_idle(async |session| {
        let account = session.connect().await;
        let silent = stranger.access_key_id.clone();
        harness.cloud.on("GetCallerIdentity", move |parameters| {
            if parameters.get("AccessKeyId") == Some(&silent) {
                Reaction::NoAnswer
            } else {
                Reaction::Forward
            }
        });
        let darkroom = session.darkroom.clone();
        let connecting = tokio::spawn(async move {
            darkroom
                .account_save("request".to_owned(), form("Research", &stranger))
                .await
        });
        session.wait(Duration::from_secs(1)).await;
        let removed = tokio::time::timeout(LONG, session.account_remove(account.id)).await;
        removed.expect("the removal waits for nobody").unwrap();
        assert!(!connecting.is_finished());
    });
}

#[test]
fn removing_an_account_tells_before_how_many_of_its_jobs_run() {
    let harness = Harness::new();
    harness.run(async |session| {
        let account = session.connect().await;
        let practice = session.connect_practice().await;
        let removal = async |id: &str| session.account_removal(id.to_owned()).await.unwrap().unfinished_jobs;
        assert_eq!(removal(&account.id).await, 0);
        let mut ids = Vec::new();
        for name in ["web-one", "web-two"] {
            let scope = Scope {
                account_ids: vec![account.id.clone()],
                ..Scope::default()
            };
            let spec = ViewSpec {
                scope,
                ..matching("web-gw-01-golden")
            };
            let snapshot = session.rows(spec).await.remove(0).key;
            let mut draft = session.image_draft_open(snapshot).await.unwrap().draft;
            draft.name = name.to_owned();
            ids.push(session.create_from(draft).await);
        }
        assert_eq!(removal(&account.id).await, 2);
        assert_eq!(removal(&practice.id).await, 0);
        for id in ids {
            session.until_ended(id).await;
        }
        assert_eq!(removal(&account.id).await, 0);
    });
}

#[test]
fn an_account_that_is_removed_while_its_key_is_replaced_leaves_no_key() {
    let harness = Harness::new();
    let keys = harness.cloud.simulator.keys();
    let new = keys.into_iter().find(|key| key.arn.ends_with(":root")).unwrap();
    harness.run_idle(async |session| {
        let account = session.connect().await;
        harness.secrets.prompt(true);
        let (darkroom, id) = (session.darkroom.clone(), account.id.clone());
        let key = KeyForm {
            access_key_id: new.access_key_id,
            access_key_secret: SecretString::from(new.access_key_secret),
        };
        let replacing = tokio::spawn(async move { darkroom.account_key_replace(id, key).await });
        session
            .wait_until("the prompt for the new key", || harness.secrets.waiting() == 1)
            .await;
        let (darkroom, id) = (session.darkroom.clone(), account.id.clone());
        let removing = tokio::spawn(async move { darkroom.account_remove(id).await });
        session.wait(Duration::from_millis(500)).await;
        harness.secrets.prompt(false);
        let (replaced, removed) = tokio::join!(replacing, removing);
        removed.unwrap().unwrap();
        if let Err(problem) = replaced.unwrap() {
            assert_eq!(problem.code, ProblemCode::NotFound);
        }
        assert_eq!(session.account_list().await.unwrap(), []);
        assert_eq!(harness.secrets.len(), 0);
    });
}
