//! The journal: what was sent is told, found and written to a file, and nothing changes it.

use std::collections::BTreeMap;

use darkroom_core::job::StepState;
use darkroom_core::view::{ExportFormat, JournalFile};
use darkroom_core::{Change, JournalEntry, JournalFilter, JournalOutcome, ProblemCode};
use serde_json::Value;

use crate::export_targets::InMemory;
use crate::harness::{Harness, Reaction, Session, change, refusal};

fn searched(search: &str) -> JournalFilter {
    JournalFilter {
        search: search.to_owned(),
        ..JournalFilter::default()
    }
}

/// The targets of the entries that match, newest first.
async fn targets(session: &Session, filter: JournalFilter) -> Vec<String> {
    let page = session.journal_page(filter, None).await.unwrap();
    assert_eq!(page.count.unwrap().shown as usize, page.lines.len());
    page.lines.into_iter().map(|line| line.target).collect()
}

async fn file(session: &Session, filter: JournalFilter, format: ExportFormat) -> Vec<u8> {
    let target = InMemory::default();
    let written = target.file.clone();
    let words = [("sentAt", "Time"), ("target", "=Target"), ("accepted", "Accepted")];
    let words: BTreeMap<_, _> = words.map(|(key, word)| (key.to_owned(), word.to_owned())).into();
    let exported = session
        .journal_export(filter, JournalFile { format, words }, Box::new(target))
        .await
        .unwrap();
    assert_eq!(exported.file, "memory.csv");
    let bytes = written.lock().unwrap().take();
    bytes.unwrap()
}

fn parameter<'a>(entry: &'a JournalEntry, name: &str) -> &'a str {
    let parameters = entry.parameters.as_ref().unwrap();
    &parameters.iter().find(|one| one.name == name).unwrap().value
}

/// An image that was made, and one that was refused after it.
async fn made_and_refused(harness: &Harness, session: &Session) -> [i64; 2] {
    session.connect().await;
    let made = session.create("web-gw-01-golden", "web-made").await;
    session.until_state(made, StepState::Done).await;
    harness
        .cloud
        .on("CreateImage", |_| Reaction::Answer(400, refusal("QuotaExceed.Image")));
    let refused = session.create("web-gw-01-golden", "web-refused").await;
    session.until_state(refused, StepState::Failed).await;
    [made, refused]
}

#[test]
fn an_entry_tells_what_was_sent_by_whom_and_what_the_cloud_said() {
    let harness = Harness::new();
    harness.run(async |session| {
        let mut changes = session.changes();
        let [made, refused] = made_and_refused(&harness, &session).await;
        change(&mut changes, |change| *change == Change::Journal).await;
        let account = session.account_list().await.unwrap().remove(0);
        let [newest, oldest] = &session.journal().await[..] else {
            panic!("two entries");
        };
        assert_eq!((newest.job_id, oldest.job_id), (Some(refused), Some(made)));
        assert_eq!(
            (newest.position, &newest.line.action),
            (Some(1), &"ecs:CreateImage".to_owned())
        );
        assert_eq!(
            (&newest.line.account_alias, &newest.line.arn),
            (&account.alias, &account.arn)
        );
        assert_eq!(
            (&newest.uid, newest.line.environment),
            (&account.uid, account.environment)
        );
        assert_eq!(newest.line.outcome, JournalOutcome::Refused);
        assert_eq!(newest.line.code.as_deref(), Some("QuotaExceed.Image"));
        assert_eq!(newest.message.as_deref(), Some("told so"));
        assert_eq!(newest.line.request_id.as_deref(), Some("7B1E5D0A"));
        assert_eq!(oldest.line.outcome, JournalOutcome::Accepted);
        assert_eq!((oldest.line.code.clone(), oldest.message.clone()), (None, None));
        assert_eq!(parameter(oldest, "ImageName"), "web-made");
        assert!(oldest.answered_at.unwrap() >= oldest.line.sent_at);

        let values = session.journal_values().await.unwrap();
        assert_eq!(values.accounts[0].account_id, account.id);
        assert_eq!(values.actions, ["ecs:CreateImage"]);
        assert_eq!(values.region_ids, ["cn-hangzhou"]);
        let unknown = session.journal_get(99).await.unwrap_err();
        assert_eq!(unknown.code, ProblemCode::NotFound);
    });
}

#[test]
fn entries_are_found_by_what_they_were_done_with_and_by_when() {
    let harness = Harness::new();
    harness.run(async |session| {
        made_and_refused(&harness, &session).await;
        let made = session.journal().await.remove(1);
        let snapshot = session.snapshot("web-gw-01-golden").await.key.id;
        let both = ["web-refused", "web-made"];
        assert_eq!(targets(&session, searched(&snapshot.to_uppercase())).await, both);
        assert_eq!(
            targets(&session, searched(made.line.request_id.as_ref().unwrap())).await,
            ["web-made"]
        );
        assert_eq!(targets(&session, searched("quotaexceed")).await, ["web-refused"]);
        assert!(
            targets(&session, searched("SnapshotId")).await.is_empty(),
            "names of parameters are not searched"
        );
        let accepted = JournalFilter {
            outcomes: vec![JournalOutcome::Accepted],
            within_days: Some(1),
            ..searched("web")
        };
        assert_eq!(targets(&session, accepted.clone()).await, ["web-made"]);
        harness.clock.advance(std::time::Duration::from_secs(86_400));
        assert!(targets(&session, accepted).await.is_empty());
    });
}

#[test]
fn a_file_holds_the_entries_that_match_and_no_formula() {
    let harness = Harness::new();
    harness.run(async |session| {
        made_and_refused(&harness, &session).await;
        let bytes = file(&session, JournalFilter::default(), ExportFormat::Csv).await;
        let mut reader = csv::Reader::from_reader(&bytes[3..]);
        let headings: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        assert_eq!(
            (&*headings[0], &*headings[7], &*headings[8]),
            ("Time", "'=Target", "outcome")
        );
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(
            (&rows[0][7], &rows[0][8], &rows[0][10]),
            ("web-refused", "refused", "told so")
        );
        assert_eq!((&rows[1][7], &rows[1][8]), ("web-made", "Accepted"));
        assert!(rows[1][15].contains("ImageName=web-made"));

        let bytes = file(&session, searched("web-made"), ExportFormat::Json).await;
        let rows: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(rows.as_array().unwrap().len(), 1);
        assert_eq!(rows[0]["outcome"], "accepted");
        assert_eq!(rows[0]["parameters"]["ImageName"], "web-made");
        let none = file(&session, searched("nothing has this"), ExportFormat::Json).await;
        assert_eq!(serde_json::from_slice::<Value>(&none).unwrap(), serde_json::json!([]));
    });
}
