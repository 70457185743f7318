//! Faults S1 to S20: what servers send instead of a plain answer. More of each is in the files on bodies, paging,
//! throttling, endpoints and secrets.

use std::sync::Arc;

use alibaba_cloud::ecs::{CreateImage, DescribeSnapshots, ImageSource, Snapshot};
use alibaba_cloud::{Client, Error, FailureKind, Unreadable, all_pages};
use futures_util::TryStreamExt as _;
use serde_json::json;

use crate::script::{Answer, KEY_ID, Script, TOKEN, answer, answer_with, credentials, error_answer};

fn page(ids: &[&str], next_token: &str) -> Answer {
    let rows: Vec<_> = ids.iter().map(|id| json!({"SnapshotId": id})).collect();
    let body = json!({"RequestId": "R", "TotalCount": -1, "NextToken": next_token, "Snapshots": {"Snapshot": rows}});
    answer(200, body.to_string())
}

async fn list(client: &Client, action: DescribeSnapshots) -> Result<Vec<Snapshot>, Error> {
    let pages: Vec<_> = all_pages(client, action).try_collect().await?;
    Ok(pages.into_iter().flat_map(|page| page.body.snapshots).collect())
}

async fn ids(script: &Arc<Script>) -> Result<Vec<String>, Error> {
    let rows = list(&script.client(), DescribeSnapshots::new("cn-hangzhou")).await?;
    Ok(rows.into_iter().map(|row| row.snapshot_id).collect())
}

async fn first_error(answer: Answer) -> (Error, usize) {
    let script = Script::new(std::iter::repeat_n(answer, 4));
    let error = ids(&script).await.unwrap_err();
    (error, script.sent().len())
}

fn create() -> CreateImage {
    let snapshot_id = "s-1".to_owned();
    CreateImage::new("cn-hangzhou", ImageSource::Snapshot { snapshot_id }, "token-1")
}

async fn failed_write(answer: Answer) -> Error {
    let script = Script::new([answer]);
    let error = script.client().call(&create()).await.unwrap_err();
    assert_eq!(script.sent().len(), 1);
    error
}

fn unreadable(error: Error) -> Unreadable {
    match error {
        Error::Unreadable { reason, .. } => reason,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(start_paused = true)]
async fn s1_a_failing_server_is_asked_again_and_a_create_is_left_open() {
    for status in [500, 502, 503, 504] {
        let code = r#"{"Code":"InternalError","Message":"m","RequestId":"R"}"#;
        for body in [code, "<html>Bad gateway</html>", ""] {
            let script = Script::new([answer(status, body), page(&["s-1"], "")]);
            assert_eq!(ids(&script).await.unwrap(), ["s-1"]);
            let error = failed_write(answer(status, body)).await;
            assert!(error.outcome_unknown(), "{status} {body}");
            assert_eq!(error.kind(), FailureKind::ServerFault);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn s1_an_outage_is_not_answered_with_ever_more_requests() {
    let script = Script::new(std::iter::repeat_with(|| answer(503, "")).take(1_000));
    let client = script.client();
    for _ in 0..100 {
        assert!(list(&client, DescribeSnapshots::new("cn-hangzhou")).await.is_err());
    }
    // Not 400: the first calls spend what there is for retries.
    assert!(script.sent().len() < 150, "{}", script.sent().len());
}

#[tokio::test(start_paused = true)]
async fn s2_every_form_of_throttling_is_waited_out() {
    let forms = ["Throttling", "Throttling.User", "Throttling.Api", "Rejected.Throttling"];
    let coded = forms.map(|code| error_answer(400, code));
    let bare = [answer(429, ""), answer(429, "<html>"), answer(429, "{}")];
    for refusal in coded.into_iter().chain(bare) {
        for asked in [None, Some("40000")] {
            let mut refusal = refusal.clone();
            if let (Ok(response), Some(millis)) = (&mut refusal, asked) {
                response.headers = vec![("x-acs-retry-after".to_owned(), millis.to_owned())];
            }
            let script = Script::new([refusal, page(&["s-1"], "")]);
            let start = tokio::time::Instant::now();
            assert_eq!(ids(&script).await.unwrap(), ["s-1"]);
            assert_eq!(start.elapsed().as_secs(), if asked.is_some() { 40 } else { 0 });
        }
    }
}

#[tokio::test(start_paused = true)]
async fn s3_a_quota_used_up_for_a_minute_is_survived() {
    let script = Script::new(
        (0..8)
            .map(|_| error_answer(400, "Throttling.User"))
            .chain([page(&["s-1"], "")]),
    );
    let start = tokio::time::Instant::now();
    assert_eq!(ids(&script).await.unwrap(), ["s-1"]);
    assert!(start.elapsed().as_secs() > 40, "{:?}", start.elapsed());
}

#[tokio::test(start_paused = true)]
async fn s4_one_region_out_of_service_is_an_error_of_that_region_only() {
    let refusals = (0..4).map(|_| error_answer(503, "ServiceUnavailable.RegionMaintaining"));
    let script = Script::new(refusals.chain([page(&["s-1"], "")]));
    let client = script.client();
    let error = list(&client, DescribeSnapshots::new("cn-qingdao")).await.unwrap_err();
    assert_eq!(error.kind(), FailureKind::ServerFault);
    assert_eq!(
        list(&client, DescribeSnapshots::new("cn-hangzhou"))
            .await
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test(start_paused = true)]
async fn s5_xml_and_odd_content_types_are_errors_with_their_code_or_sound_answers() {
    let xml = "<Error><RequestId>R-1</RequestId><Code>InvalidParameter</Code><Message>m</Message></Error>";
    let (error, sent) = first_error(answer_with(400, &[("content-type", "text/xml")], xml)).await;
    assert_eq!(
        (error.code(), error.request_id(), sent),
        (Some("InvalidParameter"), Some("R-1"), 1)
    );
    let (error, _) = first_error(answer(200, "<DescribeSnapshotsResponse></DescribeSnapshotsResponse>")).await;
    assert_eq!(unreadable(error), Unreadable::NotJson);
    let mut plain = page(&["s-1"], "").unwrap();
    plain.headers = vec![("content-type".to_owned(), "text/html".to_owned())];
    assert_eq!(ids(&Script::new([Ok(plain)])).await.unwrap(), ["s-1"]);
}

#[tokio::test(start_paused = true)]
async fn s6_an_error_is_known_by_its_body_and_a_create_without_a_code_is_left_open() {
    let fault = json!({"Code": "InvalidParameter", "Message": "m", "RequestId": "R"});
    let wordless = json!({"Code": "InvalidParameter", "RequestId": "R", "Snapshots": {"Snapshot": []}});
    for body in [fault, wordless] {
        let (error, sent) = first_error(answer(200, body.to_string())).await;
        assert_eq!((error.kind(), sent), (FailureKind::ClientFault, 1));
    }
    for code in ["200", "0", "OK", "ok", "Success", "SUCCESS"] {
        let body = json!({"Code": code, "RequestId": "R", "Snapshots": {"Snapshot": [{"SnapshotId": "s-1"}]}});
        assert_eq!(
            ids(&Script::new([answer(200, body.to_string())])).await.unwrap(),
            ["s-1"]
        );
    }
    for body in ["{}", r#"{"RequestId":"R"}"#, "", "null"] {
        assert!(failed_write(answer(404, body)).await.outcome_unknown(), "{body}");
    }
    for code in ["InvalidParameter", "Throttling", "Forbidden.RAM", "Fine"] {
        let body = json!({"Code": code, "RequestId": "R", "ImageId": "m-1"});
        assert!(
            failed_write(answer(200, body.to_string())).await.outcome_unknown(),
            "{code}"
        );
    }
}

#[tokio::test]
async fn s7_s8_types_that_drift_and_fields_that_miss_keep_the_row() {
    let row = json!({"SnapshotId": 12, "Status": "Dreaming", "SourceDiskSize": {"x": 1}, "Encrypted": [], "New": {},
        "Tags": null, "Progress": true});
    let body = json!({"RequestId": 7, "Snapshots": {"Snapshot": [row, {"SnapshotId": "s-2", "Tags": {}}]}});
    let script = Script::new([answer(200, body.to_string())]);
    let rows = list(&script.client(), DescribeSnapshots::new("cn-hangzhou"))
        .await
        .unwrap();
    assert_eq!(rows[0].snapshot_id, "12");
    assert_eq!(rows[0].status.as_deref(), Some("Dreaming"));
    assert!(rows[0].raw.contains("New"));
    assert_eq!(
        (rows[0].source_disk_size, rows[0].encrypted, rows[0].progress),
        (None, None, None)
    );
    assert!(rows[1].tags.is_empty());
}

#[tokio::test(start_paused = true)]
async fn s9_doubled_keys_deep_nesting_and_giant_texts_have_limits() {
    let doubled = r#"{"RequestId":"R","Snapshots":{"Snapshot":[{"SnapshotId":"s-1","SnapshotId":"s-2"}]}}"#;
    assert_eq!(ids(&Script::new([answer(200, doubled)])).await.unwrap(), ["s-2"]);
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let deep = format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
        let body = format!(r#"{{"RequestId":"R","Snapshots":{deep}}}"#);
        let (error, _) = first_error(answer(200, body)).await;
        assert_eq!(unreadable(error), Unreadable::NotJson);
    }
    let giant = json!({"RequestId": "R", "Snapshots": {"Snapshot": [
        {"SnapshotId": "s-1", "SnapshotName": "x".repeat(7 * 1024 * 1024)}, {"SnapshotId": "s-2"}]}});
    assert_eq!(
        ids(&Script::new([answer(200, giant.to_string())])).await.unwrap(),
        ["s-1", "s-2"]
    );
}

#[tokio::test]
async fn s10_any_text_is_kept_as_it_is() {
    let names = [
        "\u{202e}gpj.exe",
        "👩‍👩‍👧‍👦",
        "a\0b",
        "=cmd|' /C calc'!A0",
        "<script>",
        &"名".repeat(128),
    ];
    let rows: Vec<_> = names
        .iter()
        .map(|name| json!({"SnapshotId": "s", "SnapshotName": name}))
        .collect();
    let body = json!({"RequestId": "R", "Snapshots": {"Snapshot": rows}});
    let script = Script::new([answer(200, body.to_string())]);
    let rows = list(&script.client(), DescribeSnapshots::new("cn-hangzhou"))
        .await
        .unwrap();
    let read: Vec<_> = rows.iter().map(|row| row.snapshot_name.as_deref().unwrap()).collect();
    assert_eq!(read, names);
}

#[tokio::test]
async fn s12_a_listing_without_end_is_given_up() {
    for cycle in [1, 2, 7] {
        let script = Script::new((0..100).map(|number| page(&["s-1"], &format!("t-{}", number % cycle))));
        assert_eq!(unreadable(ids(&script).await.unwrap_err()), Unreadable::RepeatedPage);
        assert!(script.sent().len() <= cycle + 1);
    }
    let fresh_tokens = Script::new((0..1_000).map(|number| page(&["s-1", "s-2"], &format!("t-{number}"))));
    assert_eq!(
        unreadable(ids(&fresh_tokens).await.unwrap_err()),
        Unreadable::RepeatedPage
    );
    assert!(fresh_tokens.sent().len() <= 21);
}

#[tokio::test]
async fn s13_to_s16_empty_large_and_doubled_pages_and_no_total_are_no_end() {
    let large: Vec<String> = (0..500).map(|number| format!("s-{number}")).collect();
    let large: Vec<&str> = large.iter().map(String::as_str).collect();
    let script = Script::new([page(&[], "t-1"), page(&large, "t-2"), page(&["s-499", "x"], "")]);
    let ids = ids(&script).await.unwrap();
    assert_eq!(ids.len(), 502);
    assert_eq!(ids[500], "s-499");
}

#[tokio::test]
async fn s17_a_new_region_has_a_host_and_a_bad_one_is_an_error_of_its_own() {
    let script = Script::new([page(&["s-1"], "")]);
    let client = script.client();
    assert!(list(&client, DescribeSnapshots::new("not a region")).await.is_err());
    assert_eq!(
        list(&client, DescribeSnapshots::new("na-north-9")).await.unwrap().len(),
        1
    );
    assert_eq!(script.sent()[0].url, "https://ecs.na-north-9.aliyuncs.com/");
}

#[tokio::test(start_paused = true)]
async fn s18_a_bad_key_stops_at_once_and_nothing_signed_is_told() {
    let codes = [
        "InvalidAccessKeyId.NotFound",
        "InvalidAccessKeyId.Inactive",
        "Forbidden.AccessKeyDisabled",
        "SignatureDoesNotMatch",
        "IncompleteSignature",
        "Forbidden.RAM",
        "InvalidSecurityToken.Expired",
    ];
    for code in codes {
        let echo = format!("server string to sign is:POST&%2F&AccessKeyId%3D{KEY_ID}%26SecurityToken%3D{TOKEN}");
        let body = json!({"Code": code, "Message": echo, "RequestId": "R"});
        let (error, sent) = first_error(answer(403, body.to_string())).await;
        assert_eq!(sent, 1, "{code}");
        assert!(matches!(error.kind(), FailureKind::Auth | FailureKind::Permission));
        let printed = format!("{error:?} {error}");
        assert!(!printed.contains("%2F") && !printed.contains("CANARY"), "{printed}");
    }
}

#[tokio::test(start_paused = true)]
async fn s19_a_used_nonce_is_renewed_for_a_read_and_leaves_a_create_open() {
    let script = Script::new([error_answer(400, "SignatureNonceUsed"), page(&["s-1"], "")]);
    assert_eq!(ids(&script).await.unwrap(), ["s-1"]);
    let forms = script.forms();
    assert_ne!(forms[0]["SignatureNonce"], forms[1]["SignatureNonce"]);
    let error = failed_write(error_answer(400, "SignatureNonceUsed")).await;
    assert!(error.outcome_unknown());
}

#[tokio::test]
async fn s20_a_listing_goes_on_where_it_was_with_renewed_credentials() {
    let expired = error_answer(400, "InvalidSecurityToken.Expired");
    let script = Script::new([page(&["s-1"], "t-1"), expired, page(&["s-2"], "")]);
    let client = script.client();
    let mut pages = Box::pin(all_pages(&client, DescribeSnapshots::new("cn-hangzhou")));
    let first = pages.try_next().await.unwrap().unwrap();
    let error = pages.try_next().await.unwrap_err();
    assert_eq!(error.kind(), FailureKind::Auth);
    drop(pages);
    let rest = DescribeSnapshots {
        next_token: first.body.next_token,
        ..DescribeSnapshots::new("cn-hangzhou")
    };
    let renewed = client.with_credentials(credentials().with_security_token("renewed"));
    assert_eq!(list(&renewed, rest).await.unwrap()[0].snapshot_id, "s-2");
    let last = script.forms().pop().unwrap();
    assert_eq!(
        (last["NextToken"].as_str(), last["SecurityToken"].as_str()),
        ("t-1", "renewed")
    );
}

#[tokio::test]
async fn a_create_sent_again_keeps_its_token_and_renews_the_rest() {
    let created = answer(200, r#"{"RequestId":"R","ImageId":"m-1"}"#);
    let script = Script::new([answer(503, ""), created]);
    let client = script.client();
    assert!(client.call(&create()).await.unwrap_err().outcome_unknown());
    assert_eq!(client.call(&create()).await.unwrap().body.image_id, "m-1");
    let forms = script.forms();
    assert_eq!(forms[0]["ClientToken"], forms[1]["ClientToken"]);
    assert_ne!(forms[0]["SignatureNonce"], forms[1]["SignatureNonce"]);
    assert_ne!(forms[0]["Signature"], forms[1]["Signature"]);
}
