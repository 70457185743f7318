//! What is set for the whole program: what follows from it, and that it is kept.

use std::time::Duration;

use darkroom_core::account::SecretError;
use darkroom_core::inventory::RowKind;
use darkroom_core::preferences::{FolderKind, NotificationChoice, PreferenceChange, ProxyForm, ProxyMode};
use darkroom_core::{Change, Password, ProblemCode};
use serde_json::json;

use crate::harness::{Harness, Session, change, everything, matching};

pub fn password(text: &str) -> Password {
    serde_json::from_value(json!(text)).unwrap()
}

pub fn own(address: &str, user_name: &str) -> ProxyForm {
    ProxyForm {
        mode: ProxyMode::Own,
        address: address.to_owned(),
        user_name: user_name.to_owned(),
    }
}

async fn hide(session: &Session, names: &str) -> u32 {
    let names = PreferenceChange::HiddenSnapshotNames(names.to_owned());
    session.preferences_change(names).await.unwrap().hidden_snapshots
}

#[test]
fn snapshots_hidden_by_their_names_are_in_no_list_and_no_count_and_are_still_known() {
    let harness = Harness::new();
    let (hidden, of) = harness.block_on(async {
        let session = harness.connected().await;
        let all = session.window(everything()).await.of;
        let row = session.rows(matching("erp-db-01-data")).await.remove(0);
        let system = session.snapshot("erp-db-01-sys").await;
        let candidates = async || {
            let opened = session.image_draft_open(system.key.clone()).await.unwrap();
            opened.candidates.len()
        };
        let offered = candidates().await;
        let mut changes = session.changes();
        let hidden = hide(&session, "SAS_*, ERP-DB-01-data*").await;
        assert!(hidden > 0 && hidden < all, "{hidden} of {all}");
        let is_rows = |change: &Change| {
            matches!(
                change,
                Change::Inventory {
                    rows: RowKind::Snapshots,
                    ..
                }
            )
        };
        self::change(&mut changes, is_rows).await;
        let window = session.window(everything()).await;
        assert_eq!((window.of, window.total), (all - hidden, all - hidden));
        assert_eq!(session.inventory_counts().await.unwrap().snapshots, all - hidden);
        assert!(session.rows(matching("erp-db-01-data")).await.is_empty());
        assert_eq!(session.snapshot_get(row.key.clone()).await.unwrap().row, row);
        assert_eq!(candidates().await, offered);
        // Rows that are read again stay hidden.
        session.sync().await;
        assert_eq!(session.inventory_counts().await.unwrap().snapshots, all - hidden);
        (hidden, all)
    });
    harness.block_on(async {
        let session = harness.open();
        assert_eq!(session.window(everything()).await.of, of - hidden);
        let preferences = session.preferences_get().await.unwrap();
        assert_eq!(preferences.hidden_snapshots, hidden);
        assert_eq!(preferences.hidden_snapshot_names, "SAS_*, ERP-DB-01-data*");
        assert_eq!(hide(&session, "").await, 0);
        assert_eq!(session.inventory_counts().await.unwrap().snapshots, of);
    });
}

#[test]
fn the_inventory_is_read_again_as_often_as_it_is_set() {
    let harness = Harness::new();
    harness.connect();
    let listed = |harness: &Harness| harness.cloud.requests("DescribeInstances").len();
    let mut reads = Vec::new();
    for minutes in [60, 1] {
        harness.run(async |session| {
            session.window_visible(true);
            let changed = session.preferences_change(PreferenceChange::RefreshMinutes(minutes));
            changed.await.unwrap();
            session.wait(Duration::from_secs(90)).await;
            let before = listed(&harness);
            session.wait(Duration::from_secs(20 * 60)).await;
            reads.push(listed(&harness) - before);
        });
    }
    assert_eq!(reads[0], 0);
    assert!(reads[1] >= 19, "{reads:?}");
}

#[test]
fn what_is_set_is_kept_and_a_wrong_value_is_told_at_its_field() {
    let harness = Harness::new();
    let quiet = NotificationChoice {
        done: false,
        failed: true,
        needs_you: false,
        in_front: true,
    };
    harness.block_on(async {
        let session = harness.open();
        let mut changes = session.changes();
        for (change, field) in [
            (PreferenceChange::RefreshMinutes(3), "refreshMinutes"),
            (PreferenceChange::BudgetShare(100), "budgetShare"),
            (
                PreferenceChange::HiddenSnapshotNames("x".repeat(1_001)),
                "hiddenSnapshotNames",
            ),
        ] {
            let problem = session.preferences_change(change).await.unwrap_err();
            assert_eq!(
                (problem.code, problem.field.as_deref()),
                (ProblemCode::Malformed, Some(field))
            );
        }
        assert!(changes.try_recv().is_err(), "nothing has changed");
        let first = session.preferences_get().await.unwrap();
        assert_eq!((first.refresh_minutes, first.budget_share), (5, 30));
        session
            .preferences_change(PreferenceChange::Notifications(quiet))
            .await
            .unwrap();
        assert_eq!(changes.recv().await.unwrap(), Change::Preferences);
        session
            .preferences_change(PreferenceChange::BudgetShare(50))
            .await
            .unwrap();
        session
            .preferences_change(PreferenceChange::RefreshMinutes(15))
            .await
            .unwrap();
    });
    harness.block_on(async {
        let kept = harness.open().preferences_get().await.unwrap();
        assert_eq!(
            (kept.notifications, kept.budget_share, kept.refresh_minutes),
            (quiet, 50, 15)
        );
    });
    harness.block_on(async {
        let report = harness.open().support_report(None).await.unwrap();
        assert!(report.contains("\"refreshMinutes\": 15"), "{report}");
    });
}

#[test]
fn a_proxy_that_cannot_be_is_told_at_its_field_and_its_password_is_in_the_keyring_or_nothing_is_set() {
    let harness = Harness::new();
    harness.block_on(async {
        let session = harness.open();
        let login = Some("CANARY");
        for (form, typed, expected) in [
            (own(" ", ""), None, (ProblemCode::Empty, "address")),
            (own("ftp://proxy", ""), None, (ProblemCode::Malformed, "address")),
            (
                own("http://ann:CANARY@proxy", ""),
                None,
                (ProblemCode::Malformed, "address"),
            ),
            (own("proxy:3128", ""), login, (ProblemCode::Empty, "userName")),
            (own("proxy:3128", "a:b"), login, (ProblemCode::Malformed, "userName")),
            (
                own("proxy:3128", "ann"),
                Some("CANARY\n"),
                (ProblemCode::Malformed, "password"),
            ),
        ] {
            let problem = session.proxy_set(form, typed.map(password), false).await.unwrap_err();
            assert_eq!((problem.code, problem.field.as_deref().unwrap()), expected);
            assert!(!format!("{problem:?}").contains("CANARY"));
        }
        harness.secrets.fail(Some(SecretError::Locked));
        let refused = session.proxy_set(own("proxy:3128", "ann"), Some(password("CANARY")), false);
        assert_eq!(refused.await.unwrap_err().code, ProblemCode::KeyringLocked);
        assert_eq!(session.preferences_get().await.unwrap().proxy.mode, ProxyMode::System);
        harness.secrets.fail(None);

        let set = async |form: ProxyForm, typed: Option<&str>, forget: bool| {
            let set = session.proxy_set(form, typed.map(password), forget);
            let proxy = set.await.unwrap().proxy;
            (proxy.address, proxy.has_password, harness.secrets.len())
        };
        let address = "http://proxy:3128".to_owned();
        assert_eq!(
            set(own("proxy:3128", "ann"), login, false).await,
            (address.clone(), true, 1)
        );
        let item: serde_json::Value = serde_json::from_str(&harness.secrets.only()).unwrap();
        assert_eq!(
            item,
            json!({"address": address, "userName": "ann", "password": "CANARY"})
        );
        // It stays with the same proxy and user, and while there is another choice.
        assert_eq!(
            set(own("http://proxy:3128/", " ann"), Some(""), false).await,
            (address.clone(), true, 1)
        );
        assert_eq!(set(ProxyForm::default(), None, false).await, (address.clone(), true, 1));
        assert_eq!(
            set(own("proxy:3128", "ben"), None, false).await,
            (address.clone(), false, 0)
        );
        assert_eq!(
            set(own("proxy:3128", "ben"), login, false).await,
            (address.clone(), true, 1)
        );
        assert_eq!(set(own("proxy:3128", "ben"), None, true).await, (address, false, 0));
    });
    for (path, bytes) in harness.files() {
        let is_there = bytes.windows(6).any(|window| window == b"CANARY");
        assert!(!is_there, "{path}");
    }
}

#[test]
fn the_budget_names_what_was_called_in_each_account_and_what_is_left_for_others() {
    let harness = Harness::new();
    harness.block_on(async {
        let session = harness.connected().await;
        let account = session.account_list().await.unwrap().remove(0);
        let rows = session.api_budget().await.unwrap();
        let row = |action: &str| {
            let is_it =
                |row: &&darkroom_core::preferences::BudgetRow| row.action == action && row.region_id == "cn-hangzhou";
            rows.iter()
                .find(is_it)
                .unwrap_or_else(|| panic!("{action} in {rows:?}"))
        };
        let listed = row("DescribeSnapshots");
        assert_eq!(
            (&listed.account_id, listed.limit, listed.reserved),
            (&account.id, None, 0)
        );
        assert!(listed.calls > 0 && listed.throttled_for_ms.is_none());
        assert!(rows.is_sorted_by(|one, next| one.calls >= next.calls), "{rows:?}");
    });
}

#[test]
fn the_cache_can_be_cleared_while_it_is_used() {
    let harness = Harness::new();
    harness.run(async |session| {
        session.connect().await;
        session.synced().await;
        let before = session.inventory_counts().await.unwrap();
        let listed = harness.cloud.requests("DescribeSnapshots").len();
        session.cache_clear().await.unwrap();
        session
            .sync_until(|state| state.cache.is_none() && !state.shards.is_empty())
            .await;
        session.synced().await;
        assert_eq!(session.inventory_counts().await.unwrap(), before);
        assert!(harness.cloud.requests("DescribeSnapshots").len() > listed);
        let aside = harness.files().into_iter().filter(|(path, _)| path.contains("aside"));
        assert_eq!(aside.count(), 0);
    });
}

#[test]
fn the_storage_tells_what_is_kept_where_and_the_keyring_is_tried_without_touching_other_items() {
    let harness = Harness::new();
    harness.block_on(async {
        let session = harness.connected().await;
        let info = session.storage_info().await.unwrap();
        assert!(info.keyring.ready && info.kept_secrets == 1, "{info:?}");
        assert!(info.data_bytes > 0 && info.cache_bytes > 0 && info.log_folder.is_empty());
        assert_eq!(
            session.folder(FolderKind::Data).unwrap().display().to_string(),
            info.data_folder
        );
        assert_eq!(session.folder(FolderKind::Log).unwrap_err().code, ProblemCode::NotFound);
        let kept = harness.secrets.only();
        assert!(session.keyring_test().await.unwrap().ready);
        assert_eq!(harness.secrets.only(), kept);
        harness.secrets.fail(Some(SecretError::Locked));
        let refused = session.keyring_test().await.unwrap();
        assert_eq!(
            (refused.ready, refused.problem),
            (false, Some(ProblemCode::KeyringLocked))
        );
        harness.secrets.prompt(true);
        let waiting = session.keyring_test().await.unwrap();
        assert_eq!(waiting.problem, Some(ProblemCode::KeyringWaiting));
        harness.secrets.prompt(false);
    });
}
