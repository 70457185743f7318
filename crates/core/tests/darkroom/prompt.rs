//! The keyring's prompt is a person's to answer, once.

use std::time::Duration;

use darkroom_core::ProblemCode;
use darkroom_core::account::{SecretError, SecretState};
use darkroom_core::image::NameCheck;

use crate::harness::Harness;

#[test]
fn a_dismissed_prompt_is_not_opened_again_before_somebody_asks_for_it() {
    let harness = Harness::new();
    harness.connect();
    harness.secrets.fail(Some(SecretError::Dismissed));
    harness.block_on(async {
        let darkroom = harness.open();
        let account_id = darkroom.account_list().await.unwrap()[0].id.clone();
        let problem = async || {
            let asked = darkroom.image_name_check(account_id.clone(), "cn-hangzhou".to_owned(), "web".to_owned());
            match asked.await.unwrap() {
                NameCheck::Unknown { problem } => Some(problem.code),
                _ => None,
            }
        };
        let reads = harness.secrets.reads();
        for _ in 0..3 {
            assert_eq!(problem().await, Some(ProblemCode::KeyringLocked));
        }
        assert_eq!(harness.secrets.reads(), reads + 1);
        darkroom.sync().await;
        assert_eq!(harness.secrets.reads(), reads + 2);
        assert_eq!(darkroom.account_list().await.unwrap()[0].secret, SecretState::Locked);

        // Unlocked elsewhere.
        harness.secrets.fail(None);
        assert_eq!(problem().await, None);
        assert_eq!(darkroom.account_list().await.unwrap()[0].secret, SecretState::InKeyring);
    });
}

#[test]
fn what_waits_for_the_keyring_goes_on_at_once_when_its_prompt_is_answered_late() {
    let harness = Harness::new();
    harness.connect();
    // What is stored is old by now.
    harness.clock.advance(Duration::from_secs(3_600));
    harness.secrets.prompt(true);
    harness.run(async |session| {
        let state = session.sync_until(|state| !state.accounts.is_empty()).await;
        assert_eq!(state.accounts[0].problem.code, ProblemCode::KeyringWaiting);
        let before = harness.clock.elapsed();
        harness.secrets.prompt(false);
        session.sync_until(|state| state.accounts.is_empty()).await;
        let took = harness.clock.elapsed() - before;
        assert!(took < Duration::from_secs(1), "the back-off is longer: {took:?}");
        let accounts = session.account_list().await.unwrap();
        assert_eq!(accounts[0].secret, SecretState::InKeyring);
    });
}
