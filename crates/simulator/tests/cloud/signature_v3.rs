//! ACS3-HMAC-SHA256: the published example, and the header form at the door.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use simulator::signature_v3;

use crate::client::{Client, HANGZHOU, decode};

fn map(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn the_published_example() {
    let query = map(&[
        ("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"),
        ("RegionId", "cn-shanghai"),
    ]);
    let empty = signature_v3::hashed(b"");
    assert_eq!(
        empty,
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    let headers = map(&[
        ("host", "ecs.cn-shanghai.aliyuncs.com"),
        ("x-acs-action", "RunInstances"),
        ("x-acs-content-sha256", &empty),
        ("x-acs-date", "2023-10-26T10:22:32Z"),
        ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
        ("x-acs-version", "2014-05-26"),
    ]);
    let canonical = signature_v3::canonical_request("POST", "/", &query, &headers, &empty);
    let hash = "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259";
    assert_eq!(signature_v3::hashed(canonical.as_bytes()), hash);
    let text = signature_v3::string_to_sign(&canonical);
    let expected = "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0";
    assert_eq!(signature_v3::sign("YourAccessKeySecret", &text), expected);
}

#[tokio::test]
async fn a_request_signed_in_its_header_is_answered_in_json() {
    let client = Client::small();
    for method in ["GET", "POST"] {
        let signed = client.acs3(
            method,
            "DescribeSnapshots",
            &[("RegionId", HANGZHOU), ("MaxResults", "5")],
        );
        let answer = decode(client.simulator.handle(signed).await);
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert_eq!(answer.rows("Snapshots").len(), 5);
    }
    let entry = client.simulator.ledger().pop().unwrap();
    assert_eq!(
        (entry.action.as_str(), entry.outcome.http_status),
        ("DescribeSnapshots", Some(200))
    );
    assert_eq!(entry.access_key_id, Some(client.key.access_key_id.clone()));
}

#[tokio::test]
async fn parameters_of_a_form_body_are_covered_by_its_hash() {
    let client = Client::small();
    let request = || {
        let body = "RegionId=cn-hangzhou&MaxResults=7";
        client.acs3_with("POST", "DescribeSnapshots", &[], body, Timestamp::now())
    };
    let answer = decode(client.simulator.handle(request()).await);
    assert_eq!(answer.rows("Snapshots").len(), 7);
    let mut changed = request();
    *changed.body_mut() = bytes::Bytes::from_static(b"RegionId=cn-hangzhou&MaxResults=8");
    let answer = decode(client.simulator.handle(changed).await);
    assert_eq!(answer.code(), "SignatureDoesNotMatch");
}

#[tokio::test]
async fn what_is_wrong_with_a_header_signature_is_told_apart() {
    let mut client = Client::small();
    let own = [("RegionId", HANGZHOU)];
    let now = Timestamp::now();
    for (minutes, code) in [
        (14, ""),
        (-14, ""),
        (16, "InvalidTimeStamp.Expired"),
        (-16, "InvalidTimeStamp.Expired"),
    ] {
        let at = now + SignedDuration::from_mins(minutes);
        let request = client.acs3_with("GET", "DescribeDisks", &own, "", at);
        let answer = decode(client.simulator.handle(request).await);
        assert_eq!(answer.code(), code, "{minutes} minutes: {}", answer.body);
    }
    let request = client.acs3("GET", "DescribeDisks", &own);
    let again = http::Request::from_parts(request.clone().into_parts().0, bytes::Bytes::new());
    assert_eq!(client.simulator.handle(request).await.status(), 200);
    let answer = decode(client.simulator.handle(again).await);
    assert_eq!((answer.status, answer.code()), (400, "SignatureNonceUsed"));

    for authorization in [
        "",
        "ACS3-HMAC-SHA256",
        "Basic abc",
        "ACS3-HMAC-SHA256 Credential=a,Signature=b",
    ] {
        let mut request = client.acs3("GET", "DescribeDisks", &own);
        let headers = request.headers_mut();
        headers.insert("authorization", authorization.parse().unwrap());
        let answer = client.simulator.handle(request).await;
        assert_eq!(answer.status(), 400, "{authorization}");
    }
    let mut request = client.acs3("GET", "DescribeDisks", &own);
    let header = request.headers()["authorization"]
        .to_str()
        .unwrap()
        .replace("x-acs-date;", "");
    request.headers_mut().insert("authorization", header.parse().unwrap());
    let answer = decode(client.simulator.handle(request).await);
    assert_eq!(answer.code(), "IncompleteSignature", "the date must be signed");
    for (listed, otherwise) in [
        ("host;x-acs-action", "x-acs-action;host"),
        ("host;x-acs-action", "host;host;x-acs-action"),
    ] {
        let mut request = client.acs3("GET", "DescribeDisks", &own);
        let header = request.headers()["authorization"]
            .to_str()
            .unwrap()
            .replace(listed, otherwise);
        request.headers_mut().insert("authorization", header.parse().unwrap());
        let answer = decode(client.simulator.handle(request).await);
        assert_eq!(answer.code(), "IncompleteSignature", "{otherwise}");
    }

    client.key.access_key_secret = "Practice0000000000000000000000".to_owned();
    let answer = decode(client.simulator.handle(client.acs3("GET", "DescribeDisks", &own)).await);
    assert_eq!((answer.status, answer.code()), (400, "SignatureDoesNotMatch"));
    assert!(
        answer.body["Message"]
            .as_str()
            .unwrap()
            .contains("server CanonicalRequest is [GET\n/\n")
    );
}

#[tokio::test]
async fn a_signature_covers_every_header_of_the_service_that_is_there() {
    let client = Client::small();
    let own = [("RegionId", HANGZHOU)];
    for (name, value) in [("x-acs-security-token", "CAISany"), ("x-acs-anything", "1")] {
        let mut request = client.acs3("GET", "DescribeDisks", &own);
        request.headers_mut().insert(name, value.parse().unwrap());
        let answer = decode(client.simulator.handle(request).await);
        assert_eq!((answer.status, answer.code()), (400, "IncompleteSignature"), "{name}");
    }
}

#[tokio::test]
async fn the_hash_that_is_sent_is_that_of_the_body() {
    let client = Client::small();
    let body = "RegionId=cn-hangzhou";
    let refused = (400, "SignatureDoesNotMatch");
    for (hashed, expected) in [
        ([body, body], (200, "")),
        (["", ""], refused),
        (["", body], refused),
        ([body, ""], refused),
    ] {
        let hashes = hashed.map(|text| signature_v3::hashed(text.as_bytes()));
        let hashes = hashes.each_ref().map(String::as_str);
        let request = client.acs3_claiming("POST", "DescribeDisks", &[], body, hashes, Timestamp::now());
        let answer = decode(client.simulator.handle(request).await);
        assert_eq!((answer.status, answer.code()), expected, "the hashes of {hashed:?}");
    }
}
