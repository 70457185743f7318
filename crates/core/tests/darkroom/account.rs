//! Connecting, keeping and removing an account, with every way a key, a form or a keyring can be wrong.

use darkroom_core::account::{AccountEdit, AccountForm, SecretError, SecretState};
use darkroom_core::inventory::ShardState;
use darkroom_core::{Problem, ProblemCode};
use secrecy::SecretString;
use simulator::{Fault, FaultRule};

use crate::harness::{Harness, Parameters, Reaction, Session, everything, form};

const REQUEST: &str = "5d0d2f0e-0001-4000-8000-000000000001";
const OTHER_REQUEST: &str = "5d0d2f0e-0001-4000-8000-000000000002";

async fn refused(darkroom: &Session, form: AccountForm) -> Problem {
    let problem = darkroom.account_save(REQUEST.to_owned(), form).await.unwrap_err();
    assert!(darkroom.account_list().await.unwrap().is_empty());
    problem
}

fn at(problem: &Problem) -> (ProblemCode, Option<&str>) {
    (problem.code, problem.field.as_deref())
}

#[test]
fn connecting_verifies_the_key_keeps_the_secret_in_the_keyring_and_chooses_every_region() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.open();
        let account = darkroom
            .account_save(REQUEST.to_owned(), harness.form("Finance"))
            .await
            .unwrap();
        let key = harness.key();
        assert_eq!((account.uid, account.arn), (key.account_id, key.arn));
        let (head, tail) = account.access_key_hint.split_once('…').unwrap();
        assert!(key.access_key_id.starts_with(head) && key.access_key_id.ends_with(tail));
        assert!(account.access_key_hint.chars().count() < 14);
        assert_eq!(account.secret, SecretState::InKeyring);
        let item: serde_json::Value = serde_json::from_str(&harness.secrets.only()).unwrap();
        let expected = serde_json::json!({"accessKeyId": key.access_key_id, "accessKeySecret": key.access_key_secret});
        assert_eq!(item, expected);
        darkroom.synced().await;
        let regions = darkroom.region_list(account.id).await.unwrap();
        assert_eq!(regions.len(), harness.cloud.simulator.regions().len());
        assert!(
            regions
                .iter()
                .all(|region| region.chosen && region.local_name.is_ascii() && !region.local_name_zh.is_ascii())
        );
    });
}

#[test]
fn a_repeated_request_gives_the_same_account() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.open();
        let (first, second) = tokio::join!(
            darkroom.account_save(REQUEST.to_owned(), harness.form("Finance")),
            darkroom.account_save(REQUEST.to_owned(), harness.form("Finance"))
        );
        assert_eq!(first.unwrap().id, second.unwrap().id);
        assert_eq!(harness.secrets.len(), 1);
        assert_eq!(darkroom.account_list().await.unwrap().len(), 1);
    });
}

#[test]
fn testing_tells_whose_key_it_is_and_keeps_nothing() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.open();
        let identity = darkroom.account_test(harness.form("")).await.unwrap();
        assert_eq!(identity.uid, harness.key().account_id);
        assert!(!identity.request_id.is_empty());
        assert_eq!(harness.secrets.len(), 0);
        assert!(darkroom.account_list().await.unwrap().is_empty());
    });
}

#[test]
fn a_key_the_cloud_refuses_is_refused_at_its_field_in_the_clouds_words() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.open();
        let wrong = AccountForm {
            access_key_secret: SecretString::from("wrongwrongwrong"),
            ..harness.form("Finance")
        };
        let problem = refused(&darkroom, wrong).await;
        assert_eq!(at(&problem), (ProblemCode::WrongSecret, Some("accessKeySecret")));
        assert!(!problem.provider.unwrap().request_id.is_empty());

        let unknown = AccountForm {
            access_key_id: "LTAI5tNobodyKnowsThis00".to_owned(),
            ..harness.form("Finance")
        };
        let problem = refused(&darkroom, unknown).await;
        assert_eq!(at(&problem), (ProblemCode::UnknownAccessKeyId, Some("accessKeyId")));
        assert_eq!(problem.provider.unwrap().code, "InvalidAccessKeyId.NotFound");

        let disabled = form("Finance", &harness.cloud.simulator.keys()[1]);
        let problem = refused(&darkroom, disabled).await;
        assert_eq!(at(&problem), (ProblemCode::InactiveAccessKey, Some("accessKeyId")));
        assert_eq!(harness.secrets.len(), 0);
    });
}

#[test]
fn an_endpoint_that_cannot_be_reached_or_is_not_the_clouds_is_named() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.open();
        harness.cloud.set_offline(true);
        let problem = refused(&darkroom, harness.form("Finance")).await;
        assert_eq!(at(&problem), (ProblemCode::EndpointUnreachable, Some("endpoint")));
        assert_eq!(problem.params["host"], "sts.aliyuncs.com");
        harness.cloud.set_offline(false);

        let portal = FaultRule {
            action: "*".to_owned(),
            region_id: None,
            nth: None,
            times: None,
            fault: Fault::HtmlBody,
        };
        harness.cloud.simulator.set_faults(vec![portal]);
        let problem = refused(&darkroom, harness.form("Finance")).await;
        assert_eq!(at(&problem), (ProblemCode::NotEcsReply, Some("endpoint")));
        assert_eq!(problem.params["host"], "sts.aliyuncs.com");
    });
}

#[test]
fn the_form_is_checked_before_anything_is_sent() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.open();
        let key = harness.key();
        let id = |text: &str| AccountForm {
            access_key_id: text.to_owned(),
            ..harness.form("Finance")
        };
        let secret = |text: &str| AccountForm {
            access_key_secret: SecretString::from(text),
            ..harness.form("Finance")
        };
        let endpoint = |text: &str| AccountForm {
            endpoint: Some(text.to_owned()),
            ..harness.form("Finance")
        };
        let swapped = AccountForm {
            access_key_secret: SecretString::from("LTAI5tSomethingLikeAnId0"),
            ..id(&key.access_key_secret)
        };
        let cases = [
            (harness.form(" \u{3000}"), ProblemCode::Empty, "alias"),
            (harness.form("two\nlines"), ProblemCode::Malformed, "alias"),
            (id("\t"), ProblemCode::Empty, "accessKeyId"),
            (id("LTAI5t密钥"), ProblemCode::Malformed, "accessKeyId"),
            (id("LTAI5t with blanks"), ProblemCode::Malformed, "accessKeyId"),
            (id("STS.NUg5mHxSomething"), ProblemCode::Malformed, "accessKeyId"),
            (secret(""), ProblemCode::Empty, "accessKeySecret"),
            (secret(&"x".repeat(2_000)), ProblemCode::Malformed, "accessKeySecret"),
            (secret(&key.access_key_id), ProblemCode::Malformed, "accessKeySecret"),
            (swapped, ProblemCode::Malformed, "accessKeyId"),
            (
                endpoint("http://ecs.example.com"),
                ProblemCode::EndpointRefused,
                "endpoint",
            ),
            (
                endpoint("https://me:pass@ecs.example.com"),
                ProblemCode::EndpointRefused,
                "endpoint",
            ),
            (
                endpoint("ecs.example.com/path"),
                ProblemCode::EndpointRefused,
                "endpoint",
            ),
        ];
        for (form, code, field) in cases {
            let shown = format!("{form:?}");
            assert_eq!(at(&refused(&darkroom, form).await), (code, Some(field)), "{shown}");
        }
        assert!(harness.cloud.simulator.ledger().is_empty());
    });
}

#[test]
fn what_a_paste_brings_along_is_removed() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.open();
        let key = harness.key();
        let padded = AccountForm {
            alias: "\u{3000}Finance \n".to_owned(),
            access_key_id: format!("\u{feff} {}\r\n", key.access_key_id),
            access_key_secret: SecretString::from(format!("\u{200b}{}\u{a0}\n", key.access_key_secret)),
            endpoint: Some("  ".to_owned()),
            ..harness.form("")
        };
        let account = darkroom.account_save(REQUEST.to_owned(), padded).await.unwrap();
        assert_eq!((account.alias.as_str(), account.endpoint), ("Finance", None));
    });
}

#[test]
fn an_alias_belongs_to_one_account_in_any_case() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.open();
        let first = darkroom
            .account_save(REQUEST.to_owned(), harness.form("Finance"))
            .await
            .unwrap();
        let problem = darkroom
            .account_save(OTHER_REQUEST.to_owned(), harness.form("FINANCE "))
            .await
            .unwrap_err();
        assert_eq!(at(&problem), (ProblemCode::AliasTaken, Some("alias")));
        let practice = darkroom.practice_open().await.unwrap();
        let edit = |alias: &str| AccountEdit {
            alias: alias.to_owned(),
            color: practice.color,
            environment: practice.environment,
            endpoint: None,
        };
        let problem = darkroom
            .account_update(practice.id.clone(), edit("finance"))
            .await
            .unwrap_err();
        assert_eq!(at(&problem), (ProblemCode::AliasTaken, Some("alias")));
        let second = darkroom
            .account_update(practice.id.clone(), edit("Finance 2"))
            .await
            .unwrap();
        assert_eq!(second.alias, "Finance 2");
        assert_ne!(first.color, second.color);
    });
}

#[test]
fn the_secret_is_in_no_file_and_in_no_debug_output() {
    let harness = Harness::new();
    let key = harness.key();
    harness.block_on(async {
        let darkroom = harness.open();
        assert!(!format!("{:?}", harness.form("Finance")).contains(&key.access_key_secret));
        darkroom
            .account_save(REQUEST.to_owned(), harness.form("Finance"))
            .await
            .unwrap();
        let wrong = AccountForm {
            access_key_secret: SecretString::from("canary-Kx81cQ"),
            ..harness.form("Other")
        };
        let problem = darkroom
            .account_save(OTHER_REQUEST.to_owned(), wrong)
            .await
            .unwrap_err();
        assert!(!format!("{problem:?}").contains("canary"));
        darkroom.synced().await;
    });
    for (path, bytes) in harness.files() {
        for secret in [
            key.access_key_secret.as_str(),
            key.access_key_id.as_str(),
            "canary-Kx81cQ",
        ] {
            assert!(
                !bytes.windows(secret.len()).any(|window| window == secret.as_bytes()),
                "{path}"
            );
        }
    }
}

#[test]
fn a_keyring_that_refuses_leaves_neither_account_nor_secret() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.open();
        let cases = [
            (SecretError::Absent, ProblemCode::KeyringAbsent),
            (SecretError::Locked, ProblemCode::KeyringLocked),
            (SecretError::Dismissed, ProblemCode::KeyringLocked),
            (SecretError::Failed, ProblemCode::KeyringFailed),
        ];
        for (failure, code) in cases {
            harness.secrets.fail(Some(failure));
            assert_eq!(refused(&darkroom, harness.form("Finance")).await.code, code);
            let state = darkroom.keyring_state().await.unwrap();
            assert_eq!((state.ready, state.problem), (false, Some(code)));
        }
        harness.secrets.fail(None);
        assert!(darkroom.keyring_state().await.unwrap().ready);
        darkroom
            .account_save(REQUEST.to_owned(), harness.form("Finance"))
            .await
            .unwrap();
    });
}

#[test]
fn an_open_prompt_holds_up_nobody_and_a_late_answer_is_accepted() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.open();
        harness.secrets.prompt(true);
        let problem = refused(&darkroom, harness.form("Finance")).await;
        assert_eq!(problem.code, ProblemCode::KeyringWaiting);
        darkroom.practice_open().await.unwrap();
        darkroom.synced().await;
        assert!(darkroom.total().await > 0);

        harness.secrets.prompt(false);
        darkroom
            .account_save(REQUEST.to_owned(), harness.form("Finance"))
            .await
            .unwrap();
        assert_eq!(harness.secrets.len(), 1);
    });
}

#[test]
fn a_secret_written_after_the_program_gave_up_is_found_and_removed_at_the_next_start() {
    let harness = Harness::new();
    harness.block_on(async {
        harness.secrets.prompt(true);
        assert_eq!(
            refused(&harness.open(), harness.form("Finance")).await.code,
            ProblemCode::KeyringWaiting
        );
    });
    harness.secrets.prompt(false);
    harness.secrets.wait_until_len(1);
    harness.block_on(async {
        let darkroom = harness.open();
        darkroom.start();
        darkroom.wait_until("no secret", || harness.secrets.len() == 0).await;
        assert!(darkroom.account_list().await.unwrap().is_empty());
    });
}

#[test]
fn removing_takes_the_secret_the_rows_and_the_account() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.open();
        let account = darkroom.connect().await;
        harness.secrets.fail(Some(SecretError::Locked));
        let problem = darkroom.account_remove(account.id.clone()).await.unwrap_err();
        assert_eq!(problem.code, ProblemCode::KeyringLocked);
        assert_eq!(darkroom.account_list().await.unwrap().len(), 1);

        harness.secrets.fail(None);
        // Somebody removed the item already: that is no reason to keep the account.
        harness.secrets.clear();
        darkroom.account_remove(account.id.clone()).await.unwrap();
        assert!(darkroom.account_list().await.unwrap().is_empty());
        assert_eq!(darkroom.total().await, 0);
        assert!(darkroom.sync_state().await.unwrap().shards.is_empty());
        assert_eq!(
            darkroom.account_remove(account.id).await.unwrap_err().code,
            ProblemCode::NotFound
        );
    });
}

#[test]
fn an_account_removed_while_it_is_read_leaves_no_rows() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.open();
        let account = darkroom
            .account_save(REQUEST.to_owned(), harness.form("Finance"))
            .await
            .unwrap();
        darkroom
            .sync_until(|state| state.rows_so_far > 0 || !state.running)
            .await;
        darkroom.account_remove(account.id).await.unwrap();
        let state = darkroom.synced().await;
        assert!(state.shards.is_empty());
        assert_eq!(darkroom.window(everything()).await.of, 0);
    });
}

#[test]
fn a_secret_that_is_gone_damaged_or_locked_keeps_the_account_and_its_rows_and_says_so() {
    let harness = Harness::new();
    harness.block_on(async {
        let darkroom = harness.open();
        darkroom.connect().await;
    });
    let text = harness.secrets.only();
    let expect = |code: ProblemCode, secret: SecretState| {
        harness.block_on(async {
            let darkroom = harness.open();
            let state = darkroom.sync().await;
            assert_eq!(state.accounts[0].problem.code, code);
            assert!(
                state.shards.iter().all(|shard| shard.state == ShardState::Fresh),
                "what they were"
            );
            assert_eq!(darkroom.account_list().await.unwrap()[0].secret, secret);
            assert!(darkroom.total().await > 0);
        });
    };
    harness.secrets.overwrite("{\"accessKeyId\":\"LT");
    expect(ProblemCode::SecretDamaged, SecretState::Damaged);
    harness.secrets.overwrite(&text);
    harness.secrets.fail(Some(SecretError::Locked));
    expect(ProblemCode::KeyringLocked, SecretState::Locked);
    harness.secrets.fail(Some(SecretError::Absent));
    expect(ProblemCode::KeyringAbsent, SecretState::Unavailable);
    harness.secrets.fail(None);
    harness.secrets.clear();
    expect(ProblemCode::SecretMissing, SecretState::Missing);
}

#[test]
fn an_account_without_a_request_id_is_refused() {
    let harness = Harness::new();
    harness.block_on(async {
        let problem = harness
            .open()
            .account_save(String::new(), harness.form("Finance"))
            .await
            .unwrap_err();
        assert_eq!(at(&problem), (ProblemCode::Empty, Some("requestId")));
    });
}

#[test]
fn a_key_that_turns_out_to_belong_to_somebody_else_is_refused() {
    let harness = Harness::new();
    harness.cloud.on_every(two_owners);
    harness.connect();
    let foreign = serde_json::json!({"accessKeyId": "LTAIforeign", "accessKeySecret": "secret"});
    harness.secrets.overwrite(&foreign.to_string());
    harness.block_on(async {
        let darkroom = harness.open();
        let state = darkroom.sync().await;
        let problem = &state.accounts[0].problem;
        assert_eq!(problem.code, ProblemCode::AccountMismatch);
        assert_eq!(problem.params["found"], "2222");
    });
}

/// A cloud without regions, in which one key belongs to account 2222 and all others to 1111.
fn two_owners(parameters: &Parameters) -> Reaction {
    let owner = if parameters["AccessKeyId"] == "LTAIforeign" {
        "2222"
    } else {
        "1111"
    };
    let body = match parameters["Action"].as_str() {
        "GetCallerIdentity" => serde_json::json!({"RequestId": "R", "AccountId": owner, "Arn": "acs:ram::1:root"}),
        _ => serde_json::json!({"RequestId": "R", "Regions": {"Region": []}}),
    };
    Reaction::Answer(200, body.to_string())
}
