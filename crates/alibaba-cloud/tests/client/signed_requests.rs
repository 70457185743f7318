//! What a signed request looks like on the wire, by signature version and method.

use std::collections::BTreeMap;

use alibaba_cloud::ecs::{DescribeRegions, DescribeSnapshots, ReplaceSystemDisk};
use alibaba_cloud::signature::{self, acs3};
use alibaba_cloud::{Action, CustomEndpoint, EndpointRule, RequestMethod, SignatureVersion, TransportRequest};
use percent_encoding::percent_decode_str;
use secrecy::SecretString;

use crate::full::secret;
use crate::script::{KEY_ID, SECRET, Script, TOKEN, answer, credentials, form};

async fn sent<A: Action>(action: &A, version: SignatureVersion, method: RequestMethod) -> TransportRequest {
    sent_to(EndpointRule::Public, action, version, method).await
}

async fn sent_to<A: Action>(
    rule: EndpointRule,
    action: &A,
    version: SignatureVersion,
    method: RequestMethod,
) -> TransportRequest {
    let script = Script::new([answer(
        200,
        r#"{"RequestId":"R","DiskId":"d-1","Regions":{},"Snapshots":{}}"#,
    )]);
    let client = script.client_with(credentials(), rule);
    let client = client.with_signature(version).with_method(method);
    client.call(action).await.map(drop).unwrap();
    script.sent().remove(0)
}

fn query(request: &TransportRequest) -> (String, BTreeMap<String, String>) {
    let (address, query) = request.url.split_once('?').unwrap();
    let decode = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap());
    let pairs = pairs.map(|(name, value)| (decode(name), decode(value)));
    (address.to_owned(), pairs.collect())
}

fn header<'a>(request: &'a TransportRequest, name: &str) -> Option<&'a str> {
    let found = request.headers.iter().find(|(key, _)| key == name);
    found.map(|(_, value)| value.as_str())
}

fn replacement() -> ReplaceSystemDisk {
    ReplaceSystemDisk {
        password: secret(),
        ..ReplaceSystemDisk::new("cn-hangzhou", "i-1", "m-1", "token")
    }
}

/// The signature of an ACS3 request, worked out again from what is on the wire.
fn acs3_signature(request: &TransportRequest) -> String {
    let query = request.url.split_once('?').map_or("", |(_, query)| query);
    let canonical = acs3::canonical_request(request.method.as_str(), query, &request.headers, &request.body);
    acs3::sign(&SecretString::from(SECRET), &acs3::string_to_sign(&canonical))
}

#[tokio::test]
async fn version_1_posts_everything_in_the_body() {
    let action = DescribeSnapshots::new("cn-hangzhou");
    let request = sent(&action, SignatureVersion::Rpc1, RequestMethod::Post).await;
    assert_eq!(request.url, "https://ecs.cn-hangzhou.aliyuncs.com/");
    assert_eq!(form(&request)["SecurityToken"], TOKEN);
}

#[tokio::test]
async fn version_1_gets_with_everything_in_the_query() {
    let action = DescribeSnapshots::new("cn-hangzhou");
    let request = sent(&action, SignatureVersion::Rpc1, RequestMethod::Get).await;
    assert_eq!(request.method, "GET");
    assert!(request.body.is_empty() && header(&request, "content-type").is_none());
    let (address, mut query) = query(&request);
    assert_eq!(address, "https://ecs.cn-hangzhou.aliyuncs.com/");
    let claimed = query.remove("Signature").unwrap();
    let parameters = query.into_iter().collect();
    let text = signature::string_to_sign("GET", &signature::canonical_query(&parameters));
    assert_eq!(claimed, signature::sign(&SecretString::from(SECRET), &text));
}

#[tokio::test]
async fn acs3_has_the_key_in_a_header_and_the_parameters_in_the_query() {
    for method in [RequestMethod::Post, RequestMethod::Get] {
        let action = DescribeSnapshots::new("cn-hangzhou");
        let request = sent(&action, SignatureVersion::Acs3, method).await;
        assert_eq!(request.method == "GET", method == RequestMethod::Get);
        assert!(request.body.is_empty());
        let (_, query) = query(&request);
        assert_eq!(query["RegionId"], "cn-hangzhou");
        assert!(!query.contains_key("AccessKeyId") && !query.contains_key("Action"));
        assert_eq!(header(&request, "host"), Some("ecs.cn-hangzhou.aliyuncs.com"));
        assert_eq!(header(&request, "x-acs-action"), Some("DescribeSnapshots"));
        assert_eq!(header(&request, "x-acs-version"), Some("2014-05-26"));
        assert_eq!(header(&request, "x-acs-date"), Some("2026-01-02T03:04:05Z"));
        assert_eq!(header(&request, "x-acs-signature-nonce"), Some("nonce-0"));
        assert_eq!(header(&request, "x-acs-security-token"), Some(TOKEN));
        assert_eq!(header(&request, "accept"), Some("application/json"));
        let authorization = header(&request, "authorization").unwrap();
        assert!(authorization.starts_with(&format!("ACS3-HMAC-SHA256 Credential={KEY_ID},SignedHeaders=host;")));
        assert!(authorization.contains("x-acs-security-token"));
        let signature = format!(",Signature={}", acs3_signature(&request));
        assert!(authorization.ends_with(&signature));
    }
}

#[tokio::test]
async fn a_password_is_in_the_body_whatever_was_chosen() {
    for version in [SignatureVersion::Rpc1, SignatureVersion::Acs3] {
        for method in [RequestMethod::Post, RequestMethod::Get] {
            let request = sent(&replacement(), version, method).await;
            assert_eq!(request.method, "POST");
            assert!(!request.url.contains("CANARY"));
            assert_eq!(form(&request)["Password"], "CANARY-password");
            let printed = format!("{request:?} {:?}", replacement());
            assert!(!printed.contains("CANARY"), "{printed}");
            if version == SignatureVersion::Acs3 {
                let claimed = header(&request, "authorization").unwrap();
                assert!(claimed.ends_with(&acs3_signature(&request)));
                assert_eq!(form(&request).len(), 1);
            }
        }
    }
}

#[tokio::test]
async fn an_address_is_printed_without_its_query() {
    let action = DescribeSnapshots::new("cn-hangzhou");
    for version in [SignatureVersion::Rpc1, SignatureVersion::Acs3] {
        let request = sent(&action, version, RequestMethod::Get).await;
        let printed = format!("{request:?}");
        assert!(printed.contains("https://ecs.cn-hangzhou.aliyuncs.com/"));
        assert!(!printed.contains('?') && !printed.contains("CANARY"), "{printed}");
    }
}

#[tokio::test]
async fn the_signed_host_has_the_port_that_is_sent() {
    let table = [
        ("http://127.0.0.1:7780", "127.0.0.1:7780"),
        ("http://127.0.0.1:80", "127.0.0.1"),
        ("http://[::1]:7780", "[::1]:7780"),
        ("https://ecs.example.com:443", "ecs.example.com"),
        ("https://ecs.example.com:8443", "ecs.example.com:8443"),
    ];
    for (typed, host) in table {
        let rule = EndpointRule::Custom(CustomEndpoint::parse(typed).unwrap());
        let action = DescribeRegions::default();
        let request = sent_to(rule, &action, SignatureVersion::Acs3, RequestMethod::Post).await;
        assert_eq!(header(&request, "host"), Some(host));
        assert!(!request.url.contains('?'));
    }
}
