//! The journal of writes.

use alibaba_cloud::ecs::{CreateImage, ImageSource};
use alibaba_cloud::{Action, Request, TransportError};

use super::{ACCOUNT, Gate};
use crate::account::Environment;
use crate::cloud::{Priority, WriteContext};
use crate::store::journal::{self, NewJournalRow};
use crate::{JournalCount, JournalEntry, JournalFilter, JournalLine, JournalOutcome, JournalParameter};

fn write() -> Request {
    let snapshot_id = "s-bp1".to_owned();
    CreateImage::new("cn-hangzhou", ImageSource::Snapshot { snapshot_id }, "token").request()
}

async fn send(gate: &Gate) {
    let client = gate.cloud.client(ACCOUNT, Priority::Background).await.unwrap();
    let context = WriteContext {
        job_id: Some(7),
        position: Some(2),
        target: "web-1".to_owned(),
    };
    let _ = client.send(&write(), CreateImage::decode, context).await;
}

/// The newest entries of the journal.
pub(super) async fn newest_entries(gate: &Gate, limit: u32) -> Vec<JournalEntry> {
    let all = JournalFilter::default();
    gate.cloud.journal_entries(&all, None, limit).await.unwrap()
}

async fn newest(gate: &Gate) -> JournalEntry {
    newest_entries(gate, 1).await.remove(0)
}

fn parameters(request: &Request) -> Vec<JournalParameter> {
    let plain = request.parameters.plain();
    let parameter = |(name, value): (&str, &str)| JournalParameter {
        name: name.to_owned(),
        value: value.to_owned(),
    };
    plain.map(parameter).collect()
}

#[tokio::test]
async fn a_write_is_written_down_with_who_where_and_how_it_ended() {
    let gate = Gate::open().await;
    gate.server
        .answer("CreateImage", 200, r#"{"RequestId":"R-9","ImageId":"m-bp1"}"#);
    send(&gate).await;
    let entry = newest(&gate).await;
    let sent_at = "2026-11-23T10:00:00Z"
        .parse::<jiff::Timestamp>()
        .unwrap()
        .as_millisecond();
    let expected = JournalEntry {
        line: JournalLine {
            id: entry.line.id,
            account_id: ACCOUNT.to_owned(),
            account_alias: "Practice".to_owned(),
            environment: Environment::Test,
            arn: "acs:ram::1934:user/ops".to_owned(),
            action: "ecs:CreateImage".to_owned(),
            region_id: Some("cn-hangzhou".to_owned()),
            target: "web-1".to_owned(),
            sent_at,
            outcome: JournalOutcome::Accepted,
            request_id: Some("R-9".to_owned()),
            code: None,
        },
        uid: "1934".to_owned(),
        job_id: Some(7),
        position: Some(2),
        answered_at: Some(sent_at),
        message: None,
        parameters: Some(parameters(&write())),
        secret_names: Vec::new(),
    };
    assert_eq!(entry, expected);
}

#[tokio::test(start_paused = true)]
async fn every_end_of_a_write_is_told_apart() {
    let gate = Gate::open().await;
    let refusal = r#"{"RequestId":"R-3","Code":"QuotaExceed.Image","Message":"full"}"#;
    gate.server.answer("CreateImage", 400, refusal);
    send(&gate).await;
    let entry = newest(&gate).await;
    assert_eq!(entry.line.outcome, JournalOutcome::Refused);
    assert_eq!(entry.line.code.as_deref(), Some("QuotaExceed.Image"));
    assert_eq!(entry.message.as_deref(), Some("full"));
    assert_eq!(entry.line.request_id.as_deref(), Some("R-3"));

    gate.server.fail("CreateImage", TransportError::Timeout);
    send(&gate).await;
    assert_eq!(newest(&gate).await.line.outcome, JournalOutcome::Unknown);

    let refused = TransportError::Connect {
        host: "ecs.cn-hangzhou.aliyuncs.com".to_owned(),
        reason: "connection refused".to_owned(),
    };
    gate.server.fail("CreateImage", refused);
    send(&gate).await;
    assert_eq!(newest(&gate).await.line.outcome, JournalOutcome::NotSent);
}

#[tokio::test]
async fn a_write_is_in_the_journal_before_it_is_sent_and_unknown_after_a_restart() {
    let gate = Gate::open().await;
    gate.cloud.client(ACCOUNT, Priority::Background).await.unwrap();
    let permits = gate.server.permits.forget_permits(usize::MAX);
    let (cloud, asked) = (gate.cloud.clone(), gate.server.clone());
    let sending = tokio::spawn(async move {
        let client = cloud.client(ACCOUNT, Priority::Background).await.unwrap();
        client
            .send(&write(), CreateImage::decode, WriteContext::default())
            .await
    });
    while asked.asked().is_empty() {
        tokio::task::yield_now().await;
    }
    assert_eq!(newest(&gate).await.line.outcome, JournalOutcome::Sent);
    sending.abort();
    assert!(sending.await.unwrap_err().is_cancelled());
    gate.cloud.recover().await.unwrap();
    assert_eq!(newest(&gate).await.line.outcome, JournalOutcome::Unknown);
    assert!(permits > 0);
}

#[tokio::test]
async fn entries_stay_when_their_account_is_removed_and_come_page_by_page() {
    let gate = Gate::open().await;
    gate.server
        .answer("CreateImage", 200, r#"{"RequestId":"R","ImageId":"m-bp1"}"#);
    for _ in 0..3 {
        send(&gate).await;
    }
    // The practice account has no secret, so that no keyring is needed.
    gate.accounts.remove(ACCOUNT).await.unwrap();
    let all = JournalFilter::default();
    let first = gate.cloud.journal_entries(&all, None, 2).await.unwrap();
    let second = gate.cloud.journal_entries(&all, Some(first[1].line.id), 2);
    let second = second.await.unwrap();
    assert_eq!((first.len(), second.len()), (2, 1));
    assert!(first[0].line.id > first[1].line.id && first[1].line.id > second[0].line.id);
    assert_eq!(
        (second[0].line.account_alias.as_str(), second[0].uid.as_str()),
        ("Practice", "1934")
    );
}

#[tokio::test]
async fn a_long_journal_comes_in_pages_and_is_counted_once() {
    let gate = Gate::open().await;
    let now = gate.cloud.now().as_millisecond();
    let written = gate.accounts.state().write(move |transaction| {
        for number in 0..401 {
            let row = NewJournalRow {
                account_id: ACCOUNT.to_owned(),
                account_alias: "Practice".to_owned(),
                environment: crate::store::accounts::Environment::Test,
                uid: "1934".to_owned(),
                arn: String::new(),
                action: "ecs:CreateImage".to_owned(),
                region_id: None,
                target: format!("web-{number}"),
                request: "torn".to_owned(),
                job_id: None,
                position: None,
                // One a minute; the last of them now.
                sent_at: now - (400 - number) * 60_000,
            };
            journal::insert(transaction, &row, &row.target)?;
        }
        Ok(())
    });
    written.await.unwrap();
    let all = JournalFilter::default();
    let first = gate.cloud.journal_page(all.clone(), None).await.unwrap();
    let second = gate.cloud.journal_page(all.clone(), first.next).await.unwrap();
    let third = gate.cloud.journal_page(all, second.next).await.unwrap();
    assert_eq!(
        (first.lines.len(), second.lines.len(), third.lines.len()),
        (200, 200, 1)
    );
    assert_eq!(first.count.unwrap(), JournalCount { shown: 401, all: 401 });
    assert_eq!((second.count, third.count, third.next), (None, None, None));
    assert_eq!(third.lines[0].target, "web-0");
    let torn = gate.cloud.journal_entry(third.lines[0].id).await.unwrap();
    assert_eq!(torn.parameters, None);

    gate.clock.advance(std::time::Duration::from_secs(86_400 - 600));
    let today = JournalFilter {
        within_days: Some(1),
        ..JournalFilter::default()
    };
    let counted = gate.cloud.journal_page(today, None).await.unwrap().count.unwrap();
    assert_eq!(counted, JournalCount { shown: 11, all: 401 });
}
