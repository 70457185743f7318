//! The address book: kept over restarts, checked at its fields, read from files and written to them.

use darkroom_core::address_book::{AddressBookEntry, AddressBookHeadings};
use darkroom_core::image::{Finding, FindingCode, Severity};
use darkroom_core::view::ExportFile;
use darkroom_core::{Change, ProblemCode};

use crate::harness::{Harness, Session, change};

const NORTH: &str = "1602771433805526";
const EAST: &str = "1377520944618803";

fn entry(uid: &str, name: &str, note: &str) -> AddressBookEntry {
    AddressBookEntry {
        uid: uid.to_owned(),
        name: name.to_owned(),
        note: note.to_owned(),
    }
}

async fn codes(session: &Session, entry: AddressBookEntry) -> Vec<(FindingCode, Severity)> {
    let findings: Vec<Finding> = session.address_book_check(entry, None).await.unwrap();
    findings
        .into_iter()
        .map(|finding| (finding.code, finding.severity))
        .collect()
}

#[test]
fn entries_are_kept_changed_and_removed_and_each_request_counts_once() {
    let harness = Harness::new();
    harness.block_on(async {
        let session = harness.open();
        let mut changes = session.changes();
        let north = entry(" 1602 7714 3380 5526 ", " partner-north ", "Reseller north,\nWang Li");
        session
            .address_book_save(entry(EAST, "华东灾备", ""), None)
            .await
            .unwrap();
        change(&mut changes, |change| *change == Change::AddressBook).await;
        for _ in 0..2 {
            session.address_book_save(north.clone(), None).await.unwrap();
        }
    });
    harness.block_on(async {
        let session = harness.open();
        let book = session.address_book_list().await.unwrap();
        let north = entry(NORTH, "partner-north", "Reseller north, Wang Li");
        assert_eq!(book, [north.clone(), entry(EAST, "华东灾备", "")]);
        let problem = session
            .address_book_save(entry(NORTH, "another", ""), None)
            .await
            .unwrap_err();
        assert_eq!(
            (problem.code, problem.field.as_deref()),
            (ProblemCode::DraftInvalid, Some("uid"))
        );
        let moved = entry("1602771433805527", "partner-north", "new id");
        for _ in 0..2 {
            session
                .address_book_save(moved.clone(), Some(NORTH.to_owned()))
                .await
                .unwrap();
        }
        let gone = session
            .address_book_save(entry(NORTH, "x", ""), Some("1".to_owned()))
            .await;
        assert_eq!(gone.unwrap_err().code, ProblemCode::NotFound);
        for _ in 0..2 {
            let left = session.address_book_remove(EAST.to_owned()).await.unwrap();
            assert_eq!(left, std::slice::from_ref(&moved));
        }
    });
}

#[test]
fn ids_of_connected_accounts_and_of_ram_users_are_caught_at_the_field() {
    let harness = Harness::new();
    harness.block_on(async {
        let session = harness.connected().await;
        let account = session.account_list().await.unwrap().remove(0);
        let own = session
            .address_book_check(entry(&account.uid, "me", ""), None)
            .await
            .unwrap();
        assert_eq!(
            (own[0].code, own[0].field.as_str()),
            (FindingCode::ConnectedAccountId, "uid")
        );
        assert_eq!(own[0].params["alias"], account.alias);
        let ram = codes(&session, entry("204567890123456789", "ram", "")).await;
        assert_eq!(ram, [(FindingCode::LooksLikeRamUserId, Severity::Warning)]);
        let login = codes(&session, entry("ops@example.com", "", "")).await;
        assert_eq!(
            login,
            [
                (FindingCode::Required, Severity::Error),
                (FindingCode::NotAnAccountId, Severity::Error)
            ]
        );
    });
}

#[test]
fn an_import_is_whole_or_nothing_and_equal_to_what_was_exported() {
    let harness = Harness::new();
    harness.block_on(async {
        let session = harness.open();
        let people = vec![entry(NORTH, "=north", "'+1"), entry(EAST, "华东灾备", "a, \"b\"")];
        let wrong = [people.clone(), vec![entry("12", "short", "")]].concat();
        let problem = session.address_book_import(wrong).await.unwrap_err();
        assert_eq!(problem.code, ProblemCode::DraftInvalid);
        assert!(session.address_book_list().await.unwrap().is_empty());
        let book = session.address_book_import(people).await.unwrap();

        let path = harness.folder.path().join(session.address_book_file_name());
        let headings = AddressBookHeadings {
            name: "Name".to_owned(),
            uid: "Account ID".to_owned(),
            note: "Note".to_owned(),
        };
        let target = Box::new(ExportFile::at(path.clone()));
        let written = session.address_book_export(headings, target).await.unwrap();
        assert_eq!(written.entries, 2);
        for uid in [NORTH, EAST] {
            session.address_book_remove(uid.to_owned()).await.unwrap();
        }
        let file = session
            .address_book_read(written.file, std::fs::read(path).unwrap())
            .await
            .unwrap();
        assert!(
            file.lines
                .iter()
                .all(|line| line.before.is_none() && line.findings.is_empty()),
            "{file:#?}"
        );
        let read = file.lines.into_iter().map(|line| line.entry).collect();
        assert_eq!(session.address_book_import(read).await.unwrap(), book);
    });
}
