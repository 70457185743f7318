//! The journal of writes.

use alibaba_cloud::ecs::{CreateImage, ImageSource};
use alibaba_cloud::{Action, RecordedRequest, Request, TransportError};

use super::{ACCOUNT, Gate};
use crate::account::Environment;
use crate::cloud::{Priority, WriteContext};
use crate::{JournalEntry, JournalOutcome};

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

async fn newest(gate: &Gate) -> JournalEntry {
    gate.cloud.journal(None, 1).await.unwrap().remove(0)
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
    let request: RecordedRequest = serde_json::from_str(&entry.request).unwrap();
    assert_eq!(request, RecordedRequest::from(&write()));
    let expected = JournalEntry {
        id: entry.id,
        account_id: ACCOUNT.to_owned(),
        account_alias: "Practice".to_owned(),
        environment: Environment::Test,
        uid: "1934".to_owned(),
        arn: "acs:ram::1934:user/ops".to_owned(),
        action: "ecs:CreateImage".to_owned(),
        region_id: Some("cn-hangzhou".to_owned()),
        target: "web-1".to_owned(),
        request: entry.request.clone(),
        job_id: Some(7),
        position: Some(2),
        sent_at,
        answered_at: Some(sent_at),
        outcome: JournalOutcome::Accepted,
        request_id: Some("R-9".to_owned()),
        code: None,
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
    assert_eq!(entry.outcome, JournalOutcome::Refused);
    assert_eq!(entry.code.as_deref(), Some("QuotaExceed.Image"));
    assert_eq!(entry.request_id.as_deref(), Some("R-3"));

    gate.server.fail("CreateImage", TransportError::Timeout);
    send(&gate).await;
    assert_eq!(newest(&gate).await.outcome, JournalOutcome::Unknown);

    let refused = TransportError::Connect {
        host: "ecs.cn-hangzhou.aliyuncs.com".to_owned(),
        reason: "connection refused".to_owned(),
    };
    gate.server.fail("CreateImage", refused);
    send(&gate).await;
    assert_eq!(newest(&gate).await.outcome, JournalOutcome::NotSent);
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
    assert_eq!(newest(&gate).await.outcome, JournalOutcome::Sent);
    sending.abort();
    assert!(sending.await.unwrap_err().is_cancelled());
    gate.cloud.recover().await.unwrap();
    assert_eq!(newest(&gate).await.outcome, JournalOutcome::Unknown);
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
    let first = gate.cloud.journal(None, 2).await.unwrap();
    let second = gate.cloud.journal(Some(first[1].id), 2).await.unwrap();
    assert_eq!((first.len(), second.len()), (2, 1));
    assert!(first[0].id > first[1].id && first[1].id > second[0].id);
    assert_eq!(
        (second[0].account_alias.as_str(), second[0].uid.as_str()),
        ("Practice", "1934")
    );
}
