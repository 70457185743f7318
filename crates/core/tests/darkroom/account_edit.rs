//! Editing and locking accounts, and the practice account, which is one like the others.

use darkroom_core::account::{Account, AccountEdit, AccountKind, Environment};
use darkroom_core::job::{JobDetail, JobState};
use darkroom_core::{JournalOutcome, ProblemCode};

use crate::harness::{Harness, form};

fn edit(account: &Account) -> AccountEdit {
    AccountEdit {
        alias: account.alias.clone(),
        color: account.color,
        environment: account.environment,
        endpoint: account.endpoint.clone(),
    }
}

#[test]
fn what_is_edited_is_kept_and_what_cannot_be_is_refused_at_its_field() {
    let harness = Harness::new();
    harness.run_idle(async |session| {
        let account = session.connect().await;
        let refused = [
            (
                AccountEdit {
                    alias: " ".to_owned(),
                    ..edit(&account)
                },
                ProblemCode::Empty,
                "alias",
            ),
            (
                AccountEdit {
                    color: 9,
                    ..edit(&account)
                },
                ProblemCode::Malformed,
                "color",
            ),
            (
                AccountEdit {
                    color: 0,
                    ..edit(&account)
                },
                ProblemCode::Malformed,
                "color",
            ),
            (
                AccountEdit {
                    endpoint: Some("http://ecs.example.com".to_owned()),
                    ..edit(&account)
                },
                ProblemCode::EndpointRefused,
                "endpoint",
            ),
        ];
        for (edit, code, field) in refused {
            let problem = session.account_update(account.id.clone(), edit).await.unwrap_err();
            assert_eq!((problem.code, problem.field.as_deref()), (code, Some(field)));
        }
        let edited = AccountEdit {
            alias: "Research".to_owned(),
            color: 5,
            environment: Environment::Production,
            endpoint: None,
        };
        session.account_update(account.id.clone(), edited).await.unwrap();
        let unknown = session.account_update("nobody".to_owned(), edit(&account)).await;
        assert_eq!(unknown.unwrap_err().code, ProblemCode::NotFound);
    });
    harness.run_idle(async |session| {
        let account = session.account_list().await.unwrap().remove(0);
        assert_eq!((account.alias.as_str(), account.color), ("Research", 5));
        assert_eq!(account.environment, Environment::Production);
    });
}

#[test]
fn another_endpoint_is_used_at_once_and_the_key_is_verified_there() {
    let harness = Harness::new();
    harness.run_idle(async |session| {
        let account = session.connect().await;
        let before = harness.cloud.requests("GetCallerIdentity").len();
        let moved = AccountEdit {
            endpoint: Some("ecs.example.com".to_owned()),
            ..edit(&account)
        };
        session.account_update(account.id, moved).await.unwrap();
        session.synced().await;
        let verified = harness.cloud.requests("GetCallerIdentity");
        assert_eq!(verified.len(), before + 1);
    });
}

#[test]
fn the_practice_account_is_edited_and_locked_like_any_other_and_goes_when_it_is_closed() {
    let harness = Harness::new();
    let (stranger, _) = harness.add_account(9);
    harness.run_idle(async |session| {
        session.save("Practice", &stranger).await;
        let practice = session.connect_practice().await;
        assert_eq!(
            (practice.kind, practice.alias.as_str()),
            (AccountKind::Practice, "Practice 2")
        );
        assert_eq!(session.practice_open().await.unwrap().id, practice.id);
        let renamed = AccountEdit {
            alias: "Playground".to_owned(),
            ..edit(&practice)
        };
        session.account_update(practice.id.clone(), renamed).await.unwrap();
        session.account_lock(practice.id, true).await.unwrap();
    });
    harness.run_idle(async |session| {
        let accounts = session.account_list().await.unwrap();
        // The practice account is the last one.
        let practice = &accounts[1];
        assert_eq!((practice.alias.as_str(), practice.locked), ("Playground", true));
        assert_eq!(practice.uid, harness.practice.simulator.keys()[0].account_id);
        session.practice_close().await.unwrap();
        assert_eq!(session.account_list().await.unwrap().len(), 1);
        session
            .account_save("again".to_owned(), form("Playground", &harness.key()))
            .await
            .unwrap();
    });
}

#[test]
fn a_job_of_a_locked_account_waits_with_nothing_sent_until_the_lock_is_lifted() {
    let harness = Harness::new();
    harness.run(async |session| {
        let account = session.connect().await;
        // Begun while the cloud cannot be reached, and locked before anything is sent.
        harness.cloud.set_offline(true);
        let id = session.create("web-gw-01-golden", "web-locked").await;
        session.account_lock(account.id.clone(), true).await.unwrap();
        harness.cloud.set_offline(false);
        let is_refused = |job: &JobDetail| {
            let problem = job.summary.problem.as_ref();
            problem.is_some_and(|problem| problem.code == ProblemCode::AccountLocked)
        };
        let waiting = session.until(id, "refused by the lock", is_refused).await;
        assert_eq!(waiting.summary.problem.unwrap().params["action"], "ecs:CreateImage");
        assert!(harness.cloud.requests("CreateImage").is_empty());
        assert_eq!(session.journal().await, []);

        let account = session
            .account_unlock_for("unlock".into(), account.id, 30)
            .await
            .unwrap();
        assert!(account.locked && account.unlocked_until.is_some());
        let job = session.until_ended(id).await;
        assert_eq!(job.summary.state, JobState::Done);
        let entries = session.journal().await;
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].line.outcome, JournalOutcome::Accepted);
        assert_eq!(
            (entries[0].line.action.as_str(), entries[0].job_id),
            ("ecs:CreateImage", Some(id))
        );
        assert_eq!(entries[0].line.target, "web-locked");
    });
}
