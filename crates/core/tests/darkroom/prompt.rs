//! The keyring's prompt is a person's to answer, once.

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
